package meaning

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Vector is the vector of a text.
type Vector struct {
	Key    Key
	Values []int8
}

// Add adds vectors, which it sorts, and merges small runs. Only the holder of the
// store's lock may call it, as all that changes a folder.
func (f *Folder) Add(vectors []Vector) error {
	slices.SortFunc(vectors, func(a, b Vector) int { return a.Key.Compare(b.Key) })
	vectors = slices.CompactFunc(vectors, func(a, b Vector) bool { return a.Key == b.Key })
	_, err := writeRun(f.dir, f.model, func(yield func(Key, []int8) error) error {
		for _, v := range vectors {
			if err := yield(v.Key, v.Values); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return f.mergeSmall()
}

// mergeFactor says when a run is merged with all that are smaller: when it has at
// most so many times as many vectors as those together. Of n batches there are then
// no more than log₃ n runs, and each vector is written as often.
const mergeFactor = 2

// mergeSmall merges the small runs where it is time to.
func (f *Folder) mergeSmall() error {
	s := f.Snapshot()
	defer s.Close()
	smaller, merge := 0, 0 // vectors, runs
	for i, r := range slices.Backward(s.runs) {
		if n := len(s.runs) - i; n > 1 && r.count <= mergeFactor*smaller {
			merge = n
		}
		smaller += r.count
	}
	if merge == 0 {
		return nil
	}
	return f.rewrite(s.runs[len(s.runs)-merge:], nil)
}

// Keep drops the vectors of all keys for which keep returns false.
func (f *Folder) Keep(keep func(Key) bool) error {
	s := f.Snapshot()
	defer s.Close()
	return f.rewrite(s.runs, keep)
}

// rewrite makes one run of several, of what keep returns true for; nil keeps all.
// What is damaged is left out.
func (f *Folder) rewrite(runs []*run, keep func(Key) bool) (err error) {
	sound := slices.DeleteFunc(slices.Clone(runs), func(r *run) bool { return !r.isSound() })
	_, err = writeRun(f.dir, f.model, func(yield func(Key, []int8) error) (err error) {
		defer guardAgainstFaults(func(any) { err = errDamaged })()
		return mergeRuns(sound, keep, yield)
	})
	if err != nil {
		return err
	}
	for _, r := range runs {
		f.removeRun(r.name)
	}
	return nil
}

// mergeRuns yields the vectors of runs in order of their keys, each once.
func mergeRuns(runs []*run, keep func(Key) bool, yield func(Key, []int8) error) error {
	at := make([]int, len(runs))
	for {
		var least *run
		var key Key
		var row int
		for i, r := range runs {
			if at[i] == r.count {
				continue
			}
			if k := r.key(at[i]); least == nil || k.Compare(key) < 0 {
				least, key, row = r, k, at[i]
			}
		}
		if least == nil {
			return nil
		}
		for i, r := range runs {
			if at[i] < r.count && r.key(at[i]) == key {
				at[i]++
			}
		}
		if keep != nil && !keep(key) {
			continue
		}
		if err := yield(key, least.vector(row)); err != nil {
			return err
		}
	}
}

// Tidy removes what a process that was killed has left, and runs that can't be used.
// It reports whether there were any of the latter.
func (f *Folder) Tidy() (dropped bool, err error) {
	entries, err := os.ReadDir(f.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look at the vectors: %w", err)
	}
	s := f.Snapshot() // which finds what can't be used
	defer s.Close()
	s.Verify()
	for _, e := range entries {
		f.mu.Lock()
		bad := f.bad[e.Name()]
		f.mu.Unlock()
		switch {
		case bad:
			dropped = true
			f.removeRun(e.Name())
		case strings.HasSuffix(e.Name(), tempEnding):
			f.removeRun(e.Name())
		}
	}
	return dropped, nil
}

// removeRun removes a file of the folder. Readers that have it open keep it, except
// where a system doesn't allow that: then it stays until the next time.
func (f *Folder) removeRun(name string) {
	err := os.Remove(filepath.Join(f.dir, name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		f.log.Debug("a file of vectors stays", "file", name, "err", err)
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.bad, name)
}
