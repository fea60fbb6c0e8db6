package grounding

import (
	"strings"
	"unicode/utf8"

	"footnote/retrieval/language"
)

// checkNames looks every name of the claim up in the evidence.
func (m *matched) checkNames() []Reason {
	german := capitalisesNouns(m.source.language) || capitalisesNouns(languageOf(m.claim.words))
	initials := m.source.acronymSet()
	var wrong []Reason
	words := m.claim.words
	for i := 0; i < len(words); {
		end := i
		for end < len(words) && m.isNamePart(end) && (end == i || areAdjacent(m.claim.text, words[end-1], words[end])) {
			end++
		}
		if end == i {
			i++
			continue
		}
		run := words[i:end]
		if run[0].opens && (len(run) == 1 && !run[0].capital && !m.standsIn(run[0], words)) || german && m.commonNoun(i, end) {
			i = end
			continue
		}
		if missing := m.lacksName(run, initials); missing {
			wrong = append(wrong, Reason{Kind: Name, Words: m.claim.text[run[0].Start:run[len(run)-1].End]})
		}
		i = end
	}
	return wrong
}

// Knows reports whether the evidence speaks of what a name stands for: in this form
// or a derived one (Morocco for Moroccan), or spelt out where it is an acronym.
// Titles and weekdays are names of nobody, which all evidence knows.
func (c *Checker) Knows(name string, evidence []Evidence) bool {
	source := c.readEvidence(evidence)
	m := matched{claim: c.readClaim(name, source), source: source}
	acronyms := source.acronymSet()
	for _, w := range m.claim.words {
		if !notNames.Has(w.folded) && !m.hasName(w) && !(w.capital && acronyms[w.folded]) {
			return false
		}
	}
	return true
}

// isNamePart reports whether the word i of the claim may be a part of a name.
func (m *matched) isNamePart(i int) bool {
	w := m.claim.words[i]
	return w.upper && (!w.stop || w.capital && utf8.RuneCountInString(w.folded) > 1) && !notNames.In(w.folded, m.claim.spoken) && !m.claim.inQuantity(w)
}

func areAdjacent(text string, a, b word) bool {
	switch text[a.End:b.Start] {
	case " ", "-", ". ", "'", "’":
		return true
	}
	return false
}

// lacksName reports whether the evidence lacks a name: one of its words, where no
// initial, abbreviation or derived form stands for it.
func (m *matched) lacksName(run []word, initials map[string]bool) bool {
	lacks, has := 0, 0
	var letters strings.Builder
	for _, w := range run {
		r, _ := utf8.DecodeRuneInString(w.folded)
		letters.WriteRune(r)
		switch {
		case m.hasName(w):
			has++
		case w.capital && initials[w.folded]:
			has++
		default:
			lacks++
		}
	}
	if lacks == 0 {
		return false
	}
	if len(run) > 1 && m.source.forms[letters.String()] > 0 {
		return false
	}
	if has == 0 {
		return true
	}
	for _, w := range run { // J. Smith for John Smith
		r, size := utf8.DecodeRuneInString(w.folded)
		if !m.hasName(w) && !(w.capital && initials[w.folded]) && (size == len(w.folded) || m.source.forms[string(r)] == 0) {
			return true
		}
	}
	return false
}

// hasName reports whether the evidence has a name's word, maybe in another form.
func (m *matched) hasName(w word) bool {
	if m.source.forms[w.folded] > 0 || m.source.terms[w.term] {
		return true
	}
	if utf8.RuneCountInString(w.folded) == 1 {
		for form := range m.source.forms {
			if strings.HasPrefix(form, w.folded) {
				return true
			}
		}
	}
	if other := peoples()[w.folded]; other != "" && m.source.forms[other] > 0 {
		return true
	}
	if len(w.folded) < 5 {
		return false
	}
	for form := range m.source.forms { // Morocco, Moroccan; plural and genitive forms
		n := 0
		for n < len(form) && n < len(w.folded) && form[n] == w.folded[n] {
			n++
		}
		if n >= 4 && n+4 >= max(len(form), len(w.folded)) && len(form) != len(w.folded) && isPeopleEnding(form[n:], m.claim.spoken) && isPeopleEnding(w.folded[n:], m.claim.spoken) {
			return true
		}
	}
	return false
}

// isPeopleEnding reports whether an ending turns a place into its people in one of
// these languages, or inflects a name.
func isPeopleEnding(ending string, spoken language.Codes) bool {
	return ending == "" || peopleEndings.In(ending, spoken)
}

// standsIn reports whether the word that opens the claim stands where the
// evidence has a name: "Microsoft bought" for "Google bought".
func (m *matched) standsIn(w word, words []word) bool {
	if len(words) < 2 || m.hasName(w) || strings.HasSuffix(w.folded, "s") && !strings.HasSuffix(w.folded, "ss") {
		return false
	}
	next := words[1].folded
	for _, s := range m.source.sentences {
		for i, e := range s.words {
			if i > 0 && e.folded == next && s.words[i-1].upper && !s.words[i-1].stop && !words[1].stop {
				// Is it a name there? Elsewhere or for its neighbours it is.
				if i > 1 || m.source.isName(s.words[i-1].folded) {
					return true
				}
			}
		}
	}
	return false
}

// isName reports whether a word has a capital and no sentence writes it without one.
func (s *source) isName(folded string) bool {
	if s.names == nil {
		s.names = make(map[string]bool)
		lower := make(map[string]bool)
		for _, list := range [][]sentence{s.sentences, s.facts} {
			for i := range list {
				for _, w := range list[i].words {
					if !w.upper {
						lower[w.folded] = true
					}
				}
			}
		}
		for _, list := range [][]sentence{s.sentences, s.facts} {
			for i := range list {
				for _, w := range list[i].words {
					if w.upper && !lower[w.folded] {
						s.names[w.folded] = true
					}
				}
			}
		}
	}
	return s.names[folded]
}

// acronymSet returns the initials of every run of capitalised words.
func (s *source) acronymSet() map[string]bool {
	found := make(map[string]bool)
	for _, list := range [][]sentence{s.sentences, s.facts} {
		for i := range list {
			words := list[i].words
			for from, w := range words {
				if !w.upper {
					continue
				}
				var b strings.Builder
				for _, w := range words[from:min(from+9, len(words))] {
					if !w.upper && w.stop {
						continue
					}
					if !w.upper {
						break
					}
					r, _ := utf8.DecodeRuneInString(w.folded)
					if b.WriteRune(r); b.Len() > 1 {
						found[b.String()] = true
					}
				}
			}
		}
	}
	return found
}

// commonNoun reports whether a German noun is likely no name: it has an article or
// an adjective before it.
func (m *matched) commonNoun(from, end int) bool {
	if end-from > 1 || m.claim.words[from].capital {
		return false
	}
	if from == 0 {
		return true
	}
	before := m.claim.words[from-1]
	return functionWords.In(before.folded, capitalNouns) && !bareAfter.Has(before.folded) || !before.upper && hasAnyEnding(before.folded, nounEndings)
}

// capitalNouns are the languages that write every noun with a capital.
var capitalNouns = func() language.Codes {
	var set language.Codes
	for _, l := range language.All() {
		if l.Writing.CapitalNouns {
			set |= language.Of(l.Code)
		}
	}
	return set
}()

// capitalisesNouns reports whether a language writes every noun with a capital.
func capitalisesNouns(code string) bool {
	l := language.For(code)
	return l != nil && l.Writing.CapitalNouns
}

func hasAnyEnding(word string, endings language.Lexicon) bool {
	for ending := range endings.All() {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}
