// Package stores opens what must not be forgotten where the settings say: a file in the
// data folder, or a database that several processes share.
package stores

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"footnote/adapters/postgres"
	"footnote/adapters/sqlite"
	"footnote/bot"
	"footnote/bot/secret"
	"footnote/cmd/footnote/datafolder"
)

// Settings say where the store is.
type Settings struct {
	Store secret.String `name:"store" env:"FOOTNOTE_STORE" placeholder:"URL" group:"Settings" help:"PostgreSQL database that keeps what serve must not forget, for several replicas, as postgres://user:password@host/name; better kept in .env than on the command line (default: none, a file in the data folder)."`
}

// Check returns what is wrong with settings that can't be meant. It doesn't repeat
// the address: a password may be in it.
func (s Settings) Check() error {
	if s.Store.IsSet() && !postgres.IsURL(s.Store.Reveal()) {
		return errors.New("--store (FOOTNOTE_STORE) must be the address of a PostgreSQL database, as postgres://user:password@host/name")
	}
	return nil
}

// IsShared reports whether several processes may share the store.
func (s Settings) IsShared() bool { return s.Store.IsSet() }

// Store is a bot.Store that can be closed.
type Store interface {
	bot.Store
	Close() error
}

// OpenKept opens the store of what was asked through serve, for a verb that looks into
// it. It must be there.
func (s Settings) OpenKept(ctx context.Context, data, corpus string) (Store, error) {
	if s.IsShared() {
		return openShared(ctx, postgres.Options{URL: s.Store})
	}
	path := filepath.Join(data, datafolder.Questions)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("nothing has been asked of %s through serve yet: there is no %s", corpus, path)
	}
	return OpenFile(ctx, data)
}

// OpenFile opens the store in the data folder, and makes it if there is none.
func OpenFile(ctx context.Context, data string) (Store, error) {
	store, err := sqlite.Open(ctx, filepath.Join(data, datafolder.Questions))
	if err != nil {
		return nil, err
	}
	return store, nil
}

// OpenReplica opens the store for a process that answers beside others.
func (s Settings) OpenReplica(ctx context.Context, log *slog.Logger) (*postgres.Store, error) {
	return openShared(ctx, postgres.Options{URL: s.Store, Replica: true, Log: log})
}

func openShared(ctx context.Context, o postgres.Options) (*postgres.Store, error) {
	store, err := postgres.Open(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("%w (FOOTNOTE_STORE says where it is; footnote doctor says more)", err)
	}
	return store, nil
}

// errBackup says how to back a database up.
var errBackup = errors.New("FOOTNOTE_STORE is set: the questions with their answers, the key that signs links and sign-ins, and the tokens of programs are in PostgreSQL, and not in the data folder. " +
	"Back them up with its own tools, such as pg_dump --format=custom --file=footnote.dump DATABASE, and put them back with pg_restore --clean --if-exists --dbname=DATABASE footnote.dump while no replica runs")

// CheckBackup returns why there is nothing for backup and restore to do, and what does
// it.
func (s Settings) CheckBackup() error {
	if s.IsShared() {
		return errBackup
	}
	return nil
}
