package meaning

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/encoder"
)

// Folder keeps vectors by the keys of their texts. Snapshots may be taken by several
// goroutines and processes while one of them adds vectors.
type Folder struct {
	dir   string
	model string
	log   *slog.Logger
	size  int // of a vector; 0 until it is known, and the folder holds nothing

	mu   sync.Mutex
	open map[string]*run // by name, those with readers
	bad  map[string]bool // names of runs that can't be used
}

// NewFolder returns the folder dir, which need not be there, of vectors by a model, as
// long as those of the one inside the program.
func NewFolder(dir, model string, log *slog.Logger) *Folder {
	return &Folder{dir: dir, model: model, log: log, size: encoder.Size, open: make(map[string]*run), bad: make(map[string]bool)}
}

// setSize says how many bytes a vector has. It is to be called before anything is
// asked of the folder, or once while it holds nothing.
func (f *Folder) setSize(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.size = n
}

// hasSize reports whether the length of vectors is known.
func (f *Folder) hasSize() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.size > 0
}

// State tells what the folder holds from what it held at other times. It costs the
// listing of a few files.
func (f *Folder) State() string { return strings.Join(f.listRuns(), " ") }

// listRuns returns the names of the runs, in order. A folder that can't be read, or
// whose vectors are of unknown length, holds none.
func (f *Folder) listRuns() []string {
	if !f.hasSize() {
		return nil
	}
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), runEnding) {
			names = append(names, e.Name())
		}
	}
	return names
}

// Snapshot is what a folder holds at one moment. It is safe for use by several
// goroutines until it is closed.
type Snapshot struct {
	folder *Folder
	runs   []*run // the largest first
	starts []int  // of the rows of each run
	rows   int
	state  string
	close  sync.Once
}

// Snapshot returns what the folder holds now, for the caller to close. Runs that
// can't be used are left out.
func (f *Folder) Snapshot() *Snapshot {
	const attempts = 5 // while others merge runs
	for attempt := 1; ; attempt++ {
		names := f.listRuns()
		s, whole := f.openRuns(names)
		if whole || attempt == attempts {
			s.state = strings.Join(names, " ")
			return s
		}
		s.Close()
	}
}

// openRuns opens runs by name. whole reports whether none has vanished.
func (f *Folder) openRuns(names []string) (s *Snapshot, whole bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s, whole = &Snapshot{folder: f}, true
	for _, name := range names {
		if f.bad[name] {
			continue
		}
		r := f.open[name]
		if r == nil {
			var err error
			if r, err = f.openRun(name); errors.Is(err, fs.ErrNotExist) {
				whole = false
				continue
			} else if err != nil {
				f.noteBad(name, err)
				continue
			}
			f.open[name] = r
		}
		r.readers++
		s.runs = append(s.runs, r)
	}
	slices.SortStableFunc(s.runs, func(a, b *run) int { return b.count - a.count })
	for _, r := range s.runs {
		s.starts = append(s.starts, s.rows)
		s.rows += r.count
	}
	return s, whole
}

// noteBad remembers a run that can't be used.
func (f *Folder) noteBad(name string, err error) {
	f.bad[name] = true
	level := slog.LevelWarn
	if errors.Is(err, errOtherModel) {
		level = slog.LevelInfo
	}
	f.log.Log(context.Background(), level, "vectors on disk can't be used and are made again", "file", filepath.Join(f.dir, name), "reason", err)
}

// noteUnsound remembers a run whose vectors turned out to be damaged.
func (f *Folder) noteUnsound(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.noteBad(name, errDamaged)
}

// hasHalves reports whether there are files that are being written, or that a killed
// process has left.
func (f *Folder) hasHalves() bool {
	halves, _ := filepath.Glob(filepath.Join(f.dir, "*"+tempEnding)) // fails on a bad pattern only
	return len(halves) > 0
}

// hasDamage reports whether runs can't be used, as far as is known.
func (f *Folder) hasDamage() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.bad) > 0
}

// Close lets go of the runs.
func (s *Snapshot) Close() {
	s.close.Do(func() {
		s.folder.mu.Lock()
		defer s.folder.mu.Unlock()
		for _, r := range s.runs {
			if r.readers--; r.readers > 0 {
				continue
			}
			delete(s.folder.open, r.name)
			if err := r.close(); err != nil {
				s.folder.log.Warn("a file of vectors can't be closed", "file", r.name, "err", err)
			}
		}
		s.runs = nil
	})
}

// Rows is the number of rows, which are vectors with a number from 0 on. A text may
// have several until runs are merged.
func (s *Snapshot) Rows() int { return s.rows }

// State is what Folder.State was when the snapshot was taken.
func (s *Snapshot) State() string { return s.state }

// Verify reads all vectors, so that damage is known before one of them is used.
func (s *Snapshot) Verify() {
	for _, r := range s.runs {
		r.isSound()
	}
}

// Row returns the row of a key, -1 if there is none.
func (s *Snapshot) Row(k Key) int {
	row := -1
	s.FindRows(1, func(int) Key { return k }, func(_, found int) { row = found })
	return row
}

// FindRows looks n keys up and tells found those that have a row. Keys that stand for
// no text are left out.
func (s *Snapshot) FindRows(n int, key func(i int) Key, found func(i, row int)) {
	defer guardAgainstFaults(func(any) {})() // what can't be read isn't found
	for i := range n {
		k := key(i)
		if k.IsZero() {
			continue
		}
		for j, r := range s.runs {
			if at := r.find(k); at >= 0 {
				found(i, s.starts[j]+at)
				break
			}
		}
	}
}

// Vector returns a copy of the vector of a key, and whether there is one.
func (s *Snapshot) Vector(k Key) (v []int8, ok bool) {
	defer guardAgainstFaults(func(any) { v, ok = nil, false })()
	for _, r := range s.runs {
		if at := r.find(k); at >= 0 && r.isSound() {
			return slices.Clone(r.vector(at)), true
		}
	}
	return nil, false
}

// Unsound is the product of a row whose run turned out to be damaged.
const Unsound = -1 << 31

// Scan writes the product of a vector with that of each row to dst, which has room
// for Rows.
func (s *Snapshot) Scan(scan func(dst []int32, query, vectors []int8), dst []int32, query []int8) {
	for i, r := range s.runs {
		dst := dst[s.starts[i]:][:r.count]
		if !r.isSound() || !scanSafely(scan, dst, query, r.vectors) {
			for j := range dst {
				dst[j] = Unsound
			}
		}
	}
}

// scanSafely reports whether the vectors could be read.
func scanSafely(scan func(dst []int32, query, vectors []int8), dst []int32, query, vectors []int8) (ok bool) {
	defer guardAgainstFaults(func(any) { ok = false })()
	scan(dst, query, vectors)
	return true
}
