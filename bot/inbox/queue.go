package inbox

import (
	"context"
	"footnote/bot"
	"slices"
	"sync"
	"time"
)

// line hands out requests: in order within a conversation, one at a time, and
// conversations in turn, so that nobody who asks a lot holds up the others.
type line interface {
	// reservePlace makes room for one more request of a platform, unless there are
	// most already.
	reservePlace(ctx context.Context, platform string, most int) (bool, error)
	// releasePlace gives back room that putRequest didn't use.
	releasePlace()
	// putRequest lines a request up for which room was reserved, unless it waits already.
	putRequest(conversation, id string)
	// takeNext waits for the next request. Call finishRequest or putLater after the work.
	takeNext(ctx context.Context) (bot.Task, error)
	// finishRequest ends the work on a request.
	finishRequest(t bot.Task)
	// putLater ends the work on a request for a while: it comes again, before the others
	// of its conversation, which wait for it.
	putLater(t bot.Task, after time.Duration)
	// countPending is how many wait or are worked on.
	countPending() int
}

// queue is the line of a process that is alone.
type queue struct {
	holds  *holds
	mu     sync.Mutex
	wake   chan struct{}       // capacity 1: something may be ready
	ready  []string            // conversations with something to do that nobody works on
	tasks  map[string][]string // IDs by conversation
	busy   map[string]bool
	length int // IDs waiting or worked on
}

func newQueue(h *holds) *queue {
	return &queue{holds: h, wake: make(chan struct{}, 1), tasks: make(map[string][]string), busy: make(map[string]bool)}
}

// reservePlace implements line. Requests that other platforms hold don't count: one
// that refuses the bot must not close the others.
func (q *queue) reservePlace(_ context.Context, platform string, most int) (bool, error) {
	most += q.holds.countElsewhere(platform)
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.length >= most {
		return false, nil
	}
	q.length++
	return true, nil
}

// releasePlace implements line.
func (q *queue) releasePlace() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.length--
}

// countPending implements line.
func (q *queue) countPending() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.length
}

// putRequest implements line.
func (q *queue) putRequest(conversation, id string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if slices.Contains(q.tasks[conversation], id) {
		q.length--
		return
	}
	q.tasks[conversation] = append(q.tasks[conversation], id)
	if len(q.tasks[conversation]) == 1 && !q.busy[conversation] {
		q.ready = append(q.ready, conversation)
		q.signalWaiters()
	}
}

// restoreRecords lines up what an earlier process left undone, before what has been put
// since. There is room for all of it.
func (q *queue) restoreRecords(left []bot.Record) {
	q.mu.Lock()
	defer q.mu.Unlock()
	byConversation := make(map[string][]string)
	for _, r := range left {
		byConversation[r.Conversation] = append(byConversation[r.Conversation], r.ID)
	}
	for _, r := range left {
		first := byConversation[r.Conversation]
		delete(byConversation, r.Conversation)
		if len(first) == 0 {
			continue // lined up already
		}
		since := q.tasks[r.Conversation]
		if len(since) == 0 {
			q.ready = append(q.ready, r.Conversation)
		}
		all := slices.Clone(first)
		for _, id := range since {
			if !slices.Contains(first, id) {
				all = append(all, id)
			}
		}
		q.length += len(all) - len(since)
		q.tasks[r.Conversation] = all
	}
	if len(q.ready) > 0 {
		q.signalWaiters()
	}
}

// takeNext implements line.
func (q *queue) takeNext(ctx context.Context) (bot.Task, error) {
	for {
		if err := ctx.Err(); err != nil {
			return bot.Task{}, err
		}
		if t, ok := q.nextReady(); ok {
			return t, nil
		}
		select {
		case <-q.wake:
		case <-ctx.Done():
		}
	}
}

func (q *queue) nextReady() (t bot.Task, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.ready) == 0 {
		return t, false
	}
	conversation := q.ready[0]
	q.ready = q.ready[1:]
	id := q.tasks[conversation][0]
	q.tasks[conversation] = q.tasks[conversation][1:]
	q.busy[conversation] = true
	if len(q.ready) > 0 {
		q.signalWaiters()
	}
	return bot.Task{Request: id, Conversation: conversation}, true
}

// finishRequest implements line.
func (q *queue) finishRequest(t bot.Task) {
	conversation := t.Conversation
	q.mu.Lock()
	defer q.mu.Unlock()
	q.length--
	delete(q.busy, conversation)
	if len(q.tasks[conversation]) > 0 {
		q.ready = append(q.ready, conversation)
		q.signalWaiters()
	} else {
		delete(q.tasks, conversation)
	}
}

// putLater implements line.
func (q *queue) putLater(t bot.Task, after time.Duration) {
	conversation, id := t.Conversation, t.Request
	time.AfterFunc(after, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		delete(q.busy, conversation)
		rest := slices.DeleteFunc(q.tasks[conversation], func(other string) bool { return other == id })
		q.length -= len(q.tasks[conversation]) - len(rest) // put again meanwhile
		q.tasks[conversation] = append([]string{id}, rest...)
		q.ready = append(q.ready, conversation)
		q.signalWaiters()
	})
}

func (q *queue) signalWaiters() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}
