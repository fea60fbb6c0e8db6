package weights

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"footnote/retrieval/encoder/kernel"
)

// Magic opens a file of packed weights; its last two digits are the version. The
// first one is that of the model inside the program, which has WordPieces and no
// [Info].
const (
	Magic        = "FNLM0001"
	MagicUnigram = "FNLM0002"
)

// mostInfo is the most bytes that an Info takes in a file.
const mostInfo = 1 << 16

// Align is what each part of the file starts at a multiple of.
const Align = 64

var errShort = errors.New("the packed weights are cut off")

// FloatView reads float32 values, little-endian, where they lie in the file.
type FloatView []byte

// At returns value i.
func (f FloatView) At(i int) float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(f[4*i:]))
}

// Floats returns a copy of the values.
func (f FloatView) Floats() []float32 {
	out := make([]float32, len(f)/4)
	for i := range out {
		out[i] = f.At(i)
	}
	return out
}

// Parse returns the model in a file that the converter wrote. The model refers to
// file, which must not change.
//
// The file is Magic, six uint32 (the fields of Dims in their order), and the parts
// of the model in the order of the fields of Model and Layer, each aligned to
// Align: the vocabulary as its slots, its offsets and its text, tables as bytes and
// scales, a kernel.Linear as Packed, Scale and Bias, a Norm as Gain, Bias and
// Channel. After MagicUnigram come the length of the Info, as uint32, and the Info as
// JSON; the vocabulary has the scores of its pieces behind its text.
func Parse(file []byte) (*Model, error) {
	r := reader{rest: file}
	m := &Model{}
	switch string(r.take(len(Magic))) {
	case Magic:
		m.Info = Info{Name: Name, Languages: []string{"en"}}
	case MagicUnigram:
		m.Unigram = &Unigram{}
		if err := r.info(&m.Info); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("these are no packed weights of version %s or %s", Magic, MagicUnigram)
	}
	d := &m.Dims
	for _, n := range []*int{&d.Pieces, &d.Hidden, &d.Inner, &d.Heads, &d.Depth, &d.Positions} {
		*n = r.number()
	}
	if err := d.check(m.Unigram != nil); err != nil {
		return nil, err
	}
	if m.Unigram != nil {
		r.unigram(m.Unigram, d.Pieces, m.Info.Longest)
	} else {
		r.vocabulary(&m.Vocabulary, d.Pieces)
	}
	m.Words = Table{Width: d.Hidden, bytes: r.part(d.Pieces * d.Hidden), scale: r.part(4 * d.Pieces)}
	m.Positions = r.part(4 * d.Positions * d.Hidden)
	m.Norm = r.norm(d.Hidden)
	m.Layers = make([]Layer, d.Depth)
	for i := range m.Layers {
		m.Layers[i] = r.layer(d.Hidden, d.Inner)
	}
	if r.short {
		return nil, errShort
	}
	return m, nil
}

// check returns an error if the kernels can't work with these sizes.
func (d *Dims) check(unigram bool) error {
	least, most := 1, slots/2+slots/4
	if unigram {
		least, most = unigramFirst, unigramSlots/2+unigramSlots/4
	}
	switch {
	case d.Pieces < least || d.Pieces >= most:
		return fmt.Errorf("packed weights: %d pieces are out of range", d.Pieces)
	case d.Depth < 1 || d.Depth > mostLayers, d.Positions < 2 || d.Positions > 4096:
		return fmt.Errorf("packed weights: %d layers and %d positions are out of range", d.Depth, d.Positions)
	case d.Heads*32 != d.Hidden:
		return fmt.Errorf("packed weights: heads have %d values, not 32", d.Hidden/max(d.Heads, 1))
	}
	return checkWidths(d.Hidden, d.Inner)
}

// mostLayers is the most layers of a file.
const mostLayers = 64

// checkWidths returns an error if the kernels can't work with layers of these widths.
func checkWidths(hidden, inner int) error {
	if hidden < 32 || hidden > 4096 || hidden%32 != 0 || inner < 32 || inner > 16384 || inner%32 != 0 {
		return fmt.Errorf("packed weights: widths %d and %d are out of range or no multiples of 32", hidden, inner)
	}
	return nil
}

// reader takes parts off a file; at its end it returns nil and remembers that.
type reader struct {
	rest  []byte
	at    int
	short bool
}

func (r *reader) take(n int) []byte {
	if r.short || n < 0 || n > len(r.rest) {
		r.short = true
		return nil
	}
	b := r.rest[:n:n]
	r.rest, r.at = r.rest[n:], r.at+n
	return b
}

// number takes an uint32.
func (r *reader) number() int {
	if b := r.take(4); b != nil {
		return int(binary.LittleEndian.Uint32(b))
	}
	return 0
}

// part takes n bytes from the next aligned place.
func (r *reader) part(n int) []byte {
	r.take((Align - r.at%Align) % Align)
	return r.take(n)
}

// floats takes a copy of n values from the next aligned place.
func (r *reader) floats(n int) []float32 { return FloatView(r.part(4 * n)).Floats() }

// info reads what the file says of its model.
func (r *reader) info(i *Info) error {
	length := r.number()
	if length > mostInfo {
		return errShort
	}
	b := r.take(length)
	if r.short {
		return errShort
	}
	if err := json.Unmarshal(b, i); err != nil {
		return fmt.Errorf("packed weights: read what they say of the model: %w", err)
	}
	if i.Name == "" || i.Longest < 1 || i.Longest > longestPiece {
		return fmt.Errorf("packed weights: the name %q or the longest piece of %d bytes can't be", i.Name, i.Longest)
	}
	return nil
}

// texts reads the offsets and the text of a vocabulary. Offsets that don't rise would
// be found out in the middle of a text, so they are looked at here.
func (r *reader) texts(pieces int) (offsets, text []byte) {
	offsets = r.part(4 * (pieces + 1))
	if r.short {
		return nil, nil
	}
	before := uint32(0)
	for i := range pieces + 1 {
		at := binary.LittleEndian.Uint32(offsets[4*i:])
		if at < before {
			r.short = true
			return nil, nil
		}
		before = at
	}
	return offsets, r.part(int(before))
}

func (r *reader) vocabulary(v *Vocabulary, pieces int) {
	v.slots = r.part(2 * slots)
	v.offsets, v.text = r.texts(pieces)
	r.checkSlots(slots, pieces, func(i int) int { return int(binary.LittleEndian.Uint16(v.slots[2*i:])) })
}

func (r *reader) unigram(u *Unigram, pieces, longest int) {
	u.longest = longest
	u.slots = r.part(4 * unigramSlots)
	u.offsets, u.text = r.texts(pieces)
	u.scores = r.part(4 * pieces)
	r.checkSlots(unigramSlots, pieces, func(i int) int { return int(binary.LittleEndian.Uint32(u.slots[4*i:])) })
	if r.short {
		return
	}
	u.least = u.scores.At(0)
	for i := range pieces {
		u.least = min(u.least, u.scores.At(i))
	}
}

// checkSlots looks at the entries of a hash table of pieces. One that names no piece
// would be found out in the middle of a text, and in a full table no search would end.
func (r *reader) checkSlots(slots, pieces int, entry func(i int) int) {
	full := 0
	for i := 0; i < slots && !r.short; i++ {
		n := entry(i)
		r.short = n < 0 || n > pieces
		full += min(n, 1)
	}
	r.short = r.short || full == slots
}

func (r *reader) layer(hidden, inner int) Layer {
	return Layer{
		QKV:      r.linear(hidden, 3*hidden),
		Out:      r.linear(hidden, hidden),
		OutNorm:  r.norm(hidden),
		Up:       r.linear(hidden, inner),
		Down:     r.linear(inner, hidden),
		DownNorm: r.norm(hidden),
	}
}

func (r *reader) norm(width int) Norm {
	return Norm{Gain: r.floats(width), Bias: r.floats(width), Channel: r.floats(width)}
}

func (r *reader) linear(in, out int) kernel.Linear {
	return kernel.Linear{In: in, Out: out, Packed: r.part(in * out), Scale: r.floats(out), Bias: r.floats(out)}
}
