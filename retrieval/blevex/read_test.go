package blevex

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
)

// believer is a reader to which what has a word answers, and nothing else does.
type believer struct {
	word  string
	mu    sync.Mutex
	asked string
	read  []string
}

func (*believer) IsFast() bool { return true }

func (b *believer) Read(_ context.Context, question string, texts []string) ([]float32, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = question
	b.read = append(b.read, texts...)
	scores := make([]float32, len(texts))
	for i, text := range texts {
		scores[i] = -5
		if strings.Contains(text, b.word) {
			scores[i] = 5
		}
	}
	return scores, nil
}

// openReadBy opens an index of documents, with vectors of a toy model and a reader.
func openReadBy(t *testing.T, r meaning.Reader, documents []*retrieval.Document) *Index {
	t.Helper()
	dir, log := t.TempDir(), slog.New(slog.DiscardHandler)
	vectors := meaning.NewStore(filepath.Join(dir, "meaning"), new(synonyms), "toy", log)
	vectors.UseReader(r)
	s := NewStore(dir, "test", log)
	s.UseVectors(vectors)
	putDocuments(t, s, documents)
	if _, err := s.MakeVectors(t.Context(), engine.MakeOptions{}); err != nil {
		t.Fatal(err)
	}
	x, err := s.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

// TestReaderReadsTheCorrectedQuestion: of a misspelt word it would know nothing.
func TestReaderReadsTheCorrectedQuestion(t *testing.T) {
	b := &believer{word: "seven"}
	x := openReadBy(t, b, []*retrieval.Document{
		{ID: "a", Title: "Harbour", Language: "en", Text: "Landings cost seven euros."},
		{ID: "b", Title: "Harbour", Language: "en", Text: "Nothing else is here."},
	})
	if _, err := retrieval.Search(t.Context(), x, retrieval.NewQuery("What do landiings cost?")); err != nil {
		t.Fatal(err)
	}
	if want := "What do landings cost?"; b.asked != want {
		t.Errorf("it read %q, want %q", b.asked, want)
	}
}

// embedding is a meaning that embeds what is asked for so many times and then fails.
type embedding struct {
	retrieval.Meaning
	times int
	asked []string
}

func (e *embedding) Embed(ctx context.Context, text string) []int8 {
	e.asked = append(e.asked, text)
	if len(e.asked) > e.times {
		return nil
	}
	return e.Meaning.Embed(ctx, text)
}

// meantBy is an index with another meaning.
type meantBy struct {
	*Index
	meaning retrieval.Meaning
}

func (x meantBy) Meaning() retrieval.Meaning { return x.meaning }

// TestCorrectedQuestionIsEmbedded: the vector of a misspelt word says little, and is
// still better than none.
func TestCorrectedQuestionIsEmbedded(t *testing.T) {
	x := openReadBy(t, &believer{word: "seven"}, []*retrieval.Document{
		{ID: "a", Title: "Harbour", Language: "en", Text: "Landings cost seven euros."},
		{ID: "b", Title: "Harbour", Language: "en", Text: "Nothing else is here."},
	})
	for question, want := range map[string][]string{
		"What do LANDIINGS cost?": {"What do LANDIINGS cost?", "What do landings cost?"},
		"What do landings cost?":  {"What do landings cost?"},
	} {
		for times := 1; times <= 2; times++ {
			e := &embedding{Meaning: x.Meaning(), times: times}
			r, err := retrieval.Search(t.Context(), meantBy{x, e}, retrieval.NewQuery(question))
			if err != nil {
				t.Fatal(err)
			}
			if !r.Meant || !slices.Equal(e.asked, want) {
				t.Errorf("%q has the vectors of %q, searched by %t", question, e.asked, r.Meant)
			}
		}
	}
}

// TestReaderReadsOnWhileNothingAnswers: what answers may not be among the first that
// words and meaning prefer, and where one of these does no more are read.
func TestReaderReadsOnWhileNothingAnswers(t *testing.T) {
	for _, test := range []struct {
		answers, earlier string
		read             int
	}{{"euros", "", 8}, {"nobody says this", "", 16}, {"nobody says this", "Which classes of boats are there?", 24}} {
		b := &believer{word: test.answers}
		var text strings.Builder
		for i := range 30 {
			fmt.Fprintf(&text, "A boat of class %c costs %d euros. ", 'A'+i, 100+7*i)
		}
		x := openReadBy(t, b, []*retrieval.Document{{ID: "a", Title: "Prices", Language: "en", Text: text.String()}})
		q := retrieval.NewQuery("What does a boat cost?")
		q.Earlier = test.earlier
		if _, err := retrieval.Search(t.Context(), x, q); err != nil {
			t.Fatal(err)
		}
		slices.Sort(b.read) // the first are read without the question before, too
		if read := slices.Compact(b.read); len(read) != test.read {
			t.Errorf("%d sentences were read for %q, not %d", len(read), test.answers, test.read)
		}
	}
}

// TestReaderBringsTheAnswerFirst: of sentences that words and meaning can't tell apart
// the one that the reader believes stands first, and its passage before the others.
// It reads each below its title and headings.
func TestReaderBringsTheAnswerFirst(t *testing.T) {
	b := &believer{word: "seven"}
	var documents []*retrieval.Document
	for _, n := range []string{"two", "five", "seven", "nine"} {
		documents = append(documents, &retrieval.Document{
			ID: n, Title: "Boats of pier " + n, Language: "en", MediaType: "text/markdown",
			Text: "Mooring\n\nA boat costs " + n + " euros.", Headings: []retrieval.Heading{{Offset: 0, Level: 1, Text: "Mooring"}},
		})
	}
	x := openReadBy(t, b, documents)
	q := retrieval.NewQuery("What does a boat cost?")
	q.Limit = 4
	found, err := retrieval.Search(t.Context(), x, q)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Hits) != 4 || found.Hits[0].Document != "seven" {
		t.Errorf("%d hits, the first is %q", len(found.Hits), found.Hits[0].Document)
	}
	if want := "Boats of pier seven — Mooring: A boat costs seven euros."; !slices.Contains(b.read, want) {
		t.Errorf("%q wasn't read, but %q", want, b.read)
	}
	for _, h := range found.Hits[1:] {
		for _, s := range h.Sentences {
			if s.Read() >= 0 {
				t.Errorf("a sentence of %s counts %v", h.Document, s.Read())
			}
		}
	}
}

// TestNothingIsReadForATopic, which no sentence answers.
func TestNothingIsReadForATopic(t *testing.T) {
	b := &believer{word: "boat"}
	x := openReadBy(t, b, []*retrieval.Document{{ID: "a", Language: "en", Text: "A boat costs two euros."}})
	q := retrieval.NewQuery("boats")
	q.NoReader = true
	found, err := retrieval.Search(t.Context(), x, q)
	if err != nil || len(found.Hits) != 1 || len(b.read) > 0 {
		t.Errorf("%d hits, read %q, %v", len(found.Hits), b.read, err)
	}
}

// TestWhatWasCitedBeforeNeedsAWordOfItsOwn: those of the question before don't make it
// answer this one.
func TestWhatWasCitedBeforeNeedsAWordOfItsOwn(t *testing.T) {
	x := openReadBy(t, &believer{}, []*retrieval.Document{
		{ID: "prices", Language: "en", Text: "A vessel costs two euros."},
		{ID: "paint", Language: "en", Text: "The green paint is old."},
	})
	near := slices.Index(retrieval.EvidenceNames(), "near")
	for asked, want := range map[string]float64{"green": 0, "green vessel": 1} {
		q := retrieval.NewQuery(asked)
		q.Near, q.Beside = []string{"prices"}, []retrieval.Beside{{Text: "what costs two euros?", Weight: .3}}
		found, err := retrieval.Search(t.Context(), x, q)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(found.Hits, func(h retrieval.Hit) bool { return h.Document == "prices" })
		if i < 0 || found.Hits[i].Sentences[0].Evidence[near] != want {
			t.Errorf("%s: hit %d, %+v", asked, i, found.Hits)
		}
	}
}
