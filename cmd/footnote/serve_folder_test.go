package main

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/retrieval/blevex"
	"footnote/retrieval/corpus"
)

// following are the ways in which a server follows its documents: as the system
// tells of changes, and by looking now and then. In the first the next look of
// its own never comes.
var following = map[string]func(*corpus.Watcher){
	"told":    func(w *corpus.Watcher) { w.Quiet, w.Rescan = 100*time.Millisecond, time.Hour },
	"looking": func(w *corpus.Watcher) { w.Quiet, w.Rescan, w.Deaf = 100*time.Millisecond, 100*time.Millisecond, true },
}

// servedFolder is a running "footnote serve" in this process.
type servedFolder struct {
	*served
	browser *http.Client
	corpus  string
	data    string
}

// serveFolder starts serving a folder in this process.
func serveFolder(t *testing.T, tune func(*corpus.Watcher), corpus, data string) *servedFolder {
	t.Helper()
	out, says := io.Pipe()
	cmd, err := parseCommand(allPlatforms(), []string{"serve", "--corpus", corpus, "--data", data, "--http-addr", anyPort}, io.Discard, says)
	if err != nil {
		t.Fatal(err)
	}
	a := newApp(cmd.settings, strings.NewReader(""), io.Discard, says)
	a.Tune = tune
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	cmd.kong.BindTo(ctx, (*context.Context)(nil))
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &servedFolder{&served{t: t, lines: make(chan string, 1000)}, &http.Client{Jar: jar}, corpus, data}
	ended := make(chan error, 1)
	go func() {
		err := cmd.kong.Run(a)
		_ = says.Close()
		ended <- err
	}()
	go func() {
		defer close(s.lines)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			s.lines <- lines.Text()
		}
	}()
	t.Cleanup(func() {
		cancel()
		for line := range s.lines {
			s.said += line + "\n"
		}
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
		if t.Failed() {
			t.Logf("serve said:\n%s", s.said)
		}
	})
	_, s.url, _ = strings.Cut(s.waitFor("the page to ask is http://"), "the page to ask is ")
	return s
}

// get fetches a page that must be there.
func (s *servedFolder) get(path string) string {
	s.t.Helper()
	r, err := s.browser.Get(s.url + path)
	if err != nil {
		s.t.Fatal(err)
	}
	return body(s.t, r)
}

// answers fails unless the question of the boat's colour is answered with what
// is wanted.
func (s *servedFolder) answers(want string) {
	s.t.Helper()
	r, err := s.browser.PostForm(s.url+"/ask", askForm(s.get("/"), "Which colour has the boat of the harbour master?"))
	if err != nil {
		s.t.Fatal(err)
	}
	if page := body(s.t, r); !strings.Contains(page, want) {
		s.t.Errorf("the answer lacks %q:\n%s", want, page)
	}
}

// shows fails unless supervisors and operators are told of documents that are
// not followed, or, with nothing wanted, of none. The server is ready all along.
func (s *servedFolder) shows(ready, status string) {
	s.t.Helper()
	text := s.get("/readyz")
	if ready == "" && strings.Contains(text, "documents") || !strings.Contains(text, ready) {
		s.t.Errorf("it is ready with %q, want %q", text, ready)
	}
	page := s.get("/status")
	if status == "" && strings.Contains(page, "--allow-empty") || !strings.Contains(page, status) {
		s.t.Errorf("the status page lacks %q:\n%s", status, page)
	}
}

const (
	notFollowed = "documents: as they were before, they can't be looked through"
	gone        = "documents: as they were before, files are missing"
)

// move renames a file or folder.
func move(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func makeDir(t *testing.T, dir string) {
	t.Helper()
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
}

// writeOld puts a document that nobody is writing any more into its place, as a
// whole: a look at half of it would be as right as one at all of it.
func writeOld(t *testing.T, path, text string) {
	t.Helper()
	half := path + "~" // which is not read
	if err := os.WriteFile(half, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(half, time.Time{}, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	move(t, half, path)
}

const boatIs = "The boat of the harbour master is coloured "

// harbour is a folder with a document about a boat.
func harbour(t *testing.T, colour string) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "docs")
	makeDir(t, dir)
	writeOld(t, filepath.Join(dir, "boat.txt"), boatIs+colour+".")
	return dir
}

// TestServeFollowsASwappedFolder has somebody put another folder in the place of
// the one that is served.
func TestServeFollowsASwappedFolder(t *testing.T) {
	for name, tune := range following {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := harbour(t, "green")
			s := serveFolder(t, tune, dir, t.TempDir())
			s.answers("green")
			move(t, dir, dir+".old")
			makeDir(t, dir)
			writeOld(t, filepath.Join(dir, "ship.txt"), boatIs+"yellow.")
			s.waitFor("1 added, 0 changed, 1 removed")
			s.answers("yellow")
			s.shows("", "")
			if err := os.RemoveAll(dir + ".old"); err != nil {
				t.Fatal(err)
			}
			writeOld(t, filepath.Join(dir, "pier.txt"), "The pier is long.")
			s.waitFor("1 added, 0 changed, 0 removed, 1 unchanged")
			s.shows("", "")
		})
	}
}

// TestServeFollowsALink has a symbolic link turned to another release, where the
// files have the same sizes and times.
func TestServeFollowsALink(t *testing.T) {
	for name, tune := range following {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			green, brown := harbour(t, "green"), harbour(t, "brown")
			link := filepath.Join(t.TempDir(), "current")
			if err := os.Symlink(green, link); err != nil {
				t.Skip(err)
			}
			s := serveFolder(t, tune, link, t.TempDir())
			s.answers("green")
			if err := os.Symlink(brown, link+".new"); err != nil {
				t.Fatal(err)
			}
			move(t, link+".new", link)
			s.waitFor("0 added, 1 changed, 0 removed, 0 unchanged")
			s.answers("brown")
			writeOld(t, filepath.Join(brown, "pier.txt"), "The pier is long.")
			s.waitFor("1 added, 0 changed, 0 removed, 1 unchanged")
		})
	}
}

// TestServeKeepsWhatIsMissing takes all documents away, as when a drive isn't
// mounted, and brings them back; then it takes them away for good.
func TestServeKeepsWhatIsMissing(t *testing.T) {
	for name, tune := range following {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, away := harbour(t, "green"), filepath.Join(t.TempDir(), "boat.txt")
			boat := filepath.Join(dir, "boat.txt")
			s := serveFolder(t, tune, dir, t.TempDir())
			s.answers("green")
			s.shows("", "")

			move(t, boat, away)
			s.waitFor("1 of 1 file is missing from " + dir + ": is the drive mounted?")
			s.answers("green")
			s.shows(gone, "1 of 1 file missing from the folder of documents.")
			if page := s.get("/metrics"); !strings.Contains(page, "\nfootnote_files_missing 1\n") {
				t.Errorf("the metrics lack it:\n%s", page)
			}
			move(t, away, boat)
			s.waitFor("no files are missing any more")
			s.answers("green")
			s.shows("", "")

			move(t, boat, away)
			s.waitFor("1 of 1 file is missing")
			if code, out, stderr := footnote(t, "index", "--allow-empty", "--corpus", dir, "--data", s.data); code != exitOK || !strings.Contains(out, "1 removed") {
				t.Fatalf("index: exit code %d: %s%s", code, out, stderr)
			}
			s.answers("Not in the documents")
			writeOld(t, filepath.Join(dir, "pier.txt"), "The pier is long.") // has it look again
			s.waitFor("no files are missing any more")
			s.shows("", "")
		})
	}
}

// TestServeWaitsForAMissingFolder takes the folder itself away.
func TestServeWaitsForAMissingFolder(t *testing.T) {
	for name, tune := range following {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := harbour(t, "green")
			s := serveFolder(t, tune, dir, t.TempDir())
			move(t, dir, dir+".away")
			s.waitFor("there is no folder " + dir)
			s.answers("green")
			s.shows(notFollowed, "The documents could not be looked through: there is no folder")
			writeOld(t, filepath.Join(dir+".away", "pier.txt"), "The pier is long.")
			move(t, dir+".away", dir)
			s.waitFor("can be looked through again")
			s.waitFor("1 added, 0 changed, 0 removed, 1 unchanged")
			s.answers("green")
			s.shows("", "")
		})
	}
}

// TestServeStartsWithAnOldIndex has what keeps a good index from being brought
// up to date not keep it from answering.
func TestServeStartsWithAnOldIndex(t *testing.T) {
	for name, c := range map[string]struct {
		// spoil returns what mends it.
		spoil func(t *testing.T, dir, data string) func()
		says  string
		shows string
	}{
		// A folder in the way of the last file to be written, in the place of a
		// disk that has no room for it.
		"a full disk": {func(t *testing.T, _, data string) func() {
			way := filepath.Join(data, "CURRENT.tmp")
			makeDir(t, way)
			return func() {
				if err := os.Remove(way); err != nil {
					t.Error(err)
				}
			}
		}, "its disk has room", notFollowed},
		"a drive that isn't mounted": {func(t *testing.T, dir, _ string) func() {
			move(t, dir, dir+".away")
			return func() { move(t, dir+".away", dir) }
		}, "there is no folder", notFollowed},
		"another process at work": {func(t *testing.T, dir, data string) func() {
			change, err := blevex.NewStore(data, dir, slog.New(slog.DiscardHandler)).Begin(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return func() {
				if err := change.Abort(); err != nil {
					t.Error(err)
				}
			}
		}, "another process is changing the index", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, data := harbour(t, "green"), t.TempDir()
			if code, _, stderr := footnote(t, "index", "--corpus", dir, "--data", data); code != exitOK {
				t.Fatalf("index: exit code %d: %s", code, stderr)
			}
			writeOld(t, filepath.Join(dir, "boat.txt"), boatIs+"orange.")
			mend := c.spoil(t, dir, data)
			s := serveFolder(t, following["told"], dir, data)
			if !strings.Contains(s.said, c.says) || !strings.Contains(s.said, "answers come from") {
				t.Errorf("it begins with %q", s.said)
			}
			s.answers("green")
			s.shows(c.shows, "")
			mend()
			s.waitFor("0 added, 1 changed, 0 removed, 0 unchanged")
			s.answers("orange")
			s.shows("", "")
		})
	}
}

// TestIndexWatchKeepsWhatIsMissing follows a folder that is emptied without
// serving it.
func TestIndexWatchKeepsWhatIsMissing(t *testing.T) {
	dir, data := harbour(t, "green"), t.TempDir()
	out, says := io.Pipe()
	cmd, err := parseCommand(allPlatforms(), []string{"index", "--watch", "--corpus", dir, "--data", data}, io.Discard, says)
	if err != nil {
		t.Fatal(err)
	}
	a := newApp(cmd.settings, strings.NewReader(""), says, says)
	a.Tune = following["told"]
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	cmd.kong.BindTo(ctx, (*context.Context)(nil))
	ended := make(chan error, 1)
	go func() {
		err := cmd.kong.Run(a)
		_ = says.Close()
		ended <- err
	}()
	lines := bufio.NewScanner(out)
	until := func(text string) {
		t.Helper()
		for lines.Scan() {
			if strings.Contains(lines.Text(), text) {
				return
			}
		}
		t.Errorf("it never said %q", text)
	}
	until("watching " + dir)
	move(t, filepath.Join(dir, "boat.txt"), filepath.Join(dir, "boat.txt~"))
	until("1 of 1 file is missing from " + dir)
	move(t, filepath.Join(dir, "boat.txt~"), filepath.Join(dir, "boat.txt"))
	until("no files are missing any more")
	cancel()
	_, _ = io.Copy(io.Discard, out)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
