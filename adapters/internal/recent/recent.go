// Package recent remembers the latest of many values.
package recent

import "sync"

// Values remembers the values of the last keys. What is forgotten must only cost
// a look at the platform itself. The zero value is ready, for several goroutines.
type Values[V any] struct {
	mu     sync.Mutex
	values map[string]V
	order  []string
}

const recentKeys = 10000

// Put keeps a value and returns the one that was there.
func (r *Values[V]) Put(key string, v V) (before V, ok bool) {
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

// Get returns the value of a key, if it is remembered.
func (r *Values[V]) Get(key string) (v V, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok = r.values[key]
	return v, ok
}

// Remove forgets a key.
func (r *Values[V]) Remove(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.values, key) // its place in the order falls out in time
}
