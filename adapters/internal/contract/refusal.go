package contract

import (
	"errors"
	"strings"
	"testing"
	"time"

	"footnote/bot"
)

// refusedToken has the platform refuse the token before each step. Nothing is shown
// then, and the step is taken once the platform takes the token: by a new Messenger,
// as after a restart with a good one, and by the same.
func refusedToken(t *testing.T, p Platform) {
	for _, restart := range []bool{true, false} {
		id := map[bool]string{true: "R1", false: "R2"}[restart]
		r := p.Request(id, bot.Ask, "When does the lease end?")
		m, before := p.Messenger(), visibleText(p)
		step := func(name string, take func(bot.Messenger) (string, error)) string {
			t.Helper()
			p.Refuse(true)
			if _, err := take(m); err != nil || name == "Show" { // Open may do without the platform
				wantRefusal(t, name, err)
			}
			if now := visibleText(p); now != before {
				t.Errorf("%s shows %q though the token is refused", name, now)
			}
			p.Refuse(false)
			if restart {
				m = p.Messenger()
			}
			ref, err := take(m)
			for bot.IsRefused(err) { // it says when to try again
				d, _ := errors.AsType[*bot.DeliveryError](err)
				time.Sleep(d.After)
				ref, err = take(m)
			}
			if err != nil {
				t.Fatalf("%s, once the token is taken: %v", name, err)
			}
			before = visibleText(p)
			return ref
		}
		ref := step("Open", func(m bot.Messenger) (string, error) { return m.Open(t.Context(), r) })
		step("Show", func(m bot.Messenger) (string, error) { return m.Show(t.Context(), r, ref, Answered(id)) })
	}
	wantMessages(t, p, 2)
	wantText(t, p, sentence)
}

// wantRefusal fails unless an error holds the request, and says what to do.
func wantRefusal(t *testing.T, name string, err error) {
	t.Helper()
	if d, ok := errors.AsType[*bot.DeliveryError](err); !ok || !d.Refused || d.Final {
		t.Fatalf("%s with a refused token: %v", name, err)
	}
	if !strings.Contains(err.Error(), "token") || !strings.Contains(err.Error(), "(") {
		t.Errorf("%s doesn't say what to do: %v", name, err)
	}
}
