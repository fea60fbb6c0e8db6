package blevex

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"log/slog"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/retrieval"
	vectors "footnote/retrieval/encoder"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
	"footnote/retrieval/question"
)

// synonyms is an encoder to which texts are near each other by the meanings of their
// words, of which it knows some.
type synonyms struct {
	mu    sync.Mutex
	texts []string             // that EmbedAll embedded
	each  func(texts []string) // called before, if set
	slow  bool
	scan  func(dst []int32, query, many []int8) // a faster Scan, if set
}

func (s *synonyms) IsFast() bool       { return !s.slow }
func (s *synonyms) IsWord(string) bool { return false }

// takeTexts returns what was embedded since the last call.
func (s *synonyms) takeTexts() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	texts := s.texts
	s.texts = nil
	return texts
}

func (*synonyms) Embed(dst []float32, text string) {
	clear(dst)
	same := strings.NewReplacer("vessel", "boat", "ship", "boat", "price", "cost", "fee", "cost")
	var sum float64
	for _, word := range strings.Fields(same.Replace(strings.ToLower(text))) {
		h := fnv.New32a()
		h.Write([]byte(strings.Trim(word, ".?!,")))
		dst[h.Sum32()%vectors.Size]++
	}
	for _, v := range dst {
		sum += float64(v) * float64(v)
	}
	for i := range dst {
		dst[i] /= float32(max(math.Sqrt(sum), 1) * 5) // real ones have no value as large as 1
	}
}

func (s *synonyms) EmbedAll(ctx context.Context, texts []string) ([][]float32, error) {
	if s.each != nil {
		s.each(texts)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.texts = append(s.texts, texts...)
	var made [][]float32
	for _, text := range texts {
		v := make([]float32, vectors.Size)
		s.Embed(v, text)
		made = append(made, v)
	}
	return made, nil
}

func (s *synonyms) Scan(dst []int32, query, many []int8) {
	if s.scan != nil {
		s.scan(dst, query, many)
		return
	}
	for i := range dst {
		dst[i] = 0
		for j, v := range many[i*vectors.Size:][:vectors.Size] {
			dst[i] += int32(v) * int32(query[j])
		}
	}
}

// storeWithVectors returns a store in dir with a toy model.
func storeWithVectors(dir string) *Store { return storeMeantBy(dir, new(synonyms)) }

func storeMeantBy(dir string, e *synonyms) *Store {
	log := slog.New(slog.DiscardHandler)
	s := NewStore(dir, "test", log)
	s.UseVectors(meaning.NewStore(filepath.Join(dir, "meaning"), e, "toy", log))
	return s
}

// putDocuments makes a generation with some documents put and others deleted.
func putDocuments(t testing.TB, s *Store, put []*retrieval.Document, deleted ...string) {
	t.Helper()
	c, err := s.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range put {
		if err := c.Put(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range deleted {
		if err := c.Delete(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Commit(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

// makeAll makes all vectors and opens the index.
func makeAll(t testing.TB, s *Store) *Index {
	t.Helper()
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

func harbour(n int) (docs []*retrieval.Document) {
	for i := range n {
		docs = append(docs, &retrieval.Document{
			ID: fmt.Sprintf("d%03d.txt", i), Title: "Register", Language: "en",
			Text: fmt.Sprintf("Item %d of the register lies in the shed number%d behind the lock.\n", i, i),
		})
	}
	return append(docs,
		&retrieval.Document{ID: "boat.txt", Title: "Berths", Language: "en", Text: "The cost of a boat is forty crowns.\n"},
		&retrieval.Document{ID: "boot.txt", Title: "Liegeplatz", Language: "de", Text: "The cost of a boat is German here.\n"},
	)
}

// meantQuery is a query with the vector of its text.
func meantQuery(x *Index, text string) retrieval.Query {
	q := retrieval.Query{Question: question.Parse(text)}
	q.Vector = x.Meaning().Embed(context.Background(), text)
	return q
}

func TestCandidatesByMeaning(t *testing.T) {
	s := storeWithVectors(t.TempDir())
	putDocuments(t, s, harbour(120))
	x := makeAll(t, s)
	q := meantQuery(x, "vessel fee crowns register")
	meant, err := x.Candidates(t.Context(), q, 5)
	if err != nil {
		t.Fatal(err)
	}
	q.Vector = nil
	words, err := x.Candidates(t.Context(), q, 5)
	if err != nil {
		t.Fatal(err)
	}
	if !meant.Meant || words.Meant {
		t.Fatalf("Meant is %v with a vector and %v without", meant.Meant, words.Meant)
	}
	// What words find comes first, as it is without a vector.
	if len(words.Hits) != 5 || len(meant.Hits) < nearestPassages {
		t.Fatalf("%d hits by words, %d with those by meaning", len(words.Hits), len(meant.Hits))
	}
	byWords := slices.Clone(meant.Hits[:5])
	for i := range byWords {
		byWords[i].Cosine = 0
	}
	if !reflect.DeepEqual(byWords, words.Hits) || !reflect.DeepEqual(meant.Words, words.Words) {
		t.Errorf("with a vector the hits by words are\n%+v\nwithout\n%+v", byWords, words.Hits)
	}
	// All hits have the scores that their words give them, however they were found.
	all, err := x.Candidates(t.Context(), q, 1000)
	if err != nil {
		t.Fatal(err)
	}
	scores := make(map[string]retrieval.Candidate)
	for _, c := range all.Hits {
		scores[c.Document] = c
	}
	for i, c := range meant.Hits {
		want := scores[c.Document]
		if math.Abs(c.Score-want.Score) > 1e-5 || c.Score > 0 && !reflect.DeepEqual(c.Parts, want.Parts) {
			t.Errorf("%s has score %v of %v, want %v of %v", c.Document, c.Score, c.Parts, want.Score, want.Parts)
		}
		if slices.ContainsFunc(meant.Hits[:i], func(o retrieval.Candidate) bool { return o.Document == c.Document }) {
			t.Errorf("%s is there twice", c.Document)
		}
		if language := c.Document == "boot.txt"; language != (c.Cosine == retrieval.NoCosine) {
			t.Errorf("%s has the cosine %v", c.Document, c.Cosine)
		}
	}
	nearest := slices.MaxFunc(meant.Hits, func(a, b retrieval.Candidate) int { return cmp.Compare(a.Cosine, b.Cosine) })
	if nearest.Document != "boat.txt" {
		t.Errorf("the nearest is %s (%v)", nearest.Document, nearest.Cosine)
	}
}

func TestMeaningLeavesOut(t *testing.T) {
	s := storeWithVectors(t.TempDir())
	putDocuments(t, s, harbour(30))
	makeAll(t, s)
	putDocuments(t, s, nil, "boat.txt", "d003.txt")
	x := makeAll(t, s)
	q := meantQuery(x, "vessel fee")
	q.Exclude = func(id string) bool { return id < "d010.txt" }
	found, err := x.Candidates(t.Context(), q, 5)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Hits) == 0 {
		t.Error("nothing is found")
	}
	for _, c := range found.Hits {
		if c.Document < "d010.txt" {
			t.Errorf("%s is found", c.Document)
		}
	}
}

func TestKnownSentences(t *testing.T) {
	s := storeWithVectors(t.TempDir())
	doc := &retrieval.Document{
		ID: "a.txt", Title: "Ferry", Language: "en", Headings: []retrieval.Heading{{Offset: 0, Level: 1, Text: "Times"}},
		Text:      "It leaves at noon. It waits for nobody.\nElle part à midi.\n",
		Languages: []retrieval.LanguageSpan{{Offset: 0, Language: "en"}, {Offset: 40, Language: "fr"}},
	}
	putDocuments(t, s, []*retrieval.Document{doc})
	m := makeAll(t, s).Meaning()
	for text, want := range map[string]bool{
		"Ferry › Times\nIt waits for nobody.": true, "It waits for nobody.": false, "Ferry › Times\nElle part à midi.": false,
	} {
		v, ok := m.Known(text)
		if ok != want {
			t.Errorf("Known(%q) is %v", text, ok)
		}
		if ok && !slices.Equal(v, m.Embed(t.Context(), text)) {
			t.Errorf("%q has another vector when it is embedded", text)
		}
		if ok && math.Abs(m.Cosine(v, v)*25-1) > .05 {
			t.Errorf("the cosine with itself is %v", m.Cosine(v, v))
		}
	}
}
