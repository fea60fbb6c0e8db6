package discord

import "sync"

// recent remembers values of the last keys. What is forgotten only costs a
// look at Slack itself.
type recent[V any] struct {
	mu     sync.Mutex
	values map[string]V
	order  []string
}

const recentKeys = 10000

// put keeps a value and returns the one that was there.
func (r *recent[V]) put(key string, v V) (before V, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.values == nil {
		r.values = make(map[string]V)
	}
	before, ok = r.values[key]
	r.values[key] = v
	if ok {
		return before, ok
	}
	r.order = append(r.order, key)
	if len(r.order) > recentKeys {
		delete(r.values, r.order[0])
		r.order = r.order[1:]
	}
	return before, ok
}

func (r *recent[V]) get(key string) (v V, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok = r.values[key]
	return v, ok
}

func (r *recent[V]) remove(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.values, key) // its place in the order falls out in time
}
