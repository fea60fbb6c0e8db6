package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"footnote/adapters/terminal"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// files checks what is on disk: documents, data folder, index, rules.
func (d *doctor) files(ctx context.Context) {
	l, err := d.app.findLibrary(false)
	if err != nil {
		d.fail("index", "", "%v", err)
		d.access(nil, false)
		return
	}
	docs, read := d.corpus(ctx, l)
	d.data(l, docs.files)
	states := d.index(ctx, l, docs, read)
	d.access(collectionsOf(states), len(states) > 0)
}

// listing is what a corpus holds.
type listing struct {
	files    []retrieval.File
	unlisted []string // paths that can't be listed
}

// corpus checks that the documents are there to be read.
func (d *doctor) corpus(ctx context.Context, l *library) (docs listing, ok bool) {
	const check = "corpus"
	defer l.Close()
	if err := l.OpenDocuments(); err != nil {
		d.fail(check, "", "%v", err)
		return docs, false
	}
	var unreadable, large []string
	var bytes int64
	for f, err := range l.Files(ctx) {
		problem := (*retrieval.ReadError)(nil)
		switch {
		case errors.As(err, &problem):
			docs.unlisted = append(docs.unlisted, problem.Path)
			unreadable = append(unreadable, problem.Path)
			continue
		case err != nil:
			d.fail(check, "", "%v", err)
			return docs, false
		case !canOpen(l.FS(), f.Path):
			unreadable = append(unreadable, f.Path)
		case f.Size > int64(d.app.settings.MaxFileSize):
			large = append(large, f.Path)
		}
		docs.files = append(docs.files, f)
		bytes += f.Size
	}
	if len(unreadable) > 0 {
		d.warn(check, "make them readable for this user", "%s can't be read: %s", terminal.Count(len(unreadable), "path"), firstOf(unreadable))
	}
	if len(large) > 0 {
		d.warn(check, "split them, or raise FOOTNOTE_MAX_FILE_SIZE", "%s larger than %s: %s", terminal.Count(len(large), "file"), d.app.settings.MaxFileSize, firstOf(large))
	}
	if len(docs.files) == 0 {
		d.warn(check, "put documents there, or correct FOOTNOTE_CORPUS", "%s has no files", l.Corpus)
		return docs, true
	}
	d.ok(check, "%s, %s in %s", terminal.Count(len(docs.files), "file"), megabytes(bytes), l.Corpus)
	return docs, true
}

// canOpen reports whether a file can be opened.
func canOpen(files fs.FS, path string) bool {
	f, err := files.Open(path)
	if err != nil {
		return false
	}
	_ = f.Close()
	return true
}

func firstOf(paths []string) string {
	const most = 3
	list := slices.Clone(paths[:min(most, len(paths))])
	if more := len(paths) - most; more > 0 {
		list = append(list, terminal.Thousands(more)+" more")
	}
	return strings.Join(list, ", ")
}

// data checks the data folder: it can be written to and has room.
func (d *doctor) data(l *library, files []retrieval.File) {
	const check = "data"
	dir, err := existing(l.Data)
	if err == nil {
		err = writable(dir)
	}
	if err != nil {
		d.fail(check, "make it writable for this user, or choose another folder with FOOTNOTE_DATA", "%s can't be written to: %v", l.Data, err)
		return
	}
	if owner, locked, err := l.Store.Locked(); err != nil {
		d.warn(check, "", "%v", err)
	} else if locked {
		d.warn(check, "wait until it has finished", "a process is changing the index: %s", owner)
	}
	d.privacy(l.Data)
	serving := ""
	if lock := flock.New(filepath.Join(l.Data, serveLock)); exists(lock.Path()) {
		if free, err := lock.TryLock(); err == nil && !free {
			serving = ", used by a running footnote serve"
		} else {
			_ = lock.Unlock()
		}
	}
	free, known := freeSpace(dir)
	need := d.needed(l, files)
	switch {
	case known && free < need:
		d.fail(check, "free some space, or choose a folder on another disk with FOOTNOTE_DATA", "%s left in %s, bringing the index up to date takes about %s", byteSize(free), l.Data, byteSize(need))
	case known:
		d.ok(check, "%s, %s left%s", l.Data, byteSize(free), serving)
	default:
		d.ok(check, "%s%s", l.Data, serving)
	}
}

// needed is about what the next sync takes: an index is about as large as its
// files, and the one before stays until the new one is complete, sharing with
// it what hasn't changed.
func (d *doctor) needed(l *library, files []retrieval.File) int64 {
	const least = 50e6
	known, err := l.Store.Files(context.Background())
	if err != nil {
		known = nil
	}
	var bytes int64
	for _, f := range files {
		if !unchanged(known, f) {
			bytes += f.Size
		}
	}
	return max(least, bytes*5/4)
}

func unchanged(known map[string]retrieval.FileState, f retrieval.File) bool {
	old, ok := known[f.Path]
	return ok && old.Size == f.Size && (old.ModTime.IsZero() || old.ModTime.Equal(f.ModTime))
}

// existing returns the folder itself or the nearest one above it that is there.
func existing(dir string) (string, error) {
	for {
		info, err := os.Stat(dir)
		switch {
		case err == nil && !info.IsDir():
			return "", fmt.Errorf("%s is a file, not a folder", dir)
		case err == nil:
			return dir, nil
		case !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir):
			return "", err
		}
		dir = filepath.Dir(dir)
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// writable tries to make a file.
func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".footnote-doctor-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// index checks that the index can be read and is in step with the documents.
func (d *doctor) index(ctx context.Context, l *library, docs listing, listed bool) map[string]retrieval.FileState {
	const check = "index"
	x, err := l.Store.Open(ctx)
	switch {
	case errors.Is(err, blevex.ErrNoIndex):
		d.warn(check, "footnote index makes it, and so does serve when it starts", "there is none in %s yet", l.Data)
		return nil
	case blevex.Untrusted(err):
		d.warn(check, "footnote index makes it again, and so does serve when it starts", "%v", err)
		return nil
	case err != nil:
		d.fail(check, "make it readable, or choose another folder with FOOTNOTE_DATA", "%v", err)
		return nil
	}
	stats := x.Stats()
	_ = x.Close()
	states, err := l.Store.Files(ctx)
	changed, when := l.Store.Changed()
	if err = errors.Join(err, when); err != nil {
		d.fail(check, "run footnote index", "%v", err)
		return nil
	}
	d.unread(states)
	if listed && !l.IsSample() {
		if m := retrieval.MissingFrom(states, docs.files, docs.unlisted); m.Files > 0 {
			d.fail(check, "", "%s", missingText(l, m))
			return states
		}
		if behind := behind(states, docs.files); behind != "" {
			d.warn(check, "footnote index brings it up to date; serve follows by itself", "the documents have changed since %s: %s", ago(changed), behind)
			return states
		}
	}
	d.ok(check, "%s, checksums right, made %s", terminal.Count(stats.Documents, "document"), ago(changed))
	return states
}

// unread reports the files that gave no document.
func (d *doctor) unread(states map[string]retrieval.FileState) {
	var failed, passing, skipped []string
	for _, path := range slices.Sorted(maps.Keys(states)) {
		switch s := states[path]; {
		case s.Failed == "":
		case s.Skipped:
			skipped = append(skipped, path)
		case s.Passing:
			passing = append(passing, path)
		default:
			failed = append(failed, path)
		}
	}
	if len(failed) > 0 {
		d.warn("index", "footnote index says why", "%s gave no document, or not all: %s", terminal.Count(len(failed), "file"), firstOf(failed))
	}
	if len(passing) > 0 {
		d.warn("index", "footnote index tries at once and says why", "%s could not be read at the time and will be tried again: %s", terminal.Count(len(passing), "file"), firstOf(passing))
	}
	if len(skipped) > 0 {
		d.ok("index", "%s without a document are left out: %s", terminal.Count(len(skipped), "file"), firstOf(skipped))
	}
}

// behind says how the index lags behind the documents, "" if it doesn't.
func behind(states map[string]retrieval.FileState, files []retrieval.File) string {
	added, changed, here := 0, 0, make(map[string]bool, len(files))
	for _, f := range files {
		here[f.Path] = true
		if _, ok := states[f.Path]; !ok {
			added++
		} else if !unchanged(states, f) {
			changed++
		}
	}
	removed := 0
	for path := range states {
		if !here[path] {
			removed++
		}
	}
	if added+changed+removed == 0 {
		return ""
	}
	return fmt.Sprintf("%s added, %s changed, %s removed", terminal.Thousands(added), terminal.Thousands(changed), terminal.Thousands(removed))
}

// ago says when something was, for people.
func ago(t time.Time) string {
	switch d := time.Since(t); {
	case d < 2*time.Minute:
		return "just now"
	case d < 2*time.Hour:
		return terminal.Count(int(d.Minutes()), "minute") + " ago"
	case d < 48*time.Hour:
		return terminal.Count(int(d.Hours()), "hour") + " ago"
	default:
		return terminal.Count(int(d.Hours()/24), "day") + " ago"
	}
}

// collectionsOf lists the collections that hold a document, in order.
func collectionsOf(states map[string]retrieval.FileState) []string {
	return slices.Sorted(maps.Keys(documentsBy(states)))
}

// documentsBy counts documents by collection.
func documentsBy(states map[string]retrieval.FileState) map[string]int {
	n := make(map[string]int)
	for _, s := range states {
		for _, id := range s.Documents {
			n[retrieval.CollectionOf(id)]++
		}
	}
	return n
}
