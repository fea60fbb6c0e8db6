package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"footnote/adapters/discord"
	"footnote/bot/secret"
	"footnote/cmd/footnote/serving"
)

// discordSettings say how to be in Discord. Without a token the bot isn't.
type discordSettings struct {
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
	MessageContent bool              `name:"discord-message-content" env:"FOOTNOTE_DISCORD_MESSAGE_CONTENT" group:"Discord" help:"Read messages that don't mention the bot, for follow-ups in its threads; needs the Message Content Intent (default: off)."`
	Shards         string            `name:"discord-shards" env:"FOOTNOTE_DISCORD_SHARDS" placeholder:"N-N/N" group:"Discord" help:"Shards that this process runs, such as 0-1/4 (default: all of as many as Discord recommends)."`
	CommandGuild   string            `name:"discord-command-guild" env:"FOOTNOTE_DISCORD_COMMAND_GUILD" placeholder:"ID" group:"Discord" help:"Server to register the commands in, in the place of everywhere (default: none)."`
	API            string            `name:"discord-api" env:"FOOTNOTE_DISCORD_API" default:"https://discord.com/api/v10" placeholder:"URL" group:"Discord" help:"Address of Discord's API, for tests (default: ${default})."`

	rules bool // there are access rules
}

// adapter returns the adapter, whose citations lead where link says, for Discord.
func (s *discordSettings) adapter(a *app, link linker) (*discord.Discord, error) {
	trim(s.Guilds, s.Channels, s.Roles, s.Threads)
	o := discord.Options{
		Link:  link,
		Renew: func() secret.String { return a.renewed("discord-token", "FOOTNOTE_DISCORD_TOKEN", s.Token) },
		Token: s.Token, Application: s.Application, PublicKey: s.PublicKey,
		Guilds: s.Guilds, Channels: s.Channels, Roles: s.Roles, Direct: s.Direct,
		Collections: s.Collections, Threads: s.Threads, MessageContent: s.MessageContent,
		CommandGuild: s.CommandGuild, Rules: s.rules, API: s.API, Log: a.log,
	}
	if s.Shards != "" {
		if n, err := fmt.Sscanf(s.Shards+"\n", "%d-%d/%d\n", &o.FirstShard, &o.LastShard, &o.ShardCount); n != 3 || err != nil || o.ShardCount < 1 {
			return nil, usageError("--discord-shards (FOOTNOTE_DISCORD_SHARDS) is %q, must be as 0-1/4: first, last and number of all", s.Shards)
		}
	}
	for _, err := range []error{
		discordID.check("FOOTNOTE_DISCORD_GUILDS", s.Guilds, false),
		discordID.check("FOOTNOTE_DISCORD_CHANNELS", s.Channels, false),
		discordID.check("FOOTNOTE_DISCORD_ROLES", s.Roles, false),
		discordID.check("FOOTNOTE_DISCORD_THREADS", s.Threads, true),
		discordID.check("FOOTNOTE_DISCORD_COLLECTIONS", keys(s.Collections), false),
	} {
		if err != nil {
			return nil, err
		}
	}
	adapter, err := discord.New(o)
	if err != nil {
		return nil, usageError("%w", err)
	}
	return adapter, nil
}

// service returns the part of a server that is in Discord, in either mode. In the
// HTTP mode it listens from now on, so that an address that can't be is told
// before anything else; release is called with what stops that, should it never
// run.
func (s *discordSettings) service(log *slog.Logger, adapter *discord.Discord, release func(func() error)) (service, error) {
	if s.Mode != "http" {
		return service{discord.Platform, adapter.Run}, nil
	}
	handler, err := adapter.Handler()
	if err != nil {
		return service{}, usageError("%w", err)
	}
	listener, err := listen("FOOTNOTE_DISCORD_LISTEN", s.Listen)
	if err != nil {
		return service{}, err
	}
	release(func() error { return serving.HangUp(listener) })
	mux := http.NewServeMux()
	mux.Handle(discord.Path, handler)
	return service{discord.Platform, func(ctx context.Context) error {
		defer adapter.Wait()
		return both(ctx, adapter.KeepSignedIn, serving.StartHTTP(log, listener, mux, nil).Run)
	}}, nil
}

// discordCmd sets Discord up.
type discordCmd struct {
	Invite   discordInviteCmd   `cmd:"" help:"Print the link that adds the bot to a server."`
	Commands discordCommandsCmd `cmd:"" help:"Print the commands, or register them."`
}

const discordTimeout = 30 * time.Second

// discordInviteCmd prints the link with the least permissions.
type discordInviteCmd struct {
	discordSettings
}

// Run prints the link. With the application's id nothing is asked of Discord.
func (c *discordInviteCmd) Run(ctx context.Context, a *app) error {
	application := c.Application
	if application == "" {
		adapter, err := c.adapter(a, nil)
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, discordTimeout)
		defer cancel()
		if application, err = adapter.ApplicationID(ctx); err != nil {
			return err
		}
	}
	return a.print(discord.InviteURL(application) + "\n")
}

// discordCommandsCmd shows what people will see.
type discordCommandsCmd struct {
	discordSettings
	Register bool `help:"Register them with Discord now, though serving does so when they have changed."`
}

// Run prints the commands as Discord gets them.
func (c *discordCommandsCmd) Run(ctx context.Context, a *app) error {
	if !c.Register {
		text, err := json.MarshalIndent(discord.Commands(), "", "  ")
		if err != nil {
			return fmt.Errorf("encode the commands: %w", err)
		}
		return a.print(string(text) + "\n")
	}
	adapter, err := c.adapter(a, nil)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, discordTimeout)
	defer cancel()
	if _, err := adapter.Register(ctx, true); err != nil {
		return err
	}
	return a.print(fmt.Sprintf("Registered %d commands.\n", len(discord.Commands())))
}
