package postgres

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
)

// Value implements bot.Values.
func (s *Store) Value(ctx context.Context, key string) ([]byte, error) {
	value, err := readValue(ctx, s.pool, key)
	return value, wrapError("read a value", err)
}

func readValue(ctx context.Context, q querier, key string) (value []byte, err error) {
	err = q.QueryRow(ctx, "SELECT value FROM footnote_values WHERE key = $1", cleanText(key)).Scan(&value)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return value, err
}

// SetValue implements bot.Values.
func (s *Store) SetValue(ctx context.Context, key string, value []byte) error {
	return wrapError("keep a value", s.changeIn(ctx, func(ctx context.Context, tx pgx.Tx) error {
		return writeValue(ctx, tx, key, value)
	}))
}

// UpdateValue implements bot.Values. Of several processes one after the other
// changes a value.
func (s *Store) UpdateValue(ctx context.Context, key string, change func(old []byte) []byte) error {
	return wrapError("change a value", s.changeIn(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if err := lockName(ctx, tx, lockValue, cleanText(key)); err != nil {
			return err
		}
		old, err := readValue(ctx, tx, key)
		if err != nil {
			return err
		}
		return writeValue(ctx, tx, key, change(old))
	}))
}

func writeValue(ctx context.Context, tx pgx.Tx, key string, value []byte) error {
	if len(value) == 0 {
		_, err := tx.Exec(ctx, "DELETE FROM footnote_values WHERE key = $1", cleanText(key))
		return err
	}
	_, err := tx.Exec(ctx, "INSERT INTO footnote_values VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", cleanText(key), value)
	return err
}
