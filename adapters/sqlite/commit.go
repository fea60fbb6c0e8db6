package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
)

// A commit waits for the disk. Changes that come while one waits are committed together:
// what is asked isn't written down after the work of all who were there before, but at
// most two commits later.

// mostTogether is how many changes are committed together. Those that come after them
// don't wait for more.
const mostTogether = 100

// change is a change that waits for its commit.
type change struct {
	ctx  context.Context // of who wants it
	f    func(context.Context, *sql.Tx) error
	err  error
	done chan struct{}
}

// changeIn makes a change and returns when it is on disk. Other changes may be in the
// same transaction; one that fails undoes nothing but itself. f gets a context of its
// own, that no caller can cancel: it would take the others along.
func (s *Store) changeIn(ctx context.Context, f func(context.Context, *sql.Tx) error) error {
	c := &change{ctx: ctx, f: f, done: make(chan struct{})}
	select {
	case s.changes <- c:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.closing:
		return sql.ErrConnDone
	}
	<-c.done
	return c.err
}

// writeChanges commits changes until the store is closed.
func (s *Store) writeChanges() {
	defer close(s.closed)
	for {
		select {
		case c := <-s.changes:
			s.commitAll(s.gatherChanges(c))
		case <-s.closing:
			return
		}
	}
}

// gatherChanges returns a change with those that wait, too.
func (s *Store) gatherChanges(first *change) []*change {
	list := []*change{first}
	for len(list) < mostTogether {
		select {
		case c := <-s.changes:
			list = append(list, c)
		default:
			return list
		}
	}
	return list
}

// commitAll commits changes together.
func (s *Store) commitAll(list []*change) {
	err := s.tryAll(context.Background(), list)
	for _, c := range list {
		if c.err == nil {
			c.err = err
		}
		close(c.done)
	}
}

// tryAll makes changes in one transaction. Those that fail have their own error; the
// error that it returns is that of all others.
func (s *Store) tryAll(ctx context.Context, list []*change) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for _, c := range list {
		if c.err = c.ctx.Err(); c.err != nil { // nobody waits for it any more
			continue
		}
		if _, err := tx.ExecContext(ctx, "SAVEPOINT change"); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		if c.err = guardChange(ctx, c.f, tx); c.err != nil {
			if _, err := tx.ExecContext(ctx, "ROLLBACK TO change"); err != nil { // such as a disk that is full: nothing stands
				return errors.Join(c.err, err, tx.Rollback())
			}
		}
		if _, err := tx.ExecContext(ctx, "RELEASE change"); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}

// guardChange makes a change. A panic in it must not end the writer, and is an error.
func guardChange(ctx context.Context, f func(context.Context, *sql.Tx) error, tx *sql.Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f(ctx, tx)
}
