package main

import (
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBackupAndRestore: what was asked, who is signed in and the tokens of programs
// survive the loss of the data folder. The backup is made while the server runs.
func TestBackupAndRestore(t *testing.T) {
	needsModes(t)
	corpus, data, archive := boats(t, "green"), t.TempDir(), filepath.Join(t.TempDir(), "backup.tar.gz")
	s := serve(t, "--corpus", corpus, "--data", data, "--http-addr", anyPort)
	jar, err := cookiejar.New(nil)
	check(t, err)
	browser := &http.Client{Jar: jar}
	r, err := browser.Get(s.url + "/")
	check(t, err)
	r, err = browser.PostForm(s.url+"/ask", askForm(body(t, r), "Which colour has the boat of the harbour master?"))
	check(t, err)
	_ = body(t, r)
	conversation := r.Request.URL.Path
	run := func(want int, args ...string) string {
		t.Helper()
		code, out, stderr := footnote(t, args...)
		if code != want {
			t.Fatalf("%v: exit code %d: %s%s", args, code, out, stderr)
		}
		return out + stderr
	}
	_ = run(exitOK, "token", "add", "report", "--corpus", corpus, "--data", data)
	_ = run(exitOK, "backup", archive, "--corpus", corpus, "--data", data)
	if info, err := os.Stat(archive); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the archive is %v, %v", info.Mode(), err)
	}
	if said := run(exitFailure, "restore", archive, "--corpus", corpus, "--data", data, "--force"); !strings.Contains(said, "stop it first") {
		t.Errorf("restored below a server: %s", said)
	}
	s.stop()

	other := filepath.Join(t.TempDir(), "other")
	if said := run(exitOK, "restore", archive, "--corpus", corpus, "--data", other); !strings.Contains(said, "Restored questions.db, page.key, tokens.json") {
		t.Errorf("it says %s", said)
	}
	onlyOwn(t, other, "questions.db", "page.key", "tokens.json")
	if said := run(exitOK, "token", "list", "--corpus", corpus, "--data", other); !strings.Contains(said, "report: ask") {
		t.Errorf("the tokens are %s", said)
	}
	s = serve(t, "--corpus", corpus, "--data", other, "--http-addr", strings.TrimPrefix(s.url, "http://")) // cookies belong to a port
	r, err = browser.Get(s.url + conversation)
	check(t, err)
	if page := body(t, r); !strings.Contains(page, `class="reply answered"`) || !strings.Contains(page, "green") {
		t.Errorf("after a restore the conversation is:\n%s", page)
	}
	s.stop()

	// What is there is replaced only on purpose, and kept.
	if said := run(exitFailure, "restore", archive, "--corpus", corpus, "--data", other); !strings.Contains(said, "--force") {
		t.Errorf("replaced without asking: %s", said)
	}
	_ = run(exitOK, "restore", archive, "--corpus", corpus, "--data", other, "--force")
	if kept, err := filepath.Glob(filepath.Join(other, "questions.db.replaced-*")); err != nil || len(kept) == 0 {
		t.Errorf("what was there is gone: %v, %v", kept, err)
	}

	// An archive that is damaged, or none, changes nothing.
	whole, err := os.ReadFile(archive)
	check(t, err)
	before, err := os.ReadFile(filepath.Join(other, "page.key"))
	check(t, err)
	for name, bad := range map[string][]byte{"half": whole[:len(whole)/2], "text": []byte("no archive"), "nothing": nil} {
		path := filepath.Join(t.TempDir(), name)
		check(t, os.WriteFile(path, bad, 0o600))
		_ = run(exitFailure, "restore", path, "--corpus", corpus, "--data", other, "--force")
	}
	if after, err := os.ReadFile(filepath.Join(other, "page.key")); err != nil || string(after) != string(before) {
		t.Errorf("a damaged archive has changed something: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(other, ".re*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if said := run(exitUsage, "restore", filepath.Join(other, "none"), "--corpus", corpus, "--data", filepath.Join(t.TempDir(), "x")); !strings.Contains(said, "there is no archive") {
		t.Errorf("it says %s", said)
	}
}
