package encoder

import (
	"os"
	"slices"
	"testing"

	"footnote/retrieval/encoder/kernel"
	"footnote/retrieval/encoder/weights"
)

// openE5 returns multilingual-e5-small, which is no part of the program: footnote model
// pull makes its file, or the command in weights/convert.
func openE5(t testing.TB) *weights.Model {
	t.Helper()
	path := os.Getenv("FOOTNOTE_TEST_E5")
	if path == "" {
		t.Skip("FOOTNOTE_TEST_E5 doesn't name a file with multilingual-e5-small")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m, err := weights.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestE5PiecesAreThoseOfTheModel(t *testing.T) {
	tok, b := unigram{openE5(t).Unigram}, newBuffers()
	for _, g := range readGolden(t, "testdata/golden_e5.json") {
		if ids := tok.appendPieces(nil, &b, g.Text, 256); !slices.Equal(ids, g.IDs) {
			t.Errorf("%q:\n got %q\nwant %q", g.Text, spellUnigram(tok, ids), spellUnigram(tok, g.IDs))
		}
	}
}

func spellUnigram(tok unigram, ids []int32) (pieces []string) {
	for _, id := range ids {
		pieces = append(pieces, string(tok.vocabulary.Piece(int(id))))
	}
	return pieces
}

// TestE5VectorsAreThoseOfTheModel compares with the model of four bits: what is lost by
// rounding that to seven bits of another step, and activations to eight.
func TestE5VectorsAreThoseOfTheModel(t *testing.T) {
	m := openE5(t)
	for _, set := range kernel.All() {
		t.Run(set.Name, func(t *testing.T) {
			e, err := openWith(m, set)
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range readGolden(t, "testdata/golden_e5.json") {
				if g.Vector == nil || !e.IsFast() && len(g.IDs) > 16 {
					continue
				}
				if got := cosine(embed(e, g.Text), g.floats()); got < .995 {
					t.Errorf("%.40q: cosine with the model's own vector %.5f", g.Text, got)
				} else {
					t.Logf("%.40q: %.5f", g.Text, got)
				}
			}
		})
	}
}
