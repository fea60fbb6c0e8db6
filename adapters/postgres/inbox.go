package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"footnote/bot"
)

// Add implements bot.Inbox.
func (s *Store) Add(ctx context.Context, r bot.Record) (known string, err error) {
	body, err := encodeRecord(r)
	if err != nil {
		return "", wrapError("encode a request", err)
	}
	var home *string
	if r.Home {
		home = &s.owner
	}
	keys := cleanTexts(r.Keys)
	slices.Sort(keys) // two processes take them in one order
	keys = slices.Compact(keys)
	err = s.changeIn(ctx, func(ctx context.Context, tx pgx.Tx) error {
		known = ""
		conversation := cleanText(r.Conversation)
		if err := lockName(ctx, tx, lockConversation, conversation); err != nil {
			return err
		}
		err := tx.QueryRow(ctx, "SELECT id FROM footnote_keys WHERE key = ANY($1) LIMIT 1", keys).Scan(&known)
		if !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO footnote_requests (id, conversation, asker, platform, step, held, home, edition, received, body)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			r.ID, conversation, cleanText(r.Asker), cleanText(r.Place.Platform), string(r.Step), r.IsHeld(), home, r.Edition, unixNanoseconds(r.Received), body)
		if err != nil {
			return err
		}
		added, err := tx.Exec(ctx, "INSERT INTO footnote_keys SELECT unnest($1::text[]), $2 ON CONFLICT DO NOTHING", keys, r.ID)
		if err != nil {
			return err
		}
		if int(added.RowsAffected()) < len(keys) { // committed since they were looked for
			return errRaced
		}
		return notify(ctx, tx, noticeReady)
	})
	if known == r.ID { // the first try did it, and nobody heard
		known = ""
	}
	return known, wrapError("add a request", err)
}

// Save implements bot.Inbox. What this process has claimed it saves only as long as
// no other has claimed it since.
func (s *Store) Save(ctx context.Context, r bot.Record) error {
	body, err := encodeRecord(r)
	if err != nil {
		return wrapError("encode a request", err)
	}
	return wrapError("save a request", s.changeIn(ctx, func(ctx context.Context, tx pgx.Tx) error {
		done, err := tx.Exec(ctx, updateRecord+" AND edition = $7 AND ($9 = 0 OR claims = $9)", append(recordValues(r, body), s.claimOf(r.ID))...)
		if err != nil {
			return err
		}
		if done.RowsAffected() == 0 {
			var there bool
			if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM footnote_requests WHERE id = $1)", r.ID).Scan(&there); err != nil {
				return err
			}
			if !there {
				return bot.ErrUnknown
			}
			return bot.ErrStale
		}
		if r.Step == bot.Closed {
			return notify(ctx, tx, noticeChanged+r.ID)
		}
		return nil
	}))
}

const updateRecord = "UPDATE footnote_requests SET conversation = $2, asker = $3, step = $4, held = $5, received = $6, edition = $7, body = $8 WHERE id = $1"

// recordValues are what updateRecord takes.
func recordValues(r bot.Record, body string) []any {
	return []any{r.ID, cleanText(r.Conversation), cleanText(r.Asker), string(r.Step), r.IsHeld(), unixNanoseconds(r.Received), r.Edition, body}
}

// Revise implements bot.Inbox.
func (s *Store) Revise(ctx context.Context, id string, change func(*bot.Record)) error {
	return wrapError("revise a request", s.changeIn(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var body string
		err := tx.QueryRow(ctx, "SELECT body FROM footnote_requests WHERE id = $1 FOR UPDATE", id).Scan(&body)
		if err != nil {
			return knownError(err)
		}
		r, err := decodeRecord(body)
		if err != nil {
			return err
		}
		before, stopped := r.Edition, r.Stopped
		change(&r)
		if body, err = encodeRecord(r); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, updateRecord, recordValues(r, body)...); err != nil {
			return err
		}
		if r.Edition == before && r.Stopped && !stopped { // whoever answers it learns so
			return notify(ctx, tx, noticeChanged+id)
		}
		if r.Edition == before {
			return nil
		}
		if err := notify(ctx, tx, noticeReady); err != nil {
			return err
		}
		return notify(ctx, tx, noticeChanged+id)
	}))
}

// Unfinished implements bot.Inbox.
func (s *Store) Unfinished(ctx context.Context) ([]bot.Record, error) {
	return s.queryList(ctx, "SELECT body FROM footnote_requests WHERE step <> 'closed' ORDER BY number")
}

// Remove implements bot.Inbox.
func (s *Store) Remove(ctx context.Context, id string) error {
	return wrapError("remove a request", s.changeIn(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM footnote_requests WHERE id = $1", id); err != nil {
			return err
		}
		return notify(ctx, tx, noticeChanged+id)
	}))
}

// knownError returns bot.ErrUnknown if err says that there is no such row, or else
// err.
func knownError(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return bot.ErrUnknown
	}
	return err
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
