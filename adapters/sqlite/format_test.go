package sqlite

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// formatOne is a file as the first format had it, of testdata/format1.sql.
func formatOne(t *testing.T) (path string) {
	t.Helper()
	dump, err := os.ReadFile("testdata/format1.sql")
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "questions.db")
	db := openRaw(t, path)
	if _, err := db.ExecContext(t.Context(), string(dump)); err != nil {
		t.Fatal(err)
	}
	return path
}

func openRaw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// tables returns the tables and indexes of a file and its format.
func tables(t *testing.T, db *sql.DB) (made []string, format int) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		made = append(made, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if err := db.QueryRowContext(t.Context(), "PRAGMA user_version").Scan(&format); err != nil {
		t.Fatal(err)
	}
	slices.Sort(made)
	return made, format
}

// TestTheFirstFormatIsRead: what the first release kept is there in every later one, and
// its file gets the tables of a new one.
func TestTheFirstFormatIsRead(t *testing.T) {
	path := formatOne(t)
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r, err := s.Load(t.Context(), "q1")
	if err != nil || r.Text != "Which colour has the boat?" || r.Place.Channel != "C1" || r.Reply == nil {
		t.Errorf("the question is %+v, %v", r, err)
	}
	if value, err := s.Value(t.Context(), "page"); err != nil || string(value) != "key" {
		t.Errorf("the value is %q, %v", value, err)
	}
	fresh, err := Open(t.Context(), filepath.Join(t.TempDir(), "new.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	got, format := tables(t, s.db)
	want, latest := tables(t, fresh.db)
	if format != latest || !slices.Equal(got, want) {
		t.Errorf("a file of the first format has format %d and\n%s\na new one format %d and\n%s", format, strings.Join(got, "\n"), latest, strings.Join(want, "\n"))
	}
}

// TestStepsAreTakenOnce: a file takes the steps that it hasn't taken, and none twice.
func TestStepsAreTakenOnce(t *testing.T) {
	db := openRaw(t, formatOne(t))
	steps := []string{schema[0], "ALTER TABLE ratings ADD COLUMN colour TEXT", "CREATE TABLE boats (name TEXT)"}
	for range 2 {
		if err := inTransaction(t.Context(), db, func(ctx context.Context, tx *sql.Tx) error { return migrate(ctx, tx, steps) }); err != nil {
			t.Fatal(err)
		}
	}
	if _, format := tables(t, db); format != 3 {
		t.Errorf("the format is %d", format)
	}
}

// TestAStepThatFailsChangesNothing: the version from before can go on with the file.
func TestAStepThatFailsChangesNothing(t *testing.T) {
	path := formatOne(t)
	db := openRaw(t, path)
	before, _ := tables(t, db)
	steps := []string{schema[0], "CREATE TABLE boats (name TEXT)", "DROP TABLE piers"}
	err := inTransaction(t.Context(), db, func(ctx context.Context, tx *sql.Tx) error { return migrate(ctx, tx, steps) })
	if err == nil || !strings.Contains(err.Error(), "format 3, it stays as it was") {
		t.Errorf("the error is %v", err)
	}
	if after, format := tables(t, db); format != 1 || !slices.Equal(after, before) {
		t.Errorf("it has format %d and %s", format, strings.Join(after, "\n"))
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
