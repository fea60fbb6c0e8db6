package encoder

import (
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/encoder/weights"
	"footnote/retrieval/encoder/weights/pack"
	"footnote/retrieval/encoder/weights/pack/packtest"
)

// openToy returns a tiny model with the vocabulary of package packtest.
func openToy(t testing.TB) *weights.Model {
	t.Helper()
	packed, err := pack.Nano(packtest.Nano(packtest.Pieces()), "toy")
	if err != nil {
		t.Fatal(err)
	}
	m, err := weights.Parse(packed)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestUnigramPieces(t *testing.T) {
	tok, b := unigram{openToy(t).Unigram}, newBuffers()
	for text, want := range map[string]string{
		"":                 "",
		"  \t\n":           "",
		"the tide":         "▁the ▁tide",
		" the\u00a0\ttide": "▁the ▁tide",
		"tides":            "▁tide s",
		"tie":              "▁ti e",
		"e\u0301":          "▁ é",                // composed
		"港\u200b港":         "▁ 港 ▁ 港",            // a space of no width is one
		"t\x07i":           "▁ti",                // control characters are left out
		"the zzz tide":     "▁the ▁ <unk> ▁tide", // what no piece has is one unknown
		"query: tide":      "▁query : ▁tide",
	} {
		ids := tok.appendPieces(nil, &b, text, 64)
		got := strings.Join(spellUnigram(tok, ids[1:len(ids)-1]), " ")
		if got != want || ids[0] != weights.UnigramStart || ids[len(ids)-1] != weights.UnigramEnd {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestIsWordInAnyCase: the vocabulary has tide, and people write at the beginning of a
// sentence, or loudly.
func TestIsWordInAnyCase(t *testing.T) {
	e, err := Open(openToy(t))
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]bool{"tide": true, "Tide": true, "TIDE": true, "tides": false, "tdie": false, "zzz": false, "港": false, "": false, "\xff": false} {
		if e.IsWord(word) != want {
			t.Errorf("IsWord(%q) is %v", word, !want)
		}
	}
}

func TestUnigramMarksInATextAreText(t *testing.T) {
	tok, b := unigram{openToy(t).Unigram}, newBuffers()
	ids := tok.appendPieces(nil, &b, "<s> </s> <mask>", 64)
	for _, mark := range []int32{weights.UnigramStart, weights.UnigramEnd, int32(len(packtest.Pieces()) - 1)} {
		if slices.Contains(ids[1:len(ids)-1], mark) {
			t.Errorf("%v has the mark %d", ids, mark)
		}
	}
}

func TestLongUnigramTextsAreCut(t *testing.T) {
	tok, b := unigram{openToy(t).Unigram}, newBuffers()
	for _, text := range []string{strings.Repeat("tide ", 400), strings.Repeat("港", 9000), strings.Repeat("e\u0301", 9000)} {
		ids := tok.appendPieces([]int32{7}, &b, text, 256)
		if len(ids) != 257 || ids[0] != 7 || ids[1] != weights.UnigramStart || ids[256] != weights.UnigramEnd {
			t.Errorf("%.12q…: %d pieces, last %d", text, len(ids), ids[len(ids)-1])
		}
	}
}

// Texts that must be put into their normal form cost what that costs.
func TestUnigramTokenizingAllocatesNothing(t *testing.T) {
	tok, b := unigram{openToy(t).Unigram}, newBuffers()
	ids := make([]int32, 0, 8192)
	for _, text := range []string{"the tides, é", strings.Repeat("港", 500)} {
		tok.appendPieces(ids, &b, text, 256)
		if n := testing.AllocsPerRun(20, func() { tok.appendPieces(ids, &b, text, 256) }); n != 0 {
			t.Errorf("%.12q: %v allocations", text, n)
		}
	}
}

func FuzzUnigramPieces(f *testing.F) {
	f.Add("the tide")
	f.Add("\xff\xfe é 한 漢 \u0301 ～ \u2581")
	tok, b := unigram{openToy(f).Unigram}, newBuffers()
	f.Fuzz(func(t *testing.T, text string) {
		ids := tok.appendPieces(nil, &b, text, 64)
		if len(ids) < 2 || len(ids) > 64 || ids[0] != weights.UnigramStart || ids[len(ids)-1] != weights.UnigramEnd {
			t.Errorf("%q: pieces %v", text, ids)
		}
	})
}

func TestOtherWeightsAreRun(t *testing.T) {
	e, err := Open(openToy(t))
	if err != nil {
		t.Fatal(err)
	}
	if e.Info().Passage != "passage: " {
		t.Errorf("info %+v", e.Info())
	}
	a, b := embed(e, "the tide"), embed(e, "tides, the")
	if c := cosine(a, a); c < .999999 {
		t.Errorf("a vector has the cosine %v with itself", c)
	}
	if c := cosine(a, b); c > .9999 {
		t.Errorf("other texts have the same vector, cosine %v", c)
	}
}
