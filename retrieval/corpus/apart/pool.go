package apart

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"sync"
	"time"

	"footnote/retrieval/processors"
)

// DefaultMemory is how much memory a child may take, bytes.
const DefaultMemory = 512 << 20

const (
	// idleTime is how long a child waits for another job: a start costs some 40 ms
	// of a processor, a child that waits some 40 MB.
	idleTime = 5 * time.Second
	// maxChildren bounds how many there are by default: each may take DefaultMemory.
	maxChildren = 16
)

// Options tune a Pool. The zero value is good.
type Options struct {
	// Memory is how many bytes a child may take; 0 means DefaultMemory.
	Memory int64
	// Children is how many there may be at once; 0 means one a processor.
	Children int
	// Command returns what starts a child; nil means this program with Verb.
	Command func() (*exec.Cmd, error)
	// Silence is how long a child may give no sign of life; 0 means two minutes.
	Silence time.Duration
}

// Pool hands jobs to children. It is safe for use by several goroutines.
type Pool struct {
	options Options
	slots   chan struct{} // one for each child that is at work

	mu     sync.Mutex
	idle   []*child // the one that worked last at the end
	timer  *time.Timer
	closed bool
}

// NewPool returns a Pool that has no children yet.
func NewPool(o Options) *Pool {
	o.Memory = cmp.Or(o.Memory, DefaultMemory)
	o.Children = cmp.Or(o.Children, min(processors.Count(), maxChildren))
	o.Silence = cmp.Or(o.Silence, 2*time.Minute)
	if o.Command == nil {
		o.Command = ownCommand
	}
	return &Pool{options: o, slots: make(chan struct{}, o.Children)}
}

// Memory is how many bytes a child may take.
func (p *Pool) Memory() int64 { return p.options.Memory }

// Children is how many there may be at once.
func (p *Pool) Children() int { return p.options.Children }

// Run has a child do a job and hands its messages to receive, in order. A
// message is good only until receive returns; an error of it ends the job and is
// returned. What else ends a job before its end matches one of the Err values, or
// is the context's. The child is gone for certain then.
func (p *Pool) Run(ctx context.Context, job Job, receive func(message []byte) error) error {
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return ctx.Err()
	}
	c, err := p.takeChild()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrStart, err)
	}
	again, err := c.runJob(ctx, job, receive)
	switch {
	case err == nil && again:
		p.putBack(c)
		return nil
	case err == nil:
		_ = c.end() // it has done its job
		return nil
	}
	if end := c.end(); errors.Is(err, errEnded) {
		err = cmp.Or(end, ErrCrashed)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// takeChild returns a child that waits, or a new one.
func (p *Pool) takeChild() (*child, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, errors.New("the pool is closed")
	}
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return c, nil
	}
	return startChild(&p.options)
}

// putBack lets a child wait for another job, for a while.
func (p *Pool) putBack(c *child) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		_ = c.end()
		return
	}
	p.idle = append(p.idle, c)
	if p.timer == nil {
		p.timer = time.AfterFunc(idleTime, p.letGo)
	} else {
		p.timer.Reset(idleTime)
	}
}

// letGo ends all children that wait: none was put back for a while.
func (p *Pool) letGo() {
	p.mu.Lock()
	idle := p.idle
	p.idle = nil
	p.mu.Unlock()
	for _, c := range idle {
		_ = c.end()
	}
}

// Close ends the children. Call it when no job runs; the pool takes none after it.
func (p *Pool) Close() error {
	p.mu.Lock()
	p.closed = true
	if p.timer != nil {
		p.timer.Stop()
	}
	p.mu.Unlock()
	p.letGo()
	return nil
}
