// Package sqlite keeps what the bot must not forget in one SQLite file: the
// requests with how far they have come, ratings, and small values of adapters.
//
// A record is a row of its own with the columns that are looked up by, and the
// whole record as JSON. Everything that a method has done is on disk when it
// returns (WAL, synchronous=FULL). Several processes may have the file open; that
// only one of them works on the requests is up to them.
package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver

	"footnote/bot"
	"footnote/retrieval/private"
)

// Store is a bot.Store in a file.
type Store struct {
	db    *sql.DB // one connection, which writes
	reads *sql.DB // several, which see what is committed

	changes         chan *change
	closing, closed chan struct{}
	closeOnce       sync.Once
}

var _ bot.Store = (*Store)(nil)

// Open opens the file at path, and makes it if there is none. For a file that is
// damaged, or of a later version of the program, it returns an error that says so.
func Open(ctx context.Context, path string) (*Store, error) {
	if err := private.MakeFolder(filepath.Dir(path)); err != nil {
		return nil, fmt.Errorf("make the folder of the question store: %w", err)
	}
	makePrivate(path)
	return open(ctx, path, (&url.URL{Path: path}).EscapedPath())
}

// inMemory is the address of a store without a file.
const inMemory = ":memory:"

// OpenMemory returns a store that lasts as long as it is open.
func OpenMemory(ctx context.Context) (*Store, error) { return open(ctx, "in memory", inMemory) }

// open opens the file of an address, which errors call by the given name.
func open(ctx context.Context, path, address string) (*Store, error) {
	options := url.Values{"_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)", "secure_delete(ON)"}, "_txlock": {"immediate"}}
	alone := address == inMemory // another connection would be another store
	address = "file:" + address + "?"
	db, err := sql.Open("sqlite", address+options.Encode())
	if err != nil {
		return nil, fmt.Errorf("open the question store: %w", err)
	}
	db.SetMaxOpenConns(1) // SQLite writes one at a time; a queue here is fairer than its waiting
	s := &Store{db: db, changes: make(chan *change), closing: make(chan struct{}), closed: make(chan struct{})}
	if err := s.prepareTables(ctx); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("open the question store %s: %w", path, err)
	}
	if alone {
		s.reads = db
		go s.writeChanges()
		return s, nil
	}
	options.Add("_pragma", "query_only(ON)")
	if s.reads, err = sql.Open("sqlite", address+options.Encode()); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("open the question store: %w", err)
	}
	s.reads.SetMaxOpenConns(readers)
	s.reads.SetMaxIdleConns(readers)
	go s.writeChanges()
	return s, nil
}

// readers is how many read at once, beside the one that writes. They are short: a few
// keep the many who ask from waiting for one another.
const readers = 4

// makePrivate makes the file, empty, for this user alone, and takes the rights of
// others from one that is there. SQLite gives those of the file to the journals
// beside it, but leaves journals of a dead process as they are. Errors are ignored,
// since SQLite then reports in its own words what it can't open.
func makePrivate(path string) {
	if f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600); err == nil {
		_ = f.Close()
	}
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		_ = private.Restrict(path + suffix) // see the package: it may not be ours to change
	}
}

// prepareTables checks the file and brings it to the current version.
func (s *Store) prepareTables(ctx context.Context) error {
	var verdict string
	if err := s.db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return fmt.Errorf("it can't be read (%w); see that its disk has room and that it can be written to, or move it away to start with an empty one", err)
	}
	if verdict != "ok" {
		return fmt.Errorf("it is damaged (%s); restore a copy, or move it away to start with an empty one", verdict)
	}
	return inTransaction(ctx, s.db, func(ctx context.Context, tx *sql.Tx) error {
		return migrate(ctx, tx, schema)
	})
}

// CopyTo copies all of the store, as it is at one moment, into a file at path that
// isn't there yet. Others may go on using the store.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	f, err := private.Create(path) // SQLite takes an empty file, with its rights
	if err == nil {
		err = f.Close()
	}
	if err == nil {
		_, err = s.db.ExecContext(ctx, "VACUUM INTO ?", path)
	}
	return wrapError("copy it", err)
}

// inTransaction runs f in a transaction of its own.
func inTransaction(ctx context.Context, db *sql.DB, f func(context.Context, *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(ctx, tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// Close closes the file, when the changes that have begun are on disk.
func (s *Store) Close() error {
	s.closeOnce.Do(func() { close(s.closing) })
	<-s.closed
	return errors.Join(s.reads.Close(), s.db.Close())
}

// Value implements bot.Values.
func (s *Store) Value(ctx context.Context, key string) ([]byte, error) {
	var value []byte
	err := s.reads.QueryRowContext(ctx, `SELECT value FROM "values" WHERE key = ?`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return value, wrapError("read a value", err)
}

// SetValue implements bot.Values.
func (s *Store) SetValue(ctx context.Context, key string, value []byte) error {
	return wrapError("keep a value", s.changeIn(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return writeValue(ctx, tx, key, value)
	}))
}

// UpdateValue implements bot.Values.
func (s *Store) UpdateValue(ctx context.Context, key string, change func(old []byte) []byte) error {
	return wrapError("change a value", s.changeIn(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var old []byte
		err := tx.QueryRowContext(ctx, `SELECT value FROM "values" WHERE key = ?`, key).Scan(&old)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		return writeValue(ctx, tx, key, change(old))
	}))
}

func writeValue(ctx context.Context, tx *sql.Tx, key string, value []byte) error {
	if len(value) == 0 {
		_, err := tx.ExecContext(ctx, `DELETE FROM "values" WHERE key = ?`, key)
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO "values" VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, key, value)
	return err
}

func wrapError(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("question store: %s: %w", what, err)
}

func encodeRecord(r bot.Record) (string, error) {
	body, err := json.Marshal(r)
	return string(body), err
}

func decodeRecord(body string) (r bot.Record, err error) {
	return r, json.Unmarshal([]byte(body), &r)
}

func unixNanoseconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}
