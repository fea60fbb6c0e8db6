package retry

import (
	"testing"
	"time"
)

func TestPausesGrowAndDiffer(t *testing.T) {
	p := Pauses{First: time.Second, Most: LongestOutage}
	differ := false
	for range 3 {
		for _, longest := range []time.Duration{1, 2, 4, 8, 16, 30, 30, 30} {
			longest *= time.Second
			got := p.Next()
			if got < longest/2 || got > longest {
				t.Errorf("paused for %v, want %v to %v", got, longest/2, longest)
			}
			differ = differ || got != longest
		}
		p.Reset()
	}
	if !differ {
		t.Error("all pauses are the longest")
	}
}
