package main

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"sync"

	"footnote/adapters"
	"footnote/bot"
	"footnote/bot/access"
	"footnote/bot/inbox"
	"footnote/bot/secret"
)

// sky is a platform of nobody's: pigeons that carry letters between lofts. All that
// the program knows of it is what pigeonPost returns.
type sky struct {
	letters chan letter   // to the bot
	flown   chan string   // what the bot has answered, as JSON
	refused chan error    // why a letter wasn't taken
	ready   chan struct{} // closed when the bot takes letters
	once    sync.Once
}

// letter is a question from a loft.
type letter struct{ key, loft, from, text string }

func newSky() *sky {
	return &sky{letters: make(chan letter), flown: make(chan string, 10), refused: make(chan error, 10), ready: make(chan struct{})}
}

// pigeonPost is the third platform.
func pigeonPost(s *sky) adapters.Platform {
	return adapters.Platform{
		Name: "pigeon", Title: "the pigeon post", Needs: "FOOTNOTE_PIGEON_WHISTLE", FirstStep: "footnote pigeon call",
		Settings: func() adapters.Settings { return &pigeonSettings{sky: s} },
		Verbs:    func() any { return new(pigeonVerbs) },
		Places: access.Grammar{
			Platform: "pigeon",
			Kinds: []access.Kind{{
				Name: "lofts", All: true, Refuse: refuseLoft,
				IDs: func(p bot.Place) []string { return []string{p.Space} },
			}},
			Place: "pigeon/LOFT", Person: "pigeon/KEEPER",
			Details: []string{"pigeon/LOFT, with ?ring=RING"},
			Options: []string{"ring"},
			ReadPlace: func(parts []string, _ url.Values) (bot.Place, error) {
				if len(parts) != 1 {
					return bot.Place{}, access.ErrForm
				}
				if why := refuseLoft(parts[0]); why != "" {
					return bot.Place{}, adapters.WrongSetting("%q %s", parts[0], why)
				}
				return bot.Place{Space: parts[0]}, nil
			},
		},
	}
}

func refuseLoft(id string) string {
	if strings.HasPrefix(id, "loft-") {
		return ""
	}
	return "is no loft, such as loft-7 (it stands on its door)"
}

type pigeonSettings struct {
	Whistle secret.String `name:"pigeon-whistle" env:"FOOTNOTE_PIGEON_WHISTLE" placeholder:"TUNE" group:"Pigeon" help:"Tune that the pigeons come to (default: none, not in the pigeon post)."`
	Lofts   []string      `name:"pigeon-lofts" env:"FOOTNOTE_PIGEON_LOFTS" placeholder:"LOFT" group:"Pigeon" help:"Lofts to answer (default: all)."`

	sky *sky
}

func (s *pigeonSettings) IsSet() bool { return s.Whistle.IsSet() }

func (s *pigeonSettings) Open(adapters.Environment) (adapters.Bot, error) {
	for _, loft := range s.Lofts {
		if why := refuseLoft(loft); why != "" {
			return nil, adapters.WrongSetting("FOOTNOTE_PIGEON_LOFTS names %q, which %s", loft, why)
		}
	}
	return &pigeon{sky: s.sky}, nil
}

func (s *pigeonSettings) Check(_ context.Context, e adapters.Environment) []adapters.Finding {
	if _, err := s.Open(e); err != nil {
		return []adapters.Finding{adapters.Find(adapters.Error, "", "%v", err)}
	}
	if s.Whistle.Reveal() == "out of tune" {
		return []adapters.Finding{adapters.Find(adapters.Warning, "tune it", "the pigeons hesitate")}
	}
	return []adapters.Finding{adapters.Find(adapters.OK, "", "the pigeons come")}
}

type pigeonVerbs struct {
	Pigeon struct {
		Call pigeonCall `cmd:"" help:"Call the pigeons."`
	} `cmd:"" help:"Set up the bot in the pigeon post."`
}

type pigeonCall struct {
	Settings pigeonSettings `embed:""`
	Loud     bool           `help:"Wake the neighbours."`
}

func (c *pigeonCall) Run(_ context.Context, e adapters.Environment) error {
	if !c.Settings.IsSet() {
		return adapters.WrongSetting("there is no whistle (set FOOTNOTE_PIGEON_WHISTLE)")
	}
	if c.Loud {
		return e.Print("COO\n")
	}
	return e.Print("coo\n")
}

// pigeon is the bot in the pigeon post.
type pigeon struct {
	sky     *sky
	service *inbox.Service
}

func (p *pigeon) Use(service *inbox.Service)         { p.service = service }
func (p *pigeon) Identify(context.Context) error     { return nil }
func (p *pigeon) Connections() []adapters.Connection { return nil }
func (p *pigeon) Endpoint() *adapters.Endpoint       { return nil }

func (p *pigeon) Run(ctx context.Context) error {
	p.sky.once.Do(func() { close(p.sky.ready) })
	for {
		select {
		case <-ctx.Done():
			return nil
		case l := <-p.sky.letters:
			_, err := p.service.Submit(ctx, bot.Request{
				Keys: []string{"pigeon/" + l.key}, Kind: bot.Ask, Text: l.text, Asker: "pigeon/" + l.from,
				Place: bot.Place{Platform: "pigeon", Space: l.loft}, Conversation: "pigeon/" + l.loft,
			})
			if err != nil {
				p.sky.refused <- err
			}
		}
	}
}

func (p *pigeon) Open(_ context.Context, r *bot.Request) (string, error) { return r.ID, nil }

func (p *pigeon) Show(_ context.Context, _ *bot.Request, ref string, reply *bot.Reply) (string, error) {
	if !reply.Final {
		return ref, nil
	}
	text, err := json.Marshal(reply)
	if err == nil {
		p.sky.flown <- string(text)
	}
	return ref, err
}

func (p *pigeon) Retract(context.Context, *bot.Request, string) error { return nil }
