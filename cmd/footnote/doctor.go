package main

import (
	"context"
	"errors"

	"footnote/bot/access"
	"footnote/cmd/footnote/doctor"
)

// doctorCmd checks all that serve needs.
type doctorCmd struct {
	Slack   slackSettings   `embed:""`
	Discord discordSettings `embed:""`
	Web     webSettings     `embed:""`
	Access  accessSettings  `embed:""`

	JSON bool   `help:"Print one JSON object."`
	Who  string `placeholder:"PLACE" help:"Show what a place may see, in the place of checking."`
}

// Help implements kong.HelpProvider.
func (doctorCmd) Help() string {
	return `Checks documents, index, disk, access rules, model, tokens and public URL, and says for each what to do. Nothing is changed. The exit code is 0 unless there is an error.

With --who it shows the collections that a place may see by the access rules. PLACE is
  slack/TEAM/CHANNEL
  discord/GUILD/CHANNEL, with ?role=ROLE&direct for what a member alone reads
  discord//CHANNEL?direct for a direct message
  web/USER, with ?group=GROUP`
}

// Run checks and prints.
func (c *doctorCmd) Run(ctx context.Context, a *app) error {
	if c.Who != "" {
		return c.who(ctx, a)
	}
	r, err := doctor.Run(ctx, c.checks(a))
	if err != nil {
		return err
	}
	if c.JSON {
		err = a.printJSON(r)
	} else {
		err = a.print(r.Text(a.out))
	}
	if err == nil && !r.OK {
		return &exitError{exitFailure, nil} // the output has said it
	}
	return err
}

// checks are what is checked, in this order.
func (c *doctorCmd) checks(a *app) (list []doctor.Check) {
	rules := doctor.Rules{File: c.Access.File, Open: func() (*access.File, error) {
		f, err := c.Access.open(a)
		if usage := (*exitError)(nil); errors.As(err, &usage) {
			err = usage.err
		}
		return f, err
	}}
	if l, err := a.findLibrary(false); err == nil {
		list = doctor.Files(l.Library, a.settings.MaxFileSize, rules)
	} else {
		list = append(list, doctor.Failed("index", err), doctor.Access(rules))
	}
	list = append(list, doctor.Model(a.settings.Model),
		c.platform("slack", c.slack, a), c.platform("discord", c.discord, a))
	return append(list, c.pageChecks(a)...)
}

// platform is the check of a chat platform.
func (c *doctorCmd) platform(name string, check func(context.Context, *app, *doctor.Findings), a *app) doctor.Check {
	return doctor.Check{Name: name, Time: doctor.NetworkTime, Run: func(ctx context.Context, f *doctor.Findings) { check(ctx, a, f) }}
}

// pageChecks are those of the page and of the address that people reach it at.
func (c *doctorCmd) pageChecks(a *app) []doctor.Check {
	guard, err := c.Web.guarding(a)
	switch {
	case c.Web.off():
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
