package slack

import (
	"context"
	"fmt"
	"footnote/bot/inbox"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/adapters/internal/realbot"
	"footnote/adapters/sqlite"
	"footnote/bot"
	"footnote/retrieval/processors"
)

// serving puts the real bot behind the adapter and runs both on the fake's
// Socket Mode until the test ends.
func serving(t testing.TB, start func(bot.Messenger) *inbox.Service, set ...func(*Options)) *fake {
	f := newFake(t)
	o := f.options()
	for _, change := range set {
		change(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	s.Use(start(s))
	realbot.Background(t, func(ctx context.Context) error {
		defer s.Wait()
		return s.Run(ctx)
	})
	return f
}

// answerIn waits for a reply in a thread.
func (f *fake) answerIn(t testing.TB, thread string) *shown {
	t.Helper()
	var found *shown
	realbot.Await(t, "the answer", func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		for _, m := range f.messages {
			if m.thread == thread && !m.streaming {
				found = m
			}
		}
		return found != nil
	})
	return found
}

func TestTheRealBotAnswersInSlack(t *testing.T) {
	f := serving(t, func(m bot.Messenger) *inbox.Service { return realbot.Start(t, platformName, m) })
	f.sockets.deliver("E1", kindEvents, callbackOf(mention("C1", "1700000001.000100", realbot.Question)))
	m := f.answerIn(t, "1700000001.000100")
	if !strings.Contains(m.text, realbot.Answer) || !strings.Contains(m.text, "[1]") {
		t.Errorf("the answer is %q", m.text)
	}
	w := &world{fake: f, t: t}
	v := w.buttonValue(actionContext)
	for _, action := range []string{actionContext, actionMore} {
		if action == actionMore {
			v = w.buttonValue(actionMore)
		}
		f.sockets.deliver("click-"+action, kindInteractive, map[string]any{
			"type": "block_actions", "trigger_id": "1.2.x", "team": map[string]any{"id": team}, "user": map[string]any{"id": "U1"},
			"channel": map[string]any{"id": "C1"}, "actions": []any{map[string]any{"action_id": action + ":x", "value": v}},
		})
	}
	realbot.Await(t, "the second window", func() bool { return f.count("views.open") == 2 })
}

// BenchmarkAcknowledgements sends mentions of one asker, and then of 64 at once, who each
// ask again as soon as they are acknowledged, while the workers answer. It reports the 99th
// percentile of the time to the acknowledgement, and how many times that of one asker it is:
// what waits behind the workers would show there.
func BenchmarkAcknowledgements(b *testing.B) {
	const askers, each = 64, 5
	processors.Interleave() // as footnote serve does
	f := serving(b, func(m bot.Messenger) *inbox.Service {
		return realbot.StartLarge(b, platformName, m, func(o *inbox.Options) {
			store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "questions.db"))
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = store.Close() })
			o.Store = store
		})
	})
	questions := realbot.Questions(b)
	var sent atomic.Int64
	ask := func(channel string) time.Duration {
		n := int(sent.Add(1))
		id := fmt.Sprint("E", n)
		payload := map[string]any{"type": "event_callback", "team_id": team, "event_id": id,
			"event": mention(channel, fmt.Sprintf("17%08d.000100", n), questions[n%len(questions)])}
		began := time.Now()
		f.sockets.envelope(id, kindEvents, payload)
		if _, ok := f.sockets.waitAck(id, time.Minute); !ok {
			b.Error("not acknowledged")
		}
		return time.Since(began)
	}
	var quiet, loaded []time.Duration
	for b.Loop() {
		for n := range 50 {
			quiet = append(quiet, ask(fmt.Sprint("CQ", n)))
		}
		took := make([][]time.Duration, askers)
		var wg sync.WaitGroup
		for a := range askers {
			wg.Go(func() {
				for range each {
					took[a] = append(took[a], ask(fmt.Sprint("CL", a)))
				}
			})
		}
		wg.Wait()
		loaded = slices.Concat(append(took, loaded)...)
	}
	realbot.Report(b, "quiet-ack", quiet)
	realbot.Report(b, "ack", loaded)
	p99 := func(list []time.Duration) float64 { slices.Sort(list); return float64(list[(len(list)-1)*99/100]) }
	b.ReportMetric(p99(loaded)/p99(quiet), "ack-p99-ratio")
}

// BenchmarkMention takes a mention from Socket Mode through the real bot, with
// what is asked on disk, to the whole answer in the thread.
func BenchmarkMention(b *testing.B) {
	f := serving(b, func(m bot.Messenger) *inbox.Service {
		return realbot.StartLarge(b, platformName, m, func(o *inbox.Options) {
			store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "questions.db"))
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = store.Close() })
			o.Store = store
		})
	})
	questions := realbot.Questions(b)
	f.sockets.deliver("warm", kindEvents, callbackOf(mention("C0", "1600000000.000100", questions[0])))
	f.answerIn(b, "1600000000.000100")
	var acks, answers []time.Duration
	for n := 0; b.Loop(); n++ {
		ts := fmt.Sprintf("17%08d.000100", n)
		began := time.Now()
		f.sockets.envelope(fmt.Sprint("E", n), kindEvents, callbackOf(mention(fmt.Sprint("C", n%100), ts, questions[n%len(questions)])))
		if _, ok := f.sockets.waitAck(fmt.Sprint("E", n), 5*time.Second); !ok {
			b.Fatal("not acknowledged")
		}
		acks = append(acks, time.Since(began))
		f.answerIn(b, ts)
		answers = append(answers, time.Since(began))
	}
	realbot.Report(b, "ack", acks)
	realbot.Report(b, "answer", answers)
}
