package blevex

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/question"
)

// TestCompounds asks for words that the documents write as one, or as two.
func TestCompounds(t *testing.T) {
	s := NewStore(t.TempDir(), "test", quiet())
	texts := []string{
		"The gallbladder lies below the liver.", "The liver is large.", "A hand book of anatomy.",
		"The hand has five fingers.", "Put the book away.", "The car was sold.", "The pet was lost.",
		"The kitchen was painted by the chief executive herself.", "The bladder is empty.", "A visit to the harbour.", "The login is the name.",
	}
	docs := make([]*retrieval.Document, len(texts))
	for i, text := range texts {
		docs[i] = &retrieval.Document{ID: fmt.Sprint(i), Text: text, Language: "en"}
	}
	commit(t, s, docs)
	x := open(t, s)
	for _, c := range []struct {
		query string
		first string // document
		words string // with what each was taken for
	}{
		{"gall bladder", "0", "gall bladder"},
		{"gall-bladder", "0", "gall bladder"},
		{"handbook", "2", "handbook=hand book handbook=hand book"},
		{"carpet", "", "carpet"}, // car and pet are nowhere together
		{"CEO", "7", "CEO=chief executive CEO=chief executive"},
		{"CFO", "", "CFO"},
		{"log in", "10", "log in"},
		{strings.Repeat("handbook", 1000), "", strings.Repeat("handbook", 1000)},
	} {
		found, err := x.Candidates(context.Background(), retrieval.Query{Question: question.Parse(c.query)}, 5)
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, w := range found.Words {
			if w.Corrected != "" {
				w.Text += "=" + w.Corrected
			}
			words = append(words, w.Text)
		}
		if got := strings.Join(words, " "); got != c.words {
			t.Errorf("%q was taken for %q, want %q", c.query, got, c.words)
		}
		first := ""
		if len(found.Hits) > 0 {
			first = found.Hits[0].Document
		}
		if first != c.first {
			t.Errorf("%q found %q, want %q", c.query, first, c.first)
		}
	}
	// A compound has both words, and they stand next to each other.
	result, err := retrieval.Search(context.Background(), x, retrieval.Query{Question: question.Parse("gall bladder")})
	if err != nil {
		t.Fatal(err)
	}
	best := result.Hits[0]
	if best.Proximity == 0 || slices.Contains(best.Sentences[0].Matched, false) {
		t.Errorf("proximity %v, matched %v", best.Proximity, best.Sentences[0].Matched)
	}
}
