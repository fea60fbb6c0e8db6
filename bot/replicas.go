package bot

import (
	"context"
	"time"
)

// Replicas is what a Store does beyond, if several processes share it: each request
// is worked on by one of them at a time, in order within its conversation. What a
// process has that dies, others get after a while.
type Replicas interface {
	// Claim takes the next request for this process, with its conversation, and keeps
	// both until Release. False means that there is nothing to do now.
	Claim(ctx context.Context) (t Task, ok bool, err error)
	// Release gives a conversation back. If its request isn't closed, it is claimed
	// again. After an error the conversation is free after a while.
	Release(ctx context.Context, conversation, request string) error
	// Pending is how many requests aren't closed, without those that other platforms
	// than the given one hold; "" counts all.
	Pending(ctx context.Context, platform string) (int, error)
	// Spend counts one question of a name, of which all processes together take so
	// many a minute. If there were too many it isn't counted, and wait is how long it
	// takes until there is room for one.
	Spend(ctx context.Context, name string, perMinute int) (wait time.Duration, err error)
	// Open returns what isn't closed of a conversation, in the order received.
	Open(ctx context.Context, conversation string) ([]Record, error)
	// Listen hands on what the processes tell one another until ctx ends. Some of it
	// may get lost.
	Listen(ctx context.Context, take func(Notice))
	// Hold waits until no other process does the work of a name, and does it. If others
	// may have begun, the work's context ends, and Hold waits again. waiting is called
	// when it waits. Hold returns what work does, or nil when ctx ends before.
	Hold(ctx context.Context, name string, waiting func(), work func(context.Context) error) error
}

// Task is a request that this process works on.
type Task struct {
	Request, Conversation string
	// Again is set if it was claimed before: something of it may have been shown.
	Again bool
}

// Notice is what one process tells all, itself among them.
type Notice struct {
	// Changed is the id of a request that was closed, edited or removed; "" if there
	// may be something to claim.
	Changed string
	// Missed is set if other notices may have been lost.
	Missed bool
}
