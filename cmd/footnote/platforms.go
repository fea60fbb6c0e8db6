package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/kong"

	"footnote/adapters"
	"footnote/adapters/web"
	"footnote/bot"
	"footnote/bot/access"
	"footnote/bot/secret"
	"footnote/cmd/footnote/serving"
)

// platformSettings are the settings of all platforms, as one verb has them.
type platformSettings struct {
	List kong.Plugins `embed:""` // an adapters.Settings for each, in their order
}

// newPlatformSettings returns settings to be filled in.
func newPlatformSettings(list []adapters.Platform) (s platformSettings) {
	for _, p := range list {
		s.List = append(s.List, p.Settings())
	}
	return s
}

// all returns each platform with its settings.
func (s platformSettings) all(list []adapters.Platform) iter.Seq2[adapters.Platform, adapters.Settings] {
	return func(yield func(adapters.Platform, adapters.Settings) bool) {
		for i, p := range list {
			if settings, ok := s.List[i].(adapters.Settings); ok && !yield(p, settings) {
				return
			}
		}
	}
}

// newVerbs returns the verbs that the platforms bring, to be filled in.
func newVerbs(list []adapters.Platform) (verbs kong.Plugins) {
	for _, p := range list {
		if p.Verbs != nil {
			verbs = append(verbs, p.Verbs())
		}
	}
	return verbs
}

// platformVars are the words of help that depend on which platforms there are.
func platformVars(list []adapters.Platform) kong.Vars {
	return kong.Vars{
		"in_platforms": access.JoinWords("and", eachOf(list, func(p adapters.Platform) string { return "in " + p.Title })),
		"platforms":    access.JoinWords("and", titlesOf(list)),
		"people":       strings.Join(personsOf(list), ", "),
	}
}

// eachOf returns what get returns of each platform.
func eachOf(list []adapters.Platform, get func(adapters.Platform) string) (texts []string) {
	for _, p := range list {
		texts = append(texts, get(p))
	}
	return texts
}

func titlesOf(list []adapters.Platform) []string {
	return eachOf(list, func(p adapters.Platform) string { return p.Title })
}

// personsOf returns how people of each platform are written.
func personsOf(list []adapters.Platform) []string {
	return eachOf(list, func(p adapters.Platform) string { return p.Places.Person })
}

// grammars returns how places are written where the program answers.
func grammars(list []adapters.Platform) (g []access.Grammar) {
	for _, p := range list {
		g = append(g, p.Places)
	}
	return append(g, web.Places())
}

// platform is a chat platform that the server is on. Its service tries it again
// when it can't be reached or refuses the bot: it ends only with the server.
type platform struct {
	service
	bot adapters.Bot
}

// linker gives the address of a citation of an answer, "" if it has none.
type linker func(request string, c bot.Citation) string

// openPlatforms readies the platforms that are set. Where one calls the bot, the
// program listens from now on, so that an address that can't be is told before
// anything else; release is called with what frees it.
func (a *app) openPlatforms(s platformSettings, e adapters.Environment, release func(func() error)) ([]platform, error) {
	var list []platform
	for p, settings := range s.all(a.platforms) {
		if !settings.IsSet() {
			continue
		}
		b, err := settings.Open(e)
		if err != nil {
			return nil, err
		}
		run, err := a.runBot(b, release)
		if err != nil {
			return nil, err
		}
		list = append(list, platform{service{p.Name, run}, b})
	}
	return list, nil
}

// environment returns what a platform gets of the program.
func (a *app) environment(link linker, rules bool) adapters.Environment {
	return adapters.Environment{Log: a.log, Link: link, Rules: rules, Renew: a.renewed, Print: a.print}
}

// runBot returns what runs the bot on a platform, with the server of its endpoint
// if it has one. The bot ends last: what came in is done by then.
func (a *app) runBot(b adapters.Bot, release func(func() error)) (func(context.Context) error, error) {
	endpoint := b.Endpoint()
	if endpoint == nil {
		return b.Run, nil
	}
	listener, err := listen(endpoint.Setting, endpoint.Address)
	if err != nil {
		return nil, err
	}
	release(func() error { return serving.HangUp(listener) })
	mux := http.NewServeMux()
	mux.Handle(endpoint.Path, endpoint.Handler)
	return func(ctx context.Context) error {
		own, stop := context.WithCancel(context.WithoutCancel(ctx))
		defer stop()
		ctx, end := context.WithCancel(ctx)
		defer end()
		var wg sync.WaitGroup
		var err error
		wg.Go(func() {
			defer end()
			err = b.Run(own)
		})
		served := serving.StartHTTP(a.log, listener, mux, nil).Run(ctx)
		stop()
		wg.Wait()
		return errors.Join(served, err)
	}, nil
}

// nowhere is the error of a server that has neither a page nor a platform.
func nowhere(list []adapters.Platform) error {
	ways := []string{"FOOTNOTE_HTTP_ADDR for the page"}
	var steps []string
	for _, p := range list {
		ways = append(ways, p.Needs+" to be in "+p.Title)
		steps = append(steps, p.FirstStep)
	}
	return usageError("there is nowhere to answer (set %s; %s are the first steps)", access.JoinWords("or", ways), access.JoinWords("and", steps))
}

// refusedByAll asks all platforms who the bot is. It returns why they refuse it if
// all of them do, and nil if one doesn't, be it that it can't be reached.
func refusedByAll(ctx context.Context, list []platform) error {
	const patience = 30 * time.Second
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var all error
	for _, p := range list {
		err := p.bot.Identify(ctx)
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

// renewed returns a secret as it is set now: in .env it may have changed since the
// start. What a flag or the environment gives can't.
func (a *app) renewed(setting string, was secret.String) secret.String {
	if _, ok := os.LookupEnv(setting); ok || a.given != nil && a.given(setting) {
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
