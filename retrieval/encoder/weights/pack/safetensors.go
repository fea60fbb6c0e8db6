package pack

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"

	"footnote/retrieval/encoder/weights"
)

// tensors are the arrays of a safetensors file, by name: an 8-byte length, that
// many bytes of JSON, then the values.
type tensors struct {
	header map[string]json.RawMessage
	data   []byte
}

func parseTensors(b []byte) (*tensors, error) {
	if len(b) < 8 || binary.LittleEndian.Uint64(b) > uint64(len(b)-8) {
		return nil, errors.New("the safetensors file is cut off")
	}
	n := binary.LittleEndian.Uint64(b)
	t := &tensors{data: b[8+n:]}
	if err := json.Unmarshal(b[8:8+n], &t.header); err != nil {
		return nil, fmt.Errorf("reading the header of the safetensors file: %w", err)
	}
	return t, nil
}

// isRough implements source.
func (t *tensors) isRough() bool { return false }

// floats implements source.
func (t *tensors) floats(name string, first, n int) ([]float32, error) {
	var h struct {
		Type    string `json:"dtype"`
		Offsets [2]int `json:"data_offsets"`
	}
	raw, ok := t.header[name]
	if !ok {
		return nil, fmt.Errorf("the model has no tensor %s", name)
	}
	if err := json.Unmarshal(raw, &h); err != nil {
		return nil, fmt.Errorf("reading the header of %s: %w", name, err)
	}
	from, end := h.Offsets[0]+4*first, h.Offsets[1]
	to := from + 4*n
	if h.Type != "F32" || first < 0 || h.Offsets[0] < 0 || to > end || end > len(t.data) {
		return nil, fmt.Errorf("tensor %s hasn't %d values of type F32", name, first+n)
	}
	return weights.FloatView(t.data[from:to]).Floats(), nil
}
