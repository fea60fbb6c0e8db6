package status

import (
	"context"
	"fmt"
	"footnote/bot/inbox"
	"iter"
	"testing"
	"time"

	"footnote/bot"
)

// archive yields so many requests, all unlike one another, of which a third
// have no good answer.
type archive int

func (n archive) Judged(context.Context, time.Time) iter.Seq2[bot.Judged, error] {
	return func(yield func(bot.Judged, error) bool) {
		for i := range int(n) {
			o := bot.Answered
			if i%3 == 0 {
				o = bot.NotFound
			}
			var j bot.Judged
			j.ID, j.Kind, j.Received, j.Reply = fmt.Sprint(i), bot.Ask, noon.Add(-time.Duration(i)*time.Minute), outcome(o)
			j.Text = fmt.Sprintf("Where is number%d of series%d from batch%d?", i, i*7, i*13)
			if !yield(j, nil) {
				return
			}
		}
	}
}

func (archive) Value(context.Context, string) ([]byte, error) { return nil, nil }

// BenchmarkActivity goes through a month of questions, without the store.
func BenchmarkActivity(b *testing.B) {
	for _, n := range []archive{1000, 10_000, 30_000} {
		b.Run(fmt.Sprint(int(n)), func(b *testing.B) {
			s := &Status{Options: Options{Questions: n, Analyzer: words{}, Now: func() time.Time { return noon }}}
			for b.Loop() {
				if _, err := s.readActivity(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkBody is what a reload costs once all is counted.
func BenchmarkBody(b *testing.B) {
	s, err := New(Options{Documents: &library{census: Census{Files: 1, Documents: 1, Unread: make([]Unread, 500)}}, Questions: archive(1000), Analyzer: words{}, Now: func() time.Time { return noon }})
	if err != nil {
		b.Fatal(err)
	}
	s.census.refreshValue(b.Context())
	s.activity.refreshValue(b.Context())
	for i := range 2 * recentTimes {
		s.Observe(inbox.Event{Stage: "answer", Platform: "slack", Kind: bot.Ask, Took: time.Duration(i)})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Body(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
