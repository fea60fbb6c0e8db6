package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fleet writes a corpus that takes a moment to index; all of its boats have
// one colour.
func fleet(t *testing.T, corpus, colour string) {
	t.Helper()
	for i := range 150 {
		text := fmt.Sprintf("Boat number %d has a %s colour.\n\n%s", i, colour, strings.Repeat("It lies at the pier of the harbour. ", 300+i))
		if err := os.WriteFile(filepath.Join(corpus, fmt.Sprintf("boat%d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestKilledIndex kills the program at random moments of indexing: what is
// asked then comes from the old state or the new one as a whole, and the next
// run completes.
func TestKilledIndex(t *testing.T) {
	name, err := exec.LookPath("footnote") // the test binary, by testscript.Main
	if err != nil {
		t.Fatal(err)
	}
	corpus, data := t.TempDir(), t.TempDir()
	colours := []string{"green", "yellow ochre", "crimson", "blueish"}
	fleet(t, corpus, colours[0])
	began := time.Now()
	t.Setenv("FOOTNOTE_SEMANTIC", "off") // the making of vectors has a test of its own
	if code, _, stderr := footnote(t, "index", "--corpus", corpus, "--data", data); code != exitOK {
		t.Fatalf("index: exit code %d: %s", code, stderr)
	}
	whole := time.Since(began)
	asked := func(colour string) string {
		t.Helper()
		code, stdout, stderr := footnote(t, "search", "--json", "--no-sync", "--data", data, "--corpus", corpus, colour+" colour of boats")
		if code != exitOK || strings.Contains(stderr, "rebuil") {
			t.Fatalf("search: exit code %d: %s", code, stderr)
		}
		return stdout
	}
	r := rand.New(rand.NewPCG(1, 1))
	rounds := 6
	if raceDetector {
		rounds = 2 // each does the same, at a tenth of its speed
	}
	old, killed := colours[0], 0
	for round := range rounds {
		fresh := colours[(round+1)%len(colours)]
		fleet(t, corpus, fresh)
		cmd := exec.Command(name, "index", "--corpus", corpus, "--data", data)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(whole))))
		_ = cmd.Process.Kill() // it may have finished
		if cmd.Wait() != nil {
			killed++
		}
		is := func(colour string) bool { return strings.Contains(asked(colour), "has a "+colour+" colour") }
		if wasOld, isNew := is(old), is(fresh); wasOld == isNew {
			t.Fatalf("round %d: old state %v, new state %v", round, wasOld, isNew)
		}
		if code, _, stderr := footnote(t, "index", "--corpus", corpus, "--data", data); code != exitOK {
			t.Fatalf("index again: exit code %d: %s", code, stderr)
		}
		if is(old) || !is(fresh) {
			t.Fatalf("round %d: the next run didn't complete", round)
		}
		old = fresh
	}
	t.Logf("killed %d of %d runs before they ended", killed, rounds)
	entries, err := filepath.Glob(filepath.Join(data, "gen-*"))
	if err != nil || len(entries) != 1 {
		t.Errorf("%d generations are left, %v, want 1", len(entries), err)
	}
}
