package main

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"

	"footnote/bot"
	"footnote/bot/inbox"
	"footnote/bot/secret"
)

// platform is one chat platform. Its service tries it again when it can't be
// reached or refuses the bot: it ends only with the server.
type platform struct {
	service
	messenger bot.Messenger
	use       func(*inbox.Service)
	identify  func(context.Context) error // asks the platform who the bot is
}

// linker gives the address of a citation of an answer, "" if it has none.
type linker func(request string, c bot.Citation) string

// platforms are the chat platforms that have a token. release is called with
// what frees the addresses that they listen on.
func (c *serveCmd) platforms(a *app, link linker, release func(func() error)) ([]platform, error) {
	var list []platform
	if c.Slack.BotToken.IsSet() {
		adapter, err := c.Slack.adapter(a, link)
		if err != nil {
			return nil, err
		}
		s, err := c.Slack.service(a.log, adapter, release)
		if err != nil {
			return nil, err
		}
		list = append(list, platform{s, adapter, func(b *inbox.Service) { adapter.Use(b) }, adapter.Identify})
	}
	if c.Discord.Token.IsSet() {
		c.Discord.rules = c.Access.File != ""
		adapter, err := c.Discord.adapter(a, link)
		if err != nil {
			return nil, err
		}
		s, err := c.Discord.service(a.log, adapter, release)
		if err != nil {
			return nil, err
		}
		list = append(list, platform{s, adapter, func(b *inbox.Service) { adapter.Use(b) }, adapter.Identify})
	}
	return list, nil
}

// refusedByAll asks all platforms who the bot is. It returns why they refuse it if
// all of them do, and nil if one doesn't, be it that it can't be reached.
func refusedByAll(ctx context.Context, list []platform) error {
	const patience = 30 * time.Second
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var all error
	for _, p := range list {
		err := p.identify(ctx)
		if !bot.IsRefused(err) {
			return nil
		}
		if all == nil {
			all = err
		} else {
			all = fmt.Errorf("%w; %w", all, err)
		}
	}
	return all
}

// both runs two parts of a platform until ctx ends. keep returns then, and only then.
func both(ctx context.Context, keep func(context.Context), serve func(context.Context) error) error {
	var wg sync.WaitGroup
	defer wg.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	wg.Go(func() { keep(ctx) })
	return serve(ctx)
}

// renewed returns a secret as it is set now: in .env it may have changed since the
// start. What a flag or the environment gives can't.
func (a *app) renewed(flag, setting string, was secret.String) secret.String {
	if _, ok := os.LookupEnv(setting); ok || a.given != nil && a.given(flag) {
		return was
	}
	values, err := readDotenv(envFile)
	if err != nil {
		a.log.Warn("the settings can't be read again", "error", err)
		return was
	}
	if values[setting] == "" {
		return was
	}
	return secret.New(values[setting])
}
