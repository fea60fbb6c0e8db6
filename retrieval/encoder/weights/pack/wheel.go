package pack

import (
	"archive/zip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"path"
)

// readMember returns the file of this name, in whichever folder of the zip, if its
// hash is the expected one.
func readMember(z *zip.Reader, name, hash string) ([]byte, error) {
	for _, f := range z.File {
		if path.Base(f.Name) != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("opening %s: %w", f.Name, err)
		}
		b, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, fmt.Errorf("reading %s: %w", f.Name, err)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(b)); got != hash {
			return nil, fmt.Errorf("%s has the sha256 %s, not %s: this is another model", f.Name, got, hash)
		}
		return b, nil
	}
	return nil, fmt.Errorf("the package has no %s", name)
}
