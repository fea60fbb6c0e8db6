package blevex

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/question"
)

// TestVocabularyIsRenewed puts a document in the midst of which the vocabulary
// is full: it is found as if it had not been.
func TestVocabularyIsRenewed(t *testing.T) {
	var text strings.Builder
	text.WriteString("Zebras\n\n")
	for i := range batchEntries + 500 {
		fmt.Fprintf(&text, "Passage number%d.%s\n\n", i, strings.Repeat(" Stripes are seen.", 44))
	}
	d := &retrieval.Document{
		ID: "zebras.md", Text: text.String(), Language: "en",
		Headings: []retrieval.Heading{{Offset: 0, Level: 1, Text: "Zebras"}},
	}
	find := func(most int) (found []retrieval.Candidates) {
		s := NewStore(t.TempDir(), "test", quiet())
		begun, err := s.Begin(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		c := begun.(*change)
		w := c.takeWorker()
		w.most = most
		c.releaseWorker(w)
		before := w.vocabulary
		if err := c.Put(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if renewed := w.vocabulary != before; renewed != (most < mostTerms) {
			t.Fatalf("renewed: %v, of a vocabulary of up to %d terms", renewed, most)
		}
		if err := c.Commit(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
		x := open(t, s)
		for _, query := range []string{"zebra", "number17 stripes", fmt.Sprintf("number%d zebra", batchEntries+400)} {
			got, err := x.Candidates(context.Background(), retrieval.Query{Question: question.Parse(query)}, 2*batchEntries)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, got)
		}
		return found
	}
	got, want := find(10), find(mostTerms)
	if len(want[0].Hits) < batchEntries+500 {
		t.Errorf("%d passages have the heading's word, want all", len(want[0].Hits))
	}
	if !reflect.DeepEqual(got, want) {
		t.Error("passages are found otherwise after the vocabulary was renewed")
	}
}
