package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"footnote/bot"
)

// claimable are conversations with something to do that nobody works on, in turn: by
// when their first request came or, if one of them was worked on since, when that was.
// What its process is to answer itself is left to it while it lives.
const claimable = `SELECT o.conversation FROM (
		SELECT DISTINCT ON (conversation) conversation, added, home FROM footnote_requests
		WHERE step <> 'closed' ORDER BY conversation, number) o
	LEFT JOIN footnote_leases l ON l.name = 'c/' || o.conversation
	WHERE (l.owner IS NULL OR l.until < now())
	AND (o.home IS NULL OR o.home = $1 OR NOT EXISTS (
		SELECT FROM footnote_leases h WHERE h.name = 'r/' || o.home AND h.owner IS NOT NULL AND h.until >= now()))
	ORDER BY greatest(o.added, l.turn) LIMIT $2`

// mostTried is how many conversations are tried that others may take at the same
// moment, before they are looked up again.
const mostTried = 8

// Claim implements bot.Replicas.
func (s *Store) Claim(ctx context.Context) (c bot.Task, ok bool, err error) {
	for {
		rows, err := s.pool.Query(ctx, claimable, s.owner, mostTried)
		if err != nil {
			return c, false, wrapError("look for requests", err)
		}
		list, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return c, false, wrapError("look for requests", err)
		}
		for _, conversation := range list {
			if c, ok, err = s.claimIn(ctx, conversation); ok || err != nil {
				return c, ok, wrapError("claim a request", err)
			}
		}
		if len(list) < mostTried { // others were ahead everywhere
			return c, false, nil
		}
	}
}

// claimIn claims the first request of a conversation, unless another process is ahead.
func (s *Store) claimIn(ctx context.Context, conversation string) (c bot.Task, ok bool, err error) {
	asked, count := time.Now(), 0
	name := conversationLease(conversation)
	err = s.changeIn(ctx, func(ctx context.Context, tx pgx.Tx) error {
		ok = false
		got, err := takeLease(ctx, tx, name, s.owner, s.Lease)
		if err != nil || !got {
			return err
		}
		// A statement of its own: it sees what the one before the lease has done.
		err = tx.QueryRow(ctx, `UPDATE footnote_requests SET claims = claims + 1 WHERE number = (
			SELECT number FROM footnote_requests WHERE conversation = $1 AND step <> 'closed' ORDER BY number LIMIT 1)
			RETURNING id, claims`, conversation).Scan(&c.Request, &count)
		if errors.Is(err, pgx.ErrNoRows) { // answered meanwhile
			_, err = tx.Exec(ctx, "DELETE FROM footnote_leases WHERE name = $1 AND owner = $2", name, s.owner)
			return err
		}
		ok = err == nil
		return err
	})
	if err != nil || !ok {
		return c, false, err
	}
	c.Conversation, c.Again = conversation, count > 1
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held[name] = &hold{request: c.Request, renewed: asked}
	s.claims[c.Request] = count
	return c, true, nil
}

// claimOf returns the count of the claim that this process works on a request under, 0
// if it has claimed it never.
func (s *Store) claimOf(request string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.claims[request]
}

// Release implements bot.Replicas. The conversation has its next turn after those that
// wait now.
func (s *Store) Release(ctx context.Context, conversation, request string) error {
	name := conversationLease(cleanText(conversation))
	s.mu.Lock()
	delete(s.held, name)
	delete(s.claims, request)
	s.mu.Unlock()
	return wrapError("release a conversation", s.changeIn(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var more bool
		err := tx.QueryRow(ctx, `WITH remaining AS (
				SELECT EXISTS (SELECT FROM footnote_requests WHERE conversation = $1 AND step <> 'closed') AS more),
			gone AS (DELETE FROM footnote_leases WHERE name = $2 AND owner = $3 AND NOT (SELECT more FROM remaining)),
			given AS (UPDATE footnote_leases SET owner = NULL, turn = clock_timestamp()
				WHERE name = $2 AND owner = $3 AND (SELECT more FROM remaining))
			SELECT more FROM remaining`, cleanText(conversation), name, s.owner).Scan(&more)
		if err != nil || !more {
			return err
		}
		return notify(ctx, tx, noticeReady)
	}))
}

// Open implements bot.Replicas.
func (s *Store) Open(ctx context.Context, conversation string) ([]bot.Record, error) {
	return s.queryList(ctx, "SELECT body FROM footnote_requests WHERE conversation = $1 AND step <> 'closed' ORDER BY number", cleanText(conversation))
}

// Pending implements bot.Replicas.
func (s *Store) Pending(ctx context.Context, platform string) (n int, err error) {
	err = s.pool.QueryRow(ctx, "SELECT count(*) FROM footnote_requests WHERE step <> 'closed' AND ($1 = '' OR NOT held OR platform = $1)", cleanText(platform)).Scan(&n)
	return n, wrapError("count what waits", err)
}
