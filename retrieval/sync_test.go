package retrieval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// fakeSource is a corpus in memory. Each line of a file is a document.
type fakeSource struct {
	files   map[string]fakeFile
	unlists map[string]bool // paths whose listing fails
	ends    error           // ends the walk
	reader  string          // reads all files, "" is "line/1"
	mu      sync.Mutex
	loaded  []string
}

type fakeFile struct {
	text       string
	modified   time.Time
	unreadable bool // Load fails
	device     uint64
}

func (s *fakeSource) Files(context.Context) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for _, path := range slices.Sorted(maps.Keys(s.files)) {
			f := s.files[path]
			if !yield(File{Path: path, Size: int64(len(f.text)), ModTime: f.modified, Device: f.device}, nil) {
				return
			}
		}
		for path := range s.unlists {
			if !yield(File{}, &ReadError{Path: path, Reason: "it can't be listed"}) {
				return
			}
		}
		if s.ends != nil {
			yield(File{}, s.ends)
		}
	}
}

func (s *fakeSource) Load(_ context.Context, f File) (Content, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.loaded = append(s.loaded, f.Path)
	if s.files[f.Path].unreadable {
		return nil, &ReadError{Path: f.Path, Reason: "it can't be read"}
	}
	return fakeContent{f.Path, s.files[f.Path].text, s.version()}, nil
}

func (s *fakeSource) version() string { return cmp.Or(s.reader, "line/1") }

func (s *fakeSource) Outdated(state FileState) bool {
	if state.Readers == nil {
		return state.Failed != ""
	}
	return state.Readers[0] != s.version()
}

type fakeContent struct{ path, text, reader string }

func (c fakeContent) Hash() string { return c.text }

func (c fakeContent) Readers() []string { return []string{c.reader} }

// Documents fails at a line "bad", after the others were emitted, and at a line
// "busy" or "fatal" at once and for this time only.
func (c fakeContent) Documents(_ context.Context, emit func(*Document) error) error {
	failed := false
	for i, line := range strings.Split(c.text, "\n") {
		if line == "bad" {
			failed = true
			continue
		}
		if line == "busy" {
			return &ReadError{Path: c.path, Reason: "the machine was busy", Passing: true}
		}
		if line == "fatal" {
			return &ReadError{Path: c.path, Reason: "the program ended", Passing: true, Fatal: true}
		}
		id := c.path
		if strings.Contains(c.text, "\n") {
			id = fmt.Sprintf("%s#%d", c.path, i+1)
		}
		if err := emit(&Document{ID: id, Text: line}); err != nil {
			return err
		}
	}
	if failed {
		return &ReadError{Path: c.path, Reason: "a line is bad"}
	}
	return nil
}

// fakeStore keeps documents in memory and counts commits. before, if set, runs
// at the beginning of a change.
type fakeStore struct {
	files   map[string]FileState
	texts   map[string]string
	commits int
	open    int
	before  func() error
}

func (s *fakeStore) Files(context.Context) (FileStates, error) { return s.states(), nil }

func (s *fakeStore) states() FileStates { return NewStateList(slices.Collect(maps.Values(s.files))...) }

func (s *fakeStore) Begin(context.Context) (Change, error) {
	if s.before != nil {
		if err := s.before(); err != nil {
			return nil, err
		}
	}
	s.open++
	c := &fakeChange{store: s, texts: maps.Clone(s.texts)}
	if c.texts == nil {
		c.texts = make(map[string]string)
	}
	return c, nil
}

type fakeChange struct {
	store *fakeStore
	mu    sync.Mutex
	texts map[string]string
	done  bool
}

func (c *fakeChange) Put(_ context.Context, d *Document) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d.Text == "boom" {
		return errors.New("disk full")
	}
	c.texts[d.ID] = d.Text
	return nil
}

func (c *fakeChange) Delete(_ context.Context, id string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.texts, id)
	return nil
}

func (c *fakeChange) Commit(_ context.Context, files []FileState, gone ...string) error {
	if !slices.IsSortedFunc(files, func(a, b FileState) int { return cmp.Compare(a.Path, b.Path) }) {
		return errors.New("the files are out of order")
	}
	known := maps.Clone(c.store.files)
	if known == nil {
		known = make(map[string]FileState)
	}
	for i, f := range files {
		if i > 0 && files[i-1].Path == f.Path {
			return fmt.Errorf("%s is there twice", f.Path)
		}
		known[f.Path] = f
	}
	for _, path := range gone {
		delete(known, path)
	}
	c.store.files = known
	c.store.texts = c.texts
	c.store.commits++
	c.store.open--
	c.done = true
	return nil
}

func (c *fakeChange) Abort() error {
	if !c.done {
		c.store.open--
		c.done = true
	}
	return nil
}

func longAgo(seconds int) time.Time {
	return time.Date(2020, 1, 1, 0, 0, seconds, 0, time.UTC)
}

// bench is a source and a store with what a test does to them.
type bench struct {
	*testing.T
	src   *fakeSource
	store *fakeStore
}

func newBench(t *testing.T) *bench {
	return &bench{t, &fakeSource{files: map[string]fakeFile{}, unlists: map[string]bool{}}, &fakeStore{}}
}

func (b *bench) put(path, text string, second int) {
	b.src.files[path] = fakeFile{text: text, modified: longAgo(second)}
}

func (b *bench) sync() SyncReport {
	b.Helper()
	return b.syncWith(SyncOptions{})
}

func (b *bench) syncWith(o SyncOptions) SyncReport {
	b.Helper()
	b.src.loaded = nil
	r, err := Sync(context.Background(), b.src, b.store, o)
	if err != nil {
		b.Fatal(err)
	}
	if b.store.open != 0 {
		b.Fatal("a change was left open")
	}
	return r
}

// holds fails unless the store has exactly these documents: "id=text".
func (b *bench) holds(want ...string) {
	b.Helper()
	var got []string
	for _, id := range slices.Sorted(maps.Keys(b.store.texts)) {
		got = append(got, id+"="+b.store.texts[id])
	}
	if !slices.Equal(got, want) {
		b.Fatalf("the store holds %q, want %q", got, want)
	}
}

// reads fails unless the last sync loaded exactly these files.
func (b *bench) reads(want ...string) {
	b.Helper()
	slices.Sort(b.src.loaded)
	if !slices.Equal(b.src.loaded, want) {
		b.Fatalf("%q were read, want %q", b.src.loaded, want)
	}
}

func TestSyncFollowsTheSource(t *testing.T) {
	b := newBench(t)
	b.put("a", "apple", 1)
	b.put("b", "bread", 1)
	b.sync()
	b.holds("a=apple", "b=bread")

	r := b.sync()
	b.reads()
	if r.Committed || r.Unchanged != 2 || r.Documents != 2 {
		t.Errorf("nothing to do, and the report is %+v", r)
	}

	b.put("b", "butter", 2)
	b.put("c", "cake", 2)
	delete(b.src.files, "a")
	r = b.sync()
	b.reads("b", "c")
	b.holds("b=butter", "c=cake")
	if r.Added != 1 || r.Changed != 1 || r.Removed != 1 || r.Unchanged != 0 || !r.Committed || r.Documents != 2 {
		t.Errorf("report %+v", r)
	}

	// Renamed: another ID, the old one gone.
	b.src.files["d"] = b.src.files["c"]
	delete(b.src.files, "c")
	b.sync()
	b.holds("b=butter", "d=cake")

	// Same size, other time.
	b.put("b", "batter", 3)
	b.sync()
	b.holds("b=batter", "d=cake")

	// Another time only: read, not put, remembered.
	b.put("b", "batter", 4)
	b.sync()
	b.reads("b")
	b.sync()
	b.reads()
}

func TestSyncRehash(t *testing.T) {
	b := newBench(t)
	b.put("a", "apple", 1)
	b.sync()
	b.put("a", "grape", 1) // by size and time the same
	b.sync()
	b.holds("a=apple")
	if _, err := Sync(context.Background(), b.src, b.store, SyncOptions{Rehash: true}); err != nil {
		t.Fatal(err)
	}
	b.holds("a=grape")
}

func TestSyncLooksAgainAtYoungFiles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // where no time passes by itself
		b := newBench(t)
		now := time.Now()
		b.src.files["a"] = fakeFile{text: "apple", modified: now}
		b.sync()
		b.src.files["a"] = fakeFile{text: "grape", modified: now} // within the clock tick
		b.sync()
		b.holds("a=grape")
		commits := b.store.commits
		b.sync()
		b.reads("a")
		if b.store.commits != commits {
			t.Error("looking again made a new generation")
		}
	})
}

func TestSyncBundleLosesRecords(t *testing.T) {
	b := newBench(t)
	b.put("a", "one\ntwo\nthree", 1)
	b.sync()
	b.holds("a#1=one", "a#2=two", "a#3=three")
	b.put("a", "one\ntoo", 2)
	b.sync()
	b.holds("a#1=one", "a#2=too")
}

func TestSyncRetriesABadFileOnlyWhenItChanges(t *testing.T) {
	b := newBench(t)
	b.put("a", "one\nbad\nthree", 1)
	r := b.sync()
	b.holds("a#1=one", "a#3=three")
	if len(r.Problems) != 1 || r.Problems[0].Reason != "a line is bad" {
		t.Errorf("problems %v", r.Problems)
	}
	r = b.sync()
	b.reads()
	if len(r.Problems) != 1 {
		t.Errorf("the second time the problems are %v", r.Problems)
	}
	b.put("a", "one\ntwo\nthree", 2)
	if r = b.sync(); len(r.Problems) != 0 {
		t.Errorf("mended, the problems are %v", r.Problems)
	}
	b.holds("a#1=one", "a#2=two", "a#3=three")
}

// TestSyncRetriesWhatCantBeLoaded has a file whose permissions are mended:
// neither its size nor its time tell.
func TestSyncRetriesWhatCantBeLoaded(t *testing.T) {
	b := newBench(t)
	b.put("a", "apple", 1)
	b.src.files["b"] = fakeFile{text: "bread", modified: longAgo(1), unreadable: true}
	b.sync()
	b.holds("a=apple")
	commits := b.store.commits
	r := b.sync()
	if b.store.commits != commits || r.Changed != 0 || r.Unchanged != 2 || len(r.Problems) != 1 {
		t.Errorf("still unreadable: %+v, %d commits", r, b.store.commits-commits)
	}
	b.put("b", "bread", 1)
	b.sync()
	b.holds("a=apple", "b=bread")
	b.sync()
	b.reads()
}

func TestSyncKeepsWhatCantBeListed(t *testing.T) {
	b := newBench(t)
	b.put("a/1", "apple", 1)
	b.put("a/b/2", "bread", 1)
	b.put("ab", "cake", 1)
	b.put("c", "date", 1)
	b.sync()
	b.src.files = map[string]fakeFile{}
	b.src.unlists["a"] = true
	b.src.unlists["c"] = true
	r := b.sync()
	b.holds("a/1=apple", "a/b/2=bread", "c=date")
	if r.Removed != 1 || len(r.Problems) != 2 {
		t.Errorf("report %+v", r)
	}
	if len(b.store.files) != 3 {
		t.Errorf("%d files are remembered, want 3", len(b.store.files))
	}
}

func TestSyncIsAllOrNothing(t *testing.T) {
	b := newBench(t)
	b.put("a", "apple", 1)
	b.sync()
	b.put("a", "grape", 2)
	b.put("b", "boom", 2)
	if _, err := Sync(context.Background(), b.src, b.store, SyncOptions{}); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("error %v, want that of the store", err)
	}
	b.holds("a=apple")
	if b.store.open != 0 {
		t.Error("the change was left open")
	}
	delete(b.src.files, "b")
	b.src.ends = errors.New("the share is gone")
	if _, err := Sync(context.Background(), b.src, b.store, SyncOptions{}); !errors.Is(err, b.src.ends) {
		t.Errorf("error %v, want that of the walk", err)
	}
	b.holds("a=apple")
	b.src.ends = nil
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Sync(ctx, b.src, b.store, SyncOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	b.holds("a=apple")
	b.sync()
	b.holds("a=grape")
}

// TestSyncStartsAgainFromAMovedStore has another process commit between the
// look at the store and the change: what it added and this one didn't see must
// not stay for ever.
func TestSyncStartsAgainFromAMovedStore(t *testing.T) {
	b := newBench(t)
	b.put("a", "apple", 1)
	b.store.before = func() error {
		b.store.before = nil
		b.store.texts = map[string]string{"x": "gone since"}
		b.store.files = map[string]FileState{"x": {File: File{Path: "x"}, Documents: []string{"x"}}}
		return ErrMoved
	}
	r := b.sync()
	b.holds("a=apple")
	if r.Added != 1 || r.Removed != 1 {
		t.Errorf("report %+v", r)
	}
	b.put("a", "grape", 2)
	b.store.before = func() error { return ErrMoved }
	if _, err := Sync(context.Background(), b.src, b.store, SyncOptions{}); !errors.Is(err, ErrMoved) {
		t.Errorf("error %v, want an end to starting again", err)
	}
}
