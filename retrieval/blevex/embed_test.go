package blevex

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"footnote/retrieval"
	vectors "footnote/retrieval/encoder"
	"footnote/retrieval/engine"
	"footnote/retrieval/question"
)

// TestNothingIsEmbeddedTwice changes documents, the way that they lie in segments and
// the whole index: only new texts are embedded.
func TestNothingIsEmbeddedTwice(t *testing.T) {
	dir, e := t.TempDir(), new(synonyms)
	s := storeMeantBy(dir, e)
	docs := harbour(20)
	docs[5].Title = "Register \xff" // which no reader gives, and JSON can't keep
	putDocuments(t, s, docs)
	makeAll(t, s)
	if n := len(e.takeTexts()); n != 2*21 { // passages and sentences in English
		t.Fatalf("%d texts were embedded", n)
	}
	for what, change := range map[string]func(){
		"again":     func() {},
		"put anew":  func() { putDocuments(t, s, docs[3:7]) },
		"removed":   func() { putDocuments(t, s, nil, docs[0].ID) },
		"back":      func() { putDocuments(t, s, docs[:1]) },
		"a process": func() { s = storeMeantBy(dir, e) },
		"rebuilt": func() {
			if err := os.Remove(filepath.Join(dir, currentName)); err != nil {
				t.Fatal(err)
			}
			s = storeMeantBy(dir, e)
			putDocuments(t, s, docs)
		},
	} {
		change()
		x := makeAll(t, s)
		if have, want := x.Coverage(); have != want || have < 20 {
			t.Errorf("%s: %d of %d have vectors", what, have, want)
		}
		if texts := e.takeTexts(); len(texts) > 0 {
			t.Errorf("%s: embedded again: %q", what, texts)
		}
	}
	putDocuments(t, s, []*retrieval.Document{{ID: "new.txt", Language: "en", Text: "A new pier. It is short.\n"}})
	makeAll(t, s)
	if texts := e.takeTexts(); len(texts) != 3 {
		t.Errorf("for a new document: %q", texts)
	}
}

// TestMakingGoesOn ends the making at any text.
func TestMakingGoesOn(t *testing.T) {
	dir, e := t.TempDir(), new(synonyms)
	s := storeMeantBy(dir, e)
	putDocuments(t, s, harbour(40))
	total := 0
	for round := 0; ; round++ {
		ctx, cancel := context.WithCancel(t.Context())
		var units atomic.Int64
		e.each = func([]string) {
			if units.Add(1) == 2 {
				cancel()
			}
		}
		_, err := s.MakeVectors(ctx, engine.MakeOptions{})
		cancel()
		if total += len(e.takeTexts()); err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) || round > 40 {
			t.Fatal(round, err)
		}
		s = storeMeantBy(dir, e)
	}
	if total != 2*41 {
		t.Errorf("%d texts were embedded", total)
	}
	x := makeAll(t, s)
	if have, want := x.Coverage(); have != want || s.Lacking(x) != 0 {
		t.Errorf("%d of %d have vectors", have, want)
	}
	for _, d := range harbour(40) {
		if _, ok := x.Meaning().Known(retrieval.Headed(d.Title, nil, strings.TrimSpace(d.Text))); ok != (d.Language == "en") {
			t.Errorf("whether the sentence of %s has a vector: %v", d.ID, ok)
		}
	}
}

func TestDeadVectorsAreDropped(t *testing.T) {
	e := new(synonyms)
	s := storeMeantBy(t.TempDir(), e)
	docs := harbour(40)
	putDocuments(t, s, docs)
	makeAll(t, s)
	rows := func() (passages, sentences int) {
		m := s.vectors.Meaning()
		defer m.Close()
		return m.Passages.Rows(), m.Sentences.Rows()
	}
	var gone []string
	for _, d := range docs[:10] {
		gone = append(gone, d.ID)
	}
	putDocuments(t, s, nil, gone...)
	makeAll(t, s)
	if p, n := rows(); p != 41 || n != 2*41 { // of sentences and marks of passages
		t.Errorf("with a quarter gone there are %d and %d vectors", p, n)
	}
	gone = nil
	for _, d := range docs[10:39] {
		gone = append(gone, d.ID)
	}
	putDocuments(t, s, nil, gone...)
	x := makeAll(t, s)
	if p, n := rows(); p != 2 || n != 2*2 {
		t.Errorf("with most gone there are %d and %d vectors", p, n)
	}
	if have, want := x.Coverage(); have != 2 || want != 2 {
		t.Errorf("%d of %d have vectors", have, want)
	}
	e.takeTexts()
	putDocuments(t, s, docs[39:40])
	if x := makeAll(t, s); s.Lacking(x) != 0 {
		t.Errorf("%d are lacking", s.Lacking(x))
	}
	if texts := e.takeTexts(); len(texts) > 0 {
		t.Errorf("what was needed is embedded again: %q", texts)
	}
}

// TestDamagedVectorsAreMadeAgain damages each of the files.
func TestDamagedVectorsAreMadeAgain(t *testing.T) {
	for _, folder := range []string{"passages", "sentences"} {
		for _, at := range []int{3, 70, 500} { // header, keys, vectors
			dir := t.TempDir()
			s := storeWithVectors(dir)
			putDocuments(t, s, harbour(10)[:9])
			makeAll(t, s)
			putDocuments(t, s, harbour(10)[9:]) // in a file of its own, with what marks it
			makeAll(t, s)
			files, err := filepath.Glob(filepath.Join(dir, "meaning", folder, "*.vectors"))
			if err != nil || len(files) != 2 {
				t.Fatal(files, err)
			}
			for _, file := range files[:1+at%2] {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				data[at%len(data)] ^= 0x55
				if err := os.WriteFile(file, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			s = storeWithVectors(dir) // another process
			x := makeAll(t, s)
			if have, want := x.Coverage(); have != want {
				t.Errorf("%s, byte %d: %d of %d have vectors", folder, at, have, want)
			}
			for _, d := range harbour(10) {
				if _, ok := x.Meaning().Known(retrieval.Headed(d.Title, nil, strings.TrimSpace(d.Text))); !ok && d.Language == "en" {
					t.Errorf("%s, byte %d: the sentence of %s has no vector", folder, at, d.ID)
				}
			}
			if found, err := x.Candidates(t.Context(), meantQuery(x, "vessel fee"), 5); err != nil || found.Hits[0].Cosine <= 0 {
				t.Errorf("%s, byte %d: the best has the cosine %v, %v", folder, at, found.Hits[0].Cosine, err)
			}
		}
	}
}

// TestHalvesAreRemoved has a process killed while it writes its last file: nothing is
// left to make, and still the half of a file goes.
func TestHalvesAreRemoved(t *testing.T) {
	for _, folder := range []string{"passages", "sentences"} {
		dir := t.TempDir()
		s := storeWithVectors(dir)
		putDocuments(t, s, harbour(3))
		makeAll(t, s)
		half := filepath.Join(dir, "meaning", folder, "123.tmp")
		if err := os.WriteFile(half, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		makeAll(t, s)
		if _, err := os.Stat(half); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: the half is still there (%v)", folder, err)
		}
	}
}

// TestSlowProcessorsMakeNoVectors but use what there is.
func TestSlowProcessorsMakeNoVectors(t *testing.T) {
	dir, e := t.TempDir(), &synonyms{slow: true}
	s := storeMeantBy(dir, e)
	putDocuments(t, s, harbour(3))
	if x := makeAll(t, s); x.Meaning() != nil || len(e.takeTexts()) > 0 || s.Lacking(x) != 0 {
		t.Error("vectors were made")
	}
	makeAll(t, storeWithVectors(dir))
	if x := makeAll(t, storeMeantBy(dir, e)); x.Meaning() == nil {
		t.Error("what another has made isn't used")
	}
}

// TestWithoutVectorsThereIsNoMeaning, and a vector in the query changes nothing.
func TestWithoutVectorsThereIsNoMeaning(t *testing.T) {
	dir := t.TempDir()
	putDocuments(t, storeWithVectors(dir), harbour(3))
	for _, s := range []*Store{storeWithVectors(dir), NewStore(dir, "test", quiet())} {
		x, err := s.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if x.Meaning() != nil {
			t.Error("there is a meaning")
		}
		q := retrieval.Query{Question: question.Parse("register shed"), Vector: make([]int8, vectors.Size)}
		if found, err := x.Candidates(t.Context(), q, 5); err != nil || found.Meant || len(found.Hits) != 3 {
			t.Errorf("%v: %+v", err, found)
		}
		_ = x.Close()
	}
}

// TestLiveFollowsVectors has views know vectors that came after the documents.
func TestLiveFollowsVectors(t *testing.T) {
	s := storeWithVectors(t.TempDir())
	putDocuments(t, s, harbour(5))
	l, err := OpenLive(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	covered := func() int {
		x := viewOf(t, l)
		defer x.Close()
		have, _ := x.Index.(*Index).Coverage()
		return have
	}
	old := viewOf(t, l)
	if _, err := s.MakeVectors(t.Context(), engine.MakeOptions{}); err != nil {
		t.Fatal(err)
	}
	if n := covered(); n != 0 {
		t.Errorf("at once %d passages have vectors", n)
	}
	l.pause = 0
	if n := covered(); n != 6 {
		t.Errorf("after a while %d passages have vectors", n)
	}
	if have, _ := old.Index.(*Index).Coverage(); have != 0 {
		t.Error("a view has changed")
	}
	old.Close()
	l.pause = vectorsPause
	putDocuments(t, s, []*retrieval.Document{{ID: "new.txt", Language: "en", Text: "A new pier.\n"}})
	if n := covered(); n != 6 {
		t.Errorf("of the new documents %d passages have vectors", n)
	}
	if _, err := s.MakeVectors(t.Context(), engine.MakeOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := l.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := covered(); n != 7 {
		t.Errorf("refreshed, %d passages have vectors", n)
	}
	if n := l.Generations(); n != 1 {
		t.Errorf("%d generations are open", n)
	}
}

// TestAskingWhileVectorsAreMade has documents change, vectors come and go, and
// questions asked, all at once.
func TestAskingWhileVectorsAreMade(t *testing.T) {
	s := storeWithVectors(t.TempDir())
	putDocuments(t, s, harbour(30))
	l, err := OpenLive(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	l.pause = 0
	done := make(chan struct{})
	var busy sync.WaitGroup
	for range 3 {
		busy.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				x, err := l.View(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				q := retrieval.Query{Question: question.Parse("what is the cost of a vessel")}
				if m := x.Index.(*Index).Meaning(); m != nil {
					q.Vector = m.Embed(t.Context(), q.Question.Text)
					m.Known("Berths\nThe cost of a boat is forty crowns.")
				}
				if found, err := x.Candidates(t.Context(), q, 5); err != nil || len(found.Hits) == 0 {
					t.Errorf("%d hits, %v", len(found.Hits), err)
				}
				x.Close()
			}
		})
	}
	for range 2 {
		busy.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if _, err := s.MakeVectors(t.Context(), engine.MakeOptions{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range 8 {
		var gone []string
		for j := range 4 * (i % 4) {
			gone = append(gone, fmt.Sprintf("d%03d.txt", j))
		}
		putDocuments(t, s, append(harbour(30)[15:], &retrieval.Document{ID: fmt.Sprint("new", i), Language: "en", Text: fmt.Sprintf("Pier %d is new.\n", i)}), gone...)
	}
	close(done)
	busy.Wait()
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// BenchmarkMeantCandidates asks 174,000 passages by words alone and by meaning, too.
func BenchmarkMeantCandidates(b *testing.B) {
	const passages = 174_000
	real, err := vectors.New()
	if err != nil {
		b.Fatal(err)
	}
	s := storeMeantBy(b.TempDir(), &synonyms{scan: real.Scan})
	var docs []*retrieval.Document
	r := rand.New(rand.NewPCG(1, 1))
	for i := range passages {
		var text strings.Builder
		for range 30 {
			fmt.Fprintf(&text, "word%d ", int(r.ExpFloat64()*300))
		}
		docs = append(docs, &retrieval.Document{ID: fmt.Sprint(i), Language: "en", Text: text.String()})
	}
	putDocuments(b, s, docs)
	x := makeAll(b, s)
	for _, name := range []string{"words", "meaning"} {
		b.Run(name, func(b *testing.B) {
			q := retrieval.Query{Question: question.Parse("word700 word20 word1000")}
			if name == "meaning" {
				q.Vector = x.Meaning().Embed(context.Background(), "word700 word20")
			}
			for b.Loop() {
				if _, err := x.Candidates(b.Context(), q, 50); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			x, err := s.Open(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			_ = x.Close()
		}
	})
	b.Run("scan", func(b *testing.B) {
		products, query := make([]int32, x.meant.Passages.Rows()), make([]int8, vectors.Size)
		for b.Loop() {
			x.meant.Passages.Scan(real.Scan, products, query)
		}
	})
}
