// Package realbot runs the real bot behind an adapter, for tests and
// benchmarks: over the sample corpus, or over an index that the environment
// names.
package realbot

import (
	"context"
	"errors"
	"fmt"
	"footnote/bot/answering"
	"footnote/bot/attached"
	"footnote/bot/inbox"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/retrieval/blevex"
	"footnote/retrieval/eval"
	"footnote/retrieval/library"
	"footnote/retrieval/processors"
	"footnote/seeds"
)

// Question is one that the sample corpus answers, with Answer.
const (
	Question = "How many trafficking networks did Morocco dismantle in 2017?"
	Answer   = "80"
)

// indexVariable names a folder with the index that benchmarks answer from, as
// footnote index --data makes it.
// It is one of the documentation beside this checkout: that has the questions.
const indexVariable = "FOOTNOTE_BENCH_DATA"

const documentation = "../../../shared/data/awsdocs" // from an adapter's folder

// Start runs a bot over the sample corpus until the test ends. What is asked is
// kept in memory unless set says otherwise. Adapters that begin after it end
// before it.
func Start(t testing.TB, platform string, m bot.Messenger, set ...func(*inbox.Options)) *inbox.Service {
	t.Helper()
	l, err := library.Build(t.Context(), library.Options{Data: t.TempDir(), Sample: seeds.Documents()})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return runBot(t, l.Store, platform, m, set)
}

// StartLarge is Start over the index that the environment names, if it does.
func StartLarge(b *testing.B, platform string, m bot.Messenger, set ...func(*inbox.Options)) *inbox.Service {
	b.Helper()
	dir := os.Getenv(indexVariable)
	if dir == "" {
		b.Log("over the sample corpus: " + indexVariable + " names no index")
		return Start(b, platform, m, set...)
	}
	return runBot(b, library.Embedded(blevex.NewStore(dir, "", slog.New(slog.DiscardHandler))), platform, m, set)
}

// WithFiles has the bot read files in messages.
func WithFiles(t testing.TB) func(*inbox.Options) {
	t.Helper()
	shelf, err := attached.New(attached.Options{Folder: filepath.Join(t.TempDir(), "attached"), Index: blevex.BuildTemporary})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = shelf.Close() })
	return func(o *inbox.Options) { o.Attached = shelf }
}

// Minutes are the text of a file, and Cost a question that they answer with 12,000.
const (
	Minutes = "Minutes of the harbour board.\n\nThe board decided to repaint the lighthouse. The work costs 12,000 euros and begins on 3 June."
	Cost    = "What does the work on the lighthouse cost?"
)

func runBot(t testing.TB, store library.Opener, platform string, m bot.Messenger, set []func(*inbox.Options)) *inbox.Service {
	t.Helper()
	live, err := store.OpenLive(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := live.Close(); err != nil {
			t.Error(err)
		}
	})
	o := inbox.Options{Store: bottest.NewStore(), Views: bottest.NewViews(t, live), Messengers: map[string]bot.Messenger{platform: m}, Searching: processors.Count()}
	for _, change := range set {
		change(&o)
	}
	service, err := inbox.New(o)
	if err != nil {
		t.Fatal(err)
	}
	Background(t, service.Run)
	return service
}

// Background runs something until the test ends, and waits for it.
func Background(t testing.TB, run func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// Await waits until done holds.
func Await(t testing.TB, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !done(); {
		if time.Now().After(deadline) {
			t.Fatalf("%s doesn't come", what)
		}
		time.Sleep(100 * time.Microsecond)
	}
}

// Report reports the percentiles of how long something took, in milliseconds.
func Report(b *testing.B, name string, took []time.Duration) {
	slices.Sort(took)
	for _, p := range []struct {
		name string
		of   int
	}{{"p50", 50}, {"p95", 95}, {"p99", 99}} {
		b.ReportMetric(float64(took[(len(took)-1)*p.of/100].Microseconds())/1000, name+"-"+p.name+"-ms")
	}
}

// Questions are what to ask after StartLarge: those of the evaluation set that
// comes with the documentation, or of the sample corpus.
func Questions(b testing.TB) []string {
	b.Helper()
	var list []string
	if os.Getenv(indexVariable) != "" {
		set, err := eval.Load(documentation)
		if errors.Is(err, fs.ErrNotExist) {
			b.Skip("the questions are not here: ../shared/data/awsdocs")
		}
		if err != nil {
			b.Fatal(err)
		}
		for _, q := range set.Questions {
			list = append(list, q.Text)
		}
		return list
	}
	golden, err := seeds.Golden()
	if err != nil {
		b.Fatal(err)
	}
	for _, q := range golden {
		list = append(list, q.Text)
	}
	return list
}

// Replies returns what the bot replies to the questions of the sample corpus, or, if
// the environment names the index of the documentation, to those that come with it.
func Replies(t testing.TB) []*bot.Reply {
	t.Helper()
	dir := os.Getenv(indexVariable)
	store := library.Embedded(blevex.NewStore(dir, "", slog.New(slog.DiscardHandler)))
	if dir == "" {
		l, err := library.Build(t.Context(), library.Options{Data: t.TempDir(), Sample: seeds.Documents()})
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		store = l.Store
	}
	live, err := store.OpenLive(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	answerer := answering.NewLiveAnswerer(bottest.NewViews(t, live))
	var list []*bot.Reply
	for i, q := range Questions(t) {
		a, err := answerer.Answer(t.Context(), bot.Question{Text: q})
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, &bot.Reply{Request: fmt.Sprint("R", i), Kind: bot.Ask, Final: true, Answer: &a})
	}
	return list
}

// CheckShortness measures what people see of each reply, and fails if the median is too
// long for a conversation.
func CheckShortness(t *testing.T, measure func(*bot.Reply) int) {
	t.Helper()
	const most = 700 // characters of the median message
	var lengths []int
	for _, r := range Replies(t) {
		lengths = append(lengths, measure(r))
	}
	slices.Sort(lengths)
	median := lengths[len(lengths)/2]
	t.Logf("of %d messages the median has %d characters", len(lengths), median)
	if median >= most {
		t.Errorf("the median message has %d characters, want less than %d", median, most)
	}
}
