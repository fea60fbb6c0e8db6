package corpus

import (
	"encoding/hex"
	"hash"
	"io"
	"io/fs"
)

// checkedFile is a file that must have the hash that it had: its reading ends in
// an error if it doesn't.
type checkedFile struct {
	fs.File
	sum  hash.Hash
	want string
}

// Read implements io.Reader.
func (f *checkedFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.sum.Write(p[:n])
	if err == io.EOF && hex.EncodeToString(f.sum.Sum(nil)) != f.want {
		return n, errChanged
	}
	return n, err
}
