package blevex

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/meaning"
)

func TestHead(t *testing.T) {
	for _, h := range []head{
		{isRecord: true, from: 9000, to: 9000 + 1<<22, sum: 1 << 31},
		{distance: 300, from: 12, to: 900, sum: 7, start: 1 << 33, key: meaning.KeyOf("a"), language: "zh"},
		{key: meaning.KeyOf("b")},
	} {
		stored := h.appendHead(nil)
		if got, err := parseHead(stored); err != nil || got != h {
			t.Errorf("%+v became %+v (%v)", h, got, err)
		}
		for n := range len(stored) - len(h.language) {
			if _, err := parseHead(stored[:n]); !errors.Is(err, errStored) {
				t.Errorf("the first %d bytes of %d: %v", n, len(stored), err)
			}
		}
	}
}

// TestTextsSurviveMerging changes, adds and deletes documents, of up to several blocks,
// until segments with deleted documents have been merged more than once.
func TestTextsSurviveMerging(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	write := func(id int) *retrieval.Document {
		var text strings.Builder
		for n := r.IntN(5 * blockBytes); text.Len() <= n; {
			fmt.Fprintf(&text, "Boat %d carries load %d to the harbour of %x.\n\n", id, r.IntN(100), r.Uint64())
		}
		return &retrieval.Document{ID: fmt.Sprintf("boats/%d.txt", id), Title: fmt.Sprintf("Boat %d", id), Text: text.String()}
	}
	s, want := NewStore(t.TempDir(), "test", quiet()), make(map[string]*retrieval.Document)
	for range 4 * mostSegments {
		var puts []*retrieval.Document
		for _, id := range r.Perm(30)[:3] {
			puts = append(puts, write(id))
		}
		var deletes []string
		for _, id := range slices.Sorted(maps.Keys(want)) {
			if r.IntN(15) == 0 {
				deletes = append(deletes, id)
				delete(want, id)
			}
		}
		for _, d := range puts {
			want[d.ID] = d
			deletes = slices.DeleteFunc(deletes, func(id string) bool { return id == d.ID })
		}
		commit(t, s, puts, deletes...)
	}
	x := open(t, s)
	if x.Stats().Documents != len(want) {
		t.Errorf("the index has %d documents, want %d", x.Stats().Documents, len(want))
	}
	blocks := 0
	for id, d := range want {
		got, err := x.Document(t.Context(), id)
		if err != nil || got.Text != d.Text || got.Title != d.Title {
			t.Fatalf("%s isn't what was put: %v", id, err)
		}
		blocks = max(blocks, len(d.Text)/blockBytes)
		if c := search(t, x, "boat "+strings.TrimSuffix(strings.TrimPrefix(id, "boats/"), ".txt")); !strings.HasPrefix(c, id+":") {
			t.Errorf("found for %s is %q", id, c)
		}
	}
	if blocks < 3 {
		t.Errorf("the longest document has %d blocks: too few to try", blocks)
	}
}
