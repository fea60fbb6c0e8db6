package postgres

import (
	"context"
	"time"
)

// Spend implements bot.Replicas: a bucket of tokens, as golang.org/x/time/rate has it,
// that holds what may be asked in a minute. The clock is that of the database.
func (s *Store) Spend(ctx context.Context, name string, perMinute int) (wait time.Duration, err error) {
	var left float64
	var granted bool
	err = s.pool.QueryRow(ctx, `INSERT INTO footnote_limits AS l VALUES ($1, $2 - 1, true, clock_timestamp())
		ON CONFLICT (name) DO UPDATE SET
			granted = least($2, l.left_over + extract(epoch FROM excluded.at - l.at) * $2 / 60) >= 1,
			left_over = least($2, l.left_over + extract(epoch FROM excluded.at - l.at) * $2 / 60)
				- (least($2, l.left_over + extract(epoch FROM excluded.at - l.at) * $2 / 60) >= 1)::int,
			at = greatest(excluded.at, l.at)
		RETURNING left_over, granted`, cleanText(name), float64(perMinute)).Scan(&left, &granted)
	if err != nil || granted {
		return 0, wrapError("count a question", err)
	}
	return max(time.Millisecond, time.Duration((1-left)*60/float64(perMinute)*float64(time.Second))), nil
}
