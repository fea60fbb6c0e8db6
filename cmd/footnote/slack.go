package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"footnote/adapters/slack"
	"footnote/adapters/terminal"
	"footnote/bot/secret"
	"footnote/cmd/footnote/serving"
)

// slackSettings say how to be in Slack. Without a bot token the bot isn't.
type slackSettings struct {
	BotToken      secret.String     `name:"slack-bot-token" env:"FOOTNOTE_SLACK_BOT_TOKEN" placeholder:"TOKEN" group:"Slack" help:"Token of the installed app, xoxb-…, better kept in .env (default: none, not in Slack)."`
	AppToken      secret.String     `name:"slack-app-token" env:"FOOTNOTE_SLACK_APP_TOKEN" placeholder:"TOKEN" group:"Slack" help:"App-level token, xapp-…, for Socket Mode (default: none)."`
	SigningSecret secret.String     `name:"slack-signing-secret" env:"FOOTNOTE_SLACK_SIGNING_SECRET" placeholder:"SECRET" group:"Slack" help:"Signing secret of the app, for the HTTP mode (default: none)."`
	Mode          string            `name:"slack-mode" env:"FOOTNOTE_SLACK_MODE" default:"socket" enum:"socket,http" placeholder:"MODE" group:"Slack" help:"How Slack's events come: ${enum} (default: ${default}, which needs no address that Slack can reach)."`
	Listen        string            `name:"slack-listen" env:"FOOTNOTE_SLACK_LISTEN" default:"127.0.0.1:8065" placeholder:"ADDR" group:"Slack" help:"Where to listen in the HTTP mode, behind a proxy that speaks https (default: ${default})."`
	Connections   int               `name:"slack-connections" env:"FOOTNOTE_SLACK_CONNECTIONS" default:"2" placeholder:"N" group:"Slack" help:"Connections of Socket Mode, 1 to 10 (default: ${default})."`
	Channels      []string          `name:"slack-channels" env:"FOOTNOTE_SLACK_CHANNELS" placeholder:"ID" group:"Slack" help:"Channels to answer in (default: all but those shared with other organisations)."`
	Follow        []string          `name:"slack-follow" env:"FOOTNOTE_SLACK_FOLLOW" placeholder:"ID" group:"Slack" help:"Channels where follow-ups in the bot's threads need no mention, * for all (default: none)."`
	Collections   map[string]string `name:"slack-collections" env:"FOOTNOTE_SLACK_COLLECTIONS" mapsep:"," placeholder:"ID=NAME,..." group:"Slack" help:"Collections that channels are narrowed down to (default: none)."`
	API           string            `name:"slack-api" env:"FOOTNOTE_SLACK_API" default:"https://slack.com/api/" placeholder:"URL" group:"Slack" help:"Address of Slack's Web API, for tests (default: ${default})."`
}

// adapter returns the adapter, whose citations lead where link says, for Slack.
func (s *slackSettings) adapter(a *app, link linker) (*slack.Slack, error) {
	trim(s.Channels, s.Follow)
	for _, err := range []error{
		slackChannelID.check("FOOTNOTE_SLACK_CHANNELS", s.Channels, false),
		slackChannelID.check("FOOTNOTE_SLACK_FOLLOW", s.Follow, true),
		slackChannelID.check("FOOTNOTE_SLACK_COLLECTIONS", keys(s.Collections), false),
	} {
		if err != nil {
			return nil, err
		}
	}
	adapter, err := slack.New(slack.Options{
		Link: link,
		Renew: func() (bot, app secret.String) {
			return a.renewed("slack-bot-token", "FOOTNOTE_SLACK_BOT_TOKEN", s.BotToken), a.renewed("slack-app-token", "FOOTNOTE_SLACK_APP_TOKEN", s.AppToken)
		},
		BotToken: s.BotToken, AppToken: s.AppToken, SigningSecret: s.SigningSecret, Connections: s.Connections,
		Channels: s.Channels, Follow: s.Follow, Collections: s.Collections, Log: a.log,
		APIURL: strings.TrimSuffix(s.API, "/") + "/",
	})
	if err != nil {
		return nil, usageError("%w", err)
	}
	return adapter, nil
}

// service returns the part of a server that is in Slack, in either mode. In the
// HTTP mode it listens from now on, so that an address that can't be is told
// before anything else; release is called with what stops that, should it never
// run.
func (s *slackSettings) service(log *slog.Logger, adapter *slack.Slack, release func(func() error)) (service, error) {
	run := adapter.Run
	if s.Mode == "socket" && !s.AppToken.IsSet() {
		return service{}, usageError("%w", slack.ErrNoAppToken)
	}
	if s.Mode == "http" {
		handler, err := adapter.Handler()
		if err != nil {
			return service{}, usageError("%w", err)
		}
		listener, err := listen("FOOTNOTE_SLACK_LISTEN", s.Listen)
		if err != nil {
			return service{}, err
		}
		release(func() error { return serving.HangUp(listener) })
		mux := http.NewServeMux()
		mux.Handle(slack.Path, handler)
		run = func(ctx context.Context) error {
			return both(ctx, adapter.KeepSignedIn, serving.StartHTTP(log, listener, mux, nil).Run)
		}
	}
	return service{"slack", func(ctx context.Context) error {
		defer adapter.Wait()
		return run(ctx)
	}}, nil
}

// slackCmd sets Slack up.
type slackCmd struct {
	Manifest slackManifestCmd `cmd:"" help:"Print the app manifest to create the app from."`
	Check    slackCheckCmd    `cmd:"" help:"Try the tokens."`
}

// slackManifestCmd prints what to paste when creating the app.
type slackManifestCmd struct {
	HTTP  string `name:"http" placeholder:"URL" help:"Let Slack send events to this https address, which ends in /slack, in the place of Socket Mode."`
	Agent bool   `help:"Use the newer agent view in the place of the assistant view."`
}

// Run prints the manifest.
func (c *slackManifestCmd) Run(a *app) error {
	manifest, err := slack.Manifest(slack.ManifestOptions{URL: c.HTTP, Agent: c.Agent})
	if err != nil {
		return usageError("%w", err)
	}
	return a.print(string(manifest))
}

// slackCheckCmd tells before the first question whether the tokens are right.
type slackCheckCmd struct {
	slackSettings
}

// Run signs in and, for Socket Mode, asks for a connection.
func (c *slackCheckCmd) Run(ctx context.Context, a *app) error {
	adapter, err := c.adapter(a, nil)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	who, err := adapter.Check(ctx, c.Mode == "socket")
	if err != nil {
		return err
	}
	if c.Mode == "http" && !c.SigningSecret.IsSet() {
		return usageError("the bot token is right, but there is no signing secret (set FOOTNOTE_SLACK_SIGNING_SECRET)")
	}
	return a.print(fmt.Sprintf("Slack knows the bot as %s.\n", terminal.OneLine(who)))
}
