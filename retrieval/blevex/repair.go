package blevex

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/util"
	"go.etcd.io/bbolt"

	"footnote/retrieval"
)

// errBeyondRepair says that the whole index must be made again.
var errBeyondRepair = errors.New("nothing of the index can be kept")

// repairIfDamaged makes a generation of what is whole in the current one, if cause says
// that this can't be trusted and only segments of it are damaged. Files of which a
// document was in those are remembered no more, so that the next sync reads them again,
// while the rest answers. It returns cause where it can't help.
func (s *Store) repairIfDamaged(ctx context.Context, cause error) error {
	bad := (*untrusted)(nil)
	if !errors.As(cause, &bad) {
		return cause
	}
	gen, m, err := currentGeneration(s.dir)
	if err != nil {
		return cause
	}
	if damaged, err := m.findDamage(filepath.Join(s.dir, gen.name), false); err != nil || !m.isRepairable(damaged) && !s.isSuspect(gen) {
		return cause
	}
	lock, err := s.acquireLock()
	if err != nil {
		return cause // whoever has it repairs it, or is making another one
	}
	c := &change{store: s, lock: lock, busy: make(chan struct{}, mostWorkers)}
	lost, err := c.repairGeneration(ctx)
	if err != nil {
		if !errors.Is(err, errBeyondRepair) {
			s.log.Info("the index can't be repaired", "err", err)
		}
		_ = c.Abort() // what it has made is removed by the next change at the latest
		return cause
	}
	s.log.Warn("parts of the index were damaged; what was in them is read again, and the rest answers", "data", s.dir, "reason", bad.Reason, "files", lost)
	return nil
}

// isRepairable reports whether the damaged files are segments, or their keys, and not
// all segments.
func (m *manifest) isRepairable(damaged []string) bool {
	whole := 0
	for _, f := range m.Files {
		if isSegment(f.Name) {
			whole++
		}
	}
	for _, name := range damaged {
		switch {
		case isSegment(name):
			whole--
		case !strings.HasPrefix(name, keysFolder+"/"):
			return false
		}
	}
	return len(damaged) > 0 && whole > 0
}

// isSegment reports whether a file of a generation is a segment.
func isSegment(name string) bool {
	return strings.HasPrefix(name, "bleve/") && filepath.Ext(name) == ".zap"
}

// repairGeneration makes the generation and returns of how many files documents were
// lost.
func (c *change) repairGeneration(ctx context.Context) (lost int, err error) {
	s := c.store
	gen, m, err := currentGeneration(s.dir) // now that nobody else changes it
	if err != nil {
		return 0, err
	}
	c.before = filepath.Join(s.dir, gen.name)
	damaged, err := m.findDamage(c.before, true)
	if err != nil {
		return 0, err
	}
	if !m.isRepairable(damaged) {
		return 0, errBeyondRepair
	}
	files, err := readStates(c.before)
	if err != nil {
		return 0, err
	}
	if err := c.cloneWithout(ctx, gen, m, damaged); err != nil {
		return 0, err
	}
	paths, err := c.dropHalves(ctx, files)
	if err != nil {
		return 0, err
	}
	s.mu.Lock()
	looked, listed := s.looked, s.listed
	s.mu.Unlock()
	if err := c.Commit(ctx, nil, paths...); err != nil {
		return 0, err
	}
	s.mu.Lock()
	s.looked, s.listed = looked, listed // who has listed the files before must list them again
	s.mu.Unlock()
	return len(paths), nil
}

// cloneWithout starts a generation as a copy of another one without its damaged files.
func (c *change) cloneWithout(ctx context.Context, gen generation, m manifest, damaged []string) error {
	last, err := c.store.removeGenerations(gen.name)
	if err != nil {
		return err
	}
	c.gen = fmt.Sprintf(generationFmt, last+1)
	c.dir, c.sums = filepath.Join(c.store.dir, c.gen), m.Files
	for _, part := range []string{"bleve", keysFolder} {
		if err := cloneIndex(filepath.Join(c.before, part), filepath.Join(c.dir, part)); err != nil {
			return err
		}
	}
	segments := make(map[string]bool)
	for _, name := range damaged {
		if isSegment(name) {
			segments[filepath.Base(name)] = true
		}
		if err := os.Remove(filepath.Join(c.dir, filepath.FromSlash(name))); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	path := filepath.Join(c.dir, "bleve")
	if err := forgetSegments(filepath.Join(path, "store", "root.bolt"), segments); err != nil {
		return fmt.Errorf("leave out damaged segments: %w", err)
	}
	if err := c.useIndex(bleve.OpenUsing(path, engineConfig(false))); err != nil {
		return err
	}
	return errors.Join(c.openBase(), ctx.Err())
}

// forgetSegments removes segments from bleve's list of those that an index consists of.
// It is a bucket a state, in this one a segment, in this its file's name.
func forgetSegments(path string, names map[string]bool) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		all := tx.Bucket(util.BoltSnapshotsBucket)
		if all == nil {
			return errors.New("there is no list of segments")
		}
		return all.ForEachBucket(func(epoch []byte) error {
			state := all.Bucket(epoch)
			var gone [][]byte
			err := state.ForEachBucket(func(segment []byte) error {
				if names[string(state.Bucket(segment).Get(util.BoltPathKey))] {
					gone = append(gone, segment)
				}
				return nil
			})
			for _, segment := range gone {
				err = errors.Join(err, state.DeleteBucket(segment))
			}
			return err
		})
	})
	return errors.Join(err, db.Close())
}

// dropHalves deletes what is left of documents that aren't whole, and of all others of
// the same files, and returns the paths of those files. The totals are counted anew.
func (c *change) dropHalves(ctx context.Context, files *states) (lost []string, err error) {
	whole, err := c.wholeDocuments(ctx)
	if err != nil {
		return nil, err
	}
	kept := make(map[string]bool)
	for i := range files.Len() {
		state := files.At(i)
		if isAnyMissing(state, whole) {
			lost = append(lost, state.Path)
			continue
		}
		for _, document := range state.Documents {
			kept[document] = true
		}
	}
	if len(kept) == 0 {
		return nil, errBeyondRepair
	}
	c.totals = totals{}
	w := c.takeWorker()
	defer c.releaseWorker(w)
	err = c.eachEntry(ctx, func(key, document string) error {
		if !kept[document] {
			return c.deleteEntry(ctx, w, key)
		}
		if key != recordKey(document) {
			return nil
		}
		r, err := c.stored.readRecord(document)
		if err == nil {
			c.totals.AddRecord(r, 1)
		}
		return err
	})
	return lost, err
}

// isAnyMissing reports whether a document of a file isn't whole.
func isAnyMissing(state retrieval.FileState, whole map[string]bool) bool {
	for _, document := range state.Documents {
		if !whole[document] {
			return true
		}
	}
	return false
}

// wholeDocuments returns the documents of which the record and all passages are there.
func (c *change) wholeDocuments(ctx context.Context) (map[string]bool, error) {
	lacking := make(map[string]int) // passages that a record has and that weren't met yet
	known := make(map[string]bool)  // documents with a record
	err := c.eachEntry(ctx, func(key, document string) error {
		if key != recordKey(document) {
			lacking[document]--
			return nil
		}
		r, err := c.stored.readRecord(document)
		if err != nil {
			return err
		}
		known[document] = true
		lacking[document] += len(r.Starts)
		return nil
	})
	for document := range known {
		known[document] = lacking[document] == 0
	}
	return known, err
}

// eachEntry calls f with all passages and records that the index had when it was
// opened.
func (c *change) eachEntry(ctx context.Context, f func(key, document string) error) error {
	for seg, s := range c.stored.segments {
		if err := ctx.Err(); err != nil {
			return err
		}
		deleted := s.Deleted()
		for num := range uint64(s.FullSize()) {
			if deleted != nil && deleted.Contains(uint32(num)) {
				continue
			}
			h, err := c.stored.head(seg, num)
			if err != nil {
				return err
			}
			document, err := c.stored.documentOf(seg, num, &h)
			if err != nil {
				return err
			}
			key := recordKey(document)
			if !h.isRecord {
				key = passageKey(document, h.start)
			}
			if err := f(key, document); err != nil {
				return err
			}
		}
	}
	return nil
}
