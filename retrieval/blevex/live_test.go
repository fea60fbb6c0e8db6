package blevex

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/question"
)

func viewOf(t *testing.T, l *Live) (*Index, func()) {
	t.Helper()
	x, release, err := l.View(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return x.(*Index), release
}

// TestLiveFollows has another process change the index: the next view has the
// new text, a view that is still in use the old one.
func TestLiveFollows(t *testing.T) {
	dir := t.TempDir()
	writer := NewStore(dir, "test", quiet())
	commit(t, writer, []*retrieval.Document{{ID: "a", Text: "The boat is green."}, {ID: "b", Text: "Another boat."}})
	l, err := OpenLive(context.Background(), NewStore(dir, "test", quiet()))
	if err != nil {
		t.Fatal(err)
	}
	old, release := viewOf(t, l)
	commit(t, writer, []*retrieval.Document{{ID: "a", Text: "The boat is yellow."}}, "b")
	fresh, releaseFresh := viewOf(t, l)
	if got := search(t, fresh, "boat"); got != "a: The boat is yellow." {
		t.Errorf("the new view finds %q", got)
	}
	if _, err := fresh.Facts(context.Background(), "b"); !errors.Is(err, retrieval.ErrNotFound) {
		t.Errorf("a deleted document: %v", err)
	}
	if got := search(t, old, "green"); got != "a: The boat is green." {
		t.Errorf("the old view finds %q", got)
	}
	release()
	releaseFresh()

	// Damaged, the new generation is not used; the old one goes on.
	commit(t, writer, []*retrieval.Document{{ID: "a", Text: "The boat is red."}})
	gen, _, err := current(dir)
	if err == nil {
		err = os.Truncate(filepath.Join(dir, gen.name, filesName), 1)
	}
	if err != nil {
		t.Fatal(err)
	}
	x, release := viewOf(t, l)
	if got := search(t, x, "boat"); got != "a: The boat is yellow." {
		t.Errorf("with a damaged generation there the view finds %q", got)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if got := search(t, x, "boat"); got != "a: The boat is yellow." {
		t.Errorf("a view in use at the end finds %q", got)
	}
	release()
	if _, _, err := l.View(context.Background()); err == nil {
		t.Error("a closed index gave a view")
	}
}

func TestLiveUnderLoad(t *testing.T) {
	dir := t.TempDir()
	writer := NewStore(dir, "test", quiet())
	commit(t, writer, []*retrieval.Document{{ID: "a", Text: "The boat is 0."}})
	l, err := OpenLive(context.Background(), NewStore(dir, "test", quiet()))
	if err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				x, release, err := l.View(context.Background())
				if err != nil {
					t.Error(err)
					return
				}
				found, err := x.Candidates(context.Background(), retrieval.Query{Question: question.Parse("boat")}, 10)
				if err != nil || len(found.Hits) != 1 {
					t.Errorf("%d hits, %v", len(found.Hits), err)
				}
				if d, err := x.Document(context.Background(), "a"); err != nil || d.Text != found.Hits[0].Text {
					t.Errorf("a view changed while in use: %v", err)
				}
				release()
			}
		})
	}
	for i := range 10 {
		commit(t, writer, []*retrieval.Document{{ID: "a", Text: fmt.Sprintf("The boat is %d.", i+1)}})
	}
	close(stop)
	readers.Wait()
	x, release := viewOf(t, l)
	if got := search(t, x, "boat"); got != "a: The boat is 10." {
		t.Errorf("in the end it finds %q", got)
	}
	release()
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}
