// Package contract is the suite of tests that every library.Store passes: the engine
// inside the program, and the one on a cluster.
package contract

import (
	"context"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/library"
	"footnote/retrieval/question"
)

// Open returns a store of the index of one test, as a process of its own would
// have it. It holds nothing when the test begins.
type Open func() library.Store

// Run runs the suite. newIndex makes a new, empty index that goes with the test.
func Run(t *testing.T, newIndex func(t *testing.T) Open) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Open)
	}{
		{"scores are exact", scoresAreExact},
		{"ties are in order", tiesAreInOrder},
		{"documents are verbatim", documentsAreVerbatim},
		{"no index is an error of its own", noIndex},
		{"what others changed is looked at anew", movedStores},
		{"old readers finish", oldReadersFinish},
		{"views follow", viewsFollow},
		{"one changes it at a time", oneChanger},
		{"what was aborted is gone", abortedChange},
		{"files are remembered", filesAreRemembered},
		{"something small is kept with a state", extrasAreKept},
		{"totals follow changes", totalsFollow},
		{"facts have no text", factsHaveNoText},
		{"documents are left out", documentsAreLeftOut},
		{"words beside a question weigh less", wordsBeside},
		{"compounds are taken apart", compounds},
		{"the most frequent near word corrects", corrections},
		{"foreign function words are not missing", foreignWords},
		{"answers are found in other scripts", otherScripts},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, newIndex(t)) })
	}
}

// commit puts and deletes documents in one change.
func commit(t *testing.T, s library.Store, puts []*retrieval.Document, deletes ...string) {
	t.Helper()
	c, err := s.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range puts {
		if err := c.Put(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range deletes {
		if err := c.Delete(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Commit(t.Context(), []retrieval.FileState{{File: retrieval.File{Path: "a"}}}); err != nil {
		t.Fatal(err)
	}
}

// opened opens the index until the test ends.
func opened(t *testing.T, s library.Store) library.Index {
	t.Helper()
	x, err := s.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

// candidates are those of a question.
func candidates(t *testing.T, x retrieval.Index, text string, n int) retrieval.Candidates {
	t.Helper()
	found, err := x.Candidates(t.Context(), retrieval.Query{Question: question.Parse(text)}, n)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// search returns the hits of a question, a line each.
func search(t *testing.T, x retrieval.Index, text string) string {
	t.Helper()
	var hits []string
	for _, h := range candidates(t, x, text, 10).Hits {
		hits = append(hits, h.Document+": "+h.Text)
	}
	return strings.Join(hits, "\n")
}

// documentsOf returns the documents of hits, in order.
func documentsOf(hits []retrieval.Candidate) (ids []string) {
	for _, h := range hits {
		ids = append(ids, h.Document)
	}
	return ids
}

// english returns documents of one text each, named by their numbers.
func english(texts ...string) (docs []*retrieval.Document) {
	for i, text := range texts {
		docs = append(docs, &retrieval.Document{ID: string(rune('a' + i)), Language: "en", Text: text})
	}
	return docs
}

// missingWords are the words of a question that no passage has.
func missingWords(words []retrieval.Word) (missing []string) {
	for _, w := range words {
		if w.Missing() {
			missing = append(missing, w.Text)
		}
	}
	return missing
}

func wantEqual(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// view takes a view of a live index for the time of a test.
func view(t *testing.T, l library.Live) *retrieval.View {
	t.Helper()
	x, err := l.View(context.WithoutCancel(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.Close)
	return x
}
