package web

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// kindChoice is a kind of documents to narrow a question down to.
type kindChoice struct {
	Kind      bot.DocumentKind
	Label     string
	Documents int
}

// kindChoices are the kinds that there are, if there are several.
func kindChoices(w *wording.Words, o bot.Overview) []kindChoice {
	if len(o.Kinds) < 2 {
		return nil
	}
	var list []kindChoice
	for _, k := range o.Kinds {
		list = append(list, kindChoice{k.Kind, kindLabel(w, k.Kind), k.Documents})
	}
	return list
}

func kindLabel(w *wording.Words, kind bot.DocumentKind) string {
	if label := w.Kinds()[kind]; label != "" {
		return label
	}
	return w.Others
}

// Bounds on what a form may narrow down to: each of them is kept with the question.
const (
	mostChoices   = 300
	longestChoice = 500 // bytes
)

// filterOf returns what a form narrows its question down to, nil for nothing.
func filterOf(form url.Values) *bot.Filter {
	f := &bot.Filter{Publishers: choicesOf(form, "publisher"), Since: dayOf(form.Get("since")), Until: dayOf(form.Get("until"))}
	for _, kind := range choicesOf(form, "type") {
		f.Kinds = append(f.Kinds, bot.DocumentKind(kind))
	}
	f.Collections = choicesOf(form, "among")
	if one := form.Get("collection"); one != "" && len(f.Collections) > 0 && !slices.Contains(f.Collections, one) {
		f.Collections = append(f.Collections, one)
	}
	if f.IsEmpty() {
		return nil
	}
	return f
}

// choicesOf returns what is chosen in a form, without what nobody can have chosen.
func choicesOf(form url.Values, name string) []string {
	var list []string
	for _, v := range form[name] {
		if v != "" && len(v) <= longestChoice && len(list) < mostChoices && !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// dayOf returns a day as browsers send it, "" for anything else.
func dayOf(s string) string {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return ""
	}
	return s
}

// narrowedTo says in words what a question was narrowed down to.
func narrowedTo(w *wording.Words, r bot.Request) []string {
	f := r.Filter
	if f.IsEmpty() {
		return nil
	}
	var list []string
	for _, c := range f.Collections {
		list = append(list, text.OneLine(c))
	}
	for _, k := range f.Kinds {
		list = append(list, kindLabel(w, k))
	}
	for _, p := range f.Publishers {
		list = append(list, text.OneLine(p))
	}
	if f.Since != "" || f.Until != "" {
		list = append(list, strings.TrimSpace(w.Date(f.Since)+" – "+w.Date(f.Until)))
	}
	return list
}

// filterKey tells a filter from others.
func filterKey(f *bot.Filter) string {
	if f.IsEmpty() {
		return ""
	}
	return fmt.Sprintf("%q", *f)
}
