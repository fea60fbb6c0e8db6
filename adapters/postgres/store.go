package postgres

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"footnote/bot"
	"footnote/bot/secret"
)

// Options of a Store. URL is required.
type Options struct {
	// URL is the address of the database, such as postgres://user:password@host/name.
	// Its password is never a part of an error.
	URL secret.String
	// Replica is set for a process that answers: it renews what it holds and hears
	// what others do.
	Replica bool
	// Lease is how long what a dead process held stays with it; 0 means 15 s.
	Lease time.Duration
	Log   *slog.Logger // nil discards
}

// leaseTime is long beside the pauses of a busy machine, and short for whoever waits
// for the answer of a process that died.
const leaseTime = 15 * time.Second

// Store is a bot.Store in a database, which several processes share. It is safe for
// use by several goroutines.
type Store struct {
	Options
	owner string // the name of this process among the replicas
	pool  *pgxpool.Pool

	ending context.CancelFunc // ends the work in the background
	work   sync.WaitGroup

	mu        sync.Mutex
	held      map[string]*hold // by name of the lease
	claims    map[string]int   // by request: the count of the claim that this process works under
	listeners map[int]func(bot.Notice)
	nextID    int
	freed     chan struct{} // closed when a lease may be free
}

var (
	_ bot.Store    = (*Store)(nil)
	_ bot.Replicas = (*Store)(nil)
)

// Open connects to the database, and makes the tables or brings them up to date. For
// tables of a later version of the program it returns an error that says so.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Lease <= 0 {
		o.Lease = leaseTime
	}
	config, err := parseURL(o.URL)
	if err != nil {
		return nil, err
	}
	config.MaxConns = max(config.MaxConns, 8)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err == nil {
		err = prepareTables(ctx, pool)
	}
	if err != nil {
		if pool != nil {
			pool.Close()
		}
		return nil, fmt.Errorf("open the question store in %s: %w", Address(o.URL), redactError(o.URL, err))
	}
	s := &Store{
		Options: o, owner: newOwner(), pool: pool, ending: func() {},
		held: make(map[string]*hold), claims: make(map[string]int), listeners: make(map[int]func(bot.Notice)), freed: make(chan struct{}),
	}
	if !o.Replica {
		return s, nil
	}
	background, end := context.WithCancel(context.WithoutCancel(ctx))
	s.ending = end
	if _, err := s.tryLease(ctx, replicaLease(s.owner), nil); err != nil {
		return nil, errors.Join(wrapError("join the replicas", err), s.Close())
	}
	s.work.Go(func() { s.keepLeases(background) })
	s.work.Go(func() { s.keepListening(background, config.ConnConfig.Copy()) })
	return s, nil
}

// newOwner names a process among the replicas, for people who look into the tables.
func newOwner() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return fmt.Sprintf("%s/%d/%s", cleanText(host), os.Getpid(), rand.Text()[:8])
}

// Close gives back what this process holds, and disconnects.
func (s *Store) Close() error {
	s.ending()
	s.work.Wait()
	ctx, cancel := context.WithTimeout(context.Background(), s.Lease)
	defer cancel()
	var err error
	if s.Replica {
		err = s.giveAllBack(ctx)
	}
	s.pool.Close()
	return err
}

// changeIn makes a change in a transaction of its own, which is on disk when it
// returns without error. A transaction that the database ended for another one's sake
// is tried again.
func (s *Store) changeIn(ctx context.Context, f func(context.Context, pgx.Tx) error) error {
	for try := 1; ; try++ {
		tx, err := s.pool.Begin(ctx)
		if err != nil {
			if ctx.Err() == nil && try < mostTries && isBroken(err) { // nothing was done
				continue
			}
			return err
		}
		err = pgx.BeginFunc(ctx, begun{tx}, func(tx pgx.Tx) error { return f(ctx, tx) })
		if ctx.Err() != nil || try == mostTries || !isPassing(err) {
			return err
		}
	}
}

// begun is a transaction for pgx.BeginFunc, which would begin one.
type begun struct{ pgx.Tx }

func (b begun) Begin(context.Context) (pgx.Tx, error) { return b.Tx, nil }

// mostTries is how often a change is tried that others stand in the way of, or that met
// connections which the server has closed: more than there are of them.
const mostTries = 12

// Codes of https://www.postgresql.org/docs/current/errcodes-appendix.html
const (
	deadlockDetected     = "40P01"
	serializationFailure = "40001"
	uniqueViolation      = "23505"
	adminShutdown        = "57P01" // of a connection that was open while the server was restarted
)

// isPassing reports whether a transaction may succeed if it is begun anew.
func isPassing(err error) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return errors.Is(err, errRaced) || pgconn.SafeToRetry(err) || ok && (e.Code == deadlockDetected || e.Code == serializationFailure || e.Code == uniqueViolation || e.Code == adminShutdown)
}

// isBroken reports whether a connection of the pool had ended, as after a restart of the
// server. What was asked over it for reading can be asked again.
func isBroken(err error) bool {
	if _, failed := errors.AsType[*pgconn.ConnectError](err); failed { // there is no server
		return false
	}
	_, network := errors.AsType[*net.OpError](err)
	return network || isPassing(err) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// errRaced is why a transaction is begun anew that another one was ahead of.
var errRaced = errors.New("another process was ahead")

// Classes of advisory locks, which are held until the end of a transaction.
const (
	lockSchema       = 0x466f0001
	lockConversation = 0x466f0002
	lockValue        = 0x466f0003
)

// lockName waits for the lock of a name, which lasts as long as the transaction.
func lockName(ctx context.Context, tx pgx.Tx, class int32, name string) error {
	_, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock($1, hashtext($2))", class, name)
	return err
}

func wrapError(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("question store: %s: %w", what, err)
}

// cleanText is a text as PostgreSQL takes it. What it leaves out stands in no name that
// a platform gives.
func cleanText(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

func cleanTexts(list []string) []string {
	clean := make([]string, len(list))
	for i, s := range list {
		clean[i] = cleanText(s)
	}
	return clean
}
