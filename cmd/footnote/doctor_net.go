package main

import (
	"context"
	"strings"

	"footnote/cmd/footnote/doctor"
)

// slack checks the tokens and what they may do, if the bot is to be in Slack.
func (c *doctorCmd) slack(ctx context.Context, a *app, f *doctor.Findings) {
	if !c.Slack.BotToken.IsSet() {
		f.OK("not in Slack (FOOTNOTE_SLACK_BOT_TOKEN is not set)")
		return
	}
	adapter, err := c.Slack.adapter(a, nil)
	if err != nil {
		f.Fail("", "%v", err)
		return
	}
	who, err := adapter.Check(ctx, c.Slack.Mode == "socket")
	if err != nil {
		f.Fail("", "%v", err)
		return
	}
	if c.Slack.Mode == "http" && !c.Slack.SigningSecret.IsSet() {
		f.Fail("set FOOTNOTE_SLACK_SIGNING_SECRET", "there is no signing secret, without which events over HTTP aren't taken")
	}
	switch missing, told, err := adapter.MissingScopes(ctx); {
	case err != nil:
		f.Fail("", "%v", err)
	case !told:
		f.Warn("compare them with footnote slack manifest", "Slack doesn't say which scopes the token has")
	case len(missing) > 0:
		f.Fail("put what footnote slack manifest prints into the app's manifest and install it again", "the token lacks the scopes %s", strings.Join(missing, ", "))
	}
	if f.IsClean() {
		f.OK("%s, with all scopes, by %s", who, c.Slack.Mode)
	}
}

// discord checks the token and the application, if the bot is to be in Discord.
func (c *doctorCmd) discord(ctx context.Context, a *app, f *doctor.Findings) {
	if !c.Discord.Token.IsSet() {
		f.OK("not in Discord (FOOTNOTE_DISCORD_TOKEN is not set)")
		return
	}
	adapter, err := c.Discord.adapter(a, nil)
	if err != nil {
		f.Fail("", "%v", err)
		return
	}
	in, err := adapter.Inspect(ctx)
	if err != nil {
		f.Fail("", "%v", err)
		return
	}
	if c.Discord.MessageContent && !in.MessageContent {
		f.Fail("turn on Message Content Intent under Bot of the application, or unset FOOTNOTE_DISCORD_MESSAGE_CONTENT", "the application may not read messages, so Discord will refuse the connection")
	}
	if len(in.Unregistered) > 0 {
		f.Warn("serve registers them when it starts; footnote discord commands --register does now", "the commands %s are not registered", strings.Join(in.Unregistered, ", "))
	}
	switch http := c.Discord.Mode == "http"; {
	case http && !strings.EqualFold(c.Discord.PublicKey, in.PublicKey):
		f.Fail("copy it from General Information of the application", "FOOTNOTE_DISCORD_PUBLIC_KEY is not the key of the application")
	case http && in.Endpoint == "":
		f.Fail("set Interactions Endpoint URL under General Information of the application to the https address of /discord", "the application sends commands to no address")
	case !http && in.Endpoint != "":
		f.Fail("clear Interactions Endpoint URL under General Information of the application, or set FOOTNOTE_DISCORD_MODE=http", "the application sends commands to %s and not over the gateway", in.Endpoint)
	}
	if f.IsClean() {
		f.OK("%s, with all commands, by %s", in.Name, c.Discord.Mode)
	}
}
