package blevex

import (
	"context"
	"fmt"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/question"
)

// TestCorrectionCounts asks for a word that isn't there: of those one edit away
// the one that most passages have stands in for it, though the one before it in
// the dictionary is in a single passage.
func TestCorrectionCounts(t *testing.T) {
	s := NewStore(t.TempDir(), "test", quiet())
	docs := []*retrieval.Document{{ID: "once", Text: "The wallat is no word.", Language: "en"}}
	for i := range 3 {
		docs = append(docs, &retrieval.Document{ID: fmt.Sprint("often", i), Text: "The wallet was lost.", Language: "en"})
	}
	commit(t, s, docs)
	found, err := open(t, s).Candidates(context.Background(), retrieval.Query{Question: question.Parse("wallit")}, 5)
	if err != nil {
		t.Fatal(err)
	}
	if got := found.Words[0].Corrected; got != "wallet" {
		t.Errorf("wallit was corrected to %q, want wallet, which most passages have", got)
	}
}
