package opensearch_test

import (
	"context"
	"hash/fnv"
	"log/slog"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/encoder"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
	"footnote/retrieval/opensearch"
	"footnote/retrieval/opensearch/realcluster"
)

// toy is an encoder to which texts are near each other by their words, a vessel being a
// boat.
type toy struct{ embedded int }

func (*toy) IsFast() bool       { return true }
func (*toy) IsWord(string) bool { return false }

func (*toy) Embed(dst []float32, text string) {
	clear(dst)
	var sum float64
	for _, word := range strings.Fields(strings.ReplaceAll(strings.ToLower(text), "vessel", "boat")) {
		h := fnv.New32a()
		h.Write([]byte(strings.Trim(word, ".?!,")))
		dst[h.Sum32()%encoder.Size]++
	}
	for _, v := range dst {
		sum += float64(v) * float64(v)
	}
	for i := range dst {
		dst[i] /= float32(max(math.Sqrt(sum), 1) * 5)
	}
}

func (e *toy) EmbedAll(_ context.Context, texts []string) (made [][]float32, err error) {
	e.embedded += len(texts)
	for _, text := range texts {
		v := make([]float32, encoder.Size)
		e.Embed(v, text)
		made = append(made, v)
	}
	return made, nil
}

func (*toy) Scan(dst []int32, query, many []int8) {
	for i := range dst {
		dst[i] = 0
		for j, v := range many[i*encoder.Size:][:encoder.Size] {
			dst[i] += int32(v) * int32(query[j])
		}
	}
}

// TestClusterKeepsVectors: one process makes the vectors, and others compare with them
// without making any.
func TestClusterKeepsVectors(t *testing.T) {
	_, a := realcluster.Address(t)
	machine := func() (*opensearch.Store, *toy) {
		log, e := slog.New(slog.DiscardHandler), new(toy)
		s, err := opensearch.NewStore(opensearch.Options{
			Address: a, Analyzer: blevex.NewAnalyzer(), Log: log,
			Vectors: meaning.NewStore(filepath.Join(t.TempDir(), "meaning"), e, "toy", log),
		})
		if err != nil {
			t.Fatal(err)
		}
		return s, e
	}
	first, maker := machine()
	put(t, first, english("boat", "The boat costs forty crowns."), english("pier", "The pier costs nothing."),
		&retrieval.Document{ID: "boot", Language: "de", Text: "The boat costs nothing here."})
	if made, err := first.MakeVectors(t.Context(), engine.MakeOptions{}); err != nil || made.Passages != 2 || maker.embedded != 2 {
		t.Fatalf("made %+v of %d texts, %v", made, maker.embedded, err)
	}
	second, reader := machine()
	x, err := second.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if have, want := x.Coverage(); have != 2 || want != 2 || second.Lacking(x) != 0 {
		t.Errorf("%d of %d have vectors", have, want)
	}
	q := retrieval.NewQuery("What costs a vessel?")
	q.Vector = x.Meaning().Embed(t.Context(), q.Question.Text)
	c, err := x.Candidates(t.Context(), q, 5)
	if err != nil || !c.Meant || len(c.Hits) != 3 {
		t.Fatalf("%+v, %v", c, err)
	}
	cosines := make(map[string]float64)
	for _, h := range c.Hits {
		cosines[h.Document] = h.Cosine
	}
	if cosines["boat"] <= cosines["pier"] || cosines["boot"] != retrieval.NoCosine || reader.embedded != 0 {
		t.Errorf("cosines are %v, %d texts were embedded", cosines, reader.embedded)
	}
	put(t, first, english("boat", "The boat costs forty crowns."), english("wharf", "The wharf is new."))
	edit(t, a, "vectors-lease", map[string]any{"until": time.Now().Add(time.Hour).UnixMilli()})
	if made, err := second.MakeVectors(t.Context(), engine.MakeOptions{}); err != nil || !made.Busy || reader.embedded != 0 {
		t.Errorf("while another process makes vectors: %+v, %v", made, err)
	}
	edit(t, a, "vectors-lease", map[string]any{"until": 0})
	if made, err := first.MakeVectors(t.Context(), engine.MakeOptions{}); err != nil || made.Passages != 1 || maker.embedded != 3 {
		t.Errorf("after a change: made %+v of %d texts, %v", made, maker.embedded, err)
	}
}
