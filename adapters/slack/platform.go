package slack

import (
	"context"
	"strings"
	"sync"

	"footnote/adapters"
	"footnote/adapters/internal/ids"
	"footnote/bot/inbox"
	"footnote/bot/secret"
)

// Platform returns what Slack brings to the program.
func Platform() adapters.Platform {
	return adapters.Platform{
		Name: platformName, Title: "Slack", Needs: "FOOTNOTE_SLACK_BOT_TOKEN", FirstStep: "footnote slack manifest",
		Settings: func() adapters.Settings { return new(settings) },
		Verbs:    func() any { return new(verbs) },
		Places:   placeGrammar(),
	}
}

// settings say how to be in Slack. Without a bot token the bot isn't.
type settings struct {
	BotToken      secret.String     `name:"slack-bot-token" env:"FOOTNOTE_SLACK_BOT_TOKEN" placeholder:"TOKEN" group:"Slack" help:"Token of the installed app, xoxb-…, better kept in .env (default: none, not in Slack)."`
	AppToken      secret.String     `name:"slack-app-token" env:"FOOTNOTE_SLACK_APP_TOKEN" placeholder:"TOKEN" group:"Slack" help:"App-level token, xapp-…, for Socket Mode (default: none)."`
	SigningSecret secret.String     `name:"slack-signing-secret" env:"FOOTNOTE_SLACK_SIGNING_SECRET" placeholder:"SECRET" group:"Slack" help:"Signing secret of the app, for the HTTP mode (default: none)."`
	Mode          string            `name:"slack-mode" env:"FOOTNOTE_SLACK_MODE" default:"socket" enum:"socket,http" placeholder:"MODE" group:"Slack" help:"How Slack's events come: ${enum} (default: ${default}, which needs no address that Slack can reach)."`
	Listen        string            `name:"slack-listen" env:"FOOTNOTE_SLACK_LISTEN" default:"127.0.0.1:8065" placeholder:"ADDR" group:"Slack" help:"Where to listen in the HTTP mode, behind a proxy that speaks https (default: ${default})."`
	Connections   int               `name:"slack-connections" env:"FOOTNOTE_SLACK_CONNECTIONS" default:"2" placeholder:"N" group:"Slack" help:"Connections of Socket Mode, 1 to 10 (default: ${default})."`
	Channels      []string          `name:"slack-channels" env:"FOOTNOTE_SLACK_CHANNELS" placeholder:"ID" group:"Slack" help:"Channels to answer in (default: all but those shared with other organisations)."`
	Follow        []string          `name:"slack-follow" env:"FOOTNOTE_SLACK_FOLLOW" placeholder:"ID" group:"Slack" help:"Channels where follow-ups in the bot's threads need no mention, * for all (default: none)."`
	AutoChannels  []string          `name:"slack-auto-channels" env:"FOOTNOTE_SLACK_AUTO_CHANNELS" placeholder:"ID" group:"Slack" help:"Channels where questions that the documents answer are answered without a mention (default: none)."`
	Person        string            `name:"slack-person" env:"FOOTNOTE_SLACK_PERSON" placeholder:"ID" group:"Slack" help:"User or user group whom the button \"I need a person\" calls in such channels (default: none, no button)."`
	Collections   map[string]string `name:"slack-collections" env:"FOOTNOTE_SLACK_COLLECTIONS" mapsep:"," placeholder:"ID=NAME,..." group:"Slack" help:"Collections that channels are narrowed down to (default: none)."`
	API           string            `name:"slack-api" env:"FOOTNOTE_SLACK_API" default:"https://slack.com/api/" placeholder:"URL" group:"Slack" help:"Address of Slack's Web API, for tests (default: ${default})."`
}

// IsSet implements adapters.Settings.
func (s *settings) IsSet() bool { return s.BotToken.IsSet() }

// newAdapter returns the adapter in either mode, which may not be able to run.
func (s *settings) newAdapter(e adapters.Environment) (*Slack, error) {
	ids.Trim(s.Channels, s.Follow, s.AutoChannels)
	if err := channelForm.Check(
		ids.List{Setting: "FOOTNOTE_SLACK_CHANNELS", IDs: s.Channels},
		ids.List{Setting: "FOOTNOTE_SLACK_FOLLOW", IDs: s.Follow, Star: true},
		ids.List{Setting: "FOOTNOTE_SLACK_AUTO_CHANNELS", IDs: s.AutoChannels},
		ids.List{Setting: "FOOTNOTE_SLACK_COLLECTIONS", IDs: ids.Keys(s.Collections)},
	); err != nil {
		return nil, err
	}
	if s.Person != "" {
		if err := personForm.Check(ids.List{Setting: "FOOTNOTE_SLACK_PERSON", IDs: []string{s.Person}}); err != nil {
			return nil, err
		}
	}
	adapter, err := New(Options{
		Link: e.Link, Alone: e.RunAlone, Names: e.Names,
		Renew: func() (bot, app secret.String) {
			return e.Renew("FOOTNOTE_SLACK_BOT_TOKEN", s.BotToken), e.Renew("FOOTNOTE_SLACK_APP_TOKEN", s.AppToken)
		},
		BotToken: s.BotToken, AppToken: s.AppToken, SigningSecret: s.SigningSecret, Connections: s.Connections,
		Channels: s.Channels, Follow: s.Follow, AutoChannels: s.AutoChannels, Person: s.Person, Collections: s.Collections, Log: e.Log,
		APIURL: strings.TrimSuffix(s.API, "/") + "/",
	})
	if err != nil {
		return nil, adapters.WrongSetting("%w", err)
	}
	return adapter, nil
}

// Open implements adapters.Settings.
func (s *settings) Open(e adapters.Environment) (adapters.Bot, error) {
	adapter, err := s.newAdapter(e)
	if err != nil {
		return nil, err
	}
	if s.Mode == "socket" && !s.AppToken.IsSet() {
		return nil, adapters.WrongSetting("%w", ErrNoAppToken)
	}
	if s.Mode != "http" {
		return opened{adapter, nil}, nil
	}
	handler, err := adapter.Handler()
	if err != nil {
		return nil, adapters.WrongSetting("%w", err)
	}
	return opened{adapter, &adapters.Endpoint{Setting: "FOOTNOTE_SLACK_LISTEN", Address: s.Listen, Path: Path, Handler: handler}}, nil
}

// opened is the adapter in one of its modes.
type opened struct {
	*Slack
	endpoint *adapters.Endpoint // nil in Socket Mode
}

// Use implements adapters.Bot.
func (o opened) Use(service *inbox.Service) { o.Slack.Use(service) }

// Endpoint implements adapters.Bot.
func (o opened) Endpoint() *adapters.Endpoint { return o.endpoint }

// Run implements adapters.Bot.
func (o opened) Run(ctx context.Context) error {
	defer o.Wait()
	if o.endpoint == nil {
		return o.Slack.Run(ctx)
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		_ = o.options.Alone(ctx, platformName+"/heard", func() {}, func(ctx context.Context) error { // ends with ctx
			o.keepHeard(ctx)
			return nil
		})
	})
	o.KeepSignedIn(ctx)
	wg.Wait()
	return nil
}
