package blevex

import (
	"slices"
	"strings"
	"unicode"

	"footnote/retrieval"
)

// shortestPart is the length in bytes from which on words with a space between
// them may be one: of shorter ones too many happen to spell another.
const shortestPart = 3

// addCompounds gives neighbouring words the forms that the index has of both
// written as one: "gall bladder" may be the documents' gallbladder, "e-mail" their
// email. Whoever has the one word has both. starts are where the words begin in
// the query.
func (x *Index) addCompounds(sc *scratch, query string, words []retrieval.Word, starts []int) error {
	for i := range len(words) - 1 {
		first, second := &words[i], &words[i+1]
		end := starts[i] + len(first.Text)
		if first.Stop && second.Stop || starts[i+1] != end+1 {
			continue
		}
		hyphen := query[end] == '-'
		spaced := query[end] == ' ' && len(first.Text) >= shortestPart && (second.Stop || len(second.Text) >= shortestPart)
		joined := first.Text + second.Text
		if !hyphen && !spaced || !allLetters(joined) {
			continue
		}
		var forms []string
		for _, language := range x.analyzed() {
			f := x.analyzer.folder(language)
			form := f.foldWord(joined)
			if !form.stop && f.prefix == 0 && !slices.Contains(first.Forms, form.text) && !slices.Contains(forms, form.text) {
				forms = append(forms, form.text)
			}
		}
		for _, form := range forms {
			if has, err := x.has(sc, form); err != nil {
				return err
			} else if has {
				first.Forms = append(first.Forms, form)
				second.Forms = append(second.Forms, form)
			}
		}
	}
	return nil
}

// splitCompounds takes a word that no passage has as two that stand together in
// the documents: "superbowl" as super bowl, "CEO" as chief executive.
func (x *Index) splitCompounds(sc *scratch, words []retrieval.Word) ([]retrieval.Word, error) {
	split := make([]retrieval.Word, 0, len(words))
	tried := 0
	for _, w := range words {
		apart := [][2]string{spelledOut[strings.ToLower(w.Text)]}
		if apart[0][0] == "" {
			apart = cuts(w)
		}
		if w.Stop || len(apart) == 0 || tried == maxCorrected {
			split = append(split, w)
			continue
		}
		known := false
		for _, form := range w.Forms {
			has, err := x.has(sc, form)
			if err != nil {
				return nil, err
			}
			known = known || has
		}
		if known {
			split = append(split, w)
			continue
		}
		tried++
		parts, err := x.parted(sc, w, apart)
		if err != nil {
			return nil, err
		}
		split = append(split, parts...)
	}
	return split, nil
}

// spelledOut are everyday acronyms with the two words that they are known by.
var spelledOut = map[string][2]string{
	"ceo": {"chief", "executive"}, "cfo": {"chief", "financial"}, "cto": {"chief", "technology"}, "coo": {"chief", "operating"},
	"hr": {"human", "resources"}, "vat": {"value", "added"}, "gdp": {"gross", "domestic"}, "ai": {"artificial", "intelligence"},
	"un": {"united", "nations"}, "eu": {"european", "union"}, "uk": {"united", "kingdom"}, "usa": {"united", "states"},
}

// cuts lists where a word may be cut in two.
func cuts(w retrieval.Word) [][2]string {
	if len(w.Text) > maxTermBytes || !correctable(w) {
		return nil
	}
	var list [][2]string
	for at := range w.Text {
		if at >= shortestPart && len(w.Text)-at >= shortestPart {
			list = append(list, [2]string{w.Text[:at], w.Text[at:]})
		}
	}
	return list
}

// togetherness is how many times as many passages must have both parts of a word
// as would by chance.
const togetherness = 2

// parted returns a word as the two that most passages have together, as it is if
// none has any. In Turkish the second would mostly be a suffix.
func (x *Index) parted(sc *scratch, w retrieval.Word, apart [][2]string) ([]retrieval.Word, error) {
	best := []retrieval.Word{w}
	most := 0.0
	for _, parts := range apart {
		for _, language := range x.analyzed() {
			f := x.analyzer.folder(language)
			first, second := f.foldWord(parts[0]), f.foldWord(parts[1])
			if first.stop || second.stop || f.prefix > 0 || f.turkic {
				continue
			}
			both, chance, err := x.together(sc, first.text, second.text)
			if err != nil {
				return nil, err
			}
			if both > most && both >= togetherness*chance {
				most = both
				whole := parts[0] + " " + parts[1]
				best = []retrieval.Word{
					{Text: w.Text, Forms: []string{first.text}, Corrected: whole},
					{Text: w.Text, Forms: []string{second.text}, Corrected: whole},
				}
			}
		}
	}
	return best, nil
}

// together returns how many passages have both terms in their text, and how many
// would by chance.
func (x *Index) together(sc *scratch, a, b string) (both, chance float64, err error) {
	var countA, countB float64
	for seg := range x.segments {
		listA, err := sc.postings(seg, bodyField, a)
		if err != nil {
			return 0, 0, err
		}
		listB, err := sc.postings(seg, bodyField, b)
		if err != nil {
			return 0, 0, err
		}
		nA, nB := listA.Count(), listB.Count()
		countA, countB = countA+float64(nA), countB+float64(nB)
		if nA == 0 || nB == 0 {
			continue
		}
		if nA > nB {
			listA, listB = listB, listA
		}
		in := membersOf(listB)
		passages := listA.Iterator(false, false, false, nil)
		for {
			p, err := passages.Next()
			if err != nil {
				return 0, 0, err
			}
			if p == nil {
				break
			}
			if in.has(uint32(p.Number())) {
				both++
			}
		}
	}
	return both, countA * countB / float64(max(x.totals.Passages, 1)), nil
}

// has tells whether any passage has, or had before it was deleted, the term.
func (x *Index) has(sc *scratch, term string) (bool, error) {
	for seg := range x.segments {
		for _, name := range []string{bodyField, contextField} {
			dict, err := sc.dictionary(seg, name)
			if err != nil {
				return false, err
			}
			if has, err := dict.Contains([]byte(term)); has || err != nil {
				return has, err
			}
		}
	}
	return false, nil
}

// allLetters tells a word of a script that is written in words.
func allLetters(word string) bool {
	for _, r := range word {
		if !unicode.IsLetter(r) || unspaced(r) {
			return false
		}
	}
	return true
}
