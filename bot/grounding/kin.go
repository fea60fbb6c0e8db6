package grounding

import (
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/language"
	"footnote/retrieval/thesaurus"
)

// alikeIn reports whether two words say the same, or the same of the other side.
func alikeIn(a, b word, spoken language.Codes) (same, converse bool) {
	if a.term == b.term || a.folded == b.folded || (isDerived(a.term, b.term) || isDerived(a.folded, b.folded)) && !isOpposite(a, b, spoken) || peoples()[a.folded] == b.folded {
		return true, false
	}
	for _, l := range spoken.List() {
		if sharesPrefixed(l, a, b) {
			return true, false
		}
		k := kinOf(l)
		if sharesGroup(k, a, b) && !isOpposite(a, b, spoken) {
			return true, false
		}
		if s := k.side[a.folded]; s != 0 && s == -k.side[b.folded] {
			converse = true
		}
	}
	return false, converse
}

// sharesPrefixed reports whether one of two words is the other with a prefix of inflection:
// kostete, gekostet.
func sharesPrefixed(l *language.Language, a, b word) bool {
	for _, prefix := range l.Meaning.FormPrefixes.List() {
		x, cutA := strings.CutPrefix(a.folded, prefix)
		y, cutB := strings.CutPrefix(b.folded, prefix)
		if cutA != cutB && len(x) >= 4 && len(y) >= 4 && (x[:4] == y[:4]) && isDerived(x+"en", y+"en") {
			return true
		}
	}
	return false
}

// isOpposite reports whether one of two words of one root denies it: load, unload.
func isOpposite(a, b word, spoken language.Codes) bool {
	return slices.Contains(oppositesOf(stemWord(a.folded), spoken), stemWord(b.folded))
}

// kin is which words of a language say the same.
type kin struct {
	groups map[string][]int  // by word: the groups that it stands in
	base   map[string]string // by an irregular form: the word
	side   map[string]int    // of deals: n for one side of the nth, -n for the other
}

var kinTables sync.Map // *language.Language → func() *kin

func kinOf(l *language.Language) *kin {
	load, ok := kinTables.Load(l)
	if !ok {
		load, _ = kinTables.LoadOrStore(l, sync.OnceValue(func() *kin { return readKin(l) }))
	}
	return load.(func() *kin)()
}

func readKin(l *language.Language) *kin {
	k := &kin{groups: make(map[string][]int), base: make(map[string]string), side: make(map[string]int)}
	n := 0
	addGroup := func(words []string, stemmed bool) {
		n++
		for _, w := range words {
			k.groups[w] = append(k.groups[w], n)
			if stem := stemWord(w); stemmed && stem != w {
				k.groups[stem] = append(k.groups[stem], n)
			}
		}
	}
	for _, lists := range [][]language.Words{l.Meaning.Synonyms, l.Meaning.Retold, l.Meaning.Forms} {
		for _, group := range lists {
			words := language.FoldList(group).List()
			addGroup(words, false)
		}
	}
	for _, forms := range l.Meaning.Forms {
		words := language.FoldList(forms).List()
		for _, w := range words {
			k.base[w] = words[0]
		}
	}
	for group := range thesaurus.Groups(l.Code) {
		addGroup(strings.Fields(group), true)
	}
	for i, sides := range l.Meaning.Converse {
		for s, words := range sides {
			for _, w := range language.FoldList(words).List() {
				if k.side[w] = i + 1; s > 0 {
					k.side[w] = -i - 1
				}
			}
		}
	}
	return k
}

// groupsOf returns the groups of a word, as written or without its ending.
func (k *kin) groupsOf(w word) []int {
	if base := k.base[w.folded]; base != "" && base != w.folded {
		return append(slices.Clip(k.groups[w.folded]), k.groups[base]...)
	}
	if own := k.groups[w.folded]; len(own) > 0 {
		if stem := stemWord(w.folded); stem != w.folded {
			return append(slices.Clip(own), k.groups[stem]...)
		}
		return own
	}
	return append(slices.Clip(k.groups[stemWord(w.folded)]), k.groups[w.term]...)
}

func sharesGroup(k *kin, a, b word) bool {
	theirs := k.groupsOf(b)
	if len(theirs) == 0 {
		return false
	}
	return slices.ContainsFunc(k.groupsOf(a), func(group int) bool { return slices.Contains(theirs, group) })
}
