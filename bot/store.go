package bot

import (
	"context"
	"errors"
	"iter"
	"time"
)

// Step is how far a request has come.
type Step string

const (
	Received Step = "received" // written down
	Opened   Step = "opened"   // the asker sees that it is being worked on
	Replied  Step = "replied"  // the reply is ready and kept
	Closed   Step = "closed"   // the reply was shown, or can't be
)

// Record is a request with what has become of it.
type Record struct {
	Request
	Step Step
	// Ref is what the Messenger returned last, "" before Opened.
	Ref   string
	Reply *Reply // from Replied on
	// Drawn is what the reply could draw on, nil before it is found and in records
	// of earlier versions.
	Drawn *Drawn
	// Pointed is what a message stands for that only points at another one, nil for a
	// message that asks by itself or isn't looked at yet.
	Pointed *Pointed
	// Shared is when the asker let others open the reply, zero if that didn't happen.
	Shared time.Time `json:",omitzero"`
	// SharedUntil is when that ends, zero if it doesn't.
	SharedUntil time.Time `json:",omitzero"`
	// Stopped is set if the asker wants no model to go on with the reply.
	Stopped bool `json:",omitempty"`
	// Edition counts the edits of the question. Work on an earlier edition is
	// void.
	Edition int
	// Note says why a request was closed without its reply being shown or, as
	// long as it isn't closed, why it is held.
	Note    string
	Updated time.Time
}

// IsHeld reports whether a request that isn't closed was held since it was asked.
func (r *Record) IsHeld() bool { return r.Step != Closed && r.Note != "" }

// Drawn names the collections that a reply could draw on. Words in it may come
// from any of them, also from documents that it doesn't cite.
type Drawn struct {
	All         bool // every one, whatever the list
	Collections []string
}

// Errors that a Store's own match.
var (
	// ErrUnknown: there is no such record.
	ErrUnknown = errors.New("no such request")
	// ErrStale: the record was edited since it was loaded.
	ErrStale = errors.New("the question was edited meanwhile")
)

// Inbox keeps requests until they are closed. What a method has returned from
// without error survives the end of the process.
type Inbox interface {
	// Add keeps a new record, or returns the ID of the one that shares a key
	// with it.
	Add(ctx context.Context, r Record) (known string, err error)
	// Save replaces the record of the same ID and Edition; ErrStale if the one
	// that is kept has a later Edition, ErrUnknown if there is none.
	Save(ctx context.Context, r Record) error
	// Revise changes a record whatever its Edition. change gets it as it is kept,
	// and nothing else is done to it meanwhile; ErrUnknown if there is none.
	Revise(ctx context.Context, id string, change func(*Record)) error
	// Unfinished returns all that isn't closed, in the order received.
	Unfinished(ctx context.Context) ([]Record, error)
	Remove(ctx context.Context, id string) error
}

// Archive looks up what was asked before.
type Archive interface {
	Load(ctx context.Context, id string) (Record, error)
	ByKey(ctx context.Context, key string) (Record, error)
	// Conversation returns the last n closed requests of a conversation, in
	// the order received.
	Conversation(ctx context.Context, conversation string, n int) ([]Record, error)
	// Before returns the last n closed requests of the same conversation that
	// were received before the one of that ID was for the first time, whatever
	// edits there were since, in the order received; none if there is no such
	// request.
	Before(ctx context.Context, id string, n int) ([]Record, error)
	// ByAsker returns the last n requests of a person, the latest first.
	ByAsker(ctx context.Context, asker string, n int) ([]Record, error)
	// Judged yields the closed requests received since then, with what people
	// thought of the replies, in the order received.
	Judged(ctx context.Context, since time.Time) iter.Seq2[Judged, error]
	Rate(ctx context.Context, r Rating) error
	// Forget removes what a person asked and rated and returns how much it was.
	Forget(ctx context.Context, asker string) (int, error)
	// Prune removes closed requests received before then, with their ratings.
	Prune(ctx context.Context, before time.Time) (int, error)
}

// Judged is a closed request with its ratings.
type Judged struct {
	Record
	Ratings []Rating
}

// NotesKey is the key of the value with what somebody has noted of their conversations,
// such as titles. Whoever forgets a person removes it, too.
func NotesKey(asker string) string { return "notes/" + asker }

// Values keep small things for adapters.
type Values interface {
	Value(ctx context.Context, key string) ([]byte, error) // nil if there is none
	// SetValue replaces a value; an empty one removes it.
	SetValue(ctx context.Context, key string, value []byte) error
	// UpdateValue replaces a value, nil if there is none, by what change makes of it.
	// Nobody else changes it meanwhile. change may be called more than once.
	UpdateValue(ctx context.Context, key string, change func(old []byte) []byte) error
}

// Store is all that the inbox keeps. It is safe for use by several
// goroutines.
type Store interface {
	Inbox
	Archive
	Values
}
