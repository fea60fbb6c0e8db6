package apart

import (
	"errors"
	"io"
)

// Job is work for a child.
type Job struct {
	// Header says what is to be done, in up to MaxMessage bytes.
	Header []byte
	// Data is written to the child, which holds all of it in memory. Size is how
	// much it is at least expected to be, so that the child takes memory once.
	Data io.Reader
	Size int64
	// MaxOutput is how many bytes the messages may have in all.
	MaxOutput int64
}

// What a child that ended before its job was done has ended of.
var (
	// ErrMemory: it took more memory than the pool allows.
	ErrMemory = errors.New("it took too much memory")
	// ErrOutput: its messages were longer than the job allows.
	ErrOutput = errors.New("it said too much")
	// ErrSilent: it gave no sign of life.
	ErrSilent = errors.New("it gave no sign of life")
	// ErrCrashed: the Go runtime found it in a state that can't be.
	ErrCrashed = errors.New("it crashed")
	// ErrKilled: something outside of the program ended it.
	ErrKilled = errors.New("it was killed")
	// ErrStart: there is no child to give the job to.
	ErrStart = errors.New("no process could be started for it")
	// ErrData: the job's data could not be read.
	ErrData = errors.New("its data could not be read")
)

// Exit codes by which a child says why it ended. The Go runtime takes 2 where it
// can't go on.
const (
	exitDone   = 0
	exitMemory = 73
	exitBroken = 74 // its pipe is
)
