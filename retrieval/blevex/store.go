package blevex

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"footnote/retrieval"
)

// Store is a data directory that holds an index. It is safe for use by several
// goroutines; other processes are kept out by a lock file while it changes.
type Store struct {
	dir      string
	corpus   string
	log      *slog.Logger
	analyzer *Analyzer

	mu       sync.Mutex
	verified string // generation whose checksums this process has seen match
}

var _ retrieval.Store = (*Store)(nil)

// NewStore returns the store in dir, which need not exist yet. corpus names
// what is indexed, for a person to read and for [Store.Corpus].
func NewStore(dir, corpus string, log *slog.Logger) *Store {
	return &Store{dir: dir, corpus: corpus, log: log, analyzer: NewAnalyzer()}
}

// ErrNoIndex is matched by errors about a store that holds no index yet.
var ErrNoIndex = errors.New("there is no index yet")

// untrusted is an error about a generation that must be rebuilt.
type untrusted struct{ reason string }

func (e *untrusted) Error() string { return "the index can't be trusted: " + e.reason }

// Corpus returns the name of the corpus that the store in dir was made from,
// "" if it holds no index that this version can read.
func Corpus(dir string) string {
	_, m, err := current(dir)
	if err != nil {
		return ""
	}
	return m.Corpus
}

// Open opens the current generation for reading. The error matches ErrNoIndex
// if there is none, or says why it can't be used.
func (s *Store) Open(ctx context.Context) (*Index, error) {
	// Another process may replace and remove the generation between the
	// look at CURRENT and the opening of its files.
	for attempt := 0; ; attempt++ {
		gen, m, err := s.trusted()
		if err != nil {
			return nil, err
		}
		x, err := openIndex(filepath.Join(s.dir, gen, "bleve"), m, s.analyzer)
		if err == nil || !errors.Is(err, fs.ErrNotExist) || attempt == 3 || ctx.Err() != nil {
			return x, err
		}
	}
}

// Files implements retrieval.Store. An index that can't be trusted has no
// files: everything is read again.
func (s *Store) Files(context.Context) (map[string]retrieval.FileState, error) {
	gen, _, err := s.trusted()
	bad := (*untrusted)(nil)
	switch {
	case errors.Is(err, ErrNoIndex):
		return nil, nil
	case errors.As(err, &bad):
		s.log.Warn("rebuilding the index from the documents", "data", s.dir, "reason", bad.reason)
		return nil, nil
	case err != nil:
		return nil, err
	}
	return readFiles(filepath.Join(s.dir, gen, filesName))
}

// trusted returns the current generation after checking it.
func (s *Store) trusted() (gen string, m manifest, err error) {
	gen, m, err = current(s.dir)
	if err != nil {
		return "", m, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.verified == gen {
		return gen, m, nil
	}
	if err := m.verify(filepath.Join(s.dir, gen)); err != nil {
		return "", m, err
	}
	s.verified = gen
	return gen, m, nil
}

const (
	currentName   = "CURRENT"
	lockName      = "LOCK"
	manifestName  = "manifest.json"
	filesName     = "files.jsonl"
	generationFmt = "gen-%06d"
)

// current reads which generation counts and its manifest.
func current(dir string) (gen string, m manifest, err error) {
	line, err := os.ReadFile(filepath.Join(dir, currentName))
	if errors.Is(err, fs.ErrNotExist) {
		return "", m, fmt.Errorf("%s: %w", dir, ErrNoIndex)
	}
	if err != nil {
		return "", m, fmt.Errorf("read the index: %w", err)
	}
	var sum uint32
	if _, err := fmt.Sscanf(string(line), "%s %08x\n", &gen, &sum); err != nil || strings.ContainsAny(gen, `/\`) {
		return "", m, &untrusted{"its file CURRENT is malformed"}
	}
	m, err = readManifest(filepath.Join(dir, gen, manifestName), sum)
	return gen, m, err
}

// setCurrent makes gen the generation that counts.
func setCurrent(dir, gen string, sum uint32) error {
	return writeFileSync(filepath.Join(dir, currentName), fmt.Appendf(nil, "%s %08x\n", gen, sum))
}

// writeFileSync replaces a file as a whole, durably.
func writeFileSync(path string, data []byte) error {
	tmp := path + ".tmp"
	f, err := os.Create(tmp)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
