package wording

import (
	"cmp"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Count returns a text with its number in the right form.
func (w *Words) Count(p Plural, n int) string {
	return strings.ReplaceAll(p.form(formOf(w.Code, n)), "%d", w.Number(n))
}

// formOf returns the form that a number takes in a language.
func formOf(code string, n int) plural.Form {
	return plural.Cardinal.MatchPlural(language.MustParse(code), n, 0, 0, 0, 0)
}

func (p Plural) form(f plural.Form) string {
	switch f {
	case plural.Zero:
		return cmp.Or(p.Zero, p.Other)
	case plural.One:
		return cmp.Or(p.One, p.Other)
	case plural.Two:
		return cmp.Or(p.Two, p.Other)
	case plural.Few:
		return cmp.Or(p.Few, p.Other)
	case plural.Many:
		return cmp.Or(p.Many, p.Other)
	}
	return p.Other
}
