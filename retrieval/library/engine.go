package library

import (
	"context"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/engine"
)

// Index is an index as it was at one moment, for whoever opened it to close.
type Index interface {
	retrieval.Meant
	// State tells what the index holds from what it held at other times.
	State() string
	Stats() engine.Stats
	Coverage
	Close() error
}

// Coverage is how far the vectors of an index are.
type Coverage interface {
	// Coverage returns how many passages have a vector, of those that are to have one.
	Coverage() (have, want int)
	// IsMeantByFormer reports whether vectors of the model before serve.
	IsMeantByFormer() bool
}

// Live gives out the index as it is now while others change it.
type Live interface {
	Views
	// Refresh has the next view know all vectors that there are now.
	Refresh(ctx context.Context) error
	// Generations returns how many generations of the index are open.
	Generations() int
	Close() error
}

// Store is an index that is brought up to date and opened. The embedded engine keeps
// it in a folder, the other one on a cluster.
type Store interface {
	retrieval.Store
	Opener
	VectorMaker
	States
	Extras
}

// Opener opens an index. Errors match engine.ErrNoIndex if there is none, and
// engine.IsUntrusted reports whether it must be made again.
type Opener interface {
	Open(ctx context.Context) (Index, error)
	OpenLive(ctx context.Context) (Live, error)
}

// VectorMaker makes the vectors that an index lacks.
type VectorMaker interface {
	MakeVectors(ctx context.Context, o engine.MakeOptions) (engine.Made, error)
	// Lacking returns how many passages of an index that the store opened lack theirs.
	Lacking(x Index) int
}

// States tell what an index holds, for those who only read it.
type States interface {
	// Listing returns what the index remembers of the files. Unlike after Files, a
	// change by another process isn't missed by the next Begin.
	Listing(ctx context.Context) (retrieval.FileStates, error)
	// Current names the state of the documents and says when it came to be; "" if there
	// is no index. It is cheap.
	Current() (state string, since time.Time)
	// Changed returns when the index was changed last, the zero time if there is none.
	Changed() (time.Time, error)
	// Locked reports whether a process is changing the index, and which.
	Locked() (owner string, locked bool, err error)
}

// Extras keep something small with the state of the index that it is of.
type Extras interface {
	Extra(ctx context.Context, name string) ([]byte, error)
	SetExtra(ctx context.Context, state, name string, data []byte) error
}
