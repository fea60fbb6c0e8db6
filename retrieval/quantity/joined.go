package quantity

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/language"
)

// joined reads the number words of a language that writes them as one:
// fünfundzwanzig, tweehonderdduizend, venticinque.
type joined struct {
	in      language.Codes
	words   map[string]int // below a hundred, on their own or at an end
	stems   map[string]int // tens that stand before ones only
	scales  []joinedScale  // the greatest first
	between []string       // between ones and tens, where the ones come first
}

type joinedScale struct {
	word  string
	value float64
}

var joinedLanguages = sync.OnceValue(func() []joined {
	var list []joined
	for _, l := range language.All() {
		n := l.Numbers
		if !n.Joined {
			continue
		}
		j := joined{in: language.Of(l.Code), words: language.Values(n.Cardinals), stems: language.Values(n.Stems), between: n.JoinedBy.List()}
		for _, scale := range n.Scales {
			if scale.Factor == 100 || scale.Factor == 1000 {
				for _, word := range scale.Words.List() {
					j.scales = append(j.scales, joinedScale{word, scale.Factor})
				}
			}
		}
		slices.SortFunc(j.scales, func(a, b joinedScale) int {
			return cmp.Or(cmp.Compare(b.value, a.value), len(b.word)-len(a.word))
		})
		list = append(list, j)
	}
	return list
})

// joinedCardinals returns the values of a joined number word below a million.
func joinedCardinals(word string) []meaning {
	const shortest, longest = 6, 60 // bytes
	if len(word) < shortest || len(word) > longest {
		return nil
	}
	var found []meaning
	for _, j := range joinedLanguages() {
		if v, ok := j.valueOf(word); ok {
			found = append(found, meaning{v, j.in})
		}
	}
	return found
}

// valueOf returns the value of a word that isn't one of a single number.
func (j *joined) valueOf(word string) (float64, bool) {
	for _, scale := range j.scales {
		before, after, found := strings.Cut(word, scale.word)
		if !found {
			continue
		}
		head, tail := 1.0, 0.0
		ok, tailOK := before != "" || after != "", true
		if before != "" {
			head, ok = j.partValue(before)
		}
		for _, between := range j.between {
			if rest, cut := strings.CutPrefix(after, between); cut && rest != "" {
				after = rest
				break
			}
		}
		if after != "" {
			tail, tailOK = j.partValue(after)
		}
		if ok && tailOK && head < scale.value && tail < scale.value {
			return head*scale.value + tail, true
		}
	}
	return j.belowHundred(word)
}

// partValue returns the value of a word inside another.
func (j *joined) partValue(word string) (float64, bool) {
	if v, ok := j.words[word]; ok {
		return float64(v), true
	}
	return j.valueOf(word)
}

// belowHundred reads ones and tens, in either order.
func (j *joined) belowHundred(word string) (float64, bool) {
	for i := range word {
		if i == 0 {
			continue
		}
		first, last := word[:i], word[i:]
		tens := j.words[first]
		if tens == 0 {
			tens = j.stems[first]
		}
		if ones := j.words[last]; isTens(tens) && 0 < ones && ones < 10 {
			return float64(tens + ones), true
		}
		for _, between := range j.between {
			rest, found := strings.CutPrefix(last, between)
			if ones := j.words[first]; found && 0 < ones && ones < 10 && isTens(j.words[rest]) {
				return float64(j.words[rest] + ones), true
			}
		}
	}
	return 0, false
}

func isTens(n int) bool { return n >= 20 && n < 100 && n%10 == 0 }
