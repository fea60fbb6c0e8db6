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

func viewOf(t *testing.T, l *Live) *retrieval.View {
	t.Helper()
	x, err := l.View(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return x
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
	old := viewOf(t, l)
	commit(t, writer, []*retrieval.Document{{ID: "a", Text: "The boat is yellow."}}, "b")
	fresh := viewOf(t, l)
	if got := search(t, fresh, "boat"); got != "a: The boat is yellow." {
		t.Errorf("the new view finds %q", got)
	}
	if _, err := fresh.Facts(context.Background(), "b"); !errors.Is(err, retrieval.ErrNotFound) {
		t.Errorf("a deleted document: %v", err)
	}
	if got := search(t, old, "green"); got != "a: The boat is green." {
		t.Errorf("the old view finds %q", got)
	}
	if n := l.Generations(); n != 2 {
		t.Errorf("%d generations are open, want the new one and the one with a view", n)
	}
	old.Close()
	old.Close() // has no effect
	fresh.Close()
	if n := l.Generations(); n != 1 {
		t.Errorf("with no view open %d generations are", n)
	}

	// Damaged, the new generation is not used; the old one goes on.
	commit(t, writer, []*retrieval.Document{{ID: "a", Text: "The boat is red."}})
	gen, _, err := currentGeneration(dir)
	if err == nil {
		err = os.Truncate(filepath.Join(dir, gen.name, filesName), 1)
	}
	if err != nil {
		t.Fatal(err)
	}
	x := viewOf(t, l)
	if got := search(t, x, "boat"); got != "a: The boat is yellow." {
		t.Errorf("with a damaged generation there the view finds %q", got)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if got := search(t, x, "boat"); got != "a: The boat is yellow." {
		t.Errorf("a view in use at the end finds %q", got)
	}
	x.Close()
	if n := l.Generations(); n != 0 {
		t.Errorf("at the end %d generations are open", n)
	}
	if _, err := l.View(context.Background()); err == nil {
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
				x, err := l.View(context.Background())
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
				x.Close()
			}
		})
	}
	for i := range 10 {
		commit(t, writer, []*retrieval.Document{{ID: "a", Text: fmt.Sprintf("The boat is %d.", i+1)}})
	}
	close(stop)
	readers.Wait()
	x := viewOf(t, l)
	if got := search(t, x, "boat"); got != "a: The boat is 10." {
		t.Errorf("in the end it finds %q", got)
	}
	x.Close()
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if n := l.Generations(); n != 0 {
		t.Errorf("at the end %d generations are open", n)
	}
}

// TestViewOfAnEndedContext asks for views on behalf of somebody who has hung up,
// some of them while a new generation is there to be opened.
func TestViewOfAnEndedContext(t *testing.T) {
	dir := t.TempDir()
	writer := NewStore(dir, "test", quiet())
	commit(t, writer, []*retrieval.Document{{ID: "a", Text: "The boat is green."}})
	l, err := OpenLive(context.Background(), NewStore(dir, "test", quiet()))
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	for _, colour := range []string{"yellow", "red"} {
		if x, err := l.View(ended); x != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("got the view %v, %v", x, err)
		}
		commit(t, writer, []*retrieval.Document{{ID: "a", Text: "The boat is " + colour + "."}})
		viewOf(t, l).Close()
		if n := l.Generations(); n != 1 {
			t.Errorf("%d generations are open, want the current one", n)
		}
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if n := l.Generations(); n != 0 {
		t.Errorf("at the end %d generations are open", n)
	}
}
