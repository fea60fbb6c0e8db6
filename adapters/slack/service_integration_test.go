package slack

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/corpus"
	"footnote/seeds"
)

const asked = "How many trafficking networks did Morocco dismantle in 2017?"

// serving puts the real bot, on the sample corpus, behind the adapter and runs
// both on the fake's Socket Mode.
func serving(t testing.TB) (*fake, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	store := blevex.NewStore(t.TempDir(), "sample", slog.New(slog.DiscardHandler))
	if _, err := retrieval.Sync(ctx, corpus.New(seeds.Documents(), corpus.Options{}), store, retrieval.SyncOptions{}); err != nil {
		t.Fatal(err)
	}
	live, err := blevex.OpenLive(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	f := newFake(t)
	s, err := New(f.options())
	if err != nil {
		t.Fatal(err)
	}
	service, err := bot.New(bot.Options{Store: bottest.NewStore(), Views: live, Messengers: map[string]bot.Messenger{Platform: s}})
	if err != nil {
		t.Fatal(err)
	}
	s.Use(service)
	ended := make(chan error, 2)
	go func() { ended <- service.Run(ctx) }()
	go func() { ended <- s.Run(ctx) }()
	return f, func() {
		cancel()
		for range 2 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
		s.Wait()
		if err := live.Close(); err != nil {
			t.Error(err)
		}
	}
}

// answerIn waits for a reply in a thread.
func (f *fake) answerIn(t testing.TB, thread string) *shown {
	t.Helper()
	for range 100_000 {
		f.mu.Lock()
		for _, m := range f.messages {
			if m.thread == thread && !m.streaming {
				f.mu.Unlock()
				return m
			}
		}
		f.mu.Unlock()
		time.Sleep(100 * time.Microsecond)
	}
	t.Fatal("there is no answer")
	return nil
}

func TestTheRealBotAnswersInSlack(t *testing.T) {
	f, stop := serving(t)
	defer stop()
	f.sockets.deliver("E1", kindEvents, callbackOf(mention("C1", "1700000001.000100", asked)))
	m := f.answerIn(t, "1700000001.000100")
	if !strings.Contains(m.text, "80") || !strings.Contains(m.text, "[1]") {
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
	for range 1000 {
		if f.count("views.open") == 2 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if n := f.count("views.open"); n != 2 {
		t.Errorf("%d windows were opened, want 2", n)
	}
}

// BenchmarkAnswer measures the way of a question through the real bot, with
// the sample corpus and a store in memory.
func BenchmarkAnswer(b *testing.B) {
	f, stop := serving(b)
	defer stop()
	f.sockets.deliver("warm", kindEvents, callbackOf(mention("C0", "1600000000.000100", asked)))
	f.answerIn(b, "1600000000.000100")
	var acks, answers []time.Duration
	for n := 0; b.Loop(); n++ {
		ts := fmt.Sprintf("17%08d.000100", n)
		began := time.Now()
		f.sockets.envelope(fmt.Sprint("E", n), kindEvents, callbackOf(mention(fmt.Sprint("C", n%100), ts, asked)))
		if _, ok := f.sockets.waitAck(fmt.Sprint("E", n), 5*time.Second); !ok {
			b.Fatal("not acknowledged")
		}
		acks = append(acks, time.Since(began))
		f.answerIn(b, ts)
		answers = append(answers, time.Since(began))
	}
	b.ReportMetric(float64(percentile(acks, 99).Microseconds())/1000, "ack-p99-ms")
	b.ReportMetric(float64(percentile(answers, 95).Microseconds())/1000, "answer-p95-ms")
}
