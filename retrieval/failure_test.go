package retrieval

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestSyncTriesPassingFailuresAgain has a file that is parsed at a busy moment:
// it is tried again after pauses that grow, at once when asked to, and read in
// the end though not a byte of it has changed.
func TestSyncTriesPassingFailuresAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(longAgo(0).AddDate(1, 0, 0))) // its clock begins in 2000
		b := newBench(t)
		b.put("a", "one\nbusy\nthree", 1)
		b.put("b", "bread", 1)
		r := b.sync()
		b.holds("a#1=one", "b=bread")
		if len(r.Problems) != 1 || !r.Problems[0].Passing || r.Problems[0].Reason != "the machine was busy" {
			t.Fatalf("problems %v", r.Problems)
		}
		if hash := b.store.files["a"].Hash; hash != "" {
			t.Errorf("the hash %q is kept", hash)
		}

		b.sync()
		b.reads()
		for _, pause := range []time.Duration{firstPause, 2 * firstPause, 4 * firstPause} {
			time.Sleep(pause - time.Second)
			if r := b.sync(); len(r.Problems) != 1 || !r.Problems[0].Passing {
				t.Errorf("while it waits, the problems are %v", r.Problems)
			}
			b.reads()
			time.Sleep(time.Second)
			if r := b.sync(); r.Changed != 0 || r.Unchanged != 2 {
				t.Errorf("tried again in vain: %+v", r)
			}
			b.reads("a")
		}
		b.syncWith(SyncOptions{Retry: true})
		b.reads("a")
		b.syncWith(SyncOptions{Rehash: true})
		b.reads("a", "b")

		b.src.files["a"] = fakeFile{text: "one\ntoo.\nthree", modified: longAgo(1)}
		r = b.syncWith(SyncOptions{Retry: true})
		b.holds("a#1=one", "a#2=too.", "a#3=three", "b=bread")
		if len(r.Problems) != 0 || r.Changed != 1 {
			t.Errorf("read in the end: %+v", r)
		}
		if s := b.store.files["a"]; s.Hash == "" || s.Passing || s.Tries != 0 || !s.Tried.IsZero() {
			t.Errorf("read in the end, what is remembered is %+v", s)
		}
		b.syncWith(SyncOptions{Retry: true})
		b.reads()
	})
}

// TestSyncWaitsWithFatalFiles tries a file with which the program ended after a
// pause only, be it asked to try again or find the file touched.
func TestSyncWaitsWithFatalFiles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(longAgo(0).AddDate(1, 0, 0))) // its clock begins in 2000
		b := newBench(t)
		b.put("a", "fatal", 1)
		b.syncWith(SyncOptions{Retry: true})
		tried := b.store.files["a"].Tried
		b.syncWith(SyncOptions{Retry: true})
		b.put("a", "fatal", 2)
		r := b.syncWith(SyncOptions{Retry: true})
		if s := b.store.files["a"]; len(r.Problems) != 1 || !r.Problems[0].Fatal || !r.Problems[0].Passing || !s.Fatal || s.Tries != 1 || !s.Tried.Equal(tried) {
			t.Errorf("problems %v, remembered %+v", r.Problems, s)
		}
		time.Sleep(firstPause)
		b.sync()
		if s := b.store.files["a"]; s.Tries != 2 {
			t.Errorf("after a pause, remembered %+v", s)
		}
		b.syncWith(SyncOptions{Rehash: true})
		if s := b.store.files["a"]; s.Tries != 3 {
			t.Errorf("read anew, remembered %+v", s)
		}
	})
}

// TestSyncCountsTries of a file that never gives a document, so that nothing else
// of the index changes.
func TestSyncCountsTries(t *testing.T) {
	b := newBench(t)
	b.put("a", "busy", 1)
	for tries := range 3 {
		b.syncWith(SyncOptions{Retry: true})
		if got := b.store.files["a"].Tries; got != tries+1 {
			t.Errorf("%d tries are remembered, want %d", got, tries+1)
		}
	}
	b.put("a", "busy", 2)
	b.sync()
	if got := b.store.files["a"].Tries; got != 1 {
		t.Errorf("of a changed file %d tries are remembered", got)
	}
}

func TestPausesAreBounded(t *testing.T) {
	for tries, want := range map[int]time.Duration{0: firstPause, 1: firstPause, 2: 2 * firstPause, 8: 1280 * time.Minute, 9: mostPause, 1 << 40: mostPause} {
		if got := pauseAfter(tries); got != want {
			t.Errorf("after %d tries: %s, want %s", tries, got, want)
		}
	}
}

// TestSyncKeepsDocumentsThroughABusyMoment re-reads what a better reader wants
// to see at a moment that is too busy: the documents that there are stay.
func TestSyncKeepsDocumentsThroughABusyMoment(t *testing.T) {
	b := newBench(t)
	b.put("a", "one\ntwo\n3333", 1)
	b.put("b", "bread", 1)
	b.sync()
	b.src.reader = "line/2"
	b.src.files["a"] = fakeFile{text: "one\nbusy\n333", modified: longAgo(1)} // by size and time the same
	for range 2 {
		b.syncWith(SyncOptions{Retry: true})
		b.holds("a#1=one", "a#2=two", "a#3=3333", "b=bread")
	}
	b.put("a", "uno\nbusy\n333", 2) // another file, of which nothing else is known
	b.sync()
	b.holds("a#1=uno", "b=bread")
}

// TestSyncReadsAgainWithABetterReader reads all that another version has read,
// and refused, once.
func TestSyncReadsAgainWithABetterReader(t *testing.T) {
	b := newBench(t)
	b.put("a", "apple", 1)
	b.put("b", "bad", 1)
	b.sync()
	b.sync()
	b.reads()
	b.src.reader = "line/2"
	if r := b.sync(); r.Changed != 2 {
		t.Errorf("report %+v", r)
	}
	b.reads("a", "b")
	if got := b.store.files["b"].Readers; !slices.Equal(got, []string{"line/2"}) {
		t.Errorf("remembered is %q", got)
	}
	b.sync()
	b.reads()
}

// TestSyncLoadsStatesWithoutVersions has an index of a program that kept no
// versions: what it read stays, what it couldn't read is read once more.
func TestSyncLoadsStatesWithoutVersions(t *testing.T) {
	b := newBench(t)
	b.put("a", "apple", 1)
	b.put("b", "bad", 1)
	b.sync()
	for path, state := range b.store.files {
		state.Readers = nil
		b.store.files[path] = state
	}
	b.sync()
	b.reads("b")
	b.sync()
	b.reads()
	b.put("a", "apple", 2) // touched
	if r := b.sync(); r.Unchanged != 2 {
		t.Errorf("report %+v", r)
	}
}

// TestSyncRehashReadsFailuresAgain parses what failed for good, for whoever
// asks for all to be read anew.
func TestSyncRehashReadsFailuresAgain(t *testing.T) {
	b := newBench(t)
	b.put("a", "apple", 1)
	b.put("b", "bad", 1)
	b.sync()
	b.store.files["b"] = FileState{File: b.store.files["b"].File, Hash: "bad", Failed: "it was read badly", Readers: []string{"line/1"}}
	if r := b.sync(); r.Problems[0].Reason != "it was read badly" {
		t.Errorf("without a reason it is read again: %v", r.Problems)
	}
	if r := b.syncWith(SyncOptions{Rehash: true}); r.Problems[0].Reason != "a line is bad" || r.Unchanged != 1 {
		t.Errorf("report %+v, problems %v", r, r.Problems)
	}
}
