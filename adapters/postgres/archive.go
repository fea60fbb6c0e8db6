package postgres

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"footnote/adapters/internal/archive"
	"footnote/bot"
)

// Load implements bot.Archive.
func (s *Store) Load(ctx context.Context, id string) (bot.Record, error) {
	return archive.TakeOne(s.queryList(ctx, "SELECT body FROM footnote_requests WHERE id = $1", cleanText(id)))
}

// ByKey implements bot.Archive.
func (s *Store) ByKey(ctx context.Context, key string) (bot.Record, error) {
	return archive.TakeOne(s.queryList(ctx, "SELECT body FROM footnote_requests WHERE id = (SELECT id FROM footnote_keys WHERE key = $1)", cleanText(key)))
}

func (s *Store) queryList(ctx context.Context, query string, args ...any) ([]bot.Record, error) {
	for try := 1; ; try++ {
		rows, err := s.pool.Query(ctx, query, args...)
		if err != nil && (try == mostTries || !isBroken(err)) {
			return nil, wrapError("read requests", err)
		}
		list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (bot.Record, error) {
			var body string
			if err := row.Scan(&body); err != nil {
				return bot.Record{}, err
			}
			return decodeRecord(body)
		})
		if err == nil || try == mostTries || !isBroken(err) {
			return list, wrapError("read requests", err)
		}
	}
}

// Conversation implements bot.Archive.
func (s *Store) Conversation(ctx context.Context, conversation string, n int) ([]bot.Record, error) {
	list, err := s.queryList(ctx, "SELECT body FROM footnote_requests WHERE conversation = $1 AND step = 'closed' ORDER BY number DESC LIMIT $2", cleanText(conversation), n)
	slices.Reverse(list)
	return list, err
}

// Before implements bot.Archive.
func (s *Store) Before(ctx context.Context, id string, n int) ([]bot.Record, error) {
	list, err := s.queryList(ctx, `SELECT r.body FROM footnote_requests r
		JOIN footnote_requests this ON this.id = $1 AND r.conversation = this.conversation AND r.number < this.number
		WHERE r.step = 'closed' ORDER BY r.number DESC LIMIT $2`, cleanText(id), n)
	slices.Reverse(list)
	return list, err
}

// ByAsker implements bot.Archive.
func (s *Store) ByAsker(ctx context.Context, asker string, n int) ([]bot.Record, error) {
	return s.queryList(ctx, "SELECT body FROM footnote_requests WHERE asker = $1 ORDER BY number DESC LIMIT $2", cleanText(asker), n)
}

// Judged implements bot.Archive.
func (s *Store) Judged(ctx context.Context, since time.Time) iter.Seq2[bot.Judged, error] {
	return archive.ReadJudged(func(after int64) ([]archive.Numbered, error) { return s.readJudgedPage(ctx, since, after) })
}

func (s *Store) readJudgedPage(ctx context.Context, since time.Time, after int64) ([]archive.Numbered, error) {
	rows, err := s.pool.Query(ctx, "SELECT number, body FROM footnote_requests WHERE step = 'closed' AND received >= $1 AND number > $2 ORDER BY number LIMIT $3",
		unixNanoseconds(since), after, archive.PageSize)
	if err != nil {
		return nil, wrapError("read requests", err)
	}
	page, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (j archive.Numbered, err error) {
		var body string
		if err = row.Scan(&j.Number, &body); err == nil {
			j.Record, err = decodeRecord(body)
		}
		return j, err
	})
	if err != nil {
		return nil, wrapError("read requests", err)
	}
	ids, at := make([]string, len(page)), make(map[string]int, len(page))
	for i, j := range page {
		ids[i], at[j.ID] = j.ID, i
	}
	ratings, err := s.readRatings(ctx, ids)
	for _, r := range ratings {
		page[at[r.Request]].Ratings = append(page[at[r.Request]].Ratings, r)
	}
	return page, err
}

func (s *Store) readRatings(ctx context.Context, requests []string) ([]bot.Rating, error) {
	rows, err := s.pool.Query(ctx, "SELECT request, asker, vote, comment, at FROM footnote_ratings WHERE request = ANY($1) ORDER BY request, asker", requests)
	if err != nil {
		return nil, wrapError("read ratings", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r bot.Rating, err error) {
		var at int64
		var vote string
		err = row.Scan(&r.Request, &r.Asker, &vote, &r.Comment, &at)
		r.Vote, r.At = bot.Vote(vote), time.Unix(0, at).UTC()
		return r, err
	})
	return list, wrapError("read ratings", err)
}

// Rate implements bot.Archive.
func (s *Store) Rate(ctx context.Context, r bot.Rating) error {
	return wrapError("keep a rating", s.changeIn(ctx, func(ctx context.Context, tx pgx.Tx) error {
		request, asker := cleanText(r.Request), cleanText(r.Asker)
		var there bool
		if err := tx.QueryRow(ctx, "SELECT true FROM footnote_requests WHERE id = $1 FOR KEY SHARE", request).Scan(&there); err != nil {
			return knownError(err)
		}
		var vote, comment string
		err := tx.QueryRow(ctx, "SELECT vote, comment FROM footnote_ratings WHERE request = $1 AND asker = $2 FOR UPDATE", request, asker).Scan(&vote, &comment)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO footnote_ratings VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (request, asker) DO UPDATE SET vote = excluded.vote, comment = excluded.comment, at = excluded.at`,
			request, asker, cmp.Or(string(r.Vote), vote), cmp.Or(cleanText(r.Comment), comment), unixNanoseconds(r.At))
		return err
	}))
}

// Forget implements bot.Archive.
func (s *Store) Forget(ctx context.Context, asker string) (n int, err error) {
	asker = cleanText(asker)
	err = s.changeIn(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rated, err := tx.Exec(ctx, "DELETE FROM footnote_ratings WHERE asker = $1", asker)
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, "DELETE FROM footnote_requests WHERE asker = $1 RETURNING id, step", asker)
		if err != nil {
			return err
		}
		var open []string
		asked := 0
		var id, step string
		if _, err = pgx.ForEachRow(rows, []any{&id, &step}, func() error {
			if asked++; step != string(bot.Closed) {
				open = append(open, id)
			}
			return nil
		}); err != nil {
			return err
		}
		n = int(rated.RowsAffected()) + asked
		for _, id := range open {
			if err := notify(ctx, tx, noticeChanged+id); err != nil {
				return err
			}
		}
		return nil
	})
	return n, wrapError("forget somebody", err)
}

// Prune implements bot.Archive.
func (s *Store) Prune(ctx context.Context, before time.Time) (int, error) {
	done, err := s.pool.Exec(ctx, "DELETE FROM footnote_requests WHERE step = 'closed' AND received < $1", unixNanoseconds(before))
	return int(done.RowsAffected()), wrapError("remove old requests", err)
}
