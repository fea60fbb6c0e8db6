package tokens

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/adapters/web/login"
)

func TestBook(t *testing.T) {
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	folder := t.TempDir()
	path := filepath.Join(folder, "tokens.json")
	open := func() *Book { return NewBook(folder, func() time.Time { return now }) }
	serving := open() // the book of a server, while others write
	finds := func(text string) bool { _, ok := serving.Find(text); return ok }

	if finds("fnt_X") {
		t.Error("without a file somebody signs in")
	}
	text, err := open().Add(Token{Name: "report", Scopes: []login.Scope{login.AskScope}, Groups: []string{"legal"}, PerMinute: 5, Expires: now.Add(time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	got, ok := serving.Find(text)
	if !ok || got.Name != "report" || !got.Opens(login.AskScope) || got.Opens(login.ReadScope) || !slices.Equal(got.Groups, []string{"legal"}) || got.PerMinute != 5 {
		t.Errorf("found %+v, %v", got, ok)
	}
	data, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(data), text) || strings.Contains(string(data), strings.TrimPrefix(text, prefix)) {
		t.Errorf("the file shows the token: %s, %v", data, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others can read the file: %v, %v", info.Mode(), err)
	}
	for _, wrong := range []string{"", text + "x", text[:len(text)-1], hashOf(text), "fnt_" + hashOf(text)} {
		if finds(wrong) {
			t.Errorf("%q signs in", wrong)
		}
	}
	if _, err := open().Add(Token{Name: "report"}); err == nil {
		t.Error("there are two of one name")
	}
	for _, bad := range []string{"", "A", "a b", "a/b", "../x", "a@b"} {
		if _, err := open().Add(Token{Name: bad}); err == nil {
			t.Errorf("%q is a name", bad)
		}
	}
	now = now.Add(time.Hour)
	if finds(text) {
		t.Error("it signs in after its time")
	}
	now = now.Add(-time.Minute)
	if !finds(text) {
		t.Error("it doesn't sign in within its time")
	}
	if removed, err := open().Remove("report"); !removed || err != nil {
		t.Error(removed, err)
	}
	if finds(text) {
		t.Error("it signs in after it was taken back")
	}
	if removed, _ := open().Remove("report"); removed {
		t.Error("it is taken back twice")
	}
}
