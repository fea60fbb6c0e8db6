package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"footnote/bot"
)

// Add implements bot.Inbox.
func (s *Store) Add(ctx context.Context, r bot.Record) (known string, err error) {
	body, err := encodeRecord(r)
	if err != nil {
		return "", wrapError("encode a request", err)
	}
	err = s.changeIn(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, key := range r.Keys {
			err := tx.QueryRowContext(ctx, "SELECT id FROM keys WHERE key = ?", key).Scan(&known)
			if !errors.Is(err, sql.ErrNoRows) {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO records (id, conversation, asker, step, edition, received, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
			r.ID, r.Conversation, r.Asker, r.Step, r.Edition, unixNanoseconds(r.Received), body)
		for _, key := range r.Keys {
			if err == nil {
				_, err = tx.ExecContext(ctx, "INSERT OR IGNORE INTO keys VALUES (?, ?)", key, r.ID)
			}
		}
		return err
	})
	return known, wrapError("add a request", err)
}

// Save implements bot.Inbox.
func (s *Store) Save(ctx context.Context, r bot.Record) error {
	err := s.changeIn(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var edition int
		err := knownError(tx.QueryRowContext(ctx, "SELECT edition FROM records WHERE id = ?", r.ID).Scan(&edition))
		switch {
		case err != nil:
			return err
		case edition != r.Edition:
			return bot.ErrStale
		}
		return replaceRecord(ctx, tx, r)
	})
	return wrapError("save a request", err)
}

// Revise implements bot.Inbox.
func (s *Store) Revise(ctx context.Context, id string, change func(*bot.Record)) error {
	err := s.changeIn(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var body string
		if err := knownError(tx.QueryRowContext(ctx, "SELECT body FROM records WHERE id = ?", id).Scan(&body)); err != nil {
			return err
		}
		r, err := decodeRecord(body)
		if err != nil {
			return err
		}
		change(&r)
		return replaceRecord(ctx, tx, r)
	})
	return wrapError("revise a request", err)
}

// knownError returns bot.ErrUnknown if err says that there is no such row, or else
// err.
func knownError(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return bot.ErrUnknown
	}
	return err
}

func replaceRecord(ctx context.Context, tx *sql.Tx, r bot.Record) error {
	body, err := encodeRecord(r)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE records SET conversation = ?, asker = ?, step = ?, edition = ?, received = ?, body = ? WHERE id = ?",
		r.Conversation, r.Asker, r.Step, r.Edition, unixNanoseconds(r.Received), body, r.ID)
	return err
}

// Unfinished implements bot.Inbox.
func (s *Store) Unfinished(ctx context.Context) ([]bot.Record, error) {
	return s.queryList(ctx, "SELECT body FROM records WHERE step <> 'closed' ORDER BY number")
}

// Remove implements bot.Inbox.
func (s *Store) Remove(ctx context.Context, id string) error {
	return wrapError("remove a request", s.changeIn(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM records WHERE id = ?", id)
		return err
	}))
}
