package grounding

import (
	"strings"
	"unicode/utf8"

	"footnote/retrieval/frequency"
	"footnote/retrieval/language"
)

// isName reports whether word i of the claim is written as a name. The first word is
// one if the language's common words lack it.
func (al *alignment) isName(i int) bool {
	w := al.a.words[i]
	switch {
	case w.upper && i+1 < len(al.a.words) && al.a.words[i+1].upper && al.missing[i+1]:
		return true
	case !w.upper || al.a.spoken&capitalNouns != 0 && !w.capital && al.m.commonNoun(i, i+1):
		return false
	case w.opens:
		return frequency.MostZipf(al.a.spoken, w.folded) <= frequency.Rare
	}
	return true
}

// isShortName reports whether word i of the claim are the initials of words of the
// sentence, or one initial beside a name: WHO, J. Smith.
func (al *alignment) isShortName(i int) bool {
	w := al.a.words[i]
	if !w.upper {
		return false
	}
	if utf8.RuneCountInString(w.folded) == 1 {
		next := i + 1
		if next == len(al.a.words) || al.to[next] < 0 || !al.a.words[next].upper {
			return false
		}
		for j := max(al.to[next]-2, 0); j < al.to[next]; j++ {
			if al.b.words[j].upper && strings.HasPrefix(al.b.words[j].folded, w.folded) {
				return true
			}
		}
		return false
	}
	if !w.capital {
		return false
	}
	sentence := source{sentences: al.m.source.sentences[al.source : al.source+1], facts: al.m.source.facts}
	if sentence.acronymSet()[w.folded] {
		return true
	}
	for phrase, in := range acronyms.All() {
		short, long, _ := strings.Cut(phrase, " ")
		if short == w.folded && in&(al.a.spoken|al.b.spoken) != 0 && strings.Contains(" "+language.Fold(al.b.text)+" ", " "+long+" ") {
			return true
		}
	}
	return false
}

var acronyms = gatherFolded(func(l *language.Language) language.Words { return l.Names.Acronyms })

// isFullName reports whether word i of the claim stands beside a name of the sentence, as
// it does elsewhere in the evidence: Anna Kerr for Kerr.
func (al *alignment) isFullName(i int) bool {
	if !al.a.words[i].upper || al.a.words[i].stop {
		return false
	}
	for _, d := range []int{-1, 1} {
		k := i + d
		if k < 0 || k >= len(al.a.words) || !al.a.words[k].upper || al.to[k] < 0 || al.b.words[al.to[k]].folded != al.a.words[k].folded {
			continue
		}
		for s := range al.m.source.sentences {
			words := al.m.source.sentences[s].words
			for j, e := range words {
				if n := j + d; e.folded == al.a.words[i].folded && n >= 0 && n < len(words) && words[n].folded == al.a.words[k].folded {
					return true
				}
			}
		}
	}
	return false
}

// isApposition reports whether word i of the claim stands beside a name that it stands right
// before elsewhere in the evidence: the solar firm Heliad.
func (al *alignment) isApposition(i int) bool {
	for k := max(i-appositionReach, 0); k < min(i+appositionReach+1, len(al.a.words)); k++ {
		if k == i || !al.a.words[k].upper || al.to[k] < 0 || !al.b.words[al.to[k]].upper || al.b.words[al.to[k]].folded != al.a.words[k].folded || al.a.spoken&capitalNouns != 0 {
			continue
		}
		for s := range al.m.source.sentences {
			t := al.m.source.laidSentence(s)
			for j, e := range t.words {
				if e.folded != al.a.words[k].folded || !e.upper {
					continue
				}
				for n := j - 1; n >= max(j-appositionReach, 0) && !t.breaks[n+1] && (t.content[n] || t.limited[n]); n-- {
					if t.words[n].folded == al.a.words[i].folded {
						return true
					}
				}
			}
		}
	}
	return false
}

// appositionReach is how many words a name may stand from what it is. With 1 a true claim
// held back falls, 6 changes nothing.
const appositionReach = 3
