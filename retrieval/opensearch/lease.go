package opensearch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"footnote/retrieval"
)

// How long a lease holds that isn't renewed, and how often it is.
const (
	leaseTime  = time.Minute
	leaseRenew = leaseTime / 4
)

// Names of leases: who changes the index, and who makes its vectors.
const (
	indexLease   = "lease"
	vectorsLease = "vectors-lease"
)

// lease is who does something that one may do at a time.
type lease struct {
	Owner  string `json:"owner"`
	Number int64  `json:"number"` // of the change under way, or of the last one
	Until  int64  `json:"until"`  // Unix milliseconds, 0 once it is given back
}

// isHeld reports whether somebody holds the lease.
func (l *lease) isHeld() bool { return time.Now().UnixMilli() < l.Until }

// errLeaseLost is matched by errors about a change whose lease another process took.
var errLeaseLost = errors.New("another process has taken over the index, because this one was away too long")

// held is a lease that this process renews.
type held struct {
	client *client
	name   string
	lease  lease

	mu      sync.Mutex
	version version
	err     error // why it is lost

	stop context.CancelFunc
	done chan struct{}
}

// takeLease takes a lease, with a new number above least, and returns the last one. The
// error matches retrieval.ErrLocked if somebody else holds it.
func (c *client) takeLease(ctx context.Context, name string, least int64) (h *held, last int64, err error) {
	var l lease
	v, _, err := c.getMeta(ctx, name, &l)
	if err != nil {
		return nil, 0, err
	}
	if l.isHeld() {
		return nil, 0, lockedError(c.address, l.Owner)
	}
	last = max(least, l.Number)
	l = lease{Owner: ownName(), Number: last + 1, Until: time.Now().Add(leaseTime).UnixMilli()}
	v, moved, err := c.putMeta(ctx, name, v, l)
	if err != nil {
		return nil, 0, err
	}
	if moved {
		return nil, 0, lockedError(c.address, "another process")
	}
	h = &held{client: c, name: name, lease: l, version: v, done: make(chan struct{})}
	renewing, stop := context.WithCancel(context.WithoutCancel(ctx))
	h.stop = stop
	go h.keepRenewing(renewing)
	return h, last, nil
}

func lockedError(a Address, owner string) error {
	return fmt.Errorf("%s: %w (%s); wait until it has finished, or for a minute if it was killed", a, retrieval.ErrLocked, owner)
}

// ownName names this process to people.
func ownName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "a machine without a name"
	}
	return fmt.Sprintf("pid %d on %s", os.Getpid(), host)
}

// keepRenewing renews the lease until it is given back or lost.
func (h *held) keepRenewing(ctx context.Context) {
	defer close(h.done)
	ticker := time.NewTicker(leaseRenew)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if err := h.renew(ctx, time.Now().Add(leaseTime).UnixMilli()); errors.Is(err, errLeaseLost) {
			return
		}
	}
}

// renew says until when the lease holds.
func (h *held) renew(ctx context.Context, until int64) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.err != nil {
		return h.err
	}
	l := h.lease
	l.Until = until
	v, moved, err := h.client.putMeta(ctx, h.name, h.version, l)
	switch {
	case err != nil:
		return err // it is tried again, and a commit would notice
	case moved:
		h.err = errLeaseLost
		return h.err
	}
	h.version = v
	return nil
}

// check returns why the lease is lost.
func (h *held) check() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.err
}

// giveBack ends the lease. One that can't be given back ends by itself.
func (h *held) giveBack(ctx context.Context) error {
	h.stop()
	<-h.done
	err := h.renew(ctx, 0)
	if errors.Is(err, errLeaseLost) {
		return nil
	}
	return err
}

// Locked reports whether a process is changing the index, and which.
func (s *Store) Locked() (owner string, locked bool, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), shortTime)
	defer cancel()
	var l lease
	_, found, err := s.getMeta(ctx, indexLease, &l)
	if err != nil || !found || !l.isHeld() {
		return "", false, err
	}
	return l.Owner, true, nil
}
