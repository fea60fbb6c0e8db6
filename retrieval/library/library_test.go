package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"footnote/retrieval"
)

// TestOpenTellsOneCorpusFromAnother: an index isn't taken for another corpus's,
// unless it is to be given over.
func TestOpenTellsOneCorpusFromAnother(t *testing.T) {
	red := fstest.MapFS{"boat.md": {Data: []byte("# A boat\n\nThe red boat lies in the harbour.\n")}}
	blue := fstest.MapFS{"boat.md": {Data: []byte("# A boat\n\nThe tug boat lies in the harbour.\n")}} // as long, of the same time
	data := t.TempDir()
	sync := func(o Options) Report {
		t.Helper()
		o.Data = data
		l, err := Open(o)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.OpenDocuments(); err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		r, err := l.Sync(t.Context(), retrieval.SyncOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if l.IsFirst() || l.IsSwitched() {
			t.Errorf("after a sync: first %v, switched %v", l.IsFirst(), l.IsSwitched())
		}
		return r
	}
	if r := sync(Options{Corpus: "red", Files: red}); !r.First || r.Added != 1 {
		t.Errorf("at first: %+v", r)
	}
	if r := sync(Options{Corpus: "red", Files: red}); r.First || r.Unchanged != 1 || r.Committed {
		t.Errorf("again: %+v", r)
	}
	_, err := Open(Options{Corpus: "blue", Files: blue, Data: data})
	var wrong *Error
	if !errors.As(err, &wrong) || wrong.Kind != OtherCorpus || wrong.Recorded != "red" {
		t.Errorf("of another corpus: %v", err)
	}
	if r := sync(Options{Corpus: "blue", Files: blue, Replace: true}); r.Changed != 1 {
		t.Errorf("given over: %+v", r)
	}
	if l, err := Open(Options{Data: data}); err != nil || l.Corpus != "blue" {
		t.Errorf("without a name it is of %+v, %v", l, err)
	}
}

// TestErrorsAreWorded: what is wrong with the folders comes in the caller's words,
// in the record of syncs, too.
func TestErrorsAreWorded(t *testing.T) {
	dir := t.TempDir()
	docs := filepath.Join(dir, "docs")
	if err := os.Mkdir(docs, 0o755); err != nil {
		t.Fatal(err)
	}
	word := func(e *Error) error { return fmt.Errorf("worded %d", e.Kind) }
	open := func(corpus, data string) (*Library, error) {
		l, err := Open(Options{Corpus: corpus, Data: data, Word: word})
		if err != nil {
			return nil, err
		}
		return l, l.OpenDocuments()
	}
	file := filepath.Join(docs, "a.md")
	if err := os.WriteFile(file, []byte("# A\n\nThe boat is green.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		corpus, data string
		want         Kind
	}{
		{docs, file, DataIsFile},
		{docs, filepath.Join(docs, "index"), DataInCorpus},
		{filepath.Join(dir, "gone"), filepath.Join(dir, "data"), NoCorpus},
	} {
		if _, err := open(c.corpus, c.data); err == nil || err.Error() != fmt.Sprintf("worded %d", c.want) {
			t.Errorf("%s in %s: %v, want kind %d", c.corpus, c.data, err, c.want)
		}
	}
	l, err := Build(t.Context(), Options{Corpus: docs, Data: filepath.Join(dir, "index"), Word: word})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := errors.Join(os.Rename(docs, docs+"2"), os.WriteFile(docs, []byte("The boat is red."), 0o644)); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Sync(t.Context(), retrieval.SyncOptions{}); err == nil || err.Error() != fmt.Sprintf("worded %d", CorpusIsFile) {
		t.Errorf("a folder that has become a file: %v", err)
	}
	if err := os.Remove(docs); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Sync(t.Context(), retrieval.SyncOptions{}); err == nil || l.Syncs().Error != err.Error() || err.Error() != fmt.Sprintf("worded %d", NoCorpus) {
		t.Errorf("a folder that is gone: %v, recorded as %q", err, l.Syncs().Error)
	}
}
