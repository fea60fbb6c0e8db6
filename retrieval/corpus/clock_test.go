package corpus

import (
	"runtime"
	"testing"
	"time"
)

// TestThreadClock counts what the goroutine takes: not what it waits for, and
// not what others take.
func TestThreadClock(t *testing.T) {
	used, release := threadClock()
	defer release()
	for used() < 20*time.Millisecond {
	}
	if runtime.GOOS != "linux" {
		return
	}
	before := used()
	done := make(chan struct{})
	go func() {
		defer close(done)
		used, release := threadClock()
		defer release()
		for used() < 300*time.Millisecond {
		}
	}()
	<-done
	if took := used() - before; took > 100*time.Millisecond {
		t.Errorf("waiting took %s", took)
	}
}

// TestSharedClock takes the processor time of the program, up to what passes.
func TestSharedClock(t *testing.T) {
	var wall, processor time.Duration
	used := sharedClock(func() time.Duration { return wall }, func() time.Duration { return processor })
	for _, step := range []struct{ wall, processor, want time.Duration }{
		{10, 30, 10}, // three threads
		{100, 35, 15},
		{5000, 35, 15}, // stopped
		{5001, 90, 16},
	} {
		wall, processor = step.wall, step.processor
		if got := used(); got != step.want {
			t.Errorf("%d by the wall, %d of the processor: %d, want %d", wall, processor, got, step.want)
		}
	}
	if programTime() <= 0 {
		t.Error("the program has taken no processor time")
	}
}
