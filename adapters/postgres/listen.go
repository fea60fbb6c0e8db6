package postgres

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"footnote/bot"
)

// channel is where processes tell one another what happens.
const channel = "footnote"

// What they tell. Nothing hangs on that it is heard: everybody looks now and then.
const (
	noticeReady   = "ready"    // there may be something to claim
	noticeFreed   = "freed"    // a lease may be free
	noticeChanged = "changed " // and an id: a request was closed, edited or removed
)

// lookEvery is how often a process looks by itself: a dead one tells nobody.
func (s *Store) lookEvery() time.Duration { return max(s.Lease/5, 100*time.Millisecond) }

// notify tells all processes something when the transaction is committed.
func notify(ctx context.Context, tx pgx.Tx, what string) error {
	_, err := tx.Exec(ctx, "SELECT pg_notify($1, $2)", channel, what)
	return err
}

// Listen implements bot.Replicas.
func (s *Store) Listen(ctx context.Context, take func(bot.Notice)) {
	s.mu.Lock()
	s.nextID++
	id := s.nextID
	s.listeners[id] = take
	s.mu.Unlock()
	<-ctx.Done()
	s.mu.Lock()
	delete(s.listeners, id)
	s.mu.Unlock()
}

// keepListening hears what others tell, until ctx ends. While there is no connection
// it looks by itself.
func (s *Store) keepListening(ctx context.Context, config *pgx.ConnConfig) {
	told := false
	for ctx.Err() == nil {
		err := s.listenOnce(ctx, config, func() { told = false })
		if ctx.Err() != nil {
			return
		}
		if !told { // it is said once
			s.Log.Warn("what other replicas do isn't heard at once; trying again", "err", redactError(s.URL, err))
			told = true
		}
		s.tellAll(bot.Notice{Missed: true})
		pause(ctx, s.lookEvery(), nil)
	}
}

// listenOnce hears what others tell over one connection, until that ends.
func (s *Store) listenOnce(ctx context.Context, config *pgx.ConnConfig, heard func()) error {
	bounded, cancel := context.WithTimeout(ctx, s.Lease)
	defer cancel()
	conn, err := pgx.ConnectConfig(bounded, config)
	if err != nil {
		return err
	}
	defer func() {
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = conn.Close(closing)
	}()
	if _, err := conn.Exec(bounded, "LISTEN "+channel); err != nil {
		return err
	}
	heard()
	s.tellAll(bot.Notice{Missed: true})
	for {
		notice, err := s.awaitNotice(ctx, conn)
		switch {
		case err == nil:
			s.takeNotice(notice.Payload)
		case ctx.Err() == nil && pgconn.Timeout(err) && !conn.IsClosed():
			s.tellAll(bot.Notice{Missed: true})
		default:
			return errors.Join(err, ctx.Err())
		}
	}
}

func (s *Store) awaitNotice(ctx context.Context, conn *pgx.Conn) (*pgconn.Notification, error) {
	ctx, cancel := context.WithTimeout(ctx, s.lookEvery())
	defer cancel()
	return conn.WaitForNotification(ctx)
}

// takeNotice hands on what another process told, or this one.
func (s *Store) takeNotice(text string) {
	if id, ok := strings.CutPrefix(text, noticeChanged); ok {
		s.tellAll(bot.Notice{Changed: id})
		return
	}
	s.tellAll(bot.Notice{})
}

// tellAll hands a notice to all who listen, and wakes those who wait for a lease.
func (s *Store) tellAll(n bot.Notice) {
	s.mu.Lock()
	list := slices.Collect(maps.Values(s.listeners))
	if n.Changed == "" {
		close(s.freed)
		s.freed = make(chan struct{})
	}
	s.mu.Unlock()
	for _, take := range list {
		take(n)
	}
}
