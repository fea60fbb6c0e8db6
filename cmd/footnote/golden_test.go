package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"text/tabwriter"

	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/bot/answering"
	"footnote/cmd/footnote/passages"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/library"
	"footnote/seeds"
)

// sampleIndex indexes the sample corpus with the program itself.
func sampleIndex(t *testing.T) *blevex.Index {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("FOOTNOTE_CORPUS", "")
	var out, errs bytes.Buffer
	if code := run([]string{"index", "--data", dir}, strings.NewReader(""), &out, &errs); code != exitOK {
		t.Fatalf("index: exit code %d: %s", code, errs.String())
	}
	x, err := blevex.NewStore(dir, library.Sample, slog.New(slog.DiscardHandler)).Open(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

// TestGoldenQuestions asks what the seeds expect answers to, and what they
// expect to be refused.
func TestGoldenQuestions(t *testing.T) {
	x := sampleIndex(t)
	questions, err := seeds.Golden()
	if err != nil {
		t.Fatal(err)
	}
	answerer := answering.NewAnswerer(x)
	var failures bytes.Buffer
	table := tabwriter.NewWriter(&failures, 0, 0, 2, ' ', 0)
	failed := 0
	for _, q := range questions {
		answer, err := answerer.Answer(context.Background(), bot.Question{Text: q.Text})
		if err != nil {
			t.Fatalf("%s: %v", q.ID, err)
		}
		checkVerbatim(t, x, answer)
		document, sentence := "", ""
		if len(answer.Sentences) > 0 {
			sentence = answer.Sentences[0].Text
			document = answer.Citations[answer.Sentences[0].Citations[0]-1].Document
		}
		problem := ""
		switch {
		case !q.Allows(string(answer.Outcome)):
			problem = fmt.Sprintf("%s, want %s", answer.Outcome, strings.Join(q.Outcomes, " or "))
		case q.Answerable() && !q.Accepts(document, sentence):
			problem = fmt.Sprintf("want %q from %s", q.Sentence, strings.Join(append([]string{q.Document}, q.Also...), " or "))
		}
		switch {
		case problem != "" && q.Beyond != "":
			t.Logf("known limit: %s: %s (%s)", q.ID, q.Text, q.Beyond)
			continue
		case problem == "" && q.Beyond != "":
			problem = "is answered rightly now: it is no longer beyond the program"
		case problem == "":
			continue
		}
		failed++
		fmt.Fprintf(table, "%s\t%.2f\t%s\t%s: %s\n", q.ID, answer.Confidence, problem, document, terminal.Clip(terminal.OneLine(sentence), 100))
	}
	_ = table.Flush()
	if failed > 0 {
		t.Errorf("%d of %d golden questions fail:\n%s", failed, len(questions), failures.String())
	}
}

// checkVerbatim holds every excerpt and sentence against its document.
func checkVerbatim(t *testing.T, x retrieval.Index, a bot.Answer) {
	t.Helper()
	text := func(document string, start, end int) string {
		d, err := x.Document(context.Background(), document)
		if err != nil || start < 0 || end > len(d.Text) || start > end {
			t.Fatalf("%q: bytes %d to %d of %s: %v", a.Question, start, end, document, err)
		}
		return d.Text[start:end]
	}
	for i, c := range a.Citations {
		if c.N != i+1 {
			t.Errorf("%q: citation %d has number %d", a.Question, i+1, c.N)
		}
		if got := text(c.Document, c.Start, c.End); got != c.Excerpt {
			t.Errorf("%q: excerpt %q, the document has %q", a.Question, c.Excerpt, got)
		}
		for _, h := range c.Highlights {
			if h[0] < 0 || h[1] > len(c.Excerpt) || h[0] >= h[1] {
				t.Errorf("%q: highlight %v in an excerpt of %d bytes", a.Question, h, len(c.Excerpt))
			}
		}
	}
	for _, s := range a.Sentences {
		c := a.Citations[s.Citations[0]-1]
		if got := text(c.Document, s.Start, s.End); got != s.Text || s.Start < c.Start || s.End > c.End {
			t.Errorf("%q: sentence %q, the document has %q", a.Question, s.Text, got)
		}
	}
}

// TestGoldenRanking makes a change of the ranking a diff to review.
func TestGoldenRanking(t *testing.T) {
	x := sampleIndex(t)
	var b strings.Builder
	for _, query := range []string{
		"trafficking networks dismantled in 2017",
		"50,000 attempts at illegal immigration",
		"3,000 cells since 2004",
		"Khaled Zerouali Director of Immigration",
		"FOPREL forum Rabat",
		"how much money do traffickers earn",
		"AQIM",
		"difference between smuggling and trafficking",
		"Algeria border closed",
		"Tunisia security cooperation",
		"réseaux de traite démantelés",
		"who confirmed the figures",
	} {
		fmt.Fprintf(&b, "%s\n", query)
		out, err := passages.Search(context.Background(), x, query, 50)
		if err != nil {
			t.Fatal(err)
		}
		seen := make(map[string]bool)
		for _, r := range out.Results {
			d, err := x.Document(context.Background(), r.Document)
			if err != nil || d.Text[r.Start:r.End] != r.Excerpt || strings.TrimSpace(r.Excerpt) != r.Excerpt {
				t.Errorf("%q: %s has no trimmed excerpt at %d: %v", query, r.Document, r.Start, err)
			}
			if len(seen) < 5 && !seen[r.Document] {
				seen[r.Document] = true
				fmt.Fprintf(&b, "  %d. %s\n", len(seen), r.Document)
			}
		}
	}
	golden(t, "ranking.txt", b.String())
}
