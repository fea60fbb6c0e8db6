package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/inbox"
	"footnote/cmd/footnote/datafolder"

	"footnote/adapters/openai"
	"footnote/adapters/sqlite"
	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/bot/grounding"
	"footnote/bot/summary"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// load is many questions at once, put to all that serve puts together but the
// platform: index, store on disk, model over HTTP.
type load struct {
	conversations, each int           // questions
	think               time.Duration // of the model, before it writes
	workers             int

	service   *inbox.Service
	store     *sqlite.Store
	messenger *bottest.Messenger
	mu        sync.Mutex
	took      map[string][]time.Duration // by stage
}

// ships are what is asked about: each has a document, and its own year.
func ships(n int) []*retrieval.Document {
	var docs []*retrieval.Document
	for i := range n {
		name := shipName(i)
		docs = append(docs, &retrieval.Document{
			ID: name + ".md", Title: "The ferry " + name, Language: "en",
			Text: fmt.Sprintf("The ferry %s was built in %d at the yard of the town. It carries people and mail to the islands all year round.", name, 1900+i),
		})
	}
	return docs
}

func shipName(i int) string {
	const letters = "bdfgklmnprstvz"
	at := func(n int) byte { return letters[n%len(letters)] }
	return strings.ToUpper(string(at(i))) + "a" + string([]byte{at(i / len(letters)), 'o', at(i / len(letters) / len(letters)), 'i', 'a'})
}

// start sets everything up. The model repeats the first sentence of the first
// excerpt.
func (l *load) start(tb testing.TB) {
	tb.Helper()
	ctx, stop := context.WithCancel(context.Background())
	server := bottest.NewModelServer(func(_ int, r bottest.ModelRequest) bottest.Turn {
		_, excerpt, _ := strings.Cut(r.Content("user"), "excerpt [1]")
		_, excerpt, _ = strings.Cut(excerpt, "\n")
		sentence, _, _ := strings.Cut(excerpt, ".")
		return bottest.Turn{Text: sentence + " [1].", Piece: 12, Delay: l.think}
	})
	tb.Cleanup(server.Stop)
	discard := slog.New(slog.DiscardHandler)
	index := blevex.NewStore(tb.TempDir(), "load", discard)
	change, err := index.Begin(ctx)
	check(tb, err)
	for _, d := range ships(l.conversations * l.each) {
		check(tb, change.Put(ctx, d))
	}
	check(tb, change.Commit(ctx, nil))
	live, err := blevex.OpenLive(ctx, index)
	check(tb, err)
	l.store, err = sqlite.Open(ctx, filepath.Join(tb.TempDir(), datafolder.Questions))
	check(tb, err)
	model, err := openai.New(openai.Config{BaseURL: server.BaseURL(), Name: "scripted"})
	check(tb, err)
	analyzer := blevex.NewAnalyzer()
	writer, err := summary.New(summary.Options{Model: model, Name: "scripted", Checker: grounding.NewChecker(analyzer), Analyzer: analyzer})
	check(tb, err)
	l.messenger, l.took = &bottest.Messenger{}, make(map[string][]time.Duration)
	l.service, err = inbox.New(inbox.Options{
		Store: l.store, Views: bottest.NewViews(tb, live), Summarizer: writer, Workers: l.workers,
		Messengers: map[string]bot.Messenger{"test": l.messenger},
		Observe:    func(e inbox.Event) { l.note(e.Stage, e.Took) },
	})
	check(tb, err)
	ended := make(chan error, 1)
	go func() { ended <- l.service.Run(ctx) }()
	tb.Cleanup(func() {
		stop()
		check(tb, <-ended)
		check(tb, l.store.Close())
		check(tb, live.Close())
	})
}

func check(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func (l *load) note(stage string, took time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.took[stage] = append(l.took[stage], took)
}

// run asks everything at once, round by round through the conversations, and
// each question twice, as platforms do. It returns the IDs by conversation, in
// the order asked, when all are closed.
func (l *load) run(tb testing.TB, round int) [][]string {
	tb.Helper()
	ids := make([][]string, l.conversations)
	var submitting sync.WaitGroup
	for c := range l.conversations {
		submitting.Go(func() {
			for i := range l.each {
				began := time.Now()
				r := bot.Request{
					Keys: []string{fmt.Sprintf("event/%d/%d/%d", round, c, i)}, Text: fmt.Sprintf("When was the ferry %s built?", shipName(c*l.each+i)),
					Conversation: fmt.Sprintf("test/%d/%d", round, c), Asker: "test/u", Place: bot.Place{Platform: "test", Channel: fmt.Sprint(c)},
				}
				receipt, err := l.service.Submit(tb.Context(), r)
				if err != nil {
					tb.Error(err)
					return
				}
				l.note("submit", time.Since(began))
				if again, err := l.service.Submit(tb.Context(), r); err != nil || !again.Again || again.ID != receipt.ID {
					tb.Errorf("submitted again: %+v, %v", again, err)
				}
				ids[c] = append(ids[c], receipt.ID)
			}
		})
	}
	submitting.Wait()
	for {
		left, err := l.store.Unfinished(tb.Context())
		check(tb, err)
		if len(left) == 0 {
			return ids
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// verify fails if a question was lost or answered twice, wrongly or without
// the model, or if a conversation was answered in another order than asked.
func (l *load) verify(tb testing.TB, ids [][]string) {
	tb.Helper()
	place := make(map[string]int)
	for i, id := range l.messenger.Order() {
		place[id] = i
	}
	for c, list := range ids {
		if len(list) != l.each || !slices.IsSortedFunc(list, func(a, b string) int { return place[a] - place[b] }) {
			tb.Errorf("conversation %d: asked %d questions, in another order than they were answered", c, len(list))
		}
		for i, id := range list {
			post := l.messenger.Post(id)
			if post.Opened != 1 || len(post.Finals) != 1 {
				tb.Fatalf("question %d of conversation %d: %d placeholders, %d replies", i, c, post.Opened, len(post.Finals))
			}
			a := post.Finals[0].Answer
			year := fmt.Sprint(1900 + c*l.each + i)
			if a == nil || len(a.Sentences) != 1 || !strings.Contains(a.Sentences[0].Text, year) || a.Summary == nil || a.Summary.Model == "" {
				tb.Fatalf("question %d of conversation %d, about %s, has the answer %.500s", i, c, year, fmt.Sprintf("%+v", post.Finals[0]))
			}
		}
	}
}

// TestManyQuestionsAtOnce is the benchmark with a quick model.
func TestManyQuestionsAtOnce(t *testing.T) {
	l := load{conversations: 20, each: 4}
	l.start(t)
	l.verify(t, l.run(t, 0))
}

// BenchmarkManyQuestionsAtOnce asks 200 questions at once in 50 conversations
// of a model that takes two seconds. "wait" is from being written down to being
// worked on.
func BenchmarkManyQuestionsAtOnce(b *testing.B) {
	for _, workers := range []int{8, 32} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			l := load{conversations: 50, each: 4, think: 2 * time.Second, workers: workers}
			l.start(b)
			b.ResetTimer()
			for i := range b.N {
				l.verify(b, l.run(b, i))
			}
			b.ReportMetric(float64(b.N*l.conversations*l.each)/b.Elapsed().Seconds(), "questions/s")
			for stage, took := range l.took {
				slices.Sort(took)
				for _, p := range []int{50, 95, 99} {
					at := took[min(len(took)-1, len(took)*p/100)]
					b.ReportMetric(float64(at.Microseconds())/1000, fmt.Sprintf("ms-%s-p%d", stage, p))
				}
			}
		})
	}
}
