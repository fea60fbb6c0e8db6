// Package weights carries the sentence encoder all-MiniLM-L6-v2 inside the program:
// its weights in seven bits, its vocabulary, and where they lie in the file.
//
// The file minilm.bin is embedded and used in place, so opening it costs next to
// nothing and takes no memory beyond the pages that are read. It is made by the
// program in the folder convert, which says how; NOTICE says whose the weights are.
package weights

import _ "embed"

//go:embed minilm.bin
var minilm []byte

// Open returns the model that the program carries.
func Open() (*Model, error) { return Parse(minilm) }
