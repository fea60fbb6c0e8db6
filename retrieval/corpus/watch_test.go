package corpus

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/retrieval"
)

// watched is a folder with a Watcher at work on it. Every sync sends what it
// found: the text of each file by its path.
type watched struct {
	t     *testing.T
	dir   string
	found chan map[string]string
	notes chan error
	stop  context.CancelFunc
	done  chan error
}

func watch(t *testing.T, change func(*Watcher)) *watched {
	t.Helper()
	return watchAt(t, t.TempDir(), change)
}

func watchAt(t *testing.T, dir string, change func(*Watcher)) *watched {
	t.Helper()
	w := &watched{t: t, dir: dir, found: make(chan map[string]string), notes: make(chan error, 100), done: make(chan error, 1)}
	c, err := Open(w.dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	watcher := &Watcher{Dirs: []string{w.dir}, Source: c, Quiet: 150 * time.Millisecond, Note: func(err error) { w.notes <- err }}
	watcher.Sync = func(ctx context.Context, source retrieval.Source) error {
		if err := c.Reopen(); err != nil {
			return err
		}
		found := make(map[string]string)
		for f, err := range source.Files(ctx) {
			if problem := (*retrieval.ReadError)(nil); errors.As(err, &problem) {
				continue
			}
			if err != nil {
				return err
			}
			data, err := os.ReadFile(filepath.Join(w.dir, f.Path))
			if err != nil {
				continue
			}
			found[f.Path] = string(data)
		}
		select {
		case w.found <- found:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if change != nil {
		change(watcher)
	}
	ctx, stop := context.WithCancel(context.Background())
	w.stop = stop
	go func() { w.done <- watcher.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-w.done; err != nil {
			t.Errorf("the watch ended with %v", err)
		}
	})
	return w
}

// until waits for a sync that finds what is wanted.
func (w *watched) until(what string, ok func(map[string]string) bool) {
	w.t.Helper()
	deadline := time.After(5 * time.Minute) // whatever the machine does beside it
	for {
		select {
		case found := <-w.found:
			if ok(found) {
				return
			}
		case <-deadline:
			w.t.Fatalf("no sync found %s", what)
		}
	}
}

// untilNoted waits for a note with the text.
func (w *watched) untilNoted(text string) {
	w.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		select {
		case <-w.found:
		case err := <-w.notes:
			if strings.Contains(err.Error(), text) {
				return
			}
		case <-deadline:
			w.t.Fatalf("%q was never noted", text)
		}
	}
}

func (w *watched) write(name, text string) {
	w.t.Helper()
	if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

func (w *watched) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func has(name, text string) func(map[string]string) bool {
	return func(found map[string]string) bool { return found[name] == text }
}

func hasNot(name string) func(map[string]string) bool {
	return func(found map[string]string) bool { _, ok := found[name]; return !ok }
}

// TestWatch does to a folder what people and their programs do.
func TestWatch(t *testing.T) {
	hour := func(w *Watcher) { w.Rescan = time.Hour } // the system has to tell
	soon := func(w *Watcher) { w.Rescan, w.Deaf = 100*time.Millisecond, true }
	for name, change := range map[string]func(*Watcher){"told": hour, "looking": soon} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := watch(t, change)
			w.until("an empty folder", func(found map[string]string) bool { return len(found) == 0 })

			w.write("a.txt", "one")
			w.until("a new file", has("a.txt", "one"))
			w.write("a.txt", "two!")
			w.until("a changed file", has("a.txt", "two!"))

			// As editors save: write beside it, then rename over it.
			w.write(".a.txt.swp", "three")
			w.must(os.Rename(filepath.Join(w.dir, ".a.txt.swp"), filepath.Join(w.dir, "a.txt")))
			w.until("a file saved by renaming", has("a.txt", "three"))
			w.must(os.Rename(filepath.Join(w.dir, "a.txt"), filepath.Join(w.dir, "a.txt~")))
			w.write("a.txt", "four")
			w.until("a file saved beside its backup", has("a.txt", "four"))

			w.must(os.MkdirAll(filepath.Join(w.dir, "new/deep"), 0o755))
			w.write("new/deep/b.txt", "b")
			w.until("a file in a new folder", has("new/deep/b.txt", "b"))
			w.write("new/deep/b.txt", "bb")
			w.until("a changed file in a new folder", has("new/deep/b.txt", "bb"))
			w.must(os.Rename(filepath.Join(w.dir, "new"), filepath.Join(w.dir, "moved")))
			w.until("a moved folder", func(found map[string]string) bool {
				return found["moved/deep/b.txt"] == "bb" && hasNot("new/deep/b.txt")(found)
			})

			w.must(os.Remove(filepath.Join(w.dir, "a.txt")))
			w.until("that a file is gone", hasNot("a.txt"))
			w.must(os.RemoveAll(filepath.Join(w.dir, "moved")))
			w.until("that a folder is gone", func(found map[string]string) bool { return len(found) == 0 })
		})
	}
}

// growing is a source in which one file was changed at this moment, whenever it
// is looked at.
type growing struct {
	retrieval.Source
	name  string
	grows *atomic.Bool
}

func (g growing) Files(ctx context.Context) iter.Seq2[retrieval.File, error] {
	return func(yield func(retrieval.File, error) bool) {
		for f, err := range g.Source.Files(ctx) {
			if f.Path == g.name && g.grows.Load() {
				f.ModTime = time.Now()
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

// TestWatchHalfWritten has a file grow while another one is done: the latter
// is found, the former only when it is complete.
func TestWatchHalfWritten(t *testing.T) {
	var grows atomic.Bool
	grows.Store(true)
	w := watch(t, func(w *Watcher) {
		w.Rescan, w.Quiet = time.Hour, time.Second
		w.Source = growing{w.Source, "slow.txt", &grows}
	})
	w.until("an empty folder", func(found map[string]string) bool { return len(found) == 0 })
	w.write("slow.txt", "part")
	w.write("done.txt", "done")
	w.until("the file that is done", func(found map[string]string) bool {
		if part, ok := found["slow.txt"]; ok {
			t.Fatalf("the file is read half-written: %q", part)
		}
		return found["done.txt"] == "done"
	})
	w.write("slow.txt", "part and end")
	grows.Store(false)
	w.until("the whole file", has("slow.txt", "part and end"))
}

// TestWatchRetries lets a sync fail: it is noted once and tried again.
func TestWatchRetries(t *testing.T) {
	n := 0
	w := watch(t, func(w *Watcher) {
		w.Rescan, w.Quiet = time.Hour, 50*time.Millisecond
		sync := w.Sync
		w.Sync = func(ctx context.Context, s retrieval.Source) error {
			if n++; n == 2 || n == 3 {
				return errors.New("the index is locked")
			}
			return sync(ctx, s)
		}
	})
	w.until("an empty folder", func(found map[string]string) bool { return len(found) == 0 })
	w.write("a.txt", "one")
	w.until("the file in the end", has("a.txt", "one"))
	if err := <-w.notes; !strings.Contains(err.Error(), "locked") || !strings.Contains(err.Error(), "tried again") {
		t.Errorf("noted: %v", err)
	}
	if len(w.notes) > 0 {
		t.Errorf("noted twice: %v", <-w.notes)
	}
}

// TestWatchFirstFails ends at once if nothing can be synced at all.
func TestWatchFirstFails(t *testing.T) {
	want := errors.New("no such index")
	w := Watcher{
		Dirs: []string{t.TempDir()}, Note: func(error) {},
		Sync: func(context.Context, retrieval.Source) error { return want },
	}
	if err := w.Run(context.Background()); !errors.Is(err, want) {
		t.Errorf("the watch ended with %v", err)
	}
}

// TestWatchFollowsThePath has other folders take the place of the one that is
// watched, as when somebody replaces it, when a symbolic link is turned to
// another release, when a drive is mounted. The new one must be heard of, too.
func TestWatchFollowsThePath(t *testing.T) {
	for name, change := range map[string]func(*Watcher){
		"told":    func(w *Watcher) { w.Rescan = time.Hour },
		"looking": func(w *Watcher) { w.Rescan, w.Deaf = 100*time.Millisecond, true },
	} {
		only := func(file string) func(map[string]string) bool {
			return func(found map[string]string) bool { _, ok := found[file]; return ok && len(found) == 1 }
		}
		t.Run("a folder/"+name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "docs")
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			w := watchAt(t, dir, change)
			w.write("a.txt", "a")
			w.until("the first folder", only("a.txt"))

			w.must(os.Rename(dir, dir+".old"))
			w.must(os.Mkdir(dir, 0o755))
			w.write("b.txt", "b")
			w.until("the second folder", only("b.txt"))
			w.must(os.RemoveAll(dir + ".old"))
			w.write("b.txt", "more")
			w.until("a change in it", has("b.txt", "more"))

			w.must(os.RemoveAll(dir))
			w.untilNoted("open the corpus: ")
			w.must(os.Mkdir(dir, 0o755))
			w.write("c.txt", "c")
			w.until("the third folder", only("c.txt"))
			w.write("c.txt", "more")
			w.until("a change in it", has("c.txt", "more"))
		})
		t.Run("a link/"+name, func(t *testing.T) {
			t.Parallel()
			home := t.TempDir()
			link := filepath.Join(home, "current")
			for _, release := range []string{"r1", "r2"} {
				if err := errors.Join(os.Mkdir(filepath.Join(home, release), 0o755),
					os.WriteFile(filepath.Join(home, release, release+".txt"), []byte(release), 0o644)); err != nil {
					t.Fatal(err)
				}
			}
			turn := func(to string) {
				t.Helper()
				if err := errors.Join(os.Symlink(to, link+".new"), os.Rename(link+".new", link)); err != nil {
					t.Fatal(err)
				}
			}
			turn("r1")
			w := watchAt(t, link, change)
			w.until("the first release", only("r1.txt"))
			w.write("r1.txt", "more")
			w.until("a change in it", has("r1.txt", "more"))
			turn("r2")
			w.until("the second release", only("r2.txt"))
			w.write("r2.txt", "more")
			w.until("a change in it", has("r2.txt", "more"))
		})
	}
}

// TestWatchIsPatient goes on where the first sync fails.
func TestWatchIsPatient(t *testing.T) {
	n := 0
	w := watch(t, func(w *Watcher) {
		w.Rescan, w.Quiet, w.Patient = time.Hour, 50*time.Millisecond, true
		sync := w.Sync
		w.Sync = func(ctx context.Context, s retrieval.Source) error {
			if n++; n < 3 {
				return errors.New("the disk is full")
			}
			return sync(ctx, s)
		}
	})
	w.until("an empty folder", func(found map[string]string) bool { return len(found) == 0 })
	if err := <-w.notes; !strings.Contains(err.Error(), "the disk is full; it is tried again") || len(w.notes) > 0 {
		t.Errorf("noted %v and %d more", err, len(w.notes))
	}
}

// TestReplacedFolder distinguishes another folder from the same one, links or not.
func TestReplacedFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "docs")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Mkdir(dir, 0o755))
	c, err := Open(dir, Options{})
	must(err)
	t.Cleanup(func() { must(c.Close()) })
	must(c.Reopen())
	if c.IsReplaced() {
		t.Error("the same folder counts as replaced")
	}
	must(os.Rename(dir, dir+".old"))
	if err := c.Reopen(); err == nil {
		t.Error("a folder that isn't there was opened")
	}
	for _, err := range c.Files(t.Context()) {
		if err == nil {
			t.Error("a folder that isn't there has files")
		}
	}
	must(os.Symlink(dir+".old", dir))
	must(c.Reopen())
	if c.IsReplaced() {
		t.Error("the same folder behind a link counts as replaced")
	}
	must(os.Remove(dir))
	must(os.Mkdir(dir, 0o755))
	must(c.Reopen())
	if !c.IsReplaced() {
		t.Error("another folder doesn't count as replaced")
	}
	c.Accept()
	if c.IsReplaced() {
		t.Error("a folder that was accepted counts as replaced")
	}
}

// TestWatcherSaysWhatHasChanged: after a change that the system has told of, the source
// of a sync says where it was, and lists a part of itself.
func TestWatcherSaysWhatHasChanged(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "b/1.txt", "b/2.txt"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		old := time.Now().Add(-time.Hour) // what is being written is withheld
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	type look struct{ changed, listed []string }
	looks := make(chan look)
	w := Watcher{Dirs: []string{dir}, Folders: []string{"docs"}, Source: c, Quiet: 20 * time.Millisecond, Rescan: time.Hour, Note: func(err error) { t.Log(err) },
		Sync: func(ctx context.Context, source retrieval.Source) error {
			part := source.(retrieval.PartialSource)
			l := look{changed: part.Changed()}
			for f, err := range part.FilesBelow(ctx, "b") {
				if err == nil {
					l.listed = append(l.listed, f.Path)
				}
			}
			select {
			case looks <- l:
			case <-ctx.Done():
			}
			return ctx.Err()
		}}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- w.Run(ctx) }()
	defer func() { stop(); <-ended }()
	first := <-looks
	if first.changed != nil {
		t.Errorf("at first %q is said to have changed", first.changed)
	}
	if strings.Join(first.listed, " ") != "b/1.txt b/2.txt" {
		t.Errorf("listed are %q", first.listed)
	}
	if err := os.WriteFile(filepath.Join(dir, "b/2.txt"), []byte("new"), 0o600); err != nil {
		t.Fatal(err)
	}
	select {
	case second := <-looks:
		if strings.Join(second.changed, " ") != "docs/b/2.txt" {
			t.Errorf("%q is said to have changed", second.changed)
		}
	case <-time.After(time.Minute):
		t.Skip("the system doesn't tell of changes")
	}
}
