package blevex

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"testing"

	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
)

// polyglot is a model of another length that knows all languages.
type polyglot struct {
	synonyms
	asked []string
}

func (*polyglot) Identity() string    { return "polyglot" }
func (*polyglot) Languages() []string { return nil }
func (*polyglot) IsRemote() bool      { return false }
func (*polyglot) Batch() int          { return 16 }

func (p *polyglot) Query(_ context.Context, text string) ([]float32, error) {
	p.asked = append(p.asked, text)
	v := make([]float32, 512)
	p.Embed(v, text)
	return v, nil
}

func (p *polyglot) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	list, err := p.EmbedAll(ctx, texts)
	for i := range list {
		list[i] = append(list[i], make([]float32, 512-len(list[i]))...)
	}
	return list, err
}

// TestFormerVectorsServe: while the vectors of another model are made, those of the one
// before are used, and the new ones from when all are made.
func TestFormerVectorsServe(t *testing.T) {
	dir := t.TempDir()
	toy := storeWithVectors(dir)
	putDocuments(t, toy, harbour(30))
	if x := makeAll(t, toy); x.IsMeantByFormer() {
		t.Error("there is a former model from the beginning")
	}
	log := slog.New(slog.DiscardHandler)
	open := func() (*Store, *polyglot) {
		p := &polyglot{}
		s := NewStore(dir, "test", log)
		s.UseVectors(meaning.NewStoreOf(filepath.Join(dir, "meaning"), p, log))
		s.UseFormer(meaning.NewStore(filepath.Join(dir, "meaning"), new(synonyms), "toy", log))
		return s, p
	}
	s, p := open()
	check := func(when string, former bool, have, want int, found string) {
		t.Helper()
		live, err := OpenLive(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		defer live.Close()
		x, err := s.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		if h, w := x.Coverage(); x.IsMeantByFormer() != former || h != have || w != want || s.Lacking(x) != want-have {
			t.Errorf("%s: by the former %v, %d of %d, %d lacking; want %v, %d of %d", when, x.IsMeantByFormer(), h, w, s.Lacking(x), former, have, want)
		}
		if live.hasOtherVectors(&opened{Index: x, vectors: x.vectorsState()}) {
			t.Errorf("%s: it would be opened again and again", when)
		}
		m, err := x.Candidates(t.Context(), meantQuery(x, "vessel fee"), 5)
		if err != nil {
			t.Fatal(err)
		}
		if !m.Meant || m.Hits[0].Document != found && m.Hits[1].Document != found {
			t.Errorf("%s: %v, and not %s", when, m.Hits[0].Document, found)
		}
	}
	check("before", true, 0, 32, "boat.txt")
	if len(p.asked) > 0 {
		t.Error("the new model was asked for what its vectors can't be compared with")
	}
	// Stopped when some are made, the former ones go on serving.
	ctx, stop := context.WithCancel(t.Context())
	p.each = func(texts []string) {
		if slices.ContainsFunc(texts, func(text string) bool { return len(text) > 0 && text[0] == 'R' }) {
			stop()
		}
	}
	if _, err := s.MakeVectors(ctx, engine.MakeOptions{}); err == nil {
		t.Error("what was stopped reports no error")
	}
	check("in the middle", true, 0, 32, "boat.txt")
	s, _ = open()
	made, err := s.MakeVectors(t.Context(), engine.MakeOptions{})
	if err != nil || made.Passages != 32 { // those in German, too
		t.Fatalf("made %+v, %v", made, err)
	}
	check("after", false, 32, 32, "boot.txt")
	if now := meaning.Noted(filepath.Join(dir, "meaning")); now != "polyglot" {
		t.Errorf("noted is %q", now)
	}
	if x, err := toy.Open(t.Context()); err != nil || x.Meaning() != nil {
		t.Errorf("vectors of the former model are still there, %v", err)
	}
}
