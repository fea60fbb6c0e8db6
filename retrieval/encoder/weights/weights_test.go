package weights

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	"footnote/retrieval/encoder/kernel"
)

func TestNoticeNamesTheFiles(t *testing.T) {
	notice, err := os.ReadFile("NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{"minilm.bin": minilm, "reader.bin": readerFile} {
		if hash := fmt.Sprintf("%x", sha256.Sum256(file)); !strings.Contains(string(notice), hash) {
			t.Errorf("NOTICE doesn't name %s's sha256 %s", name, hash)
		}
	}
	if hash := fmt.Sprintf("%x", sha256.Sum256(minilm)); !strings.HasSuffix(Identity, " sha256:"+hash) {
		t.Errorf("Identity is %q, but minilm.bin's sha256 %s", Identity, hash)
	}
}

func TestOpen(t *testing.T) {
	m, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	if want := (Dims{Pieces: 30522, Hidden: 384, Inner: 1536, Heads: 12, Depth: 6, Positions: 256}); m.Dims != want {
		t.Errorf("dims %+v, want %+v", m.Dims, want)
	}
	if got := string(m.Vocabulary.Piece(101)); got != "[CLS]" {
		t.Errorf("piece 101 is %q", got)
	}
	for i, l := range m.Layers {
		for _, l := range []kernel.Linear{l.QKV, l.Out, l.Up, l.Down} {
			for j, b := range l.Packed {
				if b < 1 || b > 127 {
					t.Fatalf("layer %d: weight %d is %d, not 1 to 127", i, j, b)
				}
			}
		}
	}
}

func TestEveryPieceIsFound(t *testing.T) {
	m, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	for id := range m.Dims.Pieces {
		text, continued := cutContinuation(m.Vocabulary.Piece(id))
		if got, n := m.Vocabulary.LongestPiece(text, continued); got != id || n != len(text) {
			t.Fatalf("piece %d, %q: found %d, %d bytes", id, text, got, n)
		}
	}
}

func TestLongestPiece(t *testing.T) {
	m, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		word      string
		continued bool
		want      string
	}{
		{"harbourmaster", false, "harbour"},
		{"master", true, "##master"},
		{"\xff", false, ""},
		{"", false, ""},
		{strings.Repeat("ø", 99), false, "ø"},
	} {
		id, n := m.Vocabulary.LongestPiece([]byte(test.word), test.continued)
		if got := string(m.Vocabulary.Piece(id)); n > 0 && got != test.want || (n == 0) != (test.want == "") {
			t.Errorf("%.20q: piece %q, %d bytes, want %q", test.word, got, n, test.want)
		}
	}
}
