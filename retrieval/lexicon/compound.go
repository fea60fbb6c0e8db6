package lexicon

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"footnote/retrieval"
	"footnote/retrieval/language"
)

const (
	// shortestPart is the length in bytes from which on words with a space between
	// them may be one: of shorter ones too many happen to spell another.
	shortestPart = 3
	// mostUnknown bounds the work for a question full of unknown words.
	mostUnknown = 8
	// togetherness is how many times as many passages must have both parts of a word
	// as would by chance.
	togetherness = 2
	// longestWord is the length in bytes up to which a word is taken apart: longer
	// ones are data.
	longestWord = 128
)

// joinedForm is what word and the one after it are written as together.
type joinedForm struct {
	word int
	form string
}

// joinedForms lists the forms of neighbouring words written as one: "gall bladder"
// may be the documents' gallbladder, "e-mail" their email. Whoever has the one
// word has both.
func (l *lookup) joinedForms() []joinedForm {
	var list []joinedForm
	for i := range len(l.words) - 1 {
		first, second := &l.words[i], &l.words[i+1]
		end := l.starts[i] + len(first.Text)
		if first.Stop && second.Stop || l.starts[i+1] != end+1 {
			continue
		}
		hyphen := l.question[end] == '-'
		spaced := l.question[end] == ' ' && len(first.Text) >= shortestPart && (second.Stop || len(second.Text) >= shortestPart)
		joined := first.Text + second.Text
		if !hyphen && !spaced || !isSpacedWord(joined) {
			continue
		}
		var forms []string
		for _, code := range l.analyzedLanguages() {
			form, stop := l.foldWord(code, joined)
			if !stop && !keepsBeginnings(code) && !slices.Contains(first.Forms, form) && !slices.Contains(forms, form) {
				forms = append(forms, form)
				list = append(list, joinedForm{i, form})
			}
		}
	}
	return list
}

// split is a way to take a word apart, with its terms in one language.
type split struct {
	word  int
	whole string // the two words with a space between them
	terms Pair
}

// splitUnknown takes words that no passage has as two that stand together in the
// documents: "superbowl" as super bowl, "CEO" as chief executive.
func (l *lookup) splitUnknown(ctx context.Context) error {
	splits := l.possibleSplits()
	if len(splits) == 0 {
		l.words = mergeRepeated(l.words)
		return nil
	}
	var terms []string
	for _, s := range splits {
		terms = append(terms, s.terms.First, s.terms.Second)
	}
	if err := l.countTerms(ctx, terms); err != nil {
		return err
	}
	splits = slices.DeleteFunc(splits, func(s split) bool { return l.counts[s.terms.First] == 0 || l.counts[s.terms.Second] == 0 })
	pairs := make([]Pair, len(splits))
	for i, s := range splits {
		pairs[i] = s.terms
	}
	var together []int
	if len(pairs) > 0 {
		var err error
		if together, err = l.Terms.Together(ctx, pairs); err != nil {
			return err
		}
	}
	best := make(map[int]int) // word → index of its split
	for i, s := range splits {
		chance := float64(l.counts[s.terms.First]) * float64(l.counts[s.terms.Second]) / float64(max(l.Passages, 1))
		known, ok := best[s.word]
		if together[i] > 0 && float64(together[i]) >= togetherness*chance && (!ok || together[i] > together[known]) {
			best[s.word] = i
		}
	}
	var words []retrieval.Word
	for i, w := range l.words {
		n, ok := best[i]
		if !ok {
			words = append(words, w)
			continue
		}
		for _, form := range []string{splits[n].terms.First, splits[n].terms.Second} {
			part := retrieval.Word{Text: w.Text, Forms: []string{form}, Corrected: splits[n].whole}
			l.weighWord(&part)
			words = append(words, part)
		}
	}
	l.words = mergeRepeated(words)
	return nil
}

// possibleSplits lists how the words that no passage has may be taken apart. In
// Turkish the second part would mostly be a suffix.
func (l *lookup) possibleSplits() []split {
	var list []split
	tried := 0
	for i, w := range l.words {
		apart := spelledOut[strings.ToLower(w.Text)]
		if apart == nil {
			apart = cutsOf(w.Text)
		}
		if w.Stop || w.Passages > 0 || len(apart) == 0 || tried == mostUnknown {
			continue
		}
		tried++
		for _, parts := range apart {
			for _, code := range l.analyzedLanguages() {
				if known := language.For(code); keepsBeginnings(code) || known != nil && known.Index.Turkic {
					continue
				}
				first, stopped := l.foldWord(code, parts[0])
				second, stops := l.foldWord(code, parts[1])
				if !stopped && !stops {
					list = append(list, split{i, parts[0] + " " + parts[1], Pair{first, second}})
				}
			}
		}
	}
	return list
}

// spelledOut are everyday acronyms with the two words that they are known by.
var spelledOut = func() map[string][][2]string {
	m := make(map[string][][2]string)
	for _, l := range language.All() {
		for _, phrase := range l.Names.Acronyms.List() {
			if words := strings.Fields(phrase); len(words) == 3 {
				m[words[0]] = append(m[words[0]], [2]string{words[1], words[2]})
			}
		}
	}
	return m
}()

// cutsOf lists where a word may be cut in two.
func cutsOf(word string) [][2]string {
	if len(word) > longestWord || !isCorrectable(word) {
		return nil
	}
	var list [][2]string
	for at := range word {
		if at >= shortestPart && len(word)-at >= shortestPart {
			list = append(list, [2]string{word[:at], word[at:]})
		}
	}
	return list
}

// isSpacedWord reports whether text is letters of a script that is written in
// words.
func isSpacedWord(text string) bool {
	for _, r := range text {
		if !unicode.IsLetter(r) || language.IsRunRune(r) {
			return false
		}
	}
	return true
}
