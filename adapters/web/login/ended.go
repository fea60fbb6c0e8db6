package login

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"
)

// Values keeps small things beyond a restart. bot.Values says what the methods
// owe.
type Values interface {
	Value(ctx context.Context, key string) ([]byte, error)
	SetValue(ctx context.Context, key string, value []byte) error
}

const (
	// endedKey is the key of the sessions that were ended: JSON, Unix times by id.
	endedKey = "web/signed-out"
	// mostEnded bounds them. Past it those are forgotten that lose their effect
	// first.
	mostEnded = 10_000
)

// ended are the sessions that were ended before their time, by id, until no
// cookie of theirs can count any more.
type ended struct {
	saving sync.Mutex // held while one that is added is kept
	values Values     // nil keeps none beyond a restart

	mu    sync.RWMutex
	until map[string]int64 // Unix time
}

// recallEnded reads the ended sessions from values, and stores there those that are
// added from now on.
func (e *ended) recallEnded(ctx context.Context, values Values) error {
	e.saving.Lock()
	defer e.saving.Unlock()
	text, err := values.Value(ctx, endedKey)
	if err != nil {
		return fmt.Errorf("read who has signed out: %w", err)
	}
	kept := make(map[string]int64)
	if len(text) > 0 {
		if err := json.Unmarshal(text, &kept); err != nil {
			return fmt.Errorf("read who has signed out: %w", err)
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for id, until := range e.until {
		kept[id] = until
	}
	e.until, e.values = kept, values
	return nil
}

func (e *ended) hasEnded(id string) bool {
	e.mu.RLock()
	defer e.mu.RUnlock()
	_, ok := e.until[id]
	return ok
}

// addEnded ends a session. An error means that it would count again after a restart.
func (e *ended) addEnded(ctx context.Context, id string, until, now time.Time) error {
	e.saving.Lock()
	defer e.saving.Unlock()
	text, err := json.Marshal(e.insertEnded(id, until, now))
	if err == nil && e.values != nil {
		err = e.values.SetValue(ctx, endedKey, text)
	}
	if err != nil {
		return fmt.Errorf("keep that somebody has signed out: %w", err)
	}
	return nil
}

// insertEnded adds an ended session, drops those whose time is over, and returns all.
func (e *ended) insertEnded(id string, until, now time.Time) map[string]int64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	next := make(map[string]int64, len(e.until)+1)
	for id, until := range e.until {
		if until > now.Unix() {
			next[id] = until
		}
	}
	for len(next) >= mostEnded {
		first := ""
		for id, until := range next {
			if first == "" || until < next[first] {
				first = id
			}
		}
		delete(next, first)
	}
	next[id] = until.Unix()
	e.until = next // what was returned before is never changed
	return next
}
