package retrieval

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"footnote/retrieval/language"
)

// edition is what the name of a document says of its place among others that replace one
// another: the policy of last year and that of this one, a manual and its third revision.
type edition struct {
	stem     string   // what all of them are called
	marks    []string // the parts of the names that tell them apart, in lower case
	archived bool     // it stands in a folder of what is no longer valid
	number   []int    // of its version, nil if it has none
	dates    []int    // the years, months and days in its name, nil for none
	date     string   // when it was published, "" if that isn't known
	headings map[string]bool
}

var (
	outdated = language.Gather(func(l *language.Language) language.Words { return l.Tally.Outdated })
	editions = language.Gather(func(l *language.Language) language.Words { return l.Tally.Editions })
)

// isOutdated reports whether the names of folders, or the last word of a file's, say that
// what they hold is no longer valid: "old-town.md" does not.
func isOutdated(dir string, name []string) bool {
	return slices.ContainsFunc(wordsOf(dir), outdated.Has) || len(name) > 1 && outdated.Has(name[len(name)-1])
}

// wordsOf returns the words and numbers of a path in lower case.
func wordsOf(path string) []string {
	return strings.FieldsFunc(strings.ToLower(path), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// versionOf returns the number of a word such as "v3"; ok is false for others.
func versionOf(word string) (number int, ok bool) {
	digits := strings.TrimLeftFunc(word, unicode.IsLetter)
	sign := strings.TrimSuffix(word, digits)
	if digits == "" || sign == "" || strings.Trim(digits, "0123456789") != "" || !editions.Has(sign) {
		return 0, false
	}
	return atoi(digits), true
}

// editionOf reads the name of a document.
func editionOf(d *Document) edition {
	e := edition{date: d.Published, headings: make(map[string]bool)}
	for _, h := range d.Headings {
		e.headings[withoutFigures(h.Text)] = true
	}
	file, record, _ := strings.Cut(d.ID, "#")
	dir, name := path.Split(file)
	own := wordsOf(strings.TrimSuffix(name, path.Ext(name)))
	e.archived = isOutdated(dir, own)
	var stem []string
	words := append(own, wordsOf(record)...)
	for i, w := range words {
		switch number, ok := versionOf(w); {
		case ok:
			e.marks, e.number = append(e.marks, w), append(e.number, number)
		case strings.Trim(w, "0123456789") == "" && i > 0 && editions.Has(words[i-1]):
			e.marks, e.number = append(e.marks, w), append(e.number, atoi(w))
			stem = slices.DeleteFunc(stem, func(s string) bool { return s == words[i-1] })
		case strings.Trim(w, "0123456789") == "" || len(w) == 2 && w[0] == 'q' && isDigit(w[1]):
			e.marks, e.dates = append(e.marks, w), append(e.dates, atoi(strings.TrimLeft(w, "q")))
		case e.archived && i == len(own)-1 && outdated.Has(w):
		default:
			stem = append(stem, w)
		}
	}
	e.stem = strings.Join(stem, " ")
	return e
}

// atoi returns a number of few digits, 0 for a long one.
func atoi(digits string) int {
	n := 0
	for _, c := range digits[:min(len(digits), 9)] {
		n = 10*n + int(c-'0')
	}
	return n
}

// withoutFigures is a heading without what tells editions apart.
func withoutFigures(heading string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, heading)
}

// sharedHeadings is the share of the headings of two editions that both must have, for
// documents whose names alone don't say that one replaces the other.
const sharedHeadings = .5

// replaces reports whether two documents are editions of one, the first one the later.
func (e *edition) replaces(o *edition) bool {
	if e.stem == "" || e.stem != o.stem {
		return false
	}
	if e.archived != o.archived {
		return o.archived
	}
	if !e.isLike(o) {
		return false
	}
	if c := slices.Compare(e.number, o.number); c != 0 {
		return c > 0
	}
	if c := slices.Compare(e.dates, o.dates); c != 0 {
		return c > 0
	}
	return e.date > o.date && o.date != ""
}

// isLike reports whether two documents have most headings in common, or none has any.
func (e *edition) isLike(o *edition) bool {
	both := 0
	for h := range e.headings {
		if o.headings[h] {
			both++
		}
	}
	return float64(both) >= sharedHeadings*float64(max(len(e.headings), len(o.headings)))
}

// isNamed reports whether a question names the edition: its year, its number.
func (e *edition) isNamed(words []Word) bool {
	for _, w := range words {
		if slices.Contains(e.marks, strings.ToLower(w.Text)) {
			return true
		}
	}
	return false
}

// markEditions marks the sentences of documents that a later edition replaces, or, if
// the question names one of the editions, of the others.
func (e *evidence) markEditions(hits []Hit) {
	editions := make(map[string]*edition)
	for i := range hits {
		if d := e.outline.documents[hits[i].Document]; d != nil && editions[d.ID] == nil {
			ed := editionOf(d)
			editions[d.ID] = &ed
		}
	}
	unwanted := make(map[string]bool)
	for id, one := range editions {
		for other, o := range editions {
			if id == other || !o.replaces(one) {
				continue
			}
			switch older, newer := one.isNamed(e.words), o.isNamed(e.words); {
			case older && !newer:
				unwanted[other] = true
			default:
				unwanted[id] = true
			}
		}
	}
	for i := range hits {
		if unwanted[hits[i].Document] {
			for k := range hits[i].Sentences {
				hits[i].Sentences[k].Evidence[evReplaced] = 1
			}
		}
	}
}
