// Package processors tells how many processors long work is shared out to, and lets what
// is due at once go before it.
package processors

import (
	"os"
	"runtime"
	"sync"
)

// count is taken before Interleave changes what the runtime says.
var count = sync.OnceValue(func() int { return runtime.GOMAXPROCS(0) })

// Count returns how many processors the process may use: work that keeps a processor busy is
// shared out to so many goroutines.
func Count() int { return count() }

// perProcessor is how many threads run Go code for each processor after Interleave. With 64
// people who ask at once while two processors look up their questions and a dozen other
// programs want them, the 99th percentile of the time to an acknowledgement was 356 to 1,023 ms
// with one, 164 to 271 with two, 167 to 173 with four.
const perProcessor = 4

// Interleave lets short work begin while long work keeps all processors busy. The runtime
// runs as much Go code at once as there are processors: what becomes ready waits until long
// work is preempted, after 10 ms and, where other programs run, for as long as the system lets
// those go first. With more threads than processors the system decides, and to it a
// thread that has waited comes before one that was busy. Whoever sets GOMAXPROCS has it their way.
// What is shared out by Count stays the same.
func Interleave() {
	n := Count()
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(perProcessor * n)
	}
}
