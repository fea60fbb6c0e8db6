package inbox

import (
	"context"
	"footnote/bot"
	"slices"
	"sync"
	"time"
)

// queue hands out requests: in order within a conversation, one at a time, and
// conversations in turn, so that nobody who asks a lot holds up the others.
type queue struct {
	mu     sync.Mutex
	wake   chan struct{}       // capacity 1: something may be ready
	ready  []string            // conversations with something to do that nobody works on
	tasks  map[string][]string // IDs by conversation
	busy   map[string]bool
	length int // IDs waiting or worked on
}

func newQueue() *queue {
	return &queue{wake: make(chan struct{}, 1), tasks: make(map[string][]string), busy: make(map[string]bool)}
}

// reservePlace makes room for one more, unless there are most already.
func (q *queue) reservePlace(most int) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.length >= most {
		return false
	}
	q.length++
	return true
}

// releasePlace gives back room that put didn't use.
func (q *queue) releasePlace() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.length--
}

// countPending is how many wait or are worked on.
func (q *queue) countPending() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.length
}

// putRequest appends an ID for which room was reserved, unless it waits already.
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

// takeNext waits for the next ID. Call done with its conversation after the work.
func (q *queue) takeNext(ctx context.Context) (conversation, id string, err error) {
	for {
		if err := ctx.Err(); err != nil {
			return "", "", err
		}
		if conversation, id, ok := q.nextReady(); ok {
			return conversation, id, nil
		}
		select {
		case <-q.wake:
		case <-ctx.Done():
		}
	}
}

func (q *queue) nextReady() (conversation, id string, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.ready) == 0 {
		return "", "", false
	}
	conversation = q.ready[0]
	q.ready = q.ready[1:]
	id = q.tasks[conversation][0]
	q.tasks[conversation] = q.tasks[conversation][1:]
	q.busy[conversation] = true
	if len(q.ready) > 0 {
		q.signalWaiters()
	}
	return conversation, id, true
}

// finishRequest ends the work on a conversation's ID.
func (q *queue) finishRequest(conversation string) {
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

// putLater ends the work on a conversation's ID for a while: it comes again, before
// the others of its conversation, which wait for it.
func (q *queue) putLater(conversation, id string, after time.Duration) {
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
