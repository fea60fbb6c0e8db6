package retrieval

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"
)

// racyWindow is how recent a file's time may be, against the time at which it
// was last read, for an equal size and time to prove nothing: the file may
// have been written again within its file system's clock tick.
const racyWindow = 2 * time.Second

// kept are the files that stay as they are known. Of most of them no more is needed
// than their number: what is remembered of them isn't written again.
type kept struct {
	files, documents int
	// altered are those of which something else is to be remembered: the file system
	// that they are on, or whether they are missing.
	altered  []FileState
	problems []*ReadError
}

// keepFile keeps a file as it was known, or with what is to be remembered instead.
func (k *kept) keepFile(state FileState, altered bool) {
	k.files++
	k.documents += len(state.Documents)
	if altered {
		k.altered = append(k.altered, state)
	}
	if state.Failed != "" {
		k.problems = append(k.problems, problemOf(state))
	}
}

// problemOf is why a file gave no document, or not all.
func problemOf(state FileState) *ReadError {
	return &ReadError{Path: state.Path, Reason: state.Failed, Skipped: state.Skipped, Passing: state.Passing, Fatal: state.Fatal}
}

// scanFiles lists the corpus, or what of it may have changed, and sorts its files into
// pending, kept and gone.
func (s *syncer) scanFiles(ctx context.Context) error {
	var err error
	if s.known, err = s.store.Files(ctx); err != nil {
		return err
	}
	if partial, ok := s.src.(PartialSource); ok && !s.opts.Rehash && !s.opts.AllowEmpty && s.known.Len() > 0 && !s.hasMissing() {
		s.changed = partial.Changed()
	}
	seen := make([]bool, s.known.Len())
	var unlisted []string
	for f, err := range s.listFiles(ctx) {
		if problem := (*ReadError)(nil); errors.As(err, &problem) {
			s.report.Problems = append(s.report.Problems, problem)
			unlisted = append(unlisted, problem.Path)
			continue
		}
		if err != nil {
			return err
		}
		s.sortFile(f, seen)
	}
	s.progress.TotalFiles = len(s.pending)
	for i, isSeen := range seen {
		if isSeen {
			continue
		}
		old := s.known.At(i)
		if isBelowAny(old.Path, unlisted) || s.changed != nil && !isBelowAny(old.Path, s.changed) {
			s.kept.keepFile(old, false) // what can't be looked at now, or wasn't, is not gone
		} else {
			s.gone = append(s.gone, old)
		}
	}
	slices.SortFunc(s.gone, byPath)
	if !s.opts.AllowEmpty {
		s.keepMissing()
	}
	s.report.Files = len(s.pending) + s.kept.files
	s.report.Removed = len(s.gone)
	return nil
}

// hasMissing reports whether files are known to be missing: whether they are back shows
// in the whole only.
func (s *syncer) hasMissing() bool {
	for old := range EachState(s.known) {
		if old.Missing {
			return true
		}
	}
	return false
}

// sortFile sorts a file that is there into pending or kept.
func (s *syncer) sortFile(f File, seen []bool) {
	var old FileState
	i, ok := s.known.Find(f.Path)
	if ok {
		old, seen[i] = s.known.At(i), true
	}
	if old.Missing {
		s.back++
	}
	if ok && !s.opts.Rehash && sameStat(old.File, f) && !s.isDue(old) {
		altered := old.Device != f.Device || old.Missing
		old.Device, old.Missing = f.Device, false // devices have other numbers after a restart of the system
		s.kept.keepFile(old, altered)
		return
	}
	s.pending = append(s.pending, f)
	s.progress.TotalBytes += f.Size
}

// listFiles lists the files that are to be looked at.
func (s *syncer) listFiles(ctx context.Context) iter.Seq2[File, error] {
	partial, ok := s.src.(PartialSource)
	if s.changed == nil || !ok {
		return s.src.Files(ctx)
	}
	return func(yield func(File, error) bool) {
		for _, path := range outermost(s.changed) {
			for f, err := range partial.FilesBelow(ctx, path) {
				if !yield(f, err) {
					return
				}
			}
		}
	}
}

// outermost returns the paths that don't lie below another one, in order.
func outermost(paths []string) []string {
	var outer []string
	for _, path := range slices.Sorted(slices.Values(paths)) {
		if !isBelowAny(path, outer) {
			outer = append(outer, path)
		}
	}
	return outer
}

func sameStat(a, b File) bool {
	return a.Size == b.Size && !a.ModTime.IsZero() && a.ModTime.Equal(b.ModTime)
}
