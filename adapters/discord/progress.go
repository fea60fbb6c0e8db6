package discord

import (
	"cmp"
	"strconv"
	"sync"
	"time"
)

// progress is how far the events of a shard were taken: those in the lanes weren't yet.
type progress struct {
	mu       sync.Mutex
	sequence int64  // the last that was read
	newest   string // the id of the newest message that was read
	open     map[*waiting]bool
	from     string // what is being read again began here; "" if nothing is
	mark     string // what state returned last
}

// waiting is an event that waits or is worked on.
type waiting struct {
	sequence int64  // in this session; 0 if it is of an earlier one
	message  string // its id, "" if it is none
}

// begin notes where an earlier process was.
func (p *progress) begin(sequence int64, mark string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sequence, p.newest, p.mark = sequence, mark, mark
}

// restart notes that a new session counts from its beginning.
func (p *progress) restart() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sequence = 0
	for w := range p.open {
		w.sequence = 0
	}
}

// take notes an event that goes into a lane, with the id of its message or "". What it
// returns is to be called when the event was taken.
func (p *progress) take(sequence int64, message string) (taken func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open == nil {
		p.open = make(map[*waiting]bool)
	}
	w := &waiting{sequence, message}
	p.open[w] = true
	p.sequence = max(p.sequence, sequence)
	if isLaterID(message, p.newest) {
		p.newest = message
	}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.open, w)
	}
}

// read notes the number of an event.
func (p *progress) read(sequence int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sequence = max(p.sequence, sequence)
}

// fallBehind notes that messages after an id are being read again, catchUp that they
// are all taken. Until then the mark stays.
func (p *progress) fallBehind(from string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.from = from
}

func (p *progress) catchUp(from string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.from == from {
		p.from = ""
	}
}

// lag is subtracted from the mark: ids of messages in several channels don't come in
// their exact order.
const lag = time.Minute

// state returns the number up to which all events were taken, the id up to which all
// messages were, and whether messages after that are being read again.
func (p *progress) state() (sequence int64, mark string, behind bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	sequence = p.sequence
	oldest := p.newest
	for w := range p.open {
		if w.sequence > 0 {
			sequence = min(sequence, w.sequence-1)
		}
		if w.message != "" && isLaterID(oldest, w.message) {
			oldest = w.message
		}
	}
	switch {
	case p.from != "":
		return sequence, p.from, true
	case oldest != "":
		if earlier := idBefore(oldest, lag); p.mark == "" || isLaterID(earlier, p.mark) {
			p.mark = earlier
		}
	}
	return sequence, p.mark, false
}

// markNow sets the mark of a bot that has taken nothing yet: what was written before it
// came isn't for it.
func (p *progress) markNow(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.mark = idAt(now.Add(-clockError))
}

// clockError is how far Discord's clock may be behind ours.
const clockError = 5 * time.Second

// Ids tell the time, see https://discord.com/developers/docs/reference#snowflakes
const (
	firstID  = 1420070400000 // of 2015, in milliseconds
	timeBits = 22            // below those of the time
)

func idAt(t time.Time) string {
	return strconv.FormatInt(max(t.UnixMilli()-firstID, 0)<<timeBits, 10)
}

// idBefore returns the id of so long before another.
func idBefore(id string, ago time.Duration) string {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return ""
	}
	return strconv.FormatInt(max(n-ago.Milliseconds()<<timeBits, 0), 10)
}

// isLaterID reports whether an id is greater than another. "" is less than any.
func isLaterID(a, b string) bool { return compareIDs(a, b) > 0 }

// compareIDs compares ids by their numbers.
func compareIDs(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}
