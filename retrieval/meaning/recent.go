package meaning

import "sync"

// mostRecent bounds the questions whose vectors are kept, for a question is asked
// again: by the search and the answer, by a page that is loaded anew.
const mostRecent = 256

// recent keeps the vectors of the texts last asked for.
type recent struct {
	mu      sync.Mutex
	clock   int
	vectors map[string]*used
}

type used struct {
	vector []int8
	at     int // by clock
}

func newRecent() *recent { return &recent{vectors: make(map[string]*used)} }

// get returns the vector of a text, made by embed if it isn't kept.
func (r *recent) get(text string, embed func(string) []int8) []int8 {
	r.mu.Lock()
	r.clock++
	if u := r.vectors[text]; u != nil {
		u.at = r.clock
		r.mu.Unlock()
		return u.vector
	}
	r.mu.Unlock()
	v := embed(text)
	if v == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.vectors) >= mostRecent {
		r.forgetOldest()
	}
	r.vectors[text] = &used{v, r.clock}
	return v
}

func (r *recent) forgetOldest() {
	oldest, at := "", r.clock+1
	for text, u := range r.vectors {
		if u.at < at {
			oldest, at = text, u.at
		}
	}
	delete(r.vectors, oldest)
}
