package blevex

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"footnote/retrieval/engine"
)

// formatVersion counts changes of the layout on disk, of analysis, of what all readers
// share and of passages: an index of another version is rebuilt. Readers have
// versions of their own, see retrieval.FileState.
const formatVersion = 11

// manifest describes a generation.
type manifest struct {
	Format int    `json:"format"`
	Corpus string `json:"corpus"`
	totals
	Files []checksum `json:"files"` // below the generation, by slash path
}

// totals are what scoring needs to know of the whole index.
type totals = engine.Totals

type checksum struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	CRC32C uint32 `json:"crc32c"`
	// Modified is the time of the file when it was summed, in nanoseconds; 0 where that
	// proves nothing. Files never change once they are in a manifest, so one of another
	// time was changed by somebody else.
	Modified int64 `json:"modified,omitempty"`
}

// tick is more than the steps in which file systems tell the time: a file that was
// changed so short ago may change again without a sign.
const tick = 50 * time.Millisecond

func castagnoliTable() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// readManifest reads the manifest whose bytes have the given CRC-32C.
func readManifest(path string, sum uint32) (m manifest, err error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return m, &untrusted{Reason: "its manifest is missing"}
	}
	if err != nil {
		return m, unreadableError(err)
	}
	if crc32.Checksum(data, castagnoliTable()) != sum {
		return m, &untrusted{Reason: "its manifest is damaged"}
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, &untrusted{Reason: "its manifest is malformed"}
	}
	if m.Format != formatVersion {
		return m, &untrusted{Reason: fmt.Sprintf("it has format %d, this program makes format %d", m.Format, formatVersion)}
	}
	return m, nil
}

// writeManifest stores m in the generation's directory after summing its files, and
// returns the checksum of the manifest itself. Files that are links to those of the
// generation before, which has the given sums, were summed then.
func (m *manifest) writeManifest(dir string, before string, sums []checksum) (uint32, error) {
	m.Files = nil
	known := make(map[string]checksum, len(sums))
	for _, sum := range sums {
		known[sum.Name] = sum
	}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if sum, ok := known[name]; ok && sum.Modified != 0 && isSameFile(filepath.Join(before, name), filepath.Join(dir, name)) {
			m.Files = append(m.Files, sum)
			return nil
		}
		c, err := checksumFile(root, name)
		m.Files = append(m.Files, c)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("checksum the index: %w", err)
	}
	data, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return 0, err
	}
	return crc32.Checksum(data, castagnoliTable()), writeFileSync(filepath.Join(dir, manifestName), data)
}

// isSameFile reports whether two paths lead to the same file.
func isSameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// verifyFiles compares the files of the generation with what is known of them: those
// that look as they did when they were summed by size and time alone, or all by their
// checksums if strict. A search finds the rest: each passage has a checksum of its own.
func (m *manifest) verifyFiles(dir string, strict bool) error {
	root := os.DirFS(dir)
	for _, want := range m.Files {
		if err := want.verify(root, strict); err != nil {
			return err
		}
	}
	return nil
}

// findDamage returns the names of the files that aren't as they were summed. The error
// is of a file that couldn't be looked at.
func (m *manifest) findDamage(dir string, strict bool) (damaged []string, err error) {
	root, bad := os.DirFS(dir), (*untrusted)(nil)
	for _, want := range m.Files {
		switch err := want.verify(root, strict); {
		case errors.As(err, &bad):
			damaged = append(damaged, want.Name)
		case err != nil:
			return nil, err
		}
	}
	return damaged, nil
}

// verify compares one file with what is known of it.
func (c checksum) verify(root fs.FS, strict bool) error {
	info, err := fs.Stat(root, c.Name)
	if err == nil && !strict && c.Modified != 0 && info.Size() == c.Size && info.ModTime().UnixNano() == c.Modified {
		return nil
	}
	var got checksum
	if err == nil {
		got, err = checksumFile(root, c.Name)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &untrusted{Reason: c.Name + " is missing"}
	case err != nil:
		return fmt.Errorf("check the index: %w", err)
	case got.Size != c.Size || got.CRC32C != c.CRC32C:
		return &untrusted{Reason: c.Name + " is damaged"}
	}
	return nil
}

func checksumFile(root fs.FS, name string) (checksum, error) {
	f, err := root.Open(name)
	if err != nil {
		return checksum{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return checksum{}, err
	}
	h := crc32.New(castagnoliTable())
	n, err := io.CopyBuffer(struct{ io.Writer }{h}, struct{ io.Reader }{f}, make([]byte, 1<<18))
	c := checksum{Name: name, Size: n, CRC32C: h.Sum32()}
	if time.Since(info.ModTime()) > tick {
		c.Modified = info.ModTime().UnixNano()
	}
	return c, err
}
