package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"footnote/bot"
)

func openTemporary(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "questions.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// TestReadingDoesNotWaitForWriting holds the writer up: what was committed is read all
// the same, and what is asked meanwhile is committed together.
func TestReadingDoesNotWaitForWriting(t *testing.T) {
	s, ctx := openTemporary(t), t.Context()
	if err := s.SetValue(ctx, "a", []byte("1")); err != nil {
		t.Fatal(err)
	}
	held, release := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		_ = s.changeIn(ctx, func(context.Context, *sql.Tx) error { close(held); <-release; return nil })
	})
	<-held
	if v, err := s.Value(ctx, "a"); err != nil || string(v) != "1" {
		t.Errorf("read is %q (%v)", v, err)
	}
	const asked = 20
	waiting := make(chan struct{}, asked)
	for n := range asked {
		wg.Go(func() {
			waiting <- struct{}{}
			known, err := s.Add(ctx, bot.Record{Request: bot.Request{ID: fmt.Sprint("R", n), Keys: []string{fmt.Sprint("k", n%(asked/2))}}, Step: bot.Received})
			if err != nil {
				t.Error(err)
			}
			if r, err := s.ByKey(ctx, fmt.Sprint("k", n%(asked/2))); err != nil || known == "" && r.ID != fmt.Sprint("R", n) {
				t.Errorf("by its key, request %d is %s (%v)", n, r.ID, err)
			}
		})
	}
	for range asked {
		<-waiting
	}
	close(release)
	wg.Wait()
	if list, err := s.Unfinished(ctx); err != nil || len(list) != asked/2 { // the others came again
		t.Errorf("%d requests are kept (%v)", len(list), err)
	}
}

func TestChangesThatWaitAreCommittedTogether(t *testing.T) {
	s := &Store{changes: make(chan *change, 2*mostTogether)}
	for range mostTogether + 3 {
		s.changes <- new(change)
	}
	for _, want := range []int{mostTogether, 5} {
		if got := len(s.gatherChanges(new(change))); got != want {
			t.Errorf("%d changes are committed together, want %d", got, want)
		}
	}
}

// TestAChangeThatFailsUndoesItselfOnly commits three changes together, of which one
// fails, one panics, and one is of somebody who is gone.
func TestAChangeThatFailsUndoesItselfOnly(t *testing.T) {
	s, ctx := openTemporary(t), t.Context()
	failure := errors.New("no")
	gone, leave := context.WithCancel(ctx)
	leave()
	set := func(key string, then func() error) func(context.Context, *sql.Tx) error {
		return func(ctx context.Context, tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, `INSERT INTO "values" VALUES (?, x'78')`, key); err != nil {
				return err
			}
			return then()
		}
	}
	well := func() error { return nil }
	list := []*change{
		{ctx: ctx, f: set("first", well)},
		{ctx: ctx, f: set("fails", func() error { return failure })},
		{ctx: ctx, f: set("panics", func() error { panic("oh") })},
		{ctx: gone, f: set("gone", well)},
		{ctx: ctx, f: set("last", well)},
	}
	for _, c := range list {
		c.done = make(chan struct{})
	}
	s.commitAll(list)
	for i, want := range []bool{true, false, false, false, true} {
		if (list[i].err == nil) != want {
			t.Errorf("change %d: %v", i, list[i].err)
		}
	}
	if !errors.Is(list[1].err, failure) {
		t.Errorf("the failure is %v", list[1].err)
	}
	for key, want := range map[string]bool{"first": true, "fails": false, "panics": false, "gone": false, "last": true} {
		if v, err := s.Value(ctx, key); err != nil || (v != nil) != want {
			t.Errorf("%s is kept as %q (%v)", key, v, err)
		}
	}
}

func TestNothingIsChangedOnceClosed(t *testing.T) {
	s := openTemporary(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.SetValue(t.Context(), "a", []byte("1")); err == nil {
		t.Error("a closed store takes a value")
	}
	if _, err := s.Value(t.Context(), "a"); err == nil {
		t.Error("a closed store is read")
	}
}

// BenchmarkAdd writes requests down from many askers at once, beside as many readers.
func BenchmarkAdd(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "questions.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	b.SetParallelism(64)
	var mu sync.Mutex
	n := 0
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			mu.Lock()
			n++
			id := fmt.Sprint("R", n)
			mu.Unlock()
			if _, err := s.Add(b.Context(), bot.Record{Request: bot.Request{ID: id, Keys: []string{id}}, Step: bot.Received}); err != nil {
				b.Error(err)
			}
		}
	})
}
