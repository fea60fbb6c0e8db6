package retrieval

import (
	"cmp"
	"iter"
	"slices"
)

// FileStates are what an index remembers of the files that it has read, numbered from
// 0 on. They are safe for use by several goroutines, and may be of millions of files:
// who needs a few looks those up.
type FileStates interface {
	Len() int
	// At returns the state with a number below Len.
	At(number int) FileState
	// Find returns the number of the state of a file. It reports whether there is one.
	// Files that are looked up in the order of their folders are found the soonest.
	Find(path string) (number int, ok bool)
}

// StateOf returns what is remembered of a file. It reports whether that is anything.
func StateOf(states FileStates, path string) (FileState, bool) {
	if i, ok := states.Find(path); ok {
		return states.At(i), true
	}
	return FileState{}, false
}

// EachState yields all states, in order of number.
func EachState(states FileStates) iter.Seq[FileState] {
	return func(yield func(FileState) bool) {
		for i := range states.Len() {
			if !yield(states.At(i)) {
				return
			}
		}
	}
}

// StateList are FileStates in memory, in order of path. NewStateList makes one.
type StateList []FileState

var _ FileStates = StateList(nil)

// NewStateList returns the states of files with different paths.
func NewStateList(states ...FileState) StateList {
	slices.SortFunc(states, byPath)
	return states
}

// Len implements FileStates.
func (l StateList) Len() int { return len(l) }

// At implements FileStates.
func (l StateList) At(i int) FileState { return l[i] }

// Find implements FileStates.
func (l StateList) Find(path string) (int, bool) {
	return slices.BinarySearchFunc(l, path, func(s FileState, path string) int { return cmp.Compare(s.Path, path) })
}
