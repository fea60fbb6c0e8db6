package contract

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/engine"
)

// noIndex asks a store that holds nothing.
func noIndex(t *testing.T, open Open) {
	store := open()
	if x, err := store.Open(t.Context()); !errors.Is(err, engine.ErrNoIndex) || x != nil {
		t.Errorf("opened is %v, %v", x, err)
	}
	if l, err := store.OpenLive(t.Context()); !errors.Is(err, engine.ErrNoIndex) || l != nil {
		t.Errorf("opened is %v, %v", l, err)
	}
	if files, err := store.Files(t.Context()); err != nil || files.Len() > 0 {
		t.Errorf("files are %v, %v", files, err)
	}
	if state, since := store.Current(); state != "" || !since.IsZero() {
		t.Errorf("an empty store is in the state %q since %v", state, since)
	}
	if _, err := store.Listing(t.Context()); !errors.Is(err, engine.ErrNoIndex) {
		t.Errorf("an empty store lists with %v", err)
	}
	commit(t, store, nil)
	x := opened(t, store)
	if found := candidates(t, x, "boat harbour", 5); len(found.Hits) > 0 || found.Passages != 0 {
		t.Errorf("an empty index finds %v", found)
	}
}

// movedStores has another process commit between Files and Begin, and somebody in this
// one list the files after that.
func movedStores(t *testing.T, open Open) {
	a, b := open(), open()
	if _, err := a.Files(t.Context()); err != nil {
		t.Fatal(err)
	}
	commit(t, b, []*retrieval.Document{{ID: "b", Text: "boat"}})
	if files, err := a.Listing(t.Context()); err != nil || files.Len() != 1 {
		t.Errorf("listed are %v, %v", files, err)
	}
	state, since := a.Current()
	if state == "" || since.IsZero() {
		t.Errorf("it is in the state %q since %v", state, since)
	}
	if c, err := a.Begin(t.Context()); err == nil {
		_ = c.Abort()
		t.Fatal("a change began from what is no longer there")
	} else if !errors.Is(err, retrieval.ErrMoved) {
		t.Fatal(err)
	}
	if _, err := a.Files(t.Context()); err != nil {
		t.Fatal(err)
	}
	commit(t, a, nil, "b") // the refusal left no lock
	if now, _ := a.Current(); now == state {
		t.Error("two states have the same name")
	}
	if got := search(t, opened(t, b), "boat"); got != "" {
		t.Errorf("%q is still there", got)
	}
}

// oldReadersFinish has an index open while the store moves on.
func oldReadersFinish(t *testing.T, open Open) {
	store := open()
	commit(t, store, []*retrieval.Document{{ID: "a", Text: "The boat is green."}})
	old := opened(t, store)
	commit(t, store, []*retrieval.Document{{ID: "b", Text: "The boat is yellow."}}, "a")
	if got := search(t, old, "boat"); got != "a: The boat is green." {
		t.Errorf("the old one finds %q", got)
	}
	now := opened(t, store)
	if got := search(t, now, "boat"); got != "b: The boat is yellow." {
		t.Errorf("the new one finds %q", got)
	}
	if old.State() == now.State() {
		t.Errorf("both are %q", now.State())
	}
	if state, _ := store.Current(); state != now.State() {
		t.Errorf("the store is %q, the index %q", state, now.State())
	}
}

// viewsFollow takes views before and after a change, and while one is being made.
func viewsFollow(t *testing.T, open Open) {
	store := open()
	commit(t, store, english("The boat is green."))
	live, err := store.OpenLive(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	before := view(t, live)
	c, err := store.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range english("The boat is yellow.", "Another boat.") {
		if err := c.Put(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	if got := search(t, view(t, live), "boat"); got != "a: The boat is green." {
		t.Errorf("before the change counts a view finds %q", got)
	}
	if err := c.Commit(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	after := view(t, live)
	if got := search(t, after, "yellow"); got != "a: The boat is yellow." {
		t.Errorf("after the change a view finds %q", got)
	}
	if got := search(t, before, "boat"); got != "a: The boat is green." {
		t.Errorf("the view of before finds %q", got)
	}
	before.Close()
	if n := live.Generations(); n < 1 {
		t.Errorf("%d generations are open", n)
	}
}

// oneChanger begins a change while another is under way.
func oneChanger(t *testing.T, open Open) {
	a, b := open(), open()
	c, err := a.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if other, err := b.Begin(t.Context()); !errors.Is(err, retrieval.ErrLocked) {
		t.Errorf("a second change: %v, %v", other, err)
	}
	if owner, locked, err := b.Locked(); !locked || owner == "" || err != nil {
		t.Errorf("locked is %v by %q, %v", locked, owner, err)
	}
	if err := c.Abort(); err != nil {
		t.Fatal(err)
	}
	if owner, locked, err := b.Locked(); locked || err != nil {
		t.Errorf("after that it is locked by %q, %v", owner, err)
	}
	commit(t, b, english("The boat is green."))
	if _, locked, err := a.Locked(); locked || err != nil {
		t.Errorf("after a commit locked is %v, %v", locked, err)
	}
	if when, err := a.Changed(); err != nil || time.Since(when) > time.Hour {
		t.Errorf("changed at %v, %v", when, err)
	}
}

// abortedChange drops a change that put, replaced and deleted, and makes another.
func abortedChange(t *testing.T, open Open) {
	store := open()
	commit(t, store, english("The boat is green.", "A second boat."))
	c, err := store.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range english("The boat is yellow.", "A second ship.", "A third boat.") {
		if err := c.Put(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Delete(t.Context(), "b"); err != nil {
		t.Fatal(err)
	}
	if err := c.Abort(); err != nil {
		t.Fatal(err)
	}
	const want = "a: The boat is green.\nb: A second boat."
	check := func(when string, want string) {
		t.Helper()
		if got := search(t, opened(t, open()), "boat"); !sameLines(got, want) {
			t.Errorf("%s it finds %q", when, got)
		}
	}
	check("after the abort", want)
	commit(t, store, []*retrieval.Document{{ID: "d", Language: "en", Text: "A fourth boat."}})
	check("after the next change", want+"\nd: A fourth boat.")
	if _, err := opened(t, store).Facts(t.Context(), "c"); !errors.Is(err, retrieval.ErrNotFound) {
		t.Errorf("the third: %v", err)
	}
	commit(t, store, nil, "a", "b")
	check("after a deletion", "d: A fourth boat.")
}

func sameLines(a, b string) bool {
	lines := func(text string) map[string]bool {
		set := make(map[string]bool)
		for line := range strings.SplitSeq(text, "\n") {
			set[line] = true
		}
		return set
	}
	return reflect.DeepEqual(lines(a), lines(b))
}

// filesAreRemembered commits states of files and changes some.
func filesAreRemembered(t *testing.T, open Open) {
	store := open()
	at := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	remembered := make(map[string]retrieval.FileState)
	change := func(gone []string, states ...retrieval.FileState) {
		t.Helper()
		if _, err := store.Files(t.Context()); err != nil {
			t.Fatal(err)
		}
		c, err := store.Begin(t.Context())
		if err == nil {
			err = c.Commit(t.Context(), states, gone...)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range gone {
			delete(remembered, path)
		}
		for _, s := range states {
			remembered[s.Path] = s
		}
		for _, s := range []func() (retrieval.FileStates, error){
			func() (retrieval.FileStates, error) { return open().Files(t.Context()) },
			func() (retrieval.FileStates, error) { return store.Listing(t.Context()) },
		} {
			got, err := s()
			if err != nil || got.Len() != len(remembered) {
				t.Fatalf("%d files, %v, want %d", got.Len(), err, len(remembered))
			}
			for _, want := range remembered {
				if got, ok := retrieval.StateOf(got, want.Path); !ok || !reflect.DeepEqual(got, want) {
					t.Errorf("%+v, want %+v", got, want)
				}
			}
		}
	}
	a := retrieval.FileState{File: retrieval.File{Path: "a", Size: 5, ModTime: at}, Hash: "00", Documents: []string{"a"}, Readers: []string{"plain/1"}}
	b := retrieval.FileState{File: retrieval.File{Path: "b", Size: 5, ModTime: at}, Failed: "it took too long", Passing: true, Tries: 2, Tried: at, Readers: []string{"pdf/3", "zip/1"}}
	c := retrieval.FileState{File: retrieval.File{Path: strings.Repeat("long/", 200) + "c", Size: 5, ModTime: at}, Hash: "01", Failed: "it is empty", Skipped: true}
	change(nil, a, b, c)
	b.Failed, b.Hash, b.Passing = "", "02", false
	change([]string{c.Path, "never/there"}, b)
	change(nil)
	change(nil, a, c)
}

// extrasAreKept keeps something with a state, and not with another.
func extrasAreKept(t *testing.T, open Open) {
	store := open()
	commit(t, store, english("The boat is green."))
	if data, err := store.Extra(t.Context(), "asked"); data != nil || err != nil {
		t.Errorf("kept is %q, %v", data, err)
	}
	state, _ := store.Current()
	if err := store.SetExtra(t.Context(), "another", "asked", []byte("no")); err != nil {
		t.Fatal(err)
	}
	if err := store.SetExtra(t.Context(), state, "asked", []byte("yes")); err != nil {
		t.Fatal(err)
	}
	if data, err := open().Extra(t.Context(), "asked"); string(data) != "yes" || err != nil {
		t.Errorf("kept is %q, %v", data, err)
	}
	commit(t, store, english("The boat is yellow."))
	if data, err := store.Extra(t.Context(), "asked"); data != nil || err != nil {
		t.Errorf("of another state %q is kept, %v", data, err)
	}
}

// totalsFollow changes documents and counts.
func totalsFollow(t *testing.T, open Open) {
	store := open()
	commit(t, store, []*retrieval.Document{
		{ID: "a", Language: "en", Text: "The boat is green."}, {ID: "b", Language: "de", Text: "Das Boot ist rot."},
	})
	commit(t, store, []*retrieval.Document{{ID: "a", Language: "en", Text: "The boat."}})
	commit(t, store, nil, "b", "never there")
	got := opened(t, open()).Stats()
	if want := (engine.Stats{Documents: 1, Passages: 1, TextBytes: 9, Languages: map[string]int{"en": 1}}); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}
