package answering

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/quantity"
	"footnote/retrieval/question"
)

// counted is an index that counts how often the facts of a document are wanted,
// as for each check of a sentence.
type counted struct {
	retrieval.Index
	facts int
}

func (c *counted) Facts(ctx context.Context, id string) (*retrieval.Document, error) {
	c.facts++
	return c.Index.Facts(ctx, id)
}

const pumpQuestion = "How many seconds did the pump test take?"

// pumpLogs makes an index of the logs of a pump. All rows speak of what is asked,
// each in figures of its own, and maybe each of another day.
func pumpLogs(t testing.TB, dated bool) *counted {
	t.Helper()
	store := blevex.NewStore(t.TempDir(), "pumps", slog.New(slog.DiscardHandler))
	change, err := store.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	seconds := 1000
	for i := range 12 {
		var text strings.Builder
		for row := range 3 {
			if text.WriteString("By the log"); dated {
				fmt.Fprintf(&text, " of %d May %d", 1+row, 1900+i)
			}
			for range 14 {
				seconds += 7
				fmt.Fprintf(&text, ", the pump test took %d seconds", seconds)
			}
			text.WriteString(".\n\n")
		}
		if err := change.Put(t.Context(), &retrieval.Document{ID: fmt.Sprintf("log-%d.txt", i), Text: text.String(), Language: "en"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := change.Commit(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	x, err := store.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return &counted{Index: x}
}

// disputed is an answer before it is settled.
type disputed struct {
	*dispute
	answer bot.Answer
	chosen []candidate
}

// disputes returns a function that makes the answer to a question anew.
func disputes(t testing.TB, x retrieval.Index, text string) func() *disputed {
	t.Helper()
	asked := question.Parse(text)
	found, err := retrieval.Search(t.Context(), x, retrieval.Query{Question: asked, Limit: answerPassages})
	if err != nil {
		t.Fatal(err)
	}
	chosen := chooseSentences(rankSentences(found.Hits), asked)
	return func() *disputed {
		d := &disputed{newDispute(x, asked, found.Hits), bot.Answer{Question: asked.Text, Outcome: bot.Answered}, chosen}
		if err := composeSentences(t.Context(), x, asked, &d.answer, chosen); err != nil {
			t.Fatal(err)
		}
		return d
	}
}

func (d *disputed) settle(t testing.TB) {
	t.Helper()
	if err := d.dispute.addDisagreements(t.Context(), &d.answer, d.chosen); err != nil {
		t.Fatal(err)
	}
}

// TestDisputesCostLittle counts the work for one answer from text full of figures.
func TestDisputesCostLittle(t *testing.T) {
	for name, dated := range map[string]bool{"each pair needs a check": false, "no pair is of one day": true} {
		t.Run(name, func(t *testing.T) {
			x := pumpLogs(t, dated)
			d := disputes(t, x, pumpQuestion)()
			parsed := make(map[string]int)
			d.find = func(text string) []quantity.Quantity {
				parsed[text]++
				return quantity.Find(text)
			}
			x.facts = 0
			d.settle(t)
			for text, n := range parsed {
				if n > 1 {
					t.Errorf("parsed %d times: %.60q", n, text)
				}
			}
			t.Logf("%d texts parsed, %d pairs compared, %d checked", len(parsed), mostPairs-d.pairs, mostChecks-d.checks)
			if !d.isSpent() {
				t.Error("the work isn't bounded, or these logs are no longer the worst case")
			}
			if most := 2 * mostChecks; x.facts > most || dated && x.facts > 0 {
				t.Errorf("%d sentences are checked, want at most %d", x.facts, most)
			}
		})
	}
}

// BenchmarkDispute looks for other figures in the worst of texts.
func BenchmarkDispute(b *testing.B) {
	for name, dated := range map[string]bool{"checked": false, "dated": true} {
		b.Run(name, func(b *testing.B) {
			begin := disputes(b, pumpLogs(b, dated), pumpQuestion)
			for b.Loop() {
				begin().settle(b)
			}
		})
	}
}
