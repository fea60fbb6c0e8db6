package blevex

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/private"
)

// formatVersion counts changes of the layout on disk, of analysis, of what all readers
// share and of passages: an index of another version is rebuilt. Readers have
// versions of their own, see retrieval.FileState.
const formatVersion = 9

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
}

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
// returns the checksum of the manifest itself.
func (m *manifest) writeManifest(dir string) (uint32, error) {
	m.Files = nil
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
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

// verifyFiles compares the files of the generation with their checksums.
func (m *manifest) verifyFiles(dir string) error {
	root := os.DirFS(dir)
	for _, want := range m.Files {
		got, err := checksumFile(root, want.Name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return &untrusted{Reason: want.Name + " is missing"}
		case err != nil:
			return fmt.Errorf("check the index: %w", err)
		case got != want:
			return &untrusted{Reason: want.Name + " is damaged"}
		}
	}
	return nil
}

func checksumFile(root fs.FS, name string) (checksum, error) {
	f, err := root.Open(name)
	if err != nil {
		return checksum{}, err
	}
	defer f.Close()
	h := crc32.New(castagnoliTable())
	n, err := io.CopyBuffer(struct{ io.Writer }{h}, struct{ io.Reader }{f}, make([]byte, 1<<18))
	return checksum{name, n, h.Sum32()}, err
}

// readFiles reads what writeFiles wrote.
func readFiles(path string) (map[string]retrieval.FileState, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadableError(err)
	}
	defer f.Close()
	files := make(map[string]retrieval.FileState)
	for dec := json.NewDecoder(bufio.NewReaderSize(f, 1<<18)); ; {
		var state retrieval.FileState
		if err := dec.Decode(&state); err == io.EOF {
			return files, nil
		} else if err != nil {
			return nil, fmt.Errorf("read the index: %s: %w", path, err)
		}
		files[state.Path] = state
	}
}

func writeFiles(path string, files []retrieval.FileState) error {
	f, err := private.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<18)
	enc := json.NewEncoder(w)
	for i := range files {
		if err = enc.Encode(&files[i]); err != nil {
			break
		}
	}
	return errors.Join(err, w.Flush(), f.Sync(), f.Close())
}
