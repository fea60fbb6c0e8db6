package sqlite

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/bottest"
)

func TestContract(t *testing.T) {
	bottest.StoreContract(t, func(t *testing.T) bot.Store {
		s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a b%c", "questions.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		return s
	})
}

func TestWhatCantBeOpened(t *testing.T) {
	dir := t.TempDir()
	open := func(name string) error {
		s, err := Open(t.Context(), filepath.Join(dir, name))
		if err == nil {
			err = s.Close()
		}
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "junk.db"), []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := open("junk.db"); err == nil || !strings.Contains(err.Error(), "move it away") || !strings.Contains(err.Error(), "junk.db") {
		t.Errorf("junk: %v", err)
	}
	s, err := Open(t.Context(), filepath.Join(dir, "later.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := open("later.db"); err == nil || !strings.Contains(err.Error(), "later version") || !strings.Contains(err.Error(), "restore a backup") {
		t.Errorf("later: %v", err)
	}
}
