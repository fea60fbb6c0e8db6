package inbox_test

import (
	"context"
	"errors"
	"fmt"
	"footnote/bot/inbox"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/retrieval"
)

// refusal is what a Messenger returns whose platform refuses the token.
func refusal() error {
	return &bot.DeliveryError{Refused: true, Err: errors.New("token_revoked (set a new one)")}
}

// refusing is a bot with one platform that refuses it at one call, and another
// that doesn't. An index can't be opened in a bubble: replies are failures.
type refusing struct {
	*bench
	refuses atomic.Bool
	down    atomic.Bool  // an outage takes the place of the refusal
	calls   atomic.Int64 // that the first platform has refused
	other   bottest.Messenger
}

func newRefusing(t *testing.T, call string, change func(*inbox.Options)) *refusing {
	w := &refusing{bench: &bench{t: t, store: bottest.NewStore(), messenger: &bottest.Messenger{}}}
	w.refuses.Store(true)
	w.messenger.Before = func(_ context.Context, c string, _ *bot.Request) error {
		if c == call && w.down.Load() {
			return errors.New("503")
		}
		if c == call && w.refuses.Load() {
			w.calls.Add(1)
			return refusal()
		}
		return nil
	}
	w.restart(change)
	return w
}

func (w *refusing) restart(change func(*inbox.Options)) {
	o := inbox.Options{Store: w.store, Views: failing{}, Messengers: map[string]bot.Messenger{"test": w.messenger, "other": &w.other}}
	if change != nil {
		change(&o)
	}
	var err error
	if w.Service, err = inbox.New(o); err != nil {
		w.t.Fatal(err)
	}
	w.start()
}

func elsewhere(text string) bot.Request {
	r := request(text)
	r.Conversation, r.Place.Platform = "other/c", "other"
	return r
}

// TestAPlatformThatRefusesTheBotHoldsItsQuestions for days, whatever the deadline,
// without asking the platform all the time, and answers them in the end.
func TestAPlatformThatRefusesTheBotHoldsItsQuestions(t *testing.T) {
	for _, call := range []string{"open", "show"} {
		for _, restarts := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, restarted: %v", call, restarts), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					w := newRefusing(t, call, nil)
					id := w.submit(request("When was the ferry Anna built?"))
					began := time.Now()
					time.Sleep(50 * time.Hour)
					r, err := w.store.Load(t.Context(), id)
					if err != nil || r.Step == bot.Closed || !strings.Contains(r.Note, "token_revoked") {
						t.Fatalf("after two days: %+v, %v", r, err)
					}
					hold := w.Holds()["test"]
					if hold.Requests != 1 || !strings.Contains(hold.Reason, "token_revoked (set a new one)") || hold.Since.Sub(began) > time.Second {
						t.Errorf("told is %+v", hold)
					}
					if n := w.calls.Load(); n < 500 || n > 700 {
						t.Errorf("the platform was asked %d times in 50 hours", n)
					}
					if other := w.submit(elsewhere("Whose is the tug Bruno?")); len(w.Holds()) != 1 {
						t.Errorf("held: %+v", w.Holds())
					} else if time.Sleep(time.Second); len(w.other.Post(other).Finals) != 1 {
						t.Error("another platform isn't answered")
					}
					if restarts {
						w.end()
						time.Sleep(time.Hour)
						w.restart(nil)
						time.Sleep(time.Second)
						if n := w.Holds()["test"].Requests; n != 1 {
							t.Errorf("after the restart %d are held", n)
						}
					}
					w.refuses.Store(false)
					time.Sleep(6 * time.Minute)
					r, err = w.store.Load(t.Context(), id)
					post := w.messenger.Post(id)
					if err != nil || r.Step != bot.Closed || r.Note != "" || len(post.Finals) != 1 || post.Opened != 1 {
						t.Fatalf("once the token works: %s, note %q, %d replies, %d placeholders (%v)", r.Step, r.Note, len(post.Finals), post.Opened, err)
					}
					if failure := post.Finals[0].Failure; failure == nil || failure.Reason == bot.Late {
						t.Errorf("the time that it was held counts against the deadline: %+v", failure)
					}
					if len(w.Holds()) != 0 || w.Pending() != 0 {
						t.Errorf("still held: %+v, %d pending", w.Holds(), w.Pending())
					}
					w.end()
				})
			})
		}
	}
}

// TestWhatWasHeldIsTriedAsLongAsAnythingElse: an outage that comes after a refusal
// is one of its own.
func TestWhatWasHeldIsTriedAsLongAsAnythingElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newRefusing(t, "show", nil)
		id := w.submit(request("When was the ferry Anna built?"))
		time.Sleep(5 * time.Hour)
		w.down.Store(true)
		w.refuses.Store(false)
		time.Sleep(10 * time.Minute)
		w.down.Store(false)
		time.Sleep(5 * time.Minute)
		if r, err := w.store.Load(t.Context(), id); err != nil || r.Step != bot.Closed || r.Note != "" {
			t.Errorf("%s, note %q (%v)", r.Step, r.Note, err)
		}
		w.end()
	})
}

// TestHeldQuestionsDontFillTheQueueOfOthers has a queue of two.
func TestHeldQuestionsDontFillTheQueueOfOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newRefusing(t, "open", func(o *inbox.Options) { o.Limits.Pending = 2 })
		for i := range 2 {
			r := request("When was the ferry Anna built?")
			r.Conversation = fmt.Sprint("test/", i)
			w.submit(r)
		}
		time.Sleep(time.Second)
		var full *bot.Complaint
		if _, err := w.Submit(t.Context(), request("And the tug?")); !errors.As(err, &full) || full.Reason != bot.Busy {
			t.Errorf("a third question of the same platform: %v", err)
		}
		id := w.submit(elsewhere("Whose is the tug Bruno?"))
		time.Sleep(time.Second)
		if len(w.other.Post(id).Finals) != 1 {
			t.Error("another platform isn't answered")
		}
		w.refuses.Store(false)
		time.Sleep(time.Minute)
		w.end()
	})
}

// TestADeletedQuestionIsHeldNoMore, nor is one of somebody who was forgotten.
func TestADeletedQuestionIsHeldNoMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newRefusing(t, "show", nil)
		r := request("When was the ferry Anna built?")
		w.submit(r)
		time.Sleep(time.Minute)
		if _, err := w.Delete(t.Context(), r.Keys[0]); err != nil || len(w.Holds()) != 0 {
			t.Errorf("deleted: %+v, %v", w.Holds(), err)
		}
		w.submit(request("When was the ferry Anna built?"))
		time.Sleep(time.Minute)
		if _, err := w.store.Forget(t.Context(), "test/u"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(6 * time.Minute)
		if len(w.Holds()) != 0 || w.Pending() != 0 {
			t.Errorf("forgotten: %+v, %d pending", w.Holds(), w.Pending())
		}
		w.end()
	})
}

// changing is a policy that can close a place.
type changing struct{ closed atomic.Bool }

func (c *changing) Collections(bot.Place) ([]string, bool) { return nil, !c.closed.Load() }

// TestAHeldReplyIsNoOlderThanTheDocuments, nor than the rules of who sees them.
func TestAHeldReplyIsNoOlderThanTheDocuments(t *testing.T) {
	for name, c := range map[string]struct {
		meanwhile func(*testing.T, *bench, *changing)
		want      func(*bot.Reply) bool
	}{
		"nothing happens": {
			func(*testing.T, *bench, *changing) {},
			func(r *bot.Reply) bool {
				return r.Answer != nil && strings.Contains(r.Answer.Sentences[0].Text, "1987")
			},
		},
		"a document changes": {
			func(t *testing.T, b *bench, _ *changing) {
				put(t, b.index, []*retrieval.Document{{ID: "anna.txt", Text: "The ferry Anna was built in 1991. It is blue."}})
			},
			func(r *bot.Reply) bool {
				return r.Answer != nil && strings.Contains(r.Answer.Sentences[0].Text, "1991")
			},
		},
		"the place is closed": {
			func(_ *testing.T, _ *bench, p *changing) { p.closed.Store(true) },
			func(r *bot.Reply) bool { return r.Failure != nil && r.Failure.Reason == bot.Forbidden },
		},
	} {
		t.Run(name, func(t *testing.T) {
			var policy changing
			b := newBench(t, func(o *inbox.Options) { o.Policy = &policy })
			var refuses atomic.Bool
			refuses.Store(true)
			b.messenger.Before = func(_ context.Context, call string, _ *bot.Request) error {
				if call == "show" && refuses.Load() {
					return refusal()
				}
				return nil
			}
			id := b.submit(request("When was the ferry Anna built?"))
			for len(b.Holds()) == 0 {
				time.Sleep(time.Millisecond)
			}
			c.meanwhile(t, b, &policy)
			refuses.Store(false)
			if r := b.closed(id); !c.want(r.Reply) || len(b.messenger.Post(id).Finals) != 1 || !c.want(&b.messenger.Post(id).Finals[0]) {
				t.Errorf("shown is %+v", r.Reply)
			}
		})
	}
}

// TestAHeldReplyThatNobodyAskedForIsNoOlder: it is found anew, too, or taken back.
func TestAHeldReplyThatNobodyAskedForIsNoOlder(t *testing.T) {
	for name, changed := range map[string]*retrieval.Document{
		"another answer": {ID: "anna.txt", Text: "The ferry Anna was built in 1991. It is blue."},
		"no answer":      {ID: "anna.txt", Text: "There is no such boat any more."},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, func(o *inbox.Options) { o.Read = readSimply })
			var refuses atomic.Bool
			refuses.Store(true)
			b.messenger.Before = func(_ context.Context, call string, _ *bot.Request) error {
				if call == "show" && refuses.Load() {
					return refusal()
				}
				return nil
			}
			r := request(ferry)
			r.Unasked = true
			id := b.submit(r)
			for len(b.Holds()) == 0 {
				time.Sleep(time.Millisecond)
			}
			put(t, b.index, []*retrieval.Document{changed})
			refuses.Store(false)
			for b.Pending() > 0 {
				time.Sleep(time.Millisecond)
			}
			_, err := b.store.Load(t.Context(), id)
			switch p := b.messenger.Post(id); {
			case name == "no answer":
				if !errors.Is(err, bot.ErrUnknown) || len(p.Finals) != 0 || !p.Retract {
					t.Errorf("people see %+v, %v", p, err)
				}
			case err != nil || len(p.Finals) != 1 || p.Finals[0].Answer == nil || !strings.Contains(p.Finals[0].Answer.Sentences[0].Text, "1991"):
				t.Errorf("people see %+v, %v", p, err)
			}
		})
	}
}
