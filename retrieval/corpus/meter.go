package corpus

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"footnote/retrieval/corpus/ocr"
)

// limits bound what one file may cost. Time is processor time: how busy the
// machine is must not decide what can be read.
type limits struct {
	fileBytes int64
	time      time.Duration // of one file, or one file in a bundle
	clock     clock
	// program is the processor time of the whole process, where the process does
	// nothing else; nil where it does.
	program func() time.Duration
	// unlimited runs what is no file's fault without the limit of memory; nil where
	// there is none.
	unlimited func(func() error) error
	ocr       *ocr.Engine // nil if nothing reads pictures
	later     bool        // nothing does for now, but will
}

// timeOf returns the processor time that parsing so many bytes may take: all but
// hostile files take less than a sixth of it for a megabyte, long PDFs among them.
func (l *limits) timeOf(size int) time.Duration {
	return min(l.time+time.Duration(size>>20)*l.time/6, bundleTime*l.time)
}

// allowPages lets the file or part that is being read take longer for its pages:
// those of books take half of this.
func (m *meter) allowPages(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.most = min(m.most+time.Duration(n)*m.limits.time/1000, bundleTime*m.limits.time)
}

// isNearLimit reports whether a reader that can stop early had better do so: what
// it has is to be put together yet.
func (m *meter) isNearLimit() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.countUsed()
	return m.ofPart > m.most*3/4 || m.ofAll > bundleTime*m.limits.time*3/4
}

// runShared runs a start that all files need: neither its time nor its memory is
// the fault of this one.
func (in *input) runShared(f func() error) error {
	return in.meter.runUncounted(func() error {
		if in.limits.unlimited != nil {
			return in.limits.unlimited(f)
		}
		return f()
	})
}

// clock begins to measure the processor time of the goroutine that calls it.
// Any goroutine may call used; release ends the measuring, from the goroutine
// that is measured. Tests have clocks of their own.
type clock func() (used func() time.Duration, release func())

const (
	// bundleTime is how long a bundle may take in all, in times of a file.
	bundleTime = 40
	// stillTime is how long a parser may wait for something that isn't a
	// processor. There is nothing to wait for, its bytes are in memory, so
	// that a parser at rest will never end; the share of a processor that
	// even a very busy machine gives it shows within this time.
	stillTime = time.Minute
	// stillShare is what a parser at rest may seem to take in stillTime, where
	// the clock is one of the whole program.
	stillShare = time.Millisecond
	// programFactor is how many times its own time a parser may have the whole
	// process take: the collecting of its garbage, above all.
	programFactor = 4
	// programLook is how often that is looked at.
	programLook = time.Second
	// leastLook is the shortest time between two looks at a parser.
	leastLook = time.Millisecond
)

// meter counts what reading one file takes of its limits: in turn each file in
// it, and all of them. The parser pauses it, another goroutine looks at it.
type meter struct {
	limits *limits
	file   string // its ID

	mu     sync.Mutex
	used   func() time.Duration // nil until the parser runs
	seen   time.Duration        // what used was when it was last counted
	pauses int                  // that haven't ended
	part   string               // ID of what is being parsed: the file, or one in it
	most   time.Duration        // that it may take
	ofPart time.Duration        // taken by it
	ofAll  time.Duration        // taken by the file
	steps  int                  // parts and pauses so far

	programSeen   time.Duration // what limits.program was when it was last counted
	programOfPart time.Duration // taken by the whole process since the part began

	// What the last look saw, and for how long nothing has happened.
	lastSteps int
	lastAll   time.Duration
	still     time.Duration
}

func newMeter(l *limits, file string, size int) *meter {
	return &meter{limits: l, file: file, part: file, most: l.timeOf(size)}
}

// beginCounting sets the clock to count with and starts from what it shows.
func (m *meter) beginCounting(used func() time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.used, m.seen = used, used()
	if m.limits.program != nil {
		m.programSeen = m.limits.program()
	}
}

// countUsed adds what was taken since it was last called.
func (m *meter) countUsed() {
	if m.used == nil {
		return
	}
	now := m.used()
	if taken := now - m.seen; m.pauses == 0 && taken > 0 {
		m.ofPart += taken
		m.ofAll += taken
	}
	m.seen = now
	if m.limits.program != nil {
		now := m.limits.program()
		if m.pauses == 0 {
			m.programOfPart += now - m.programSeen
		}
		m.programSeen = now
	}
}

// countFor counts for another file inside the bundle from now on.
func (m *meter) countFor(id string, size int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.countUsed()
	m.part, m.ofPart, m.programOfPart, m.most = id, 0, 0, m.limits.timeOf(size)
	m.steps++
}

// runUncounted runs f and doesn't count what it takes: a start that all files
// need, or what is done with a document.
func (m *meter) runUncounted(f func() error) error {
	m.shiftPauses(1)
	defer m.shiftPauses(-1)
	return f()
}

func (m *meter) shiftPauses(pauses int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.countUsed()
	m.pauses += pauses
	m.steps++
}

// checkLimits returns which limit is exceeded, "" if none is, and otherwise
// when to look again. waited is the time since the last look. It is the time
// that was asked for, not the wall clock's, which goes on while the whole
// program is stopped.
func (m *meter) checkLimits(waited time.Duration) (exceeded string, next time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.countUsed()
	if m.pauses > 0 || m.steps != m.lastSteps || m.ofAll-m.lastAll >= stillShare {
		m.still = 0
		m.lastSteps, m.lastAll = m.steps, m.ofAll
	} else {
		m.still += waited
	}
	ofPart, ofAll := m.most, bundleTime*m.limits.time
	tooLong := m.ofPart > ofPart || m.programOfPart > programFactor*ofPart
	switch {
	case tooLong && m.part == m.file:
		return fmt.Sprintf("it took longer than %s of processor time to parse; split it, or raise FOOTNOTE_FILE_TIME", formatPeriod(roundPeriod(ofPart))), 0
	case tooLong:
		return fmt.Sprintf("%s in it took longer than %s of processor time to parse; unpack it, or raise FOOTNOTE_FILE_TIME",
			strings.TrimPrefix(m.part, m.file+"#"), formatPeriod(roundPeriod(ofPart))), 0
	case m.ofAll > ofAll:
		return fmt.Sprintf("all that is in it took longer than %s of processor time to parse; unpack it, or raise FOOTNOTE_FILE_TIME", formatPeriod(ofAll)), 0
	case m.still >= stillTime:
		return fmt.Sprintf("its parser stood still for %s", formatPeriod(stillTime)), 0
	}
	next = min(ofPart-m.ofPart, ofAll-m.ofAll, stillTime)
	if m.limits.program != nil {
		next = min(next, programLook)
	}
	return "", max(leastLook, next)
}

// roundPeriod leaves out what nobody wants to know of a limit.
func roundPeriod(d time.Duration) time.Duration {
	if d >= 10*time.Second {
		return d.Round(time.Second)
	}
	return d.Round(time.Millisecond)
}

// formatPeriod prints a duration without the units that are 0.
func formatPeriod(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
