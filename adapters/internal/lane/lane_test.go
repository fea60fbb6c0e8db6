package lane

import (
	"fmt"
	"slices"
	"sync"
	"testing"
)

// TestLanes: what shares a key keeps its order, other keys don't wait for it,
// and Close waits for all.
func TestLanes(t *testing.T) {
	const keys, each = 40, 50
	var mu sync.Mutex
	got := make(map[string][]int)
	type value struct {
		key string
		n   int
	}
	l := New(3, func(v value) {
		mu.Lock()
		defer mu.Unlock()
		got[v.key] = append(got[v.key], v.n)
	})
	for n := range each {
		for k := range keys {
			l.Put(fmt.Sprint(k), value{fmt.Sprint(k), n})
		}
	}
	l.Close()
	for k := range keys {
		if list := got[fmt.Sprint(k)]; len(list) != each || !slices.IsSorted(list) {
			t.Errorf("key %d: %v", k, list)
		}
	}
}

func TestOneLaneDoesNotHoldUpTheOthers(t *testing.T) {
	held, done := make(chan struct{}), make(chan string, 200)
	l := New(200, func(key string) {
		if key == "held" {
			<-held
		}
		done <- key
	})
	l.Put("held", "held")
	for n := range 100 {
		l.Put(fmt.Sprint(n), fmt.Sprint(n))
	}
	<-done // of another lane: "held" is held
	close(held)
	l.Close()
	if len(done) != 100 {
		t.Errorf("%d were done, want 101", len(done)+1)
	}
}
