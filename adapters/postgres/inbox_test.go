package postgres

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"footnote/adapters/postgres/postgrestest"
	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/bot/inbox"
	"footnote/bot/secret"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// writer is a Summarizer that at first writes until its context ends, and from then on
// leaves answers as they are.
type writer struct {
	begun, ended chan bool
	mu           sync.Mutex
	calls        int
}

func (w *writer) Summarize(ctx context.Context, a bot.Answer, _ func(bot.Answer)) (bot.Answer, error) {
	w.mu.Lock()
	w.calls++
	first := w.calls == 1
	w.mu.Unlock()
	if !first {
		return a, nil
	}
	w.begun <- true
	<-ctx.Done()
	w.ended <- true
	return a, ctx.Err()
}

// platform is one whose readers may wait in any process.
type platform struct {
	*bottest.Messenger
	mu      sync.Mutex
	awaited []string
	ended   chan string
}

func (p *platform) Awaited() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.awaited)
}

func (p *platform) Ended(id string) {
	p.mu.Lock()
	p.awaited = slices.DeleteFunc(p.awaited, func(other string) bool { return other == id })
	p.mu.Unlock()
	p.ended <- id
}

// newIndex returns views of an index of one document.
func newIndex(t *testing.T) *bottest.Views {
	t.Helper()
	store := blevex.NewStore(t.TempDir(), "test", slog.New(slog.DiscardHandler))
	c, err := store.Begin(t.Context())
	if err == nil {
		err = c.Put(t.Context(), &retrieval.Document{ID: "a.txt", Text: "The tug Bruno belongs to the harbour master. The ferry Anna was built in 1987."})
	}
	if err == nil {
		err = c.Commit(t.Context(), nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	live, err := blevex.OpenLive(context.Background(), store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = live.Close() })
	return bottest.NewViews(t, live)
}

// startInbox runs the bot of one process.
func startInbox(t *testing.T, url secret.String, views *bottest.Views, p *platform, w *writer) *inbox.Service {
	t.Helper()
	s := openStore(t, url, 0)
	o := inbox.Options{Store: s, Replicas: s, Views: views, Messengers: map[string]bot.Messenger{"p": p}, Limits: inbox.Limits{PerAsker: 2}}
	if w != nil {
		o.Summarizer = w
	}
	service, err := inbox.New(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := service.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		stop()
		wg.Wait()
	})
	return service
}

// TestReplicasHearOfChanges: what is edited or deleted at one replica isn't written on at
// another; who waits at one for what another answers is told; and both count together
// how much somebody asks.
func TestReplicasHearOfChanges(t *testing.T) {
	for _, change := range []string{"edit", "delete"} {
		t.Run(change, func(t *testing.T) {
			url, views := postgrestest.NewURL(t), newIndex(t)
			shown := new(bottest.Messenger)
			here := &platform{Messenger: shown, ended: make(chan string, 10)}
			there := &platform{Messenger: shown, ended: make(chan string, 10)}
			w := &writer{begun: make(chan bool), ended: make(chan bool)}
			one, two := startInbox(t, url, views, here, w), startInbox(t, url, views, there, nil)
			receipt, err := one.Submit(t.Context(), bot.Request{
				Keys: []string{"k"}, Conversation: "c", Asker: "u", Home: true, Place: bot.Place{Platform: "p"}, Text: "To whom does the tug Bruno belong?",
			})
			if err != nil {
				t.Fatal(err)
			}
			there.mu.Lock()
			there.awaited = []string{receipt.ID}
			there.mu.Unlock()
			<-w.begun
			if change == "edit" {
				if known, err := two.Edit(t.Context(), "k", "When was the ferry Anna built?"); err != nil || !known {
					t.Fatalf("edited: %v, %v", known, err)
				}
			} else if known, err := two.Delete(t.Context(), "k"); err != nil || !known {
				t.Fatalf("deleted: %v, %v", known, err)
			}
			<-w.ended
			if id := <-there.ended; id != receipt.ID {
				t.Errorf("%s has ended, not %s", id, receipt.ID)
			}
			post := shown.Post(receipt.ID)
			if change == "delete" {
				if len(post.Finals) != 0 || !post.Retract {
					t.Errorf("%d replies, taken back: %v", len(post.Finals), post.Retract)
				}
				return
			}
			if len(post.Finals) != 1 || post.Opened != 1 {
				t.Fatalf("%d placeholders and %d replies", post.Opened, len(post.Finals))
			}
			if a := post.Finals[0].Answer; a == nil || len(a.Sentences) == 0 || a.Sentences[0].Text != "The ferry Anna was built in 1987." {
				t.Errorf("the reply is %+v", a)
			}
			_, err = two.Submit(t.Context(), bot.Request{Keys: []string{"l"}, Conversation: "d", Asker: "u", Place: bot.Place{Platform: "p"}, Text: "When was the ferry Anna built?"})
			if refused, ok := err.(*bot.Complaint); !ok || refused.Reason != bot.TooMany || refused.After > time.Minute {
				t.Errorf("the third question in a minute: %v", err)
			}
		})
	}
}
