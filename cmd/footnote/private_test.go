package main

import (
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// needsModes skips where files have no modes, and has files made with all the
// rights that they are asked for.
func needsModes(t *testing.T) {
	t.Helper()
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("modes of files are tested on Linux and macOS")
	}
	before := setUmask(0)
	t.Cleanup(func() { setUmask(before) })
}

// modes maps all that lies below a folder to its mode.
func modes(t *testing.T, dir string) map[string]fs.FileMode {
	t.Helper()
	found := make(map[string]fs.FileMode)
	check(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && path != dir {
			found[path] = info.Mode()
		}
		return err
	}))
	return found
}

// onlyOwn checks that nobody else has a right on anything below a folder, and
// that something is there.
func onlyOwn(t *testing.T, dir string, among ...string) {
	t.Helper()
	found := modes(t, dir)
	for path, mode := range found {
		if want := map[bool]fs.FileMode{false: 0o600, true: 0o700}[mode.IsDir()]; mode.Perm() != want {
			t.Errorf("%s is %v, want %v", path, mode, want)
		}
	}
	for _, name := range among {
		has := false
		for path := range found {
			has = has || filepath.Base(path) == name
		}
		if !has {
			t.Errorf("there is no %s below %s", name, dir)
		}
	}
}

// TestNobodyElseMayRead what the program writes: with any umask, and also what
// lay open before.
func TestNobodyElseMayRead(t *testing.T) {
	needsModes(t)
	home, corpus, report := t.TempDir(), boats(t, "green"), filepath.Join(t.TempDir(), "report.jsonl")
	t.Setenv("HOME", home) // macOS has the cache in Library/Caches
	t.Setenv("XDG_CACHE_HOME", filepath.Join(home, "cache"))
	t.Setenv("FOOTNOTE_CORPUS", corpus)
	run := func() {
		t.Helper()
		if code, _, stderr := footnote(t, "index", "--report", report); code != exitOK {
			t.Fatal(stderr)
		}
		onlyOwn(t, filepath.Dir(report), "report.jsonl")
		if code, _, stderr := footnote(t, "ask", "Which colour has the boat?"); code != exitOK {
			t.Fatal(stderr)
		}
		onlyOwn(t, home, "CURRENT", "LOCK", "index_meta.json", "root.bolt")
		s := serve(t, "--http-addr", anyPort)
		s.askOnPage("Which colour has the boat?")
		onlyOwn(t, home, "questions.db", "questions.db-wal", "questions.db-shm", "page.key", "serve.lock")
		s.stop()
		onlyOwn(t, home)
	}
	run()
	cache, err := os.UserCacheDir()
	check(t, err)
	for _, dir := range []string{cache, filepath.Dir(report)} { // not the cache itself: it is the user's
		for path, mode := range modes(t, dir) {
			check(t, os.Chmod(path, map[bool]fs.FileMode{false: 0o666, true: 0o777}[mode.IsDir()]))
		}
	}
	run() // nothing has changed in the documents
	writeBoat(t, corpus, "yellow")
	run()
}

// askOnPage asks as a browser does.
func (s *served) askOnPage(question string) {
	s.t.Helper()
	jar, err := cookiejar.New(nil)
	check(s.t, err)
	browser := &http.Client{Jar: jar}
	r, err := browser.Get(s.url + "/")
	check(s.t, err)
	r, err = browser.PostForm(s.url+"/ask", askForm(body(s.t, r), question))
	check(s.t, err)
	if page := body(s.t, r); !strings.Contains(page, `class="reply answered"`) {
		s.t.Fatalf("the page shows:\n%s", page)
	}
}

// TestDataFoldersOfOthers: a folder that holds more than Footnote's own files
// keeps its mode, and what else is in it; doctor says who may put files there.
func TestDataFoldersOfOthers(t *testing.T) {
	needsModes(t)
	data, corpus := filepath.Join(t.TempDir(), "data"), boats(t, "green")
	check(t, os.MkdirAll(filepath.Join(data, "other"), 0o777))
	check(t, os.WriteFile(filepath.Join(data, "notes.txt"), nil, 0o666))
	index := func() {
		t.Helper()
		if code, _, stderr := footnote(t, "index", "--corpus", corpus, "--data", data); code != exitOK {
			t.Fatal(stderr)
		}
	}
	index()
	check(t, os.Chmod(filepath.Join(data, "CURRENT"), 0o644))
	_, out, _ := footnote(t, "doctor", "--corpus", corpus, "--data", data)
	want(t, out, "may get at 1 path: "+filepath.Join(data, "CURRENT"), "may put files into "+data)
	index()
	for name, want := range map[string]fs.FileMode{".": 0o777, "other": 0o777, "notes.txt": 0o666, "CURRENT": 0o600, "LOCK": 0o600} {
		if info, err := os.Stat(filepath.Join(data, name)); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s is %v, want %v (%v)", name, info.Mode(), want, err)
		}
	}

	// One that holds nothing else is Footnote's.
	check(t, os.RemoveAll(filepath.Join(data, "other")))
	check(t, os.Remove(filepath.Join(data, "notes.txt")))
	index()
	onlyOwn(t, filepath.Dir(data), "data", "CURRENT")
	if _, out, _ := footnote(t, "doctor", "--corpus", corpus, "--data", data); strings.Contains(out, "other users") {
		t.Error(out)
	}
}
