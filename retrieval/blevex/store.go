package blevex

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
	"footnote/retrieval/private"
)

// Store is a data directory that holds an index. It is safe for use by several
// goroutines, of which one at a time may sync; other processes are kept out by
// a lock file while it changes.
type Store struct {
	dir      string
	corpus   string
	log      *slog.Logger
	analyzer *Analyzer
	vectors  *meaning.Store // nil: none are used
	former   *meaning.Store // of the model before, nil if there is none

	mu       sync.Mutex
	verified string // what CURRENT said when the checksums of its generation matched
	looked   bool   // Files has been called
	listed   string // what CURRENT said when it was, last
}

var _ retrieval.Store = (*Store)(nil)

// NewStore returns the store in dir, which need not exist yet. corpus names
// what is indexed, for a person to read and for [Store.Corpus].
func NewStore(dir, corpus string, log *slog.Logger) *Store {
	useSegments()
	return &Store{dir: dir, corpus: corpus, log: log, analyzer: NewAnalyzer()}
}

// UseVectors has indexes that are opened from now on know the meaning of passages. It
// is to be called before the store is used.
func (s *Store) UseVectors(v *meaning.Store) { s.vectors = v }

// UseFormer has the vectors of the model before serve until those of UseVectors are
// made. It is to be called before the store is used.
func (s *Store) UseFormer(v *meaning.Store) { s.former = v }

// untrusted is an error about a generation that must be rebuilt.
type untrusted = engine.UntrustedError

// Corpus returns the name of the corpus that the store in dir was made from,
// "" if it holds no index that this version can read.
func Corpus(dir string) string {
	_, m, err := currentGeneration(dir)
	if err != nil {
		return ""
	}
	return m.Corpus
}

// Open opens the current generation for reading. The error matches engine.ErrNoIndex
// if there is none, or says why it can't be used.
func (s *Store) Open(ctx context.Context) (*Index, error) {
	x, _, err := s.openCurrent(ctx)
	return x, err
}

// openCurrent also returns what CURRENT says of the generation. One of which parts are
// damaged is repaired first.
func (s *Store) openCurrent(ctx context.Context) (x *Index, line string, err error) {
	x, line, err = s.openTrusted(ctx)
	if err != nil && s.repairIfDamaged(ctx, err) == nil {
		x, line, err = s.openTrusted(ctx)
	}
	return x, line, err
}

// openTrusted opens the current generation if it can be trusted.
func (s *Store) openTrusted(ctx context.Context) (x *Index, line string, err error) {
	err = s.withManifest(ctx, func(gen generation, m manifest) error {
		line = gen.line
		x, err = openIndex(filepath.Join(s.dir, gen.name), m, s.analyzer, s.vectors, s.former)
		if err == nil && currentLine(s.dir) != gen.line {
			// It may have been losing files while it was opened: bleve goes on
			// without them.
			err = errors.Join(retrieval.ErrMoved, x.Close())
			x = nil
		}
		if x != nil {
			x.state, x.suspect = gen.line, func() { s.noteSuspect(gen) }
		}
		return err
	})
	return x, line, err
}

// Current tells the state of the documents that the index holds from any other,
// and when it came to be; "" if there is no index. It costs the reading of one
// short file.
func (s *Store) Current() (state string, since time.Time) {
	state = currentLine(s.dir)
	if info, err := os.Stat(filepath.Join(s.dir, currentName)); err == nil {
		since = info.ModTime()
	}
	return state, since
}

// Listing returns what the index remembers of the files, for those who only
// read it: unlike after Files, a change by another process isn't missed by the
// next Begin.
func (s *Store) Listing(ctx context.Context) (retrieval.FileStates, error) {
	files, _, err := s.listFiles(ctx)
	if err != nil {
		return nil, err
	}
	return files, nil
}

// listFiles also returns what CURRENT says.
func (s *Store) listFiles(ctx context.Context) (files *states, line string, err error) {
	err = s.withManifest(ctx, func(gen generation, _ manifest) error {
		line = gen.line
		files, err = readStates(filepath.Join(s.dir, gen.name))
		return err
	})
	return files, line, err
}

// Files implements retrieval.Store. An index that can't be trusted has no
// files: everything is read again. Of one of which only segments are damaged, it has
// those that are whole.
func (s *Store) Files(ctx context.Context) (retrieval.FileStates, error) {
	files, line, err := s.listFiles(ctx)
	if err != nil && s.repairIfDamaged(ctx, err) == nil {
		files, line, err = s.listFiles(ctx)
	}
	bad := (*untrusted)(nil)
	if errors.As(err, &bad) {
		s.log.Warn("rebuilding the index from the documents", "data", s.dir, "reason", bad.Reason)
		err = nil
	}
	if errors.Is(err, engine.ErrNoIndex) {
		err = nil
	}
	s.mu.Lock()
	s.looked, s.listed = true, line
	s.mu.Unlock()
	if files == nil {
		return retrieval.StateList(nil), err
	}
	return files, err
}

// withManifest calls f with the current generation after checking it. Another process
// may replace and remove the generation at any moment: if one has while f, or
// the check, failed, the failure says nothing and the next one is read.
func (s *Store) withManifest(ctx context.Context, f func(generation, manifest) error) error {
	const attempts = 5
	for attempt := 1; ; attempt++ {
		before := currentLine(s.dir)
		gen, m, err := s.trustedManifest()
		if err == nil {
			err = f(gen, m)
		}
		if err == nil || attempt == attempts || ctx.Err() != nil || currentLine(s.dir) == before {
			return err
		}
	}
}

// trustedManifest returns the current generation after checking it.
func (s *Store) trustedManifest() (gen generation, m manifest, err error) {
	gen, m, err = currentGeneration(s.dir)
	if err != nil {
		return generation{}, m, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	suspect := s.isSuspect(gen)
	if s.verified == gen.line && !suspect {
		return gen, m, nil
	}
	if err := m.verifyFiles(filepath.Join(s.dir, gen.name), suspect); err != nil {
		return generation{}, m, err
	}
	s.verified = gen.line
	if suspect {
		s.acquit()
	}
	return gen, m, nil
}

// Verify reads all files of the current generation and compares them with their
// checksums, whatever their sizes and times are.
func (s *Store) Verify(ctx context.Context) error {
	return s.withManifest(ctx, func(gen generation, m manifest) error {
		return m.verifyFiles(filepath.Join(s.dir, gen.name), true)
	})
}

const (
	currentName   = "CURRENT"
	lockName      = "LOCK"
	manifestName  = "manifest.json"
	generationFmt = "gen-%06d"
)

// generation is what CURRENT says.
type generation struct {
	line string // all of it: unlike the name, never the same twice
	name string
}

// currentGeneration reads which generation counts and its manifest.
func currentGeneration(dir string) (gen generation, m manifest, err error) {
	line, err := os.ReadFile(filepath.Join(dir, currentName))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) { // what is in the way shows when one is made
		return gen, m, fmt.Errorf("%s: %w", dir, engine.ErrNoIndex)
	}
	if err != nil {
		return gen, m, unreadableError(err)
	}
	gen.line = string(line)
	var sum uint32
	if _, err := fmt.Sscanf(gen.line, "%s %08x\n", &gen.name, &sum); err != nil || generationNumber(gen.name) == 0 {
		return generation{}, m, &untrusted{Reason: "its file CURRENT is malformed"}
	}
	m, err = readManifest(filepath.Join(dir, gen.name, manifestName), sum)
	return gen, m, err
}

// unreadableError says what to do where the index can't be read. Only the user who made
// it can read it.
func unreadableError(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("read the index: %w (another user made it: run footnote as that one, or choose another folder with --data)", err)
	}
	return fmt.Errorf("read the index: %w", err)
}

// currentLine is what CURRENT says, "" if it can't be read.
func currentLine(dir string) string {
	line, _ := os.ReadFile(filepath.Join(dir, currentName))
	return string(line)
}

// generationNumber is the number in the name of a generation, 0 if it isn't one.
func generationNumber(name string) int {
	n := 0
	if _, err := fmt.Sscanf(name, generationFmt, &n); err != nil || name != fmt.Sprintf(generationFmt, n) {
		return 0
	}
	return n
}

// setCurrent makes gen the generation that counts and returns what CURRENT
// says from now on.
func setCurrent(dir, gen string, sum uint32) (line string, err error) {
	line = fmt.Sprintf("%s %08x\n", gen, sum)
	return line, writeFileSync(filepath.Join(dir, currentName), []byte(line))
}

// writeFileSync replaces a file as a whole, durably.
func writeFileSync(path string, data []byte) error {
	tmp := path + ".tmp"
	f, err := private.Create(tmp)
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
