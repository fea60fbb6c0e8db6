package slack

import (
	"context"
	"fmt"
	"time"

	"footnote/adapters"
	"footnote/bot/present/text"
)

// verbs are what people set the bot up in Slack with.
type verbs struct {
	Slack struct {
		Manifest manifestVerb `cmd:"" help:"Print the app manifest to create the app from."`
		Check    checkVerb    `cmd:"" help:"Try the tokens."`
	} `cmd:"" help:"Set up the bot in Slack."`
}

// manifestVerb prints what to paste when creating the app.
type manifestVerb struct {
	HTTP      string `name:"http" placeholder:"URL" help:"Let Slack send events to this https address, which ends in /slack, in the place of Socket Mode."`
	Assistant bool   `help:"Keep the assistant view of an app that has it. New apps have the agent view."`
	Org       bool   `help:"Let an organisation (Enterprise Grid) install the app for several of its workspaces, with one token."`
	Agent     bool   `hidden:"" help:"The default now."`
}

// Run prints the manifest.
func (v *manifestVerb) Run(e adapters.Environment) error {
	manifest, err := Manifest(ManifestOptions{URL: v.HTTP, Assistant: v.Assistant, Organisation: v.Org})
	if err != nil {
		return adapters.WrongSetting("%w", err)
	}
	return e.Print(string(manifest))
}

// checkVerb says before the first question whether the tokens are right.
type checkVerb struct {
	Settings settings `embed:""`
}

// Run signs in and, for Socket Mode, asks for a connection.
func (v *checkVerb) Run(ctx context.Context, e adapters.Environment) error {
	adapter, err := v.Settings.newAdapter(e)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	who, err := adapter.Check(ctx, v.Settings.Mode == "socket")
	if err != nil {
		return err
	}
	if v.Settings.Mode == "http" && !v.Settings.SigningSecret.IsSet() {
		return adapters.WrongSetting("the bot token is right, but there is no signing secret (set FOOTNOTE_SLACK_SIGNING_SECRET)")
	}
	return e.Print(fmt.Sprintf("Slack knows the bot as %s.\n", text.OneLine(who)))
}
