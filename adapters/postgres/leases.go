package postgres

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
)

// errLost is why the work under a lease ends that others may have now.
var errLost = errors.New("the lease is lost")

// hold is a lease of this process.
type hold struct {
	request string                  // that was claimed, "" if the lease isn't of a conversation
	cancel  context.CancelCauseFunc // ends the work under it, nil if a count of claims does that
	renewed time.Time               // when the database was last asked to renew it
}

func conversationLease(conversation string) string { return "c/" + conversation }
func replicaLease(owner string) string             { return "r/" + owner }
func namedLease(name string) string                { return "h/" + cleanText(name) }

// seconds is a duration as SQL multiplies an interval by it.
func seconds(d time.Duration) float64 { return d.Seconds() }

// takeLease takes a lease that nobody holds, and reports whether it has. The owner
// itself doesn't take it again: it may hold it for something else.
func takeLease(ctx context.Context, q querier, name, owner string, last time.Duration) (bool, error) {
	var got string
	err := q.QueryRow(ctx, `INSERT INTO footnote_leases AS l (name, owner, until) VALUES ($1, $2, now() + $3 * interval '1 second')
		ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until WHERE l.owner IS NULL OR l.until < now()
		RETURNING owner`, name, owner, seconds(last)).Scan(&got)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// tryLease takes a lease that nobody holds and remembers to renew it. cancel is
// called if it is lost.
func (s *Store) tryLease(ctx context.Context, name string, cancel context.CancelCauseFunc) (bool, error) {
	asked := time.Now()
	got, err := takeLease(ctx, s.pool, name, s.owner, s.Lease)
	if got {
		s.mu.Lock()
		s.held[name] = &hold{cancel: cancel, renewed: asked}
		s.mu.Unlock()
	}
	return got, err
}

// Hold implements bot.Replicas.
func (s *Store) Hold(ctx context.Context, name string, waiting func(), work func(context.Context) error) error {
	name = namedLease(name)
	for ctx.Err() == nil {
		freed := s.whenFreed()
		own, cancel := context.WithCancelCause(ctx)
		got, err := s.tryLease(ctx, name, cancel)
		if got {
			err := work(own)
			lost := context.Cause(own) == errLost && ctx.Err() == nil
			cancel(nil)
			if lost {
				s.Log.Warn("another replica may do now what this one did alone", "lease", name)
				continue
			}
			if back := s.giveLeaseBack(context.WithoutCancel(ctx), name); back != nil {
				s.Log.Warn("others wait until the time of a lease is over", "lease", name, "err", back)
			}
			return err
		}
		cancel(nil)
		waiting()
		if err != nil && ctx.Err() == nil {
			s.Log.Warn("the store doesn't say whether another replica is at it", "lease", name, "err", err)
		}
		pause(ctx, s.Lease/5, freed)
	}
	return nil
}

// pause waits until a channel is closed, but no longer than d, nor than ctx lasts.
func pause(ctx context.Context, d time.Duration, woken <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-woken:
	case <-ctx.Done():
	}
}

// whenFreed returns a channel that is closed when a lease may be free.
func (s *Store) whenFreed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.freed
}

// giveLeaseBack gives a lease back, and tells the others.
func (s *Store) giveLeaseBack(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, s.Lease) // then it is over by itself
	defer cancel()
	s.mu.Lock()
	delete(s.held, name)
	s.mu.Unlock()
	return wrapError("give a lease back", s.changeIn(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM footnote_leases WHERE name = $1 AND owner = $2", name, s.owner); err != nil {
			return err
		}
		return notify(ctx, tx, noticeFreed)
	}))
}

// giveAllBack gives back all that this process holds.
func (s *Store) giveAllBack(ctx context.Context) error {
	return wrapError("give all leases back", s.changeIn(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM footnote_leases WHERE owner = $1", s.owner); err != nil {
			return err
		}
		if err := notify(ctx, tx, noticeFreed); err != nil {
			return err
		}
		return notify(ctx, tx, noticeReady)
	}))
}

// keepLeases renews what this process holds, until ctx ends.
func (s *Store) keepLeases(ctx context.Context) {
	tick := time.NewTicker(s.Lease / 4)
	defer tick.Stop()
	for round := 0; ; round++ {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		bounded, cancel := context.WithTimeout(ctx, s.Lease/4)
		err := s.renewLeases(bounded)
		if err == nil && round%sweepEvery == 0 {
			err = s.sweep(bounded)
		}
		cancel()
		if err != nil && ctx.Err() == nil {
			s.Log.Warn("what this replica works on can't be told to the others", "err", err)
		}
		s.dropOverdue(time.Now())
	}
}

// renewLeases renews what this process holds. What others have taken meanwhile is lost.
func (s *Store) renewLeases(ctx context.Context) error {
	s.mu.Lock()
	names := slices.Collect(maps.Keys(s.held))
	s.mu.Unlock()
	own := replicaLease(s.owner)
	if !slices.Contains(names, own) {
		if _, err := s.tryLease(ctx, own, nil); err != nil {
			return err
		}
	}
	asked := time.Now()
	rows, err := s.pool.Query(ctx, "UPDATE footnote_leases SET until = now() + $3 * interval '1 second' WHERE owner = $1 AND name = ANY($2) RETURNING name", s.owner, names, seconds(s.Lease))
	if err != nil {
		return err
	}
	renewed, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range names {
		h := s.held[name]
		switch {
		case h == nil: // given back meanwhile
		case slices.Contains(renewed, name):
			h.renewed = asked
		case h.renewed.Before(asked):
			s.loseLease(name, h)
		}
	}
	return nil
}

// dropOverdue loses the leases that couldn't be renewed in time: others may have them.
func (s *Store) dropOverdue(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, h := range s.held {
		if now.Sub(h.renewed) > s.Lease {
			s.loseLease(name, h)
		}
	}
}

// loseLease ends the work under a lease. The caller holds the lock.
func (s *Store) loseLease(name string, h *hold) {
	delete(s.held, name)
	if h.cancel != nil {
		h.cancel(errLost)
	}
}

// sweepEvery is after how many renewals what nobody needs is removed.
const sweepEvery = 16

// sweep removes leases that nobody took over in a while, and limits that are full again.
func (s *Store) sweep(ctx context.Context) error {
	for _, statement := range []string{
		"DELETE FROM footnote_limits WHERE at < now() - interval '5 minutes'",
		"DELETE FROM footnote_leases WHERE until < now() - interval '1 day'",
	} {
		if _, err := s.pool.Exec(ctx, statement); err != nil {
			return fmt.Errorf("remove what is over: %w", err)
		}
	}
	return nil
}
