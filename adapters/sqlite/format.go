package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// schema makes the tables of each format from those of the one before. The file says in
// user_version how many steps it has taken. A step that was released never changes:
// files that have taken it won't take it again.
var schema = []string{`
CREATE TABLE records (
	number       INTEGER PRIMARY KEY AUTOINCREMENT, -- the order received
	id           TEXT NOT NULL UNIQUE,
	conversation TEXT NOT NULL,
	asker        TEXT NOT NULL,
	step         TEXT NOT NULL,
	edition      INTEGER NOT NULL,
	received     INTEGER NOT NULL, -- Unix time, nanoseconds
	body         TEXT NOT NULL     -- bot.Record as JSON
) STRICT;
CREATE INDEX records_conversation ON records (conversation, number);
CREATE INDEX records_asker ON records (asker, number);
CREATE INDEX records_received ON records (received);
CREATE INDEX records_open ON records (number) WHERE step <> 'closed';
CREATE TABLE keys (
	key TEXT PRIMARY KEY,
	id  TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_id ON keys (id);
CREATE TABLE ratings (
	request TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
	asker   TEXT NOT NULL,
	vote    TEXT NOT NULL,
	comment TEXT NOT NULL,
	at      INTEGER NOT NULL,
	PRIMARY KEY (request, asker)
) STRICT, WITHOUT ROWID;
CREATE INDEX ratings_asker ON ratings (asker);
CREATE TABLE "values" (
	key   TEXT PRIMARY KEY,
	value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`}

// migrate brings a file to the format that all steps make. What fails, or was begun when
// the process died, leaves the file as it was.
func migrate(ctx context.Context, tx *sql.Tx, steps []string) error {
	var format int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&format); err != nil {
		return err
	}
	if format > len(steps) {
		return fmt.Errorf("it was made by a later version of footnote (format %d, this one knows %d); install that version again, or restore a backup from before it", format, len(steps))
	}
	for i, step := range steps[format:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("bring it to format %d, it stays as it was: %w", format+i+1, err)
		}
	}
	_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(steps)))
	return err
}
