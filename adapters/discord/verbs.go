package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"footnote/adapters"
)

// verbs are what people set the bot up in Discord with.
type verbs struct {
	Discord struct {
		Invite   inviteVerb   `cmd:"" help:"Print the link that adds the bot to a server."`
		Commands commandsVerb `cmd:"" help:"Print the commands, or register them."`
	} `cmd:"" help:"Set up the bot in Discord."`
}

const verbTimeout = 30 * time.Second

// inviteVerb prints the link with the least permissions.
type inviteVerb struct {
	Settings settings `embed:""`
}

// Run prints the link. With the application's id nothing is asked of Discord.
func (v *inviteVerb) Run(ctx context.Context, e adapters.Environment) error {
	application := v.Settings.Application
	if application == "" {
		adapter, err := v.Settings.newAdapter(e)
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, verbTimeout)
		defer cancel()
		if application, err = adapter.ApplicationID(ctx); err != nil {
			return err
		}
	}
	return e.Print(InviteURL(application) + "\n")
}

// commandsVerb shows what people will see.
type commandsVerb struct {
	Settings settings `embed:""`
	Register bool     `help:"Register them with Discord now, though serving does so when they have changed."`
}

// Run prints the commands as Discord gets them.
func (v *commandsVerb) Run(ctx context.Context, e adapters.Environment) error {
	if !v.Register {
		text, err := json.MarshalIndent(Commands(), "", "  ")
		if err != nil {
			return fmt.Errorf("encode the commands: %w", err)
		}
		return e.Print(string(text) + "\n")
	}
	adapter, err := v.Settings.newAdapter(e)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, verbTimeout)
	defer cancel()
	if _, err := adapter.Register(ctx, true); err != nil {
		return err
	}
	return e.Print(fmt.Sprintf("Registered %d commands.\n", len(Commands())))
}
