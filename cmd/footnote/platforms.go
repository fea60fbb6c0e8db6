package main

import (
	"footnote/bot"
	"footnote/bot/inbox"
)

// platform is one chat platform.
type platform struct {
	service
	messenger bot.Messenger
	use       func(*inbox.Service)
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
		list = append(list, platform{s, adapter, func(b *inbox.Service) { adapter.Use(b) }})
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
		list = append(list, platform{s, adapter, func(b *inbox.Service) { adapter.Use(b) }})
	}
	return list, nil
}
