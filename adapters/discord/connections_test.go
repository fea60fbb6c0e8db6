package discord

import (
	"context"
	"encoding/hex"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
)

// eventually waits for the connections to be as they should.
func eventually(t *testing.T, d *Discord, what string, ok func([]Connection) bool) {
	t.Helper()
	for range 6000 {
		if ok(d.Connections()) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("never %s: %+v", what, d.Connections())
}

// TestConnectionsTellHowTheyAre loses a session, which a gateway that hesitates
// lets go on.
func TestConnectionsTellHowTheyAre(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	lose, resume, end := make(chan struct{}), make(chan struct{}), make(chan struct{})
	newGateway(t, f, func(p *peer) {
		began(t, p)
		<-lose
		p.closeWith(4000)
	}, func(p *peer) {
		<-resume
		resumed(t, p, "1")
		p.send(`{"op":0,"t":"RESUMED","s":2,"d":{}}`)
		<-end
		p.closeWith(4004)
	}, func(p *peer) { <-p.closed }) // which never greets
	d, err := New(f.options())
	if err != nil {
		t.Fatal(err)
	}
	d.Use(s)
	if list := d.Connections(); len(list) != 0 {
		t.Errorf("before anything: %+v", list)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	up := func(list []Connection) bool { return len(list) == 1 && list[0].Up }
	eventually(t, d, "up", up)
	first := d.Connections()[0]
	if first.Name != "shard 0" || first.Reason != "" || !first.Before || first.Since.IsZero() {
		t.Errorf("an open connection: %+v", first)
	}
	close(lose)
	eventually(t, d, "down with the close code", func(list []Connection) bool {
		c := list[0]
		return len(list) == 1 && !c.Up && c.Before && strings.Contains(c.Reason, "4000") && !c.Since.Before(first.Since)
	})
	close(resume)
	eventually(t, d, "up again", up)
	close(end)
	eventually(t, d, "refused with what to do", func(list []Connection) bool {
		return len(list) == 1 && list[0].Refused && !list[0].Up && strings.Contains(list[0].Reason, "FOOTNOTE_DISCORD_TOKEN")
	})
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if c := d.Connections()[0]; c.Up || c.Refused || c.Reason != stopped {
		t.Errorf("at the end: %+v", c)
	}
}

func TestConnectionsOverHTTP(t *testing.T) {
	f := newFake(t)
	o := f.options()
	o.PublicKey = hex.EncodeToString(make([]byte, 32))
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Handler(); err != nil {
		t.Fatal(err)
	}
	if list := d.Connections(); len(list) != 1 || list[0].Up || list[0].Reason != signingIn {
		t.Errorf("before signing in: %+v", list)
	}
	d.Use(contract.NewService())
	f.refuse(http.StatusUnauthorized)
	realbot.Background(t, func(ctx context.Context) error {
		d.KeepSignedIn(ctx)
		return nil
	})
	eventually(t, d, "refused with the reason and what to do", func(list []Connection) bool {
		return len(list) == 2 && !list[0].Up && strings.Contains(list[0].Reason, "401") && list[1].Refused && strings.Contains(list[1].Reason, "FOOTNOTE_DISCORD_TOKEN")
	})
	f.refuse(0)
	eventually(t, d, "signed in", func(list []Connection) bool { return len(list) == 1 && list[0].Up && list[0].Name == overHTTP })
}
