package openai

import (
	"flag"
	"net/http"
	"os"
	"strings"
	"testing"
	"unicode"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/bot/grounding"
	"footnote/bot/rewrite"
	"footnote/bot/summary"
	"footnote/retrieval"
)

// record writes testdata/*.json anew: from the server that FOOTNOTE_MODEL,
// FOOTNOTE_MODEL_URL and FOOTNOTE_MODEL_KEY name or, without a model, from a
// scripted one.
var record = flag.Bool("record", false, "record the exchanges with a model anew")

// replayed returns a model whose exchanges are those of a tape. Without a real
// model, says is what the scripted one writes.
func replayed(t *testing.T, name string, says func(bottest.ModelRequest) string) *Model {
	t.Helper()
	const recorded = "recorded" // the model's name on tapes
	path := "testdata/" + name + ".json"
	c := Config{Name: recorded, Tries: 1}
	if !*record {
		c.Transport = bottest.PlayTape(t, path)
	} else {
		c.BaseURL, c.Key = os.Getenv("FOOTNOTE_MODEL_URL"), os.Getenv("FOOTNOTE_MODEL_KEY")
		if c.Name = os.Getenv("FOOTNOTE_MODEL"); c.Name == "" {
			server := newServer(t, func(_ int, r bottest.ModelRequest) bottest.Turn { return bottest.Turn{Text: says(r), Piece: 16} })
			c.Name, c.BaseURL = recorded, server.BaseURL()
		}
		c.Transport = bottest.RecordTape(t, path, http.DefaultTransport, map[string]string{c.Key: "**redacted**", c.Name: recorded})
	}
	m, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// letters is an analyzer that takes words of four letters and more as they are.
type letters struct{}

func (letters) Terms(dst []retrieval.Term, _, text string) []retrieval.Term {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		dst = append(dst, retrieval.Term{Text: word, Stop: len(word) < 4})
	}
	return dst
}

// TestReplayedSummary holds what is sent to a model, to the byte, and what
// becomes of what it says: also of the second opinion that it is asked for.
func TestReplayedSummary(t *testing.T) {
	m := replayed(t, "summary", func(r bottest.ModelRequest) string {
		_, sentence, judges := strings.Cut(r.Content("user"), " sentence\n")
		switch {
		case !judges:
			return "The ferry Anna was built in 1987 [1]. It carries 320 passengers since its refit in 2009 [2]. It carries 400 cars [1]."
		case strings.HasPrefix(sentence, "The ferry Anna"):
			return "yes"
		}
		return "Yes, it is."
	})
	s, err := summary.New(summary.Options{
		Model: m, Name: m.Name(), Checker: grounding.NewChecker(nil), Analyzer: letters{}, SecondOpinion: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	evidence := []bot.Citation{
		{N: 1, Document: "a.md", Title: "Ferries", Published: "2004-05-01", Excerpt: "The ferry Anna was built in 1987. It carries 250 passengers and 40 cars."},
		{N: 2, Document: "b.md", Title: "The ferry Anna", Published: "2010", Excerpt: "The ferry Anna carries 320 passengers since its refit in 2009."},
	}
	a, err := s.Summarize(t.Context(), bot.Answer{
		ID: "q", Question: "When was the ferry Anna built, and how many passengers does it carry?", Outcome: bot.Answered,
		Sentences: []bot.Sentence{{Text: "The ferry Anna was built in 1987.", Citations: []int{1}, End: 33}},
		Citations: evidence[:1], Evidence: evidence,
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if a.Summary.Fallback != "" || a.Summary.Dropped != 1 || a.Summary.Usage == nil || len(a.Sentences) != 2 || len(a.Citations) != 2 {
		t.Errorf("%+v, %+v", a.Summary, a.Sentences)
	}
}

// TestReplayedRewriting does the same for follow-ups.
func TestReplayedRewriting(t *testing.T) {
	m := replayed(t, "rewriting", func(bottest.ModelRequest) string { return "How many passengers does the ferry Bruno carry?" })
	r, err := rewrite.New(rewrite.Options{Model: m, Analyzer: letters{}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Rewrite(t.Context(), "q", "And the Bruno?", []string{"How many passengers does the ferry Anna carry?"})
	if err != nil || got != "How many passengers does the ferry Bruno carry?" {
		t.Errorf("%q, %v", got, err)
	}
}
