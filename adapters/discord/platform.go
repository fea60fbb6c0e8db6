package discord

import (
	"context"
	"fmt"

	"footnote/adapters"
	"footnote/adapters/internal/ids"
	"footnote/bot/inbox"
	"footnote/bot/secret"
)

// Platform returns what Discord brings to the program.
func Platform() adapters.Platform {
	return adapters.Platform{
		Name: platformName, Title: "Discord", Needs: "FOOTNOTE_DISCORD_TOKEN", FirstStep: "footnote discord invite",
		Settings: func() adapters.Settings { return new(settings) },
		Verbs:    func() any { return new(verbs) },
		Places:   placeGrammar(),
	}
}

// settings say how to be in Discord. Without a token the bot isn't.
type settings struct {
	Token          secret.String     `name:"discord-token" env:"FOOTNOTE_DISCORD_TOKEN" placeholder:"TOKEN" group:"Discord" help:"Token of the bot, better kept in .env (default: none, not in Discord)."`
	Application    string            `name:"discord-application" env:"FOOTNOTE_DISCORD_APPLICATION" placeholder:"ID" group:"Discord" help:"Id of the application (default: Discord is asked)."`
	Mode           string            `name:"discord-mode" env:"FOOTNOTE_DISCORD_MODE" default:"gateway" enum:"gateway,http" placeholder:"MODE" group:"Discord" help:"How Discord's events come: ${enum} (default: ${default}; http gets commands and clicks only)."`
	PublicKey      string            `name:"discord-public-key" env:"FOOTNOTE_DISCORD_PUBLIC_KEY" placeholder:"KEY" group:"Discord" help:"Public key of the application, for the HTTP mode (default: none)."`
	Listen         string            `name:"discord-listen" env:"FOOTNOTE_DISCORD_LISTEN" default:"127.0.0.1:8066" placeholder:"ADDR" group:"Discord" help:"Where to listen in the HTTP mode, behind a proxy that speaks https (default: ${default})."`
	Guilds         []string          `name:"discord-guilds" env:"FOOTNOTE_DISCORD_GUILDS" placeholder:"ID" group:"Discord" help:"Servers to answer in (default: all)."`
	Channels       []string          `name:"discord-channels" env:"FOOTNOTE_DISCORD_CHANNELS" placeholder:"ID" group:"Discord" help:"Channels to answer in, with their threads (default: all)."`
	Roles          []string          `name:"discord-roles" env:"FOOTNOTE_DISCORD_ROLES" placeholder:"ID" group:"Discord" help:"Roles to answer (default: everybody)."`
	Direct         bool              `name:"discord-direct" env:"FOOTNOTE_DISCORD_DIRECT" group:"Discord" help:"Answer direct messages though servers, channels or roles are set (default: off)."`
	Collections    map[string]string `name:"discord-collections" env:"FOOTNOTE_DISCORD_COLLECTIONS" mapsep:"," placeholder:"ID=NAME,..." group:"Discord" help:"Collections that channels or servers are narrowed down to (default: none)."`
	Threads        []string          `name:"discord-threads" env:"FOOTNOTE_DISCORD_THREADS" placeholder:"ID" group:"Discord" help:"Channels where a mention is answered in a thread of its own, * for all (default: none)."`
	AutoChannels   []string          `name:"discord-auto-channels" env:"FOOTNOTE_DISCORD_AUTO_CHANNELS" placeholder:"ID" group:"Discord" help:"Channels and forums where questions that the documents answer are answered without a mention; needs FOOTNOTE_DISCORD_MESSAGE_CONTENT (default: none)."`
	Person         string            `name:"discord-person" env:"FOOTNOTE_DISCORD_PERSON" placeholder:"ID" group:"Discord" help:"User, or & and a role, whom the button \"I need a person\" calls in such channels (default: none, no button)."`
	MessageContent bool              `name:"discord-message-content" env:"FOOTNOTE_DISCORD_MESSAGE_CONTENT" group:"Discord" help:"Read messages that don't mention the bot, for follow-ups in its threads; needs the Message Content Intent (default: off)."`
	Shards         string            `name:"discord-shards" env:"FOOTNOTE_DISCORD_SHARDS" placeholder:"N-N/N" group:"Discord" help:"Shards that this process runs, such as 0-1/4 (default: all of as many as Discord recommends)."`
	CommandGuild   string            `name:"discord-command-guild" env:"FOOTNOTE_DISCORD_COMMAND_GUILD" placeholder:"ID" group:"Discord" help:"Server to register the commands in, in the place of everywhere (default: none)."`
	API            string            `name:"discord-api" env:"FOOTNOTE_DISCORD_API" default:"https://discord.com/api/v10" placeholder:"URL" group:"Discord" help:"Address of Discord's API, for tests (default: ${default})."`
}

// IsSet implements adapters.Settings.
func (s *settings) IsSet() bool { return s.Token.IsSet() }

// newAdapter returns the adapter in either mode, which may not be able to run.
func (s *settings) newAdapter(e adapters.Environment) (*Discord, error) {
	ids.Trim(s.Guilds, s.Channels, s.Roles, s.Threads, s.AutoChannels)
	o := Options{
		Link:  e.Link,
		Alone: e.RunAlone,
		Renew: func() secret.String { return e.Renew("FOOTNOTE_DISCORD_TOKEN", s.Token) },
		Token: s.Token, Application: s.Application, PublicKey: s.PublicKey,
		Guilds: s.Guilds, Channels: s.Channels, Roles: s.Roles, Direct: s.Direct,
		Collections: s.Collections, Threads: s.Threads, MessageContent: s.MessageContent,
		CommandGuild: s.CommandGuild, AutoChannels: s.AutoChannels, Person: s.Person, API: s.API, Log: e.Log,
	}
	if s.Shards != "" {
		if n, err := fmt.Sscanf(s.Shards+"\n", "%d-%d/%d\n", &o.FirstShard, &o.LastShard, &o.ShardCount); n != 3 || err != nil || o.ShardCount < 1 {
			return nil, adapters.WrongSetting("--discord-shards (FOOTNOTE_DISCORD_SHARDS) is %q, must be as 0-1/4: first, last and number of all", s.Shards)
		}
	}
	if err := idForm.Check(
		ids.List{Setting: "FOOTNOTE_DISCORD_GUILDS", IDs: s.Guilds},
		ids.List{Setting: "FOOTNOTE_DISCORD_CHANNELS", IDs: s.Channels},
		ids.List{Setting: "FOOTNOTE_DISCORD_ROLES", IDs: s.Roles},
		ids.List{Setting: "FOOTNOTE_DISCORD_THREADS", IDs: s.Threads, Star: true},
		ids.List{Setting: "FOOTNOTE_DISCORD_AUTO_CHANNELS", IDs: s.AutoChannels},
		ids.List{Setting: "FOOTNOTE_DISCORD_COLLECTIONS", IDs: ids.Keys(s.Collections)},
	); err != nil {
		return nil, err
	}
	if s.Person != "" {
		if err := personForm.Check(ids.List{Setting: "FOOTNOTE_DISCORD_PERSON", IDs: []string{s.Person}}); err != nil {
			return nil, err
		}
	}
	if len(s.AutoChannels) > 0 && !s.MessageContent {
		return nil, adapters.WrongSetting("FOOTNOTE_DISCORD_AUTO_CHANNELS is set, but without FOOTNOTE_DISCORD_MESSAGE_CONTENT Discord hides what people write there (turn on Message Content Intent under Bot of the application and set it to true)")
	}
	adapter, err := New(o)
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
	if s.Mode != "http" {
		return opened{adapter, nil}, nil
	}
	handler, err := adapter.Handler()
	if err != nil {
		return nil, adapters.WrongSetting("%w", err)
	}
	return opened{adapter, &adapters.Endpoint{Setting: "FOOTNOTE_DISCORD_LISTEN", Address: s.Listen, Path: Path, Handler: handler}}, nil
}

// opened is the adapter in one of its modes.
type opened struct {
	*Discord
	endpoint *adapters.Endpoint // nil if events come over the gateway
}

// Use implements adapters.Bot.
func (o opened) Use(service *inbox.Service) { o.Discord.Use(service) }

// Endpoint implements adapters.Bot.
func (o opened) Endpoint() *adapters.Endpoint { return o.endpoint }

// Run implements adapters.Bot.
func (o opened) Run(ctx context.Context) error {
	if o.endpoint == nil {
		return o.Discord.Run(ctx)
	}
	defer o.Wait()
	o.KeepSignedIn(ctx)
	return nil
}
