// Package platforms has the bot on the chat platforms that are set: opens them,
// runs them, and says of a list of them what all share. It names none of them.
package platforms

import (
	"context"
	"fmt"
	"iter"
	"time"

	"footnote/adapters"
	"footnote/bot"
	"footnote/bot/access"
	"footnote/cmd/footnote/serving"
)

// Opened is a chat platform that the server is on. Its service tries it again when
// it can't be reached or refuses the bot: it ends only with the server.
type Opened struct {
	serving.Service
	Bot adapters.Bot
}

// Open readies those platforms that are set. Where one calls the bot, the program
// listens from now on, so that an address that can't be is told before anything
// else; release is called with what frees it.
func Open(list iter.Seq2[adapters.Platform, adapters.Settings], e adapters.Environment, release func(func() error)) ([]Opened, error) {
	var opened []Opened
	for p, settings := range list {
		if !settings.IsSet() {
			continue
		}
		b, err := settings.Open(e)
		if err != nil {
			return nil, err
		}
		run, err := runBot(e.Log, b, release)
		if err != nil {
			return nil, err
		}
		opened = append(opened, Opened{Service: serving.Service{Name: p.Name, Run: run}, Bot: b})
	}
	return opened, nil
}

// RefusedByAll asks all platforms who the bot is. It returns why they refuse it if
// all of them do, and nil if one doesn't, be it that it can't be reached.
func RefusedByAll(ctx context.Context, list []Opened) error {
	const patience = 30 * time.Second
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var all error
	for _, p := range list {
		err := p.Bot.Identify(ctx)
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

// Nowhere is the error of a server that has neither a page nor a platform.
func Nowhere(list []adapters.Platform) error {
	ways := []string{"FOOTNOTE_HTTP_ADDR for the page"}
	var steps []string
	for _, p := range list {
		ways = append(ways, p.Needs+" to be in "+p.Title)
		steps = append(steps, p.FirstStep)
	}
	return adapters.WrongSetting("there is nowhere to answer (set %s; %s are the first steps)", access.JoinWords("or", ways), access.JoinWords("and", steps))
}

// EachOf returns what get returns of each platform.
func EachOf(list []adapters.Platform, get func(adapters.Platform) string) (texts []string) {
	for _, p := range list {
		texts = append(texts, get(p))
	}
	return texts
}

// TitlesOf returns the names of platforms for people.
func TitlesOf(list []adapters.Platform) []string {
	return EachOf(list, func(p adapters.Platform) string { return p.Title })
}

// PersonsOf returns how people of each platform are written.
func PersonsOf(list []adapters.Platform) []string {
	return EachOf(list, func(p adapters.Platform) string { return p.Places.Person })
}
