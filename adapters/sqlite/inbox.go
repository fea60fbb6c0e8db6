package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"footnote/bot"
)

// Add implements bot.Inbox.
func (s *Store) Add(ctx context.Context, r bot.Record) (known string, err error) {
	body, err := encode(r)
	if err != nil {
		return "", wrap("encode a request", err)
	}
	err = s.change(ctx, func(tx *sql.Tx) error {
		for _, key := range r.Keys {
			err := tx.QueryRowContext(ctx, "SELECT id FROM keys WHERE key = ?", key).Scan(&known)
			if !errors.Is(err, sql.ErrNoRows) {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO records (id, conversation, asker, step, edition, received, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
			r.ID, r.Conversation, r.Asker, r.Step, r.Edition, nanoseconds(r.Received), body)
		for _, key := range r.Keys {
			if err == nil {
				_, err = tx.ExecContext(ctx, "INSERT OR IGNORE INTO keys VALUES (?, ?)", key, r.ID)
			}
		}
		return err
	})
	return known, wrap("add a request", err)
}

// Save implements bot.Inbox.
func (s *Store) Save(ctx context.Context, r bot.Record) error { return s.save(ctx, r, true) }

// Revise implements bot.Inbox.
func (s *Store) Revise(ctx context.Context, r bot.Record) error { return s.save(ctx, r, false) }

func (s *Store) save(ctx context.Context, r bot.Record, sameEdition bool) error {
	body, err := encode(r)
	if err != nil {
		return wrap("encode a request", err)
	}
	err = s.change(ctx, func(tx *sql.Tx) error {
		var edition int
		err := tx.QueryRowContext(ctx, "SELECT edition FROM records WHERE id = ?", r.ID).Scan(&edition)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return bot.ErrUnknown
		case err != nil:
			return err
		case sameEdition && edition != r.Edition:
			return bot.ErrStale
		}
		_, err = tx.ExecContext(ctx, "UPDATE records SET conversation = ?, asker = ?, step = ?, edition = ?, received = ?, body = ? WHERE id = ?",
			r.Conversation, r.Asker, r.Step, r.Edition, nanoseconds(r.Received), body, r.ID)
		return err
	})
	return wrap("save a request", err)
}

// Unfinished implements bot.Inbox.
func (s *Store) Unfinished(ctx context.Context) ([]bot.Record, error) {
	return s.list(ctx, "SELECT body FROM records WHERE step <> 'closed' ORDER BY number")
}

// Remove implements bot.Inbox.
func (s *Store) Remove(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM records WHERE id = ?", id)
	return wrap("remove a request", err)
}
