package encoder

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/encoder/weights"
)

// golden is an entry of testdata/golden.json, which golden.py writes.
type golden struct {
	Text   string  `json:"text"`
	IDs    []int32 `json:"ids"`
	Vector []byte  `json:"vector"`
}

// readGolden returns all texts with their pieces, some with their vectors.
func readGolden(t testing.TB, path string) []golden {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []golden
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// floats returns the vector of the model itself.
func (g golden) floats() []float32 { return weights.FloatView(g.Vector).Floats() }

func openTokenizer(t testing.TB) wordPieces {
	t.Helper()
	m, err := weights.Open()
	if err != nil {
		t.Fatal(err)
	}
	return newWordPieces(m.Vocabulary)
}

func TestPiecesAreThoseOfTheModel(t *testing.T) {
	tok, b := openTokenizer(t), newBuffers()
	for _, g := range readGolden(t, "testdata/golden.json") {
		ids := tok.appendPieces(nil, &b, g.Text, 256)
		if !slices.Equal(ids, g.IDs) {
			t.Errorf("%q:\n got %q\nwant %q", g.Text, spell(tok, ids), spell(tok, g.IDs))
		}
	}
}

func spell(tok wordPieces, ids []int32) []string {
	var pieces []string
	for _, id := range ids {
		pieces = append(pieces, string(tok.vocabulary.Piece(int(id))))
	}
	return pieces
}

func TestLongTextsAreCut(t *testing.T) {
	tok, b := openTokenizer(t), newBuffers()
	for _, text := range []string{strings.Repeat("tide ", 400), strings.Repeat("x", 99) + strings.Repeat(" zzzqqq", 90)} {
		ids := tok.appendPieces([]int32{7}, &b, text, 256)
		if len(ids) != 257 || ids[0] != 7 || ids[1] != 101 || ids[256] != 102 {
			t.Errorf("%.20q…: %d pieces, first %v, last %d", text, len(ids), ids[:2], ids[len(ids)-1])
		}
	}
	if ids := tok.appendPieces(nil, &b, "tide and time", 2); !slices.Equal(ids, []int32{101, 102}) {
		t.Errorf("no room: %v", ids)
	}
}

func TestSpecialPiecesInATextAreText(t *testing.T) {
	tok, b := openTokenizer(t), newBuffers()
	ids := tok.appendPieces(nil, &b, "[SEP] [CLS][MASK]", 256)
	if slices.Contains(ids[1:len(ids)-1], 102) || slices.Contains(ids[1:], 101) || slices.Contains(ids, 103) {
		t.Errorf("pieces %q", spell(tok, ids))
	}
}

func TestTokenizingAllocatesNothing(t *testing.T) {
	tok, b := openTokenizer(t), newBuffers()
	ids := make([]int32, 0, 512)
	for _, text := range []string{"Where does the Crème brûlée come from?", "서울 東京 हिन्दी"} {
		if n := testing.AllocsPerRun(20, func() { tok.appendPieces(ids, &b, text, 256) }); n != 0 {
			t.Errorf("%q: %v allocations", text, n)
		}
	}
}

func FuzzPieces(f *testing.F) {
	f.Add("Hello, World!")
	f.Add("\xff\xfe é 한 漢 \u0301")
	tok, b := openTokenizer(f), newBuffers()
	f.Fuzz(func(t *testing.T, text string) {
		ids := tok.appendPieces(nil, &b, text, 64)
		if len(ids) < 2 || len(ids) > 64 || ids[0] != 101 || ids[len(ids)-1] != 102 {
			t.Errorf("%q: pieces %v", text, ids)
		}
	})
}

func TestIsWord(t *testing.T) {
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]bool{"server": true, "Manchester": true, "probaton": false, "catridge": false, "": false, "\U0001F9ED": false} {
		if e.IsWord(word) != want {
			t.Errorf("IsWord(%q) is %v", word, !want)
		}
	}
}
