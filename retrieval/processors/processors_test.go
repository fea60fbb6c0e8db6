package processors

import (
	"runtime"
	"testing"
)

func TestInterleaveSharesOutNoMore(t *testing.T) {
	t.Setenv("GOMAXPROCS", "3") // as of whoever starts the program
	before := runtime.GOMAXPROCS(0)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
	if Interleave(); runtime.GOMAXPROCS(0) != before {
		t.Errorf("what was set is changed to %d", runtime.GOMAXPROCS(0))
	}
	t.Setenv("GOMAXPROCS", "")
	for range 2 {
		if Interleave(); Count() != before || runtime.GOMAXPROCS(0) != perProcessor*before {
			t.Errorf("of %d processors there are %d, with %d threads", before, Count(), runtime.GOMAXPROCS(0))
		}
	}
}
