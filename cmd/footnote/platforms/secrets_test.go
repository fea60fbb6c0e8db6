package platforms

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"footnote/bot/secret"
)

// TestRenew: .env wins over footnote.yaml, both over what was known at the start.
func TestRenew(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".env")
	below, wrong := "", error(nil)
	s := Secrets{File: path, Log: slog.New(slog.DiscardHandler), Below: func(string) (string, error) { return below, wrong }}
	renewed := func(want string) {
		t.Helper()
		if got := s.Renew("FOOTNOTE_TEST_TOKEN", secret.New("old")).Reveal(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	renewed("old")
	below = "from yaml"
	renewed("from yaml")
	below, wrong = "", errors.New("line 3 is wrong")
	renewed("old")
	if err := os.WriteFile(path, []byte("FOOTNOTE_TEST_TOKEN=new\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	below, wrong = "from yaml", nil
	renewed("new")
}
