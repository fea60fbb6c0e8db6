package main

import (
	"context"
	"strings"

	"footnote/adapters"
	"footnote/bot/access"
	"footnote/cmd/footnote/doctor"
	"footnote/cmd/footnote/page"
	"footnote/cmd/footnote/platforms"
	"footnote/cmd/footnote/server"
	"footnote/retrieval/opensearch"
)

// doctorCmd checks all that serve needs.
type doctorCmd struct {
	Platforms platforms.Settings `embed:""`
	Web       page.Settings      `embed:""`
	Access    server.Access      `embed:""`
	known     []adapters.Platform

	JSON bool   `help:"Print one JSON object."`
	Who  string `placeholder:"PLACE" help:"Show what a place may see, in the place of checking."`
}

// Help implements kong.HelpProvider.
func (c doctorCmd) Help() string {
	var places strings.Builder
	for _, g := range platforms.PlaceGrammars(c.known) {
		for _, line := range g.Details {
			places.WriteString("\n  " + line)
		}
	}
	return `Checks documents, index, disk, access rules, model, tokens and public URL, and says for each what to do. Nothing is changed. The exit code is 0 unless there is an error.

With --who it shows the collections that a place may see by the access rules. PLACE is` + places.String()
}

// Run checks and prints.
func (c *doctorCmd) Run(ctx context.Context, a *app) error {
	if c.Who != "" {
		return c.showWho(ctx, a)
	}
	r, err := doctor.Run(ctx, c.listChecks(a))
	if err != nil {
		return err
	}
	if c.JSON {
		err = a.PrintJSON(r)
	} else {
		err = a.Print(r.Text(a.Out))
	}
	if err == nil && !r.OK {
		return &exitError{exitFailure, nil} // the output has said it
	}
	return err
}

// listChecks are what is checked, in this order.
func (c *doctorCmd) listChecks(a *app) (list []doctor.Check) {
	rules := doctor.Rules{File: c.Access.File, Open: func() (*access.File, error) { return c.Access.Open(a.platforms, a.Log) }}
	if a.settings.Cluster.Index.IsSet() {
		list = append(list, doctor.Cluster(func() (*opensearch.Store, error) { return a.settings.Cluster.Open(nil, a.Log) }))
	}
	if l, err := a.FindLibrary(false); err == nil {
		list = append(list, doctor.Files(l.Library, a.Settings.MaxFileSize, rules)...)
		list = append(list, doctor.Websites(l.Sites(), a.NewFetcher(l).Probe)...)
	} else {
		list = append(list, doctor.Failed("index", err), doctor.Access(rules))
	}
	if a.settings.Store.IsShared() {
		list = append(list, doctor.Store(a.settings.Store.Store))
	}
	list = append(list, doctor.Model(a.settings.Model))
	list = append(list, c.platformChecks(a)...)
	return append(list, c.pageChecks(a)...)
}

// platformChecks has each platform that is set check itself.
func (c *doctorCmd) platformChecks(a *app) (list []doctor.Check) {
	host := a.environment()
	if rules, err := c.Access.Open(a.platforms, a.Log); err == nil && rules != nil { // else another check says so
		host.Names = rules.HasKind
	}
	for p, settings := range c.Platforms.Each(a.platforms) {
		list = append(list, doctor.Check{Name: p.Name, Time: doctor.NetworkTime, Run: func(ctx context.Context, f *doctor.Findings) {
			if !settings.IsSet() {
				f.OK("not in %s (%s is not set)", p.Title, p.Needs)
				return
			}
			for _, found := range settings.Check(ctx, host) {
				noteFinding(f, found)
			}
		}})
	}
	return list
}

func noteFinding(f *doctor.Findings, found adapters.Finding) {
	switch found.Level {
	case adapters.OK:
		f.OK("%s", found.Text)
	case adapters.Warning:
		f.Warn(found.Do, "%s", found.Text)
	default:
		f.Fail(found.Do, "%s", found.Text)
	}
}

// pageChecks are those of the page and of the address that people reach it at.
func (c *doctorCmd) pageChecks(a *app) []doctor.Check {
	guard, err := c.Web.Guarding(a.Log)
	switch {
	case c.Web.IsOff():
		list := []doctor.Check{doctor.Page(nil)}
		if err != nil {
			return append(list, doctor.WrongPublicURL(err))
		}
		return append(list, doctor.PublicURL(guard.PublicURL))
	case err != nil:
		return []doctor.Check{doctor.WrongPublicURL(err)}
	}
	return []doctor.Check{doctor.Page(&guard), doctor.PublicURL(guard.PublicURL)}
}

// showWho shows what a place may see.
func (c *doctorCmd) showWho(ctx context.Context, a *app) error {
	place, err := doctor.ParsePlace(c.Who, platforms.PlaceGrammars(a.platforms))
	if err != nil {
		return usageError("%w", err)
	}
	rules, err := c.Access.Open(a.platforms, a.Log)
	if err != nil {
		return err
	}
	l, err := a.FindLibrary(false)
	if err != nil {
		return err
	}
	states, err := l.Store.Files(ctx)
	if err != nil {
		return err
	}
	if states.Len() == 0 {
		a.Note("there is no index of %s yet, so it isn't known which collections there are (footnote index makes it)", l.Corpus)
	}
	sight := doctor.SightOf(place, c.Who, rules, states)
	if c.JSON {
		return a.PrintJSON(sight)
	}
	return a.Print(sight.Text(a.Out))
}
