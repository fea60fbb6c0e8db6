package slack

import (
	"context"
	"strings"
	"testing"
	"time"

	"footnote/adapters/internal/realbot"
	"footnote/bot/secret"
)

// eventually waits for the connections to be as they should.
func eventually(t *testing.T, s *Slack, what string, ok func([]Connection) bool) {
	t.Helper()
	for range 6000 {
		if ok(s.Connections()) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("never %s: %+v", what, s.Connections())
}

// TestConnectionsTellHowTheyAre loses the connections while Slack opens no new
// ones for a while.
func TestConnectionsTellHowTheyAre(t *testing.T) {
	w := listening(t, func(o *Options) { o.Connections = 2 })
	allUp := func(list []Connection) bool { return len(list) == 2 && list[0].Up && list[1].Up }
	eventually(t, w.slack, "up", allUp)
	first := w.slack.Connections()[0]
	if first.Name != "socket 1" || first.Reason != "" || !first.Before || first.Since.IsZero() {
		t.Errorf("an open connection: %+v", first)
	}
	for range 1000 {
		w.fail("apps.connections.open", refused("internal_error"))
	}
	w.sockets.disconnect()
	eventually(t, w.slack, "down with Slack's reason", func(list []Connection) bool {
		for _, c := range list {
			if c.Up || !c.Before || !strings.Contains(c.Reason, "internal_error") || c.Since.Before(first.Since) {
				return false
			}
		}
		return len(list) == 2
	})
	w.fake.mu.Lock()
	delete(w.fake.faults, "apps.connections.open")
	w.fake.mu.Unlock()
	eventually(t, w.slack, "up again", allUp)
}

func TestConnectionsBeforeTheFirst(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.SigningSecret = secret.New(signingSecret) })
	if list := w.slack.Connections(); len(list) != 0 {
		t.Errorf("before anything: %+v", list)
	}
	if _, err := w.slack.Handler(); err != nil {
		t.Fatal(err)
	}
	if list := w.slack.Connections(); len(list) != 1 || list[0].Up || list[0].Reason != signingIn {
		t.Errorf("before signing in: %+v", list)
	}
	w.refuse("token_revoked")
	realbot.Background(t, func(ctx context.Context) error {
		w.slack.KeepSignedIn(ctx)
		return nil
	})
	eventually(t, w.slack, "refused with the reason and what to do", func(list []Connection) bool {
		return len(list) == 2 && !list[0].Up && strings.Contains(list[0].Reason, "token_revoked") && list[1].Refused && strings.Contains(list[1].Reason, "set the new token")
	})
	w.refuse("")
	eventually(t, w.slack, "signed in", func(list []Connection) bool {
		return len(list) == 1 && list[0].Up && list[0].Name == overHTTP
	})
}
