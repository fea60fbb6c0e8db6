//go:build unix

package ocr

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fakeProgram writes a program that is called like tesseract, and has English and German.
// What it reads begins with its arguments.
func fakeProgram(t *testing.T, body string) string {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	name := filepath.Join(t.TempDir(), "reader")
	script := "#!/bin/sh\nif [ \"$1\" = --list-langs ]; then printf 'List of available languages in \"/x\" (3):\\ndeu\\neng\\nosd\\n'; exit; fi\n" + body
	if err := os.WriteFile(name, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestReadPicture(t *testing.T) {
	counter := filepath.Join(t.TempDir(), "count")
	program := fakeProgram(t, fmt.Sprintf("echo x >>%s\necho \"$@\"; cat\n", counter))
	e := New(Options{Program: program})
	for _, test := range []struct{ language, want string }{
		{"de", "stdin stdout -l deu\npicture"}, {"fr", "stdin stdout -l eng+deu\npicture"}, {"", "stdin stdout -l eng+deu\npicture"}, {"de", "stdin stdout -l deu\npicture"},
	} {
		got, err := e.ReadPicture(t.Context(), []byte("picture"), test.language)
		if err != nil || got != test.want {
			t.Errorf("%q: got %q, %v; want %q", test.language, got, err, test.want)
		}
	}
	if ran, _ := os.ReadFile(counter); strings.Count(string(ran), "x") != 2 {
		t.Errorf("it ran %d times, want once a picture and language", strings.Count(string(ran), "x"))
	}
	fixed := New(Options{Program: program, Languages: "fra"})
	if got, err := fixed.ReadPicture(t.Context(), []byte("picture"), "de"); err != nil || got != "stdin stdout -l fra\npicture" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestProgramFails(t *testing.T) {
	e := New(Options{Program: fakeProgram(t, "cat >/dev/null; echo it is no picture >&2; exit 1\n")})
	_, err := e.ReadPicture(t.Context(), []byte("picture"), "")
	if !errors.Is(err, ErrProgram) || !strings.Contains(err.Error(), "it is no picture") {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.ReadPicture(ctx, []byte("picture"), ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if New(Options{}) != nil {
		t.Error("nothing reads pictures, and there is an engine")
	}
}
