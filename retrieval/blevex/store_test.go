package blevex

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/question"
)

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// commit puts and deletes documents in one change.
func commit(t *testing.T, s *Store, puts []*retrieval.Document, deletes ...string) {
	t.Helper()
	ctx := context.Background()
	c, err := s.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range puts {
		if err := c.Put(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range deletes {
		if err := c.Delete(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Commit(ctx, []retrieval.FileState{{File: retrieval.File{Path: "a"}}}); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, s *Store) *Index {
	t.Helper()
	x, err := s.Open(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

// reference scores every passage of docs by the formula of package blevex's
// BM25F, written down plainly.
func reference(a *Analyzer, docs map[string]*retrieval.Document, query []string) map[string]float64 {
	type counted struct{ body, context map[string]int }
	passages := make(map[string]counted)
	var bodyTerms, contextTerms int
	for _, d := range docs {
		for p := range retrieval.Split(d) {
			count := func(text string) map[string]int {
				tf := make(map[string]int)
				for _, term := range a.Terms(nil, "en", text) {
					if !term.Stop {
						tf[term.Text]++
						tf[""]++
					}
				}
				return tf
			}
			c := counted{count(p.Text), count(d.Title + "\n" + d.HeadingPath(p.Start) + "\n" + engine.PathWords(d.ID))}
			bodyTerms += c.body[""]
			contextTerms += c.context[""]
			passages[fmt.Sprint(d.ID, "@", p.Start)] = c
		}
	}
	n := float64(len(passages))
	scores := make(map[string]float64)
	for _, term := range query {
		var inBody, inContext float64
		for _, c := range passages {
			if c.body[term] > 0 {
				inBody++
			}
			if c.context[term] > 0 {
				inContext++
			}
		}
		df := max(inBody, inContext)
		idf := math.Log(1 + (n-df+.5)/(df+.5))
		for id, c := range passages {
			norm := func(tf map[string]int, total int) float64 {
				return float64(tf[term]) / (.25 + .75*float64(tf[""])/max(float64(total)/n, 1))
			}
			if w := norm(c.body, bodyTerms) + norm(c.context, contextTerms); w > 0 {
				scores[id] += idf * w * 2.2 / (1.2 + w)
			}
		}
	}
	return scores
}

// TestScoresAreExact compares scores and order with the reference over several
// generations with changes and deletions, with few enough hits wanted that
// most passages are never scored in full, and with lists that are kept and not.
func TestScoresAreExact(t *testing.T) {
	words := strings.Fields("boat harbour pier anchor sail mast rope crew storm island beacon cargo engine ferry gull hull keel ladder net oar")
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 2))
			pick := func() string { return words[min(r.IntN(len(words)), r.IntN(len(words)))] }
			document := func(id string) *retrieval.Document {
				var b strings.Builder
				for range 1 + r.IntN(40) {
					for range 1 + r.IntN(12) {
						b.WriteString(pick() + " ")
					}
					b.WriteString("ends. Next ")
				}
				return &retrieval.Document{ID: id, Title: pick(), Language: "en", Text: b.String() + "."}
			}
			store := NewStore(t.TempDir(), "test", quiet())
			docs := make(map[string]*retrieval.Document)
			for range 4 {
				var puts []*retrieval.Document
				for range 40 {
					d := document(fmt.Sprintf("%s/%d.txt", pick(), r.IntN(30)))
					if slices.ContainsFunc(puts, func(o *retrieval.Document) bool { return o.ID == d.ID }) {
						continue
					}
					docs[d.ID] = d
					puts = append(puts, d)
				}
				var gone []string
				for id := range docs {
					if len(gone) < 5 && !slices.Contains(puts, docs[id]) {
						gone = append(gone, id)
					}
				}
				for _, id := range gone {
					delete(docs, id)
				}
				commit(t, store, puts, gone...)
			}
			x := open(t, store)
			for range 30 {
				query := []string{}
				for range 1 + r.IntN(6) {
					if w := pick(); !slices.Contains(query, w) {
						query = append(query, w)
					}
				}
				compare(t, x, docs, query, 1+r.IntN(20))
			}
		})
	}
}

func compare(t *testing.T, x *Index, docs map[string]*retrieval.Document, query []string, n int) {
	t.Helper()
	var terms []string
	for _, term := range x.analyzer.Terms(nil, "en", strings.Join(query, " ")) {
		terms = append(terms, term.Text)
	}
	want := reference(x.analyzer, docs, terms)
	var ranked []string
	for id := range want {
		ranked = append(ranked, id)
	}
	slices.SortFunc(ranked, func(a, b string) int { return cmp.Compare(want[b], want[a]) })
	found, err := x.Candidates(context.Background(), retrieval.Query{Question: question.Parse(strings.Join(query, " "))}, n)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Hits) != min(n, len(ranked)) {
		t.Fatalf("%v: %d hits of %d, want %d", query, len(found.Hits), len(ranked), n)
	}
	for i, h := range found.Hits {
		id := fmt.Sprint(h.Document, "@", h.Start)
		if math.Abs(h.Score-want[id]) > 1e-4 || math.Abs(h.Score-want[ranked[i]]) > 1e-4 {
			t.Fatalf("%v: hit %d is %s with %v; its score is %v, the best left has %v", query, i, id, h.Score, want[id], want[ranked[i]])
		}
		var sum float64
		for _, part := range h.Parts {
			sum += part
		}
		if math.Abs(sum-h.Score) > 1e-4 {
			t.Fatalf("%v: the parts of %s add up to %v, not %v", query, id, sum, h.Score)
		}
		if d := docs[h.Document]; d == nil || d.Text[h.Start:h.End] != h.Text {
			t.Fatalf("%v: the hit %s isn't the text there", query, id)
		}
	}
}

// TestDamage damages every file of an index in every way: it is refused with a
// reason and made anew, or was not needed; nothing panics.
func TestDamage(t *testing.T) {
	whole := t.TempDir()
	commit(t, NewStore(whole, "test", quiet()), []*retrieval.Document{{ID: "a", Language: "en", Text: "The boat is green."}})
	ways := map[string]func([]byte) []byte{
		"first byte":  func(b []byte) []byte { b[0] ^= 0x40; return b },
		"middle byte": func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"last byte":   func(b []byte) []byte { b[len(b)-1] ^= 0x80; return b },
		"cut":         func(b []byte) []byte { return b[:len(b)/2] },
		"emptied":     func([]byte) []byte { return []byte{} },
		"longer":      func(b []byte) []byte { return append(b, 0) },
		"deleted":     func([]byte) []byte { return nil },
	}
	damaged := 0
	for _, name := range filesIn(t, whole) {
		for way, damage := range ways {
			if name == lockName || name == currentName && way == "longer" {
				continue
			}
			if filepath.Base(filepath.Dir(name)) == keysFolder {
				continue // they are made again: TestKeysAreMadeAgain
			}
			t.Run(name+"/"+way, func(t *testing.T) {
				dir := t.TempDir()
				if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
					t.Fatal(err)
				}
				path := filepath.Join(dir, name)
				data, err := os.ReadFile(path)
				if err != nil || len(data) == 0 {
					t.Skip("nothing to damage")
				}
				if data = damage(data); data == nil {
					err = os.Remove(path)
				} else {
					err = os.WriteFile(path, data, 0o644)
				}
				if err != nil {
					t.Fatal(err)
				}
				checkRebuilt(t, dir)
			})
			damaged++
		}
	}
	if damaged < 20 {
		t.Errorf("only %d damages were tried", damaged)
	}
}

// checkRebuilt fails unless the store in dir refuses its index, says why and
// takes a new one.
func checkRebuilt(t *testing.T, dir string) {
	t.Helper()
	ctx := context.Background()
	var log bytes.Buffer
	store := NewStore(dir, "test", slog.New(slog.NewTextHandler(&log, nil)))
	if x, err := store.Open(ctx); err == nil {
		_ = x.Close()
		t.Fatal("a damaged index was opened")
	}
	files, err := store.Files(ctx)
	if err != nil || files.Len() != 0 {
		t.Fatalf("files %v, %v, want none", files, err)
	}
	if _, err := os.Stat(filepath.Join(dir, currentName)); err == nil && !strings.Contains(log.String(), "rebuilding the index") {
		t.Errorf("no message: %s", log.String())
	}
	commit(t, store, []*retrieval.Document{{ID: "b", Language: "en", Text: "The boat is yellow."}})
	if got := search(t, open(t, store), "boat"); got != "b: The boat is yellow." {
		t.Errorf("made anew, the index finds %q", got)
	}
}

func search(t *testing.T, x retrieval.Index, query string) string {
	t.Helper()
	found, err := x.Candidates(context.Background(), retrieval.Query{Question: question.Parse(query)}, 10)
	if err != nil {
		t.Fatal(err)
	}
	var hits []string
	for _, h := range found.Hits {
		hits = append(hits, h.Document+": "+h.Text)
	}
	return strings.Join(hits, "\n")
}

func filesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, rerr := filepath.Rel(dir, path)
			names, err = append(names, rel), rerr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestDamageWhileOpen cuts the segments of an open index: an error, no crash.
func TestDamageWhileOpen(t *testing.T) {
	dir := t.TempDir()
	store := NewStore(dir, "test", quiet())
	commit(t, store, []*retrieval.Document{{ID: "a", Language: "en", Text: strings.Repeat("The boat is green. ", 20000)}})
	x := open(t, store)
	for _, name := range filesIn(t, dir) {
		if filepath.Ext(name) == ".zap" {
			if err := os.Truncate(filepath.Join(dir, name), 0); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := x.Document(context.Background(), "a"); err == nil {
		t.Error("a document came out of files that are empty")
	}
	if _, err := x.Candidates(context.Background(), retrieval.Query{Question: question.Parse("green boat")}, 10); err == nil {
		t.Error("candidates came out of files that are empty")
	}
}

func TestOtherFormat(t *testing.T) {
	dir := t.TempDir()
	commit(t, NewStore(dir, "test", quiet()), []*retrieval.Document{{ID: "a", Text: "boat"}})
	gen, m, err := currentGeneration(dir)
	if err != nil {
		t.Fatal(err)
	}
	m.Format++
	sum, err := m.writeManifest(filepath.Join(dir, gen.name), "", nil)
	if err == nil {
		_, err = setCurrent(dir, gen.name, sum)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewStore(dir, "test", quiet()).Open(context.Background()); err == nil || !strings.Contains(err.Error(), "format") {
		t.Errorf("error %v, want one about the format", err)
	}
	checkRebuilt(t, dir)
}

// TestOfAnotherUser: an index that can't be read says whose it is.
func TestOfAnotherUser(t *testing.T) {
	err := unreadableError(fmt.Errorf("open CURRENT: %w", fs.ErrPermission))
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "another user made it") {
		t.Error(err)
	}
	if err := unreadableError(fs.ErrClosed); strings.Contains(err.Error(), "another user") {
		t.Error(err)
	}
}
