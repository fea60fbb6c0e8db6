package login

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"sync"
	"sync/atomic"
	"time"
)

// Values keeps small things beyond a restart. bot.Values says what the methods
// owe.
type Values interface {
	Value(ctx context.Context, key string) ([]byte, error)
	UpdateValue(ctx context.Context, key string, change func(old []byte) []byte) error
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
	saving sync.Mutex   // held while one that is added is kept
	values Values       // nil keeps none beyond a restart
	asked  atomic.Int64 // Unix time, nanoseconds: when values were read last

	mu    sync.RWMutex
	until map[string]int64 // Unix time
}

// recallEnded reads the ended sessions from values, and stores there those that are
// added from now on.
func (e *ended) recallEnded(ctx context.Context, values Values) error {
	e.saving.Lock()
	defer e.saving.Unlock()
	text, err := values.Value(ctx, endedKey)
	if err == nil {
		err = e.mergeEnded(text)
	}
	if err != nil {
		return fmt.Errorf("read who has signed out: %w", err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.values = values
	return nil
}

// mergeEnded adds the ended sessions of a text to those that are known.
func (e *ended) mergeEnded(text []byte) error {
	if len(text) == 0 {
		return nil
	}
	kept := make(map[string]int64)
	if err := json.Unmarshal(text, &kept); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	maps.Copy(kept, e.until)
	e.until = kept
	return nil
}

// followEvery is how soon a session ends here that was ended on another replica.
const followEvery = time.Second

// followEnded reads the ended sessions again if the last time is a while ago: another
// replica may have ended some. If that fails, those that are known stay so.
func (e *ended) followEnded(ctx context.Context, now time.Time) error {
	e.mu.RLock()
	values := e.values
	e.mu.RUnlock()
	before := e.asked.Load()
	if values == nil || now.UnixNano()-before < int64(followEvery) || !e.asked.CompareAndSwap(before, now.UnixNano()) {
		return nil
	}
	text, err := values.Value(ctx, endedKey)
	if err == nil {
		err = e.mergeEnded(text)
	}
	if err != nil {
		return fmt.Errorf("read who has signed out: %w", err)
	}
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
	e.insertEnded(id, until, now) // whether it can be kept or not
	if e.values == nil {
		return nil
	}
	var wrong error
	err := e.values.UpdateValue(ctx, endedKey, func(old []byte) []byte {
		wrong = e.mergeEnded(old) // other replicas end sessions, too
		text, err := json.Marshal(e.insertEnded(id, until, now))
		if wrong = errors.Join(wrong, err); wrong != nil {
			return old
		}
		return text
	})
	if err = errors.Join(err, wrong); err != nil {
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
