package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/bot/access"
	"footnote/cmd/footnote/doctor"
)

// whoOutput is "footnote doctor --who PLACE --json".
type whoOutput struct {
	Place       string          `json:"place"`
	All         bool            `json:"all"` // all collections, those to come included
	Documents   int             `json:"documents"`
	Collections []whoCollection `json:"collections"`
	Hidden      []whoCollection `json:"hidden"`
}

type whoCollection struct {
	Name      string `json:"name"` // "" for documents in no folder
	Documents int    `json:"documents"`
}

// who shows what a place may see.
func (c *doctorCmd) who(ctx context.Context, a *app) error {
	place, err := parsePlace(c.Who, grammars(a.platforms))
	if err != nil {
		return usageError("%w", err)
	}
	rules, err := c.Access.open(a)
	if err != nil {
		return err
	}
	l, err := a.findLibrary(false)
	if err != nil {
		return err
	}
	states, err := l.Store.Files(ctx)
	if err != nil {
		return err
	}
	if len(states) == 0 {
		a.note("there is no index of %s yet, so it isn't known which collections there are (footnote index makes it)", l.Corpus)
	}
	out := whoOutput{Place: c.Who, All: true, Collections: []whoCollection{}, Hidden: []whoCollection{}}
	var list []string
	if rules != nil {
		list, out.All = rules.Collections(place)
	}
	n := doctor.DocumentsBy(states)
	for _, name := range slices.Sorted(maps.Keys(n)) {
		collection := whoCollection{name, n[name]}
		if out.All || slices.Contains(list, name) {
			out.Collections = append(out.Collections, collection)
			out.Documents += n[name]
		} else {
			out.Hidden = append(out.Hidden, collection)
		}
	}
	if c.JSON {
		return a.printJSON(out)
	}
	return a.print(out.text(a, rules != nil))
}

func (o whoOutput) text(a *app, rules bool) string {
	var b strings.Builder
	what := terminal.Count(o.Documents, "document")
	switch {
	case !rules:
		what += ": there are no access rules, everyone sees everything"
	case o.All:
		what += ": all collections, those to come included"
	case len(o.Collections) == 0:
		what = "nothing"
	}
	fmt.Fprintf(&b, "%s sees %s.\n", terminal.OneLine(o.Place), a.out.Style(terminal.Bold, what))
	for _, c := range o.Collections {
		fmt.Fprintf(&b, "  %s: %s\n", terminal.OneLine(doctor.CollectionName(c.Name)), terminal.Count(c.Documents, "document"))
	}
	if len(o.Hidden) > 0 {
		b.WriteString("It doesn't see\n")
		for _, c := range o.Hidden {
			fmt.Fprintf(&b, "  %s: %s\n", terminal.OneLine(doctor.CollectionName(c.Name)), terminal.Count(c.Documents, "document"))
		}
	}
	return b.String()
}

// parsePlace reads a place as doctorCmd.Help describes it.
func parsePlace(text string, known []access.Grammar) (bot.Place, error) {
	path, query, _ := strings.Cut(text, "?")
	parts := strings.Split(path, "/")
	options, err := url.ParseQuery(query)
	if err != nil {
		return bot.Place{}, fmt.Errorf("--who %s: %w", text, err)
	}
	p, err := bot.Place{}, access.ErrForm
	names := []string{"direct"}
	for _, g := range known {
		if g.Platform == parts[0] {
			p, err = g.ReadPlace(parts[1:], options)
			names = append(names, g.Options...)
		}
	}
	if errors.Is(err, access.ErrForm) {
		var forms []string
		for _, g := range known {
			forms = append(forms, g.Place)
		}
		return bot.Place{}, fmt.Errorf("--who %s: a place is %s (footnote doctor --help says more)", text, access.JoinWords("or", forms))
	}
	if err != nil {
		return bot.Place{}, fmt.Errorf("--who %s: %w", text, err)
	}
	p.Platform, p.Direct = parts[0], p.Direct || options.Has("direct")
	for name := range options {
		if !slices.Contains(names, name) {
			return bot.Place{}, fmt.Errorf("--who %s: there is no %s in %s (it can have %s)", text, name, p.Platform, strings.Join(names, ", "))
		}
	}
	return p, nil
}
