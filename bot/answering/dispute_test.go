package answering_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"footnote/bot/answering"
	"os"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/retrieval"
)

// TestDisputes asks questions on which two documents differ, or only seem to.
func TestDisputes(t *testing.T) {
	f, err := os.Open("testdata/disputes.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var pair struct {
			Question  string
			Language  string
			Documents []struct{ Title, Published, Text string }
			Figures   []string
			Note      string
		}
		if err := json.Unmarshal(lines.Bytes(), &pair); err != nil {
			t.Fatal(err)
		}
		docs := documents()
		for i, d := range pair.Documents {
			docs = append(docs, &retrieval.Document{ID: fmt.Sprintf("%d.txt", i), Title: d.Title, Published: d.Published, Text: d.Text, Language: pair.Language})
		}
		_, live := index(t, docs)
		got := answer(t, answering.NewLiveAnswerer(live), docs, pair.Question, false)
		var figures []string
		for _, d := range got.Disagreements {
			for _, f := range d.Figures {
				figures = append(figures, f.Text)
			}
		}
		slices.Sort(figures)
		slices.Sort(pair.Figures)
		if got.Outcome != bot.Answered || !slices.Equal(figures, pair.Figures) {
			t.Errorf("%s (%s): %s, differing in %q, want %q", pair.Question, pair.Note, got.Outcome, figures, pair.Figures)
		}
	}
}

// differences checks what every disagreement must keep.
func differences(t *testing.T, got bot.Answer, text func(id string) string) {
	t.Helper()
	for _, d := range got.Disagreements {
		seen := make(map[int]bool)
		for _, f := range d.Figures {
			if f.Citation < 1 || f.Citation > len(got.Citations) || seen[f.Citation] {
				t.Fatalf("%.60q: the figure %q cites %d", got.Question, f.Text, f.Citation)
			}
			seen[f.Citation] = true
			c := got.Citations[f.Citation-1]
			shown := slices.ContainsFunc(c.Excerpts(), func(e bot.Excerpt) bool {
				return e.Start <= f.Start && f.End <= e.End && strings.Contains(e.Text, f.Sentence) && text(c.Document)[e.Start:e.End] == e.Text
			})
			if text(c.Document)[f.Start:f.End] != f.Text || f.Published != c.Published || !shown {
				t.Errorf("%.60q: the figure %q is not in the excerpt of %s", got.Question, f.Text, c.Document)
			}
		}
		if len(d.Figures) < 2 || got.Outcome != bot.Answered {
			t.Errorf("%.60q: %s, and %d figures differ", got.Question, got.Outcome, len(d.Figures))
		}
	}
}
