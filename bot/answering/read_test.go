package answering

import (
	"strings"
	"testing"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/question"
)

// TestWhatWasAskedBeforeIsTold to what reads whole texts, the oldest first.
func TestWhatWasAskedBeforeIsTold(t *testing.T) {
	a := &Answerer{weights: shippedWeights()}
	q := a.NewQuery(bot.Question{Text: "Hi! What do contractors in Cork get?", Before: []string{"and part time?", "How long is parental leave?", "What is a gauge?"}}, 8)
	if want := "How long is parental leave?\nand part time?"; q.Earlier != want {
		t.Errorf("earlier is %q, want %q", q.Earlier, want)
	}
}

// TestWhatIsShownTogetherIsChosenOnce: two sentences of one document may answer, but an
// item of a list is shown with the others.
func TestWhatIsShownTogetherIsChosenOnce(t *testing.T) {
	lines := []string{"The tariffs of the harbour are:", "- boats pay 4 euros a day", "- rafts pay 2 euros a night", "Whoever stays for a month pays half."}
	h := retrieval.Hit{}
	h.Document, h.Text = "tariff.txt", strings.Join(lines, "\n")
	at := 0
	for i, line := range lines {
		h.Sentences = append(h.Sentences, retrieval.Sentence{Span: retrieval.Span{Start: at, End: at + len(line)}, Score: 1 - float64(i)/100, WasRead: true})
		at += len(line) + 1
	}
	var got []string
	for _, c := range chooseSentences(rankSentences([]retrieval.Hit{h}), question.Parse("What do boats pay?")) {
		got = append(got, c.text())
	}
	if len(got) != 2 || got[0] != lines[0] || got[1] != lines[3] {
		t.Errorf("chosen are %q", got)
	}
}
