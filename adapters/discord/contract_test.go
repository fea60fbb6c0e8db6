package discord

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

// platform is the fake for the contract: questions by command or message.
type platform struct {
	*fake
	t       *testing.T
	service *contract.Service
	command bool // the question is a command
	expired bool // whose token has expired
	direct  bool
	thread  bool
}

func (p *platform) Messenger() bot.Messenger {
	d, err := New(p.options())
	if err != nil {
		p.t.Fatal(err)
	}
	d.Use(p.service)
	if err := d.Identify(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
	return d
}

func (p *platform) Request(id string, kind bot.Kind, text string) *bot.Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	o := origin{Guild: guild, Channel: textChannel, User: person, Message: p.tick(), Thread: p.thread}
	if p.direct {
		o.Guild, o.Direct = "", true
	}
	received := time.Now()
	if p.command {
		o.Message, o.Interaction, o.Application, o.Token = "", p.tick(), application, "token-"+id
		if p.expired {
			received = received.Add(-time.Hour)
		} else {
			p.deferReply(o.Token, o.Channel, o.Private)
		}
	}
	data, _ := json.Marshal(o)
	return &bot.Request{ID: id, Kind: kind, Text: text, Origin: data, Received: received, Place: o.botPlace()}
}

func (p *platform) Messages() []contract.Message {
	p.mu.Lock()
	defer p.mu.Unlock()
	var list []contract.Message
	for _, m := range p.fake.messages {
		list = append(list, m.visible())
	}
	return list
}

func (p *platform) Lacks() []contract.Capability { return []contract.Capability{contract.Excerpts} }

func (p *platform) LoseAnswer() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lose = 1
}

func (p *platform) Refuse(refuses bool) {
	if refuses {
		p.refuse(http.StatusUnauthorized)
	} else {
		p.refuse(0)
	}
}

func TestMessengerKeepsTheContract(t *testing.T) {
	for name, set := range map[string]func(*platform){
		"command":                    func(p *platform) { p.command = true },
		"command, token has expired": func(p *platform) { p.command, p.expired = true, true },
		"message in a channel":       func(p *platform) {},
		"channel without history":    func(p *platform) { p.history = false },
		"direct message":             func(p *platform) { p.direct = true },
		"thread":                     func(p *platform) { p.thread = true },
	} {
		t.Run(name, func(t *testing.T) {
			contract.Run(t, func(t *testing.T) contract.Platform {
				p := &platform{fake: newFake(t), t: t, service: contract.NewService()}
				set(p)
				return p
			})
		})
	}
}
