package retrieval

import (
	"slices"
	"time"
)

// A file that could not be parsed is tried again after pauses that double: a
// program that looks at the documents every few seconds must not spend its
// processor on a file that fails each time, and a moment that was too busy is
// soon over.
const (
	firstPause = 10 * time.Minute
	mostPause  = 24 * time.Hour
)

// pauseAfter returns how long to wait after so many tries in a row.
func pauseAfter(tries int) time.Duration {
	pause := firstPause
	for range tries - 1 {
		if pause = 2 * pause; pause >= mostPause {
			return mostPause
		}
	}
	return pause
}

// isDue reports whether a file is to be read though it hasn't changed: its
// failure may have passed, or a better reader has come.
func (s *syncer) isDue(old FileState) bool {
	return s.src.Outdated(old) || s.isTriedAgain(old)
}

// isTriedAgain reports whether the failure of a file may have passed.
func (s *syncer) isTriedAgain(old FileState) bool {
	return old.Passing && (s.opts.Retry && !old.Fatal || time.Since(old.Tried) >= pauseAfter(old.Tries))
}

// isReadAgain reports whether a file is to be parsed though its bytes haven't
// changed.
func (s *syncer) isReadAgain(old FileState) bool {
	return s.isTriedAgain(old) || s.opts.Rehash && old.Failed != "" || s.src.Outdated(old)
}

// setFailed notes why a file, found as f now, gave no document. A file that could be
// parsed before and looks unchanged keeps the documents that it gave: they are
// its own, whatever the moment was like.
func (s *FileState) setFailed(problem *ReadError, old FileState, f File, parsed bool) {
	s.Failed, s.Skipped, s.Passing, s.Fatal = problem.Reason, problem.Skipped, problem.Passing, problem.Fatal
	if !problem.Passing || !parsed {
		return
	}
	if !problem.Fatal {
		s.Hash = ""
	}
	s.Tries, s.Tried = 1, time.Now()
	if !sameStat(old.File, f) {
		return
	}
	s.Tries += old.Tries
	for _, id := range old.Documents {
		if !slices.Contains(s.Documents, id) {
			s.Documents = append(s.Documents, id)
		}
	}
}

// isSameOutcome reports whether reading a file again came to what it came to
// before.
func isSameOutcome(a, b FileState) bool {
	return a.Hash == b.Hash && a.Failed == b.Failed &&
		slices.Equal(a.Documents, b.Documents) && slices.Equal(a.Readers, b.Readers)
}
