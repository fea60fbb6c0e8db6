package blevex

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"footnote/retrieval"
)

// BenchmarkAgainstFTS5 indexes the same documents with Footnote (cutting them
// into passages, writing, checksums and all) and their passages with SQLite's
// FTS5 with the Porter stemmer, in turn, so that the two rates can be compared
// on a machine that others use too.
func BenchmarkAgainstFTS5(b *testing.B) {
	docs, size := documentation(b, 24<<20)
	var ours, theirs cost
	for b.Loop() {
		ours.add(func() { fill(b, NewStore(b.TempDir(), "bench", quiet()), docs) })
		theirs.add(func() { indexFTS5(b, filepath.Join(b.TempDir(), "fts.db"), docs) })
	}
	megabytes := float64(size) * float64(b.N) / 1e6
	ours.report(b, "footnote", megabytes)
	theirs.report(b, "fts5", megabytes)
}

// cost is the time that work took: on the clock, which a busy machine slows
// down, and of all processors together.
type cost struct{ wall, cpu time.Duration }

// add runs work, the collection of its garbage included.
func (c *cost) add(work func()) {
	began, spent := time.Now(), processorTime()
	work()
	c.wall += time.Since(began)
	runtime.GC()
	c.cpu += processorTime() - spent
}

func (c *cost) report(b *testing.B, engine string, megabytes float64) {
	b.ReportMetric(megabytes/c.wall.Seconds(), engine+"-MB/s")
	if c.cpu > 0 {
		b.ReportMetric(c.cpu.Seconds()*1000/megabytes, engine+"-cpu-ms/MB")
	}
}

// documentation returns documents of about limit bytes from the shared
// evaluation data.
func documentation(b *testing.B, limit int64) (docs []*retrieval.Document, size int64) {
	f, err := os.Open("../../../shared/data/awsdocs/corpus.tar.gz")
	if errors.Is(err, fs.ErrNotExist) {
		b.Skip("the evaluation data is not here: ../shared/data/awsdocs")
	}
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	for r := tar.NewReader(z); size < limit; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			b.Fatal(err)
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		data, err := io.ReadAll(r)
		if err != nil {
			b.Fatal(err)
		}
		text := strings.ToValidUTF8(string(data), "?")
		docs = append(docs, &retrieval.Document{ID: header.Name, Title: header.Name, Text: text, Language: "en"})
		size += int64(len(text))
	}
	return docs, size
}

// fill puts docs from two goroutines, as a sync on two processors does.
func fill(b *testing.B, store *Store, docs []*retrieval.Document) {
	ctx := context.Background()
	change, err := store.Begin(ctx)
	if err != nil {
		b.Fatal(err)
	}
	todo := make(chan *retrieval.Document)
	done := make(chan error, 2)
	for range 2 {
		go func() {
			var failed error
			for d := range todo {
				failed = errors.Join(failed, change.Put(ctx, d))
			}
			done <- failed
		}()
	}
	for _, d := range docs {
		todo <- d
	}
	close(todo)
	if err := errors.Join(<-done, <-done); err != nil {
		b.Fatal(err)
	}
	if err := change.Commit(ctx, nil); err != nil {
		b.Fatal(err)
	}
}

func indexFTS5(b *testing.B, path string, docs []*retrieval.Document) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE VIRTUAL TABLE p USING fts5(title, body, tokenize = 'porter unicode61')"); err != nil {
		b.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	insert, err := tx.Prepare("INSERT INTO p VALUES (?, ?)")
	if err != nil {
		b.Fatal(err)
	}
	for _, d := range docs {
		for p := range retrieval.Split(d) {
			if _, err := insert.Exec(d.Title, p.Text); err != nil {
				b.Fatal(err)
			}
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}
