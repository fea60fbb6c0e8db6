package status

import (
	"context"
	"footnote/bot/inbox"
	"time"

	"footnote/adapters/internal/uplink"
	"footnote/bot"
	"footnote/retrieval"
)

// Documents knows what is indexed.
type Documents interface {
	// Ready fails if nothing can be searched. It is quick.
	Ready(ctx context.Context) error
	// Census counts what is indexed. It may take seconds.
	Census(ctx context.Context) (Census, error)
	// Syncs returns how this process has kept the index up to date. It is quick.
	Syncs() Syncs
	// Generations returns how many states of the index are held open: 1, and
	// more only while something that was begun before a change goes on.
	Generations() int
	// Meaning returns how many passages can be found by their meaning, of those that
	// are to be. It is quick.
	Meaning(ctx context.Context) Meaning
}

// Meaning is how many passages can be found by their meaning. The zero value says
// that none is to be.
type Meaning struct{ Passages, Of int }

// Census counts what is indexed.
type Census struct {
	Files, Documents, Passages int
	FileBytes, TextBytes       int64
	// Documents by media type, collection and BCP 47 language, "" where there is
	// none; the most frequent first. Languages have no Bytes.
	Types, Collections, Languages []Group
	// Unread are files that should have given documents and didn't, or not all,
	// in order of path. Skipped is the number of those that aren't meant to be
	// read.
	Unread  []Unread
	Skipped int
	// Since is when the index came to hold all this.
	Since time.Time
}

// Group is documents that have something in common.
type Group struct {
	Name      string
	Documents int
	Bytes     int64 // of the files that they are from
}

// Unread is a file that wasn't read, or not to its end, and why.
type Unread struct {
	File, Reason string
}

// Syncs is how the index was kept up to date.
type Syncs struct {
	Done, Failed int           // how many
	Last         time.Time     // when the last one that was done ended
	Took         time.Duration // how long that one took
	// Error is why the latest one failed, "" if it didn't.
	Error string
	// Missing are files that are gone, and MissingSince is when this process
	// first saw that.
	Missing      retrieval.Missing
	MissingSince time.Time
}

// Questions is what was asked; a bot.Store is.
type Questions interface {
	inbox.Judgements
	// Value is asked for to see whether the store answers.
	Value(ctx context.Context, key string) ([]byte, error)
}

// Platform is where people talk.
type Platform interface {
	Connections() []Connection
}

// Connection is how one connection to a platform is.
type Connection = uplink.State

// Queue is what waits for an answer; a *inbox.Service is.
type Queue interface {
	Pending() int
	// Holds is what can't be delivered because a platform refuses the bot, by
	// platform.
	Holds() map[string]inbox.Hold
}

// Usage is what a language model has done since the start.
type Usage struct {
	Name             string
	Calls            int64
	Failures         map[bot.Trouble]int64
	PromptTokens     int64
	CompletionTokens int64
	Cost             float64 // in the currency of the prices that are set, 0 if there are none
}
