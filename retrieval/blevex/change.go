package blevex

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
	"github.com/gofrs/flock"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/private"
)

// change is the next generation in the making.
type change struct {
	store  *Store
	lock   *flock.Flock
	gen    string
	dir    string
	before string     // the generation that it began with, "" for none
	sums   []checksum // of that one's files
	outer  bleve.Index
	engine index.Index
	base   index.IndexReader // the generation before this change
	stored *storedTexts      // of base
	busy   chan struct{}     // has as many as there are workers in use

	mu      sync.Mutex
	totals  totals
	workers []*worker
	idle    []*worker
}

// Begin implements retrieval.Store.
func (s *Store) Begin(ctx context.Context) (retrieval.Change, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := private.MakeFolder(s.dir); err != nil {
		return nil, s.unwritableError("make the data directory", err)
	}
	lock, err := s.acquireLock()
	if err != nil {
		return nil, err
	}
	c := &change{store: s, lock: lock, busy: make(chan struct{}, mostWorkers)}
	if err := c.startGeneration(); errors.Is(err, retrieval.ErrMoved) {
		return nil, errors.Join(err, c.Abort())
	} else if err != nil {
		return nil, errors.Join(s.unwritableError("start a new generation of the index", err), c.Abort())
	}
	return c, nil
}

// unwritableError says what to do where something can't be written below the data
// directory.
func (s *Store) unwritableError(doing string, err error) error {
	return fmt.Errorf("%s: %w (see that %s can be written to and its disk has room, or choose another folder with --data; the index is as it was before)", doing, err, s.dir)
}

func (s *Store) acquireLock() (*flock.Flock, error) {
	path := filepath.Join(s.dir, lockName)
	lock := flock.New(path)
	ok, err := lock.TryLock()
	if err != nil {
		return nil, s.unwritableError("lock the data directory", err)
	}
	if !ok {
		owner, _ := os.ReadFile(path)
		return nil, fmt.Errorf("%s: %w%s; wait until it has finished, or use another --data directory",
			s.dir, retrieval.ErrLocked, strings.TrimRight(string(owner), "\n"))
	}
	note := fmt.Sprintf(" (pid %d)\n", os.Getpid())
	if err := private.WriteFile(path, []byte(note)); err != nil {
		return nil, errors.Join(s.unwritableError("lock the data directory", err), lock.Unlock())
	}
	return lock, nil
}

// startGeneration copies the current generation, if it can be trusted, and opens the
// copy.
func (c *change) startGeneration() error {
	s := c.store
	old, m, err := s.trustedManifest()
	bad := (*untrusted)(nil)
	switch {
	case errors.Is(err, engine.ErrNoIndex), errors.As(err, &bad):
		old, m = generation{}, manifest{}
	case err != nil:
		return err
	}
	s.mu.Lock()
	moved := s.looked && s.listed != old.line
	s.mu.Unlock()
	if moved {
		return retrieval.ErrMoved
	}
	c.totals = m.totals
	last, err := s.removeGenerations(old.name)
	if err != nil {
		return err
	}
	c.gen = fmt.Sprintf(generationFmt, last+1)
	c.dir = filepath.Join(s.dir, c.gen)
	path := filepath.Join(c.dir, "bleve")
	if old.name != "" {
		c.before, c.sums = filepath.Join(s.dir, old.name), m.Files
		for _, part := range []string{"bleve", keysFolder} {
			if err := cloneIndex(filepath.Join(c.before, part), filepath.Join(c.dir, part)); err != nil {
				return err
			}
		}
		err = c.useIndex(bleve.OpenUsing(path, engineConfig(false)))
	} else {
		if err := private.MakeFolder(c.dir); err != nil {
			return err
		}
		err = c.useIndex(bleve.NewUsing(path, leanMapping(), scorch.Name, scorch.Name, engineConfig(false)))
	}
	if err != nil {
		return err
	}
	return c.openBase()
}

// openBase begins to read what the index has before the change.
func (c *change) openBase() (err error) {
	if c.engine, err = c.outer.Advanced(); err != nil {
		return err
	}
	if c.base, err = c.engine.Reader(); err != nil {
		return err
	}
	c.stored, err = textsOfReader(c.base)
	return err
}

// useIndex keeps what bleve has opened. With an error that is an interface around
// nil, which can't be closed.
func (c *change) useIndex(opened bleve.Index, err error) error {
	if err == nil {
		c.outer = opened
	}
	return err
}

// leanMapping is what bleve's own queries see: no dynamic fields, no term
// vectors, no doc values. Footnote hands bleve analyzed documents.
func leanMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultMapping.Dynamic = false
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	return m
}

// engineConfig has bleve merge nothing by itself, which it would do with what is being
// written and until it is told to close: see mergeSegments.
func engineConfig(readOnly bool) map[string]any {
	return map[string]any{
		"bolt_timeout": "1s", // bleve would wait for ever for a lock
		"read_only":    readOnly,
		"scorchMergePlanOptions": map[string]any{
			"MaxSegmentsPerTier": math.MaxInt32,
			"FloorSegmentSize":   1,
		},
	}
}

// Put implements retrieval.Change.
func (c *change) Put(ctx context.Context, d *retrieval.Document) error {
	old, err := c.stored.readRecord(d.ID)
	if err != nil && !errors.Is(err, retrieval.ErrNotFound) {
		return err
	}
	stale := make(map[int]bool)
	if err == nil {
		for _, start := range old.Starts {
			stale[start] = true
		}
	}
	w := c.takeWorker()
	defer c.releaseWorker(w)
	e := encoder{worker: w, doc: d}
	for start, passage := range e.encodePassages() {
		delete(stale, start)
		if err := c.putEntry(ctx, w, passage); err != nil {
			return err
		}
	}
	facts, err := e.encodeFacts()
	if err != nil {
		return err
	}
	if err := c.putEntry(ctx, w, facts); err != nil {
		return err
	}
	for start := range stale {
		if err := c.deleteEntry(ctx, w, passageKey(d.ID, start)); err != nil {
			return err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if old != nil {
		c.totals.AddRecord(old, -1)
	}
	c.totals.AddRecord(&e.record, 1)
	return nil
}

// Delete implements retrieval.Change.
func (c *change) Delete(ctx context.Context, document string) error {
	old, err := c.stored.readRecord(document)
	if errors.Is(err, retrieval.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	w := c.takeWorker()
	defer c.releaseWorker(w)
	keys := []string{recordKey(document)}
	for _, start := range old.Starts {
		keys = append(keys, passageKey(document, start))
	}
	for _, key := range keys {
		if err := c.deleteEntry(ctx, w, key); err != nil {
			return err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.totals.AddRecord(old, -1)
	return nil
}

// Commit implements retrieval.Change.
func (c *change) Commit(ctx context.Context, files []retrieval.FileState, gone ...string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.releaseWorker(c.takeWorker()) // bleve keeps nothing of an index that no batch was put into
	for _, w := range c.workers {
		if err := c.flushWorker(w); err != nil {
			return err
		}
	}
	if err := c.mergeSegments(ctx); err != nil {
		return c.store.unwritableError("merge parts of the index", err)
	}
	if err := c.closeEngine(); err != nil {
		return c.store.unwritableError("close the index", err)
	}
	if err := writeKeys(c.dir); err != nil {
		return c.store.unwritableError("write the keys of the passages", err)
	}
	if err := writeStates(c.before, c.dir, files, gone); err != nil {
		return c.store.unwritableError("write the list of files", err)
	}
	if err := private.RestrictAll(c.dir); err != nil { // bleve makes one of its files with wider rights
		c.store.log.Info("other users may read the index", "path", c.dir, "err", err)
	}
	m := manifest{Format: formatVersion, Corpus: c.store.corpus, totals: c.totals}
	sum, err := m.writeManifest(c.dir, c.before, c.sums)
	if err != nil {
		return c.store.unwritableError("complete the index", err)
	}
	line, err := setCurrent(c.store.dir, c.gen, sum)
	if err != nil {
		return c.store.unwritableError("switch to the new index", err)
	}
	c.store.mu.Lock()
	c.store.verified, c.store.looked, c.store.listed = line, true, line
	c.store.mu.Unlock()
	if _, err := c.store.removeGenerations(c.gen); err != nil {
		c.store.log.Warn("old generations of the index stay on disk", "err", err)
	}
	return c.releaseLock()
}

// Abort implements retrieval.Change.
func (c *change) Abort() error {
	if c.lock == nil {
		return nil
	}
	err := c.closeEngine()
	if c.dir != "" {
		err = errors.Join(err, os.RemoveAll(c.dir))
	}
	return errors.Join(err, c.releaseLock())
}

func (c *change) releaseLock() error {
	lock := c.lock
	c.lock = nil
	return lock.Unlock()
}

func (c *change) closeEngine() error {
	if c.outer == nil {
		return nil
	}
	var err error
	if c.base != nil {
		err = c.base.Close()
	}
	err = errors.Join(err, c.outer.Close())
	c.outer = nil
	return err
}

// removeGenerations removes all generations but one and returns the highest
// number that any of them had.
func (s *Store) removeGenerations(keep string) (last int, err error) {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), "gen-") {
			continue
		}
		last = max(last, generationNumber(e.Name()))
		if e.Name() != keep {
			err = errors.Join(err, os.RemoveAll(filepath.Join(s.dir, e.Name())))
		}
	}
	return last, err
}

// cloneIndex copies a bleve index, or the keys beside it. Segments and their keys are
// never written again once they are complete, so a hard link will do for them where
// the file system has it.
func cloneIndex(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return private.MakeFolder(target)
		}
		if filepath.Ext(path) == ".zap" {
			return linkOrCopy(path, target)
		}
		return copyFile(path, target)
	})
}

// linkOrCopy has a file that is never written again in two places, by a hard link where
// the file system has them.
func linkOrCopy(from, to string) error {
	if os.Link(from, to) == nil {
		return nil
	}
	return copyFile(from, to)
}

func copyFile(from, to string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := private.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	return errors.Join(err, dst.Close())
}
