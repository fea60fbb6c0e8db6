package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"iter"
	"slices"
	"time"

	"footnote/adapters/internal/archive"
	"footnote/bot"
)

// Load implements bot.Archive.
func (s *Store) Load(ctx context.Context, id string) (bot.Record, error) {
	return archive.TakeOne(s.queryList(ctx, "SELECT body FROM records WHERE id = ?", id))
}

// ByKey implements bot.Archive.
func (s *Store) ByKey(ctx context.Context, key string) (bot.Record, error) {
	return archive.TakeOne(s.queryList(ctx, "SELECT body FROM records WHERE id = (SELECT id FROM keys WHERE key = ?)", key))
}

func (s *Store) queryList(ctx context.Context, query string, args ...any) (list []bot.Record, err error) {
	rows, err := s.reads.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, wrapError("read requests", err)
	}
	defer func() { err = wrapError("read requests", errors.Join(err, rows.Close())) }()
	for rows.Next() {
		var body string
		if err := rows.Scan(&body); err != nil {
			return nil, err
		}
		r, err := decodeRecord(body)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// Conversation implements bot.Archive.
func (s *Store) Conversation(ctx context.Context, conversation string, n int) ([]bot.Record, error) {
	list, err := s.queryList(ctx, "SELECT body FROM records WHERE conversation = ? AND step = 'closed' ORDER BY number DESC LIMIT ?", conversation, n)
	slices.Reverse(list)
	return list, err
}

// Before implements bot.Archive.
func (s *Store) Before(ctx context.Context, id string, n int) ([]bot.Record, error) {
	list, err := s.queryList(ctx, `SELECT body FROM records
		JOIN (SELECT conversation AS c, number AS n FROM records WHERE id = ?) ON conversation = c AND number < n
		WHERE step = 'closed' ORDER BY number DESC LIMIT ?`, id, n)
	slices.Reverse(list)
	return list, err
}

// ByAsker implements bot.Archive.
func (s *Store) ByAsker(ctx context.Context, asker string, n int) ([]bot.Record, error) {
	return s.queryList(ctx, "SELECT body FROM records WHERE asker = ? ORDER BY number DESC LIMIT ?", asker, n)
}

// Judged implements bot.Archive.
func (s *Store) Judged(ctx context.Context, since time.Time) iter.Seq2[bot.Judged, error] {
	return archive.ReadJudged(func(after int64) ([]archive.Numbered, error) { return s.readJudgedPage(ctx, since, after) })
}

func (s *Store) readJudgedPage(ctx context.Context, since time.Time, after int64) (page []archive.Numbered, err error) {
	rows, err := s.reads.QueryContext(ctx, "SELECT number, body FROM records WHERE step = 'closed' AND received >= ? AND number > ? ORDER BY number LIMIT ?",
		unixNanoseconds(since), after, archive.PageSize)
	if err != nil {
		return nil, wrapError("read requests", err)
	}
	for rows.Next() {
		var j archive.Numbered
		var body string
		if err = rows.Scan(&j.Number, &body); err == nil {
			j.Record, err = decodeRecord(body)
		}
		if err != nil {
			break
		}
		page = append(page, j)
	}
	if err = errors.Join(err, rows.Err(), rows.Close()); err != nil {
		return nil, wrapError("read requests", err)
	}
	for i := range page {
		if page[i].Ratings, err = s.readRatings(ctx, page[i].ID); err != nil {
			return nil, err
		}
	}
	return page, nil
}

func (s *Store) readRatings(ctx context.Context, request string) (list []bot.Rating, err error) {
	rows, err := s.reads.QueryContext(ctx, "SELECT asker, vote, comment, at FROM ratings WHERE request = ? ORDER BY asker", request)
	if err != nil {
		return nil, wrapError("read ratings", err)
	}
	defer func() { err = wrapError("read ratings", errors.Join(err, rows.Close())) }()
	for rows.Next() {
		r := bot.Rating{Request: request}
		var at int64
		if err := rows.Scan(&r.Asker, &r.Vote, &r.Comment, &at); err != nil {
			return nil, err
		}
		r.At = time.Unix(0, at).UTC()
		list = append(list, r)
	}
	return list, rows.Err()
}

// Rate implements bot.Archive.
func (s *Store) Rate(ctx context.Context, r bot.Rating) error {
	return wrapError("keep a rating", s.changeIn(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var n int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM records WHERE id = ?", r.Request).Scan(&n); err != nil {
			return err
		}
		if n == 0 {
			return bot.ErrUnknown
		}
		var old bot.Rating
		err := tx.QueryRowContext(ctx, "SELECT vote, comment FROM ratings WHERE request = ? AND asker = ?", r.Request, r.Asker).Scan(&old.Vote, &old.Comment)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO ratings VALUES (?, ?, ?, ?, ?)",
			r.Request, r.Asker, cmp.Or(r.Vote, old.Vote), cmp.Or(r.Comment, old.Comment), unixNanoseconds(r.At))
		return err
	}))
}

// Forget implements bot.Archive.
func (s *Store) Forget(ctx context.Context, asker string) (int, error) {
	return s.removeRows(ctx, "forget somebody",
		[]string{"DELETE FROM ratings WHERE asker = ?", "DELETE FROM records WHERE asker = ?"}, asker)
}

// Prune implements bot.Archive.
func (s *Store) Prune(ctx context.Context, before time.Time) (int, error) {
	return s.removeRows(ctx, "remove old requests",
		[]string{"DELETE FROM records WHERE step = 'closed' AND received < ?"}, unixNanoseconds(before))
}

func (s *Store) removeRows(ctx context.Context, what string, statements []string, arg any) (int, error) {
	total := int64(0)
	err := s.changeIn(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, statement := range statements {
			result, err := tx.ExecContext(ctx, statement, arg)
			if err != nil {
				return err
			}
			n, err := result.RowsAffected()
			if err != nil {
				return err
			}
			total += n
		}
		return nil
	})
	return int(total), wrapError(what, err)
}
