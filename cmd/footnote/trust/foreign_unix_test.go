//go:build unix

package trust

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWhyForeign: another user's file is doubted, root's isn't, nor that of whoever
// called sudo.
func TestWhyForeign(t *testing.T) {
	t.Setenv("SUDO_UID", "")
	path := filepath.Join(t.TempDir(), "footnote.yaml")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	judge := func(want string) {
		t.Helper()
		if got := whyForeign(path); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	judge("")
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	judge("everybody can write it")
	if err := os.Chmod(path, 0o664); err != nil {
		t.Fatal(err)
	}
	judge("")
	if os.Geteuid() != 0 {
		t.Skip("only root can give a file to another user")
	}
	if err := os.Chown(path, 12345, -1); err != nil {
		t.Fatal(err)
	}
	judge("it belongs to another user")
	t.Setenv("SUDO_UID", "12345")
	judge("")
}
