package slack

import (
	"encoding/json"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

// platform is the fake for the contract: questions in a channel or in a direct
// message.
type platform struct {
	*fake
	t       *testing.T
	channel string
	service *contract.Service
}

func (p *platform) Messenger() bot.Messenger {
	s, err := New(p.options())
	if err != nil {
		p.t.Fatal(err)
	}
	s.Use(p.service)
	if err := s.Identify(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
	return s
}

func (p *platform) Request(id string, kind bot.Kind, text string) *bot.Request {
	p.mu.Lock()
	ts := p.tick()
	p.mu.Unlock()
	o := origin{Team: team, Channel: p.channel, User: "U1", TS: ts}
	if !isDirect(p.channel) {
		o.Thread = ts
	}
	data, _ := json.Marshal(o)
	return &bot.Request{ID: id, Kind: kind, Text: text, Origin: data, Received: time.Now(), Place: o.botPlace()}
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

func (p *platform) LoseAnswer() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lose = true
}

func (p *platform) Refuse(refuses bool) {
	if refuses {
		p.refuse("token_revoked")
	} else {
		p.refuse("")
	}
}

func TestMessengerKeepsTheContract(t *testing.T) {
	for name, set := range map[string]func(*platform){
		"channel":                  func(p *platform) { p.channel = "C1" },
		"channel without a status": func(p *platform) { p.channel, p.noStatus = "C1", true },
		"channel without streams":  func(p *platform) { p.channel, p.noStream = "C1", true },
		"direct message":           func(p *platform) { p.channel = "D1" },
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
