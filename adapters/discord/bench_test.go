package discord

import (
	"footnote/bot/inbox"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/adapters/internal/realbot"
	"footnote/adapters/sqlite"
	"footnote/bot"
)

// BenchmarkInteraction takes a command from the gateway through the real bot,
// with what is asked on disk, to its deferral and to the whole answer.
func BenchmarkInteraction(b *testing.B) {
	r := newReal(b, func(m bot.Messenger) *inbox.Service {
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
	// once returns how long it takes until a question is deferred and answered.
	once := func(n int) (deferral, answer time.Duration) {
		began := time.Now()
		r.event("INTERACTION_CREATE", askFor(n, questions[n%len(questions)], ""))
		realbot.Await(b, "the deferral", func() bool { return r.seen(http.MethodPost, "/callback") })
		deferral = time.Since(began)
		realbot.Await(b, "the answer", func() bool { return r.seen(http.MethodPatch, "@original") && r.whole() })
		answer = time.Since(began)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.calls, r.messages = nil, nil
		return deferral, answer
	}
	once(0) // the first one waits for the connection
	var deferrals, answers []time.Duration
	for n := 1; b.Loop(); n++ {
		deferral, answer := once(n)
		deferrals, answers = append(deferrals, deferral), append(answers, answer)
	}
	realbot.Report(b, "defer", deferrals)
	realbot.Report(b, "answer", answers)
}

func (f *fake) seen(method, end string) bool { return f.count(method, end) > 0 }

// whole tells that the newest message has its buttons: nothing follows it.
func (f *fake) whole() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.messages) > 0 && strings.Contains(string(f.messages[len(f.messages)-1].body), `"👍"`)
}
