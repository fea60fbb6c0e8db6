package discord

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/bot/secret"
)

// mentionOf is a mention that asks the sample corpus.
func mentionOf(t *testing.T, id string) json.RawMessage {
	return mustJSON(t, map[string]any{"id": id, "channel_id": textChannel, "guild_id": guild, "type": 0,
		"content": "<@" + botUser + "> " + realbot.Question, "author": map[string]any{"id": person}, "mentions": []any{map[string]any{"id": botUser}}})
}

// answers are the messages that have the answer of the sample corpus.
func (f *fake) answers() (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, m := range f.messages {
		if strings.Contains(m.visible().Text, realbot.Answer) {
			n++
		}
	}
	return n
}

// TestATokenRefusedInTheMiddleOfAnAnswer, at each call of the way: the answer comes
// once, when the token works again.
func TestATokenRefusedInTheMiddleOfAnAnswer(t *testing.T) {
	refused := status(http.StatusUnauthorized, `{"message":"401: Unauthorized","code":0}`)
	for name, route := range map[string]string{
		"placeholder": "POST messages", "answer": "PATCH 1000000000000101001", "command": "PATCH @original",
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			d, err := New(f.options())
			check(t, err)
			answers := realbot.Start(t, platformName, d)
			d.Use(answers)
			check(t, d.Identify(t.Context()))
			f.fail(route, refused)
			if name == "command" {
				d.dispatchEvent(event{kind: "INTERACTION_CREATE", data: interact(1, 2, `{"name":"ask","type":1,"options":[{"name":"question","type":3,"value":"`+realbot.Question+`"}]}`)})
			} else {
				d.dispatchEvent(event{kind: "MESSAGE_CREATE", data: mentionOf(t, "1000000000000000001")})
			}
			realbot.Await(t, "the answer", func() bool { return f.answers() == 1 })
			f.mu.Lock()
			defer f.mu.Unlock()
			if len(f.faults[route]) > 0 || len(f.messages) != 1 {
				t.Errorf("%d messages; not refused: %d", len(f.messages), len(f.faults[route]))
			}
		})
	}
}

// TestWhatIsAskedWithARefusedTokenIsKept, which is refused while the gateway still
// delivers.
func TestWhatIsAskedWithARefusedTokenIsKept(t *testing.T) {
	for _, code := range []int{http.StatusUnauthorized, http.StatusForbidden} {
		f := newFake(t)
		d, err := New(f.options())
		check(t, err)
		answers := realbot.Start(t, platformName, d)
		d.Use(answers)
		check(t, d.Identify(t.Context()))
		f.refuse(code)
		newGateway(t, f, func(p *peer) { began(t, p); <-p.closed })
		realbot.Background(t, d.Run)
		d.dispatchEvent(event{kind: "MESSAGE_CREATE", data: mentionOf(t, "1000000000000000001")})
		realbot.Await(t, "the hold", func() bool { return answers.Holds()[platformName].Requests == 1 })
		if reason := answers.Holds()[platformName].Reason; !strings.Contains(reason, "check") {
			t.Errorf("held for %q", reason)
		}
		f.refuse(0)
		realbot.Await(t, "the answer", func() bool { return f.answers() == 1 && len(answers.Holds()) == 0 })
		eventually(t, d, "up", func(list []Connection) bool { return len(list) == 1 && list[0].Up })
	}
}

// TestANewTokenIsTakenWithoutARestart, by calls and by the gateway.
func TestANewTokenIsTakenWithoutARestart(t *testing.T) {
	f := newFake(t)
	f.refuse(http.StatusUnauthorized)
	o := f.options()
	var now atomic.Value
	now.Store("test-token")
	o.Renew = func() secret.String { return secret.New(now.Load().(string)) }
	d, err := New(o)
	check(t, err)
	d.Use(contract.NewService())
	newGateway(t, f, func(p *peer) {
		p.hello("60000")
		if fr, ok := p.next(opIdentify); !ok || !strings.Contains(string(fr.Data), `"token":"new"`) {
			t.Errorf("it identifies by %s", fr.Data)
		}
		p.ready("S1")
		<-p.closed
	})
	realbot.Background(t, d.Run)
	eventually(t, d, "refused", func(list []Connection) bool {
		return len(list) == 2 && list[1].Refused && strings.Contains(list[1].Reason, "FOOTNOTE_DISCORD_TOKEN")
	})
	now.Store("new")
	eventually(t, d, "up", func(list []Connection) bool { return len(list) == 1 && list[0].Up })
	realbot.Await(t, "the registration", func() bool { return f.count(http.MethodPut, "/commands") == 1 })
}

func TestClassesOfErrors(t *testing.T) {
	for _, c := range []struct {
		status int
		body   string
		want   string
	}{
		{401, `{"code":0,"message":"401: Unauthorized"}`, "refused"},
		{401, `{"code":40001,"message":"Unauthorized"}`, "refused"},
		{401, `{"code":50027,"message":"Invalid Webhook Token"}`, "final"},
		{403, `<html>banned</html>`, "refused"},
		{403, `{"code":50001,"message":"Missing Access"}`, "final"},
		{403, `{"code":50013,"message":"Missing Permissions"}`, "final"},
		{404, `{"code":10003,"message":"Unknown Channel"}`, "final"},
		{503, ``, "passing"},
	} {
		f := newFake(t)
		d, err := New(f.options())
		check(t, err)
		answer := status(c.status, c.body)
		f.fail("PATCH 1", answer, answer, answer, answer)
		err = d.editMessage(t.Context(), textChannel, "1", message{})
		got := "passing"
		if e, ok := errors.AsType[*bot.DeliveryError](err); ok && e.Final {
			got = "final"
		} else if ok && e.Refused {
			got = "refused"
		}
		if got != c.want {
			t.Errorf("%d %s is %s, want %s (%v)", c.status, c.body, got, c.want, err)
		}
	}
}
