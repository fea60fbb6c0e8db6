package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"footnote/adapters"
	"footnote/adapters/terminal"
)

// doctorCmd checks all that serve needs.
type doctorCmd struct {
	Platforms platformSettings `embed:""`
	Web       webSettings      `embed:""`
	Access    accessSettings   `embed:""`
	known     []adapters.Platform

	JSON bool   `help:"Print one JSON object."`
	Who  string `placeholder:"PLACE" help:"Show what a place may see, in the place of checking."`
}

// Help implements kong.HelpProvider.
func (c doctorCmd) Help() string {
	var places strings.Builder
	for _, g := range grammars(c.known) {
		for _, line := range g.Details {
			places.WriteString("\n  " + line)
		}
	}
	return `Checks documents, index, disk, access rules, model, tokens and public URL, and says for each what to do. Nothing is changed. The exit code is 0 unless there is an error.

With --who it shows the collections that a place may see by the access rules. PLACE is` + places.String()
}

// Levels of a finding.
const (
	levelOK      = "ok"
	levelWarning = "warning"
	levelError   = "error"
)

// finding is the result of one check.
type finding struct {
	Check string `json:"check"`
	Level string `json:"level"`
	Text  string `json:"text"`
	Do    string `json:"do,omitempty"` // what to do about it
}

type doctorOutput struct {
	OK       bool      `json:"ok"` // no error among the findings
	Findings []finding `json:"findings"`
}

// doctorTime is how long one check of something on the network may take; the
// model has its deadline if that is longer.
const doctorTime = 15 * time.Second

// doctor collects findings.
type doctor struct {
	*doctorCmd
	app  *app
	list []finding
}

func (d *doctor) ok(check, format string, args ...any) {
	d.list = append(d.list, finding{check, levelOK, fmt.Sprintf(format, args...), ""})
}

func (d *doctor) warn(check, do, format string, args ...any) {
	d.list = append(d.list, finding{check, levelWarning, fmt.Sprintf(format, args...), do})
}

func (d *doctor) fail(check, do, format string, args ...any) {
	d.list = append(d.list, finding{check, levelError, fmt.Sprintf(format, args...), do})
}

// Run checks and prints.
func (c *doctorCmd) Run(ctx context.Context, a *app) error {
	if c.Who != "" {
		return c.who(ctx, a)
	}
	d := &doctor{doctorCmd: c, app: a}
	d.files(ctx)
	d.model(ctx)          // has a deadline of its own
	d.checkPlatforms(ctx) // each has its time
	for _, check := range []func(context.Context){d.page, d.public} {
		bounded, cancel := context.WithTimeout(ctx, doctorTime)
		check(bounded)
		cancel()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return d.print()
}

func (d *doctor) print() error {
	out := doctorOutput{OK: true, Findings: d.list}
	var b strings.Builder
	for _, f := range d.list {
		style := ""
		switch f.Level {
		case levelError:
			out.OK = false
			style = terminal.Red
		case levelWarning:
			style = terminal.Yellow
		}
		text := f.Check + ": " + f.Text
		if f.Do != "" {
			text += " (" + f.Do + ")"
		}
		fmt.Fprintf(&b, "%s%s  %s\n", d.app.out.Style(style, f.Level), strings.Repeat(" ", len(levelWarning)-len(f.Level)), terminal.OneLine(text))
	}
	var err error
	if d.JSON {
		err = d.app.printJSON(out)
	} else {
		err = d.app.print(b.String())
	}
	if err == nil && !out.OK {
		return &exitError{exitFailure, nil} // the output has said it
	}
	return err
}

// access checks the access rules against the collections that there are.
func (d *doctor) access(collections []string, indexed bool) {
	const check = "access"
	f, err := d.Access.open(d.app)
	switch {
	case err != nil:
		var usage *exitError
		if errors.As(err, &usage) {
			err = usage.err
		}
		d.fail(check, "", "%v", err)
		return
	case f == nil:
		d.ok(check, "there are no rules, everyone sees everything (FOOTNOTE_ACCESS sets a file of them)")
		return
	}
	before := len(d.list)
	if indexed {
		for _, w := range f.Rules().Warnings(collections) {
			d.warn(check, "", "%s", w)
		}
		if closed := f.Rules().Unopened(collections); len(closed) > 0 {
			d.warn(check, "give them a rule if somebody is meant to", "nobody sees %s", collectionNames(closed))
		}
	}
	if len(d.list) == before {
		d.ok(check, "the rules of %s are right", d.Access.File)
	}
}

// collectionNames lists collections for people.
func collectionNames(list []string) string {
	var names []string
	for _, c := range list {
		names = append(names, collectionName(c))
	}
	return strings.Join(names, ", ")
}

func collectionName(c string) string {
	if c == "" {
		return ". (documents in no folder)"
	}
	return c
}
