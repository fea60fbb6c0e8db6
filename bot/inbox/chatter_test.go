package inbox_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/bot/inbox"
	"footnote/retrieval/encoder"
	"footnote/retrieval/encoder/weights"
	"footnote/retrieval/engine"
	"footnote/retrieval/library"
	"footnote/retrieval/meaning"
	"footnote/seeds"
)

// TestChatterGetsNoReply has people talk in a followed thread, as the adapters hand it
// on, with the models that the program has inside: what they ask of the documents is
// answered, and nothing else.
func TestChatterGetsNoReply(t *testing.T) {
	for name, o := range map[string]library.Options{
		"newsroom": {Sample: seeds.Documents()},
		"network":  {Corpus: filepath.Join("..", "..", "retrieval", "eval", "archives", "telecom", "documents")},
	} {
		t.Run(name, func(t *testing.T) {
			b := newFollowedBench(t, o)
			for _, l := range readTranscript(t, filepath.Join("testdata", "chatter", name+".txt")) {
				answer := b.overhear(l)
				switch {
				case l.want == nil && answer != "":
					t.Errorf("%s says %q and is told %q", l.name, l.text, answer)
				case l.want != nil && !l.want.MatchString(answer):
					t.Errorf("%s asks %q and is told %q, not %q", l.name, l.text, answer, l.want)
				}
			}
		})
	}
}

// said is a line of a transcript.
type said struct {
	name, text string
	want       *regexp.Regexp // of the answer; nil for what is no business of the bot's
}

// readTranscript reads lines "name: text", and "? name: text => pattern" where the text
// asks something of the documents that has an answer like the pattern.
func readTranscript(t *testing.T, path string) []said {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list []said
	for line := range strings.Lines(string(data)) {
		var s said
		line, asks := strings.CutPrefix(strings.TrimSpace(line), "? ")
		if asks {
			var want string
			line, want, _ = strings.Cut(line, " => ")
			s.want = regexp.MustCompile(want)
		}
		s.name, s.text, _ = strings.Cut(line, ": ")
		list = append(list, s)
	}
	return list
}

// newFollowedBench starts a Service over documents, with vectors of their sentences.
func newFollowedBench(t *testing.T, o library.Options) *bench {
	t.Helper()
	e, err := encoder.New()
	if err != nil {
		t.Fatal(err)
	}
	r, err := encoder.NewReader(e)
	if err != nil {
		t.Fatal(err)
	}
	o.Data = t.TempDir()
	o.Vectors = meaning.NewStore(filepath.Join(o.Data, "meaning"), e, weights.Identity, slog.New(slog.DiscardHandler))
	o.Vectors.UseReader(r)
	l, err := library.Build(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Store.MakeVectors(t.Context(), engine.MakeOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	live, err := l.Store.OpenLive(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := live.Close(); err != nil {
			t.Error(err)
		}
	})
	return newBench(t, func(o *inbox.Options) { o.Views = bottest.NewViews(t, live) })
}

// overhear submits what somebody says to others and returns the first sentence of the
// answer, "" for silence.
func (b *bench) overhear(l said) string {
	b.t.Helper()
	r := request(l.text)
	r.Asker, r.Unasked = "test/"+l.name, true
	id := b.submit(r)
	if id == "" {
		return ""
	}
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		r, err := b.store.Load(context.Background(), id)
		switch {
		case errors.Is(err, bot.ErrUnknown):
			return ""
		case err != nil:
			b.t.Fatal(err)
		case r.Step == bot.Closed:
			return strings.Join(sentencesOf(r.Reply.Answer), " ")
		}
	}
	b.t.Fatalf("%q is neither answered nor removed", l.text)
	return ""
}

func sentencesOf(a *bot.Answer) []string {
	var list []string
	for _, s := range a.Sentences {
		list = append(list, s.Text)
	}
	return list
}
