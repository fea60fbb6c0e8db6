package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestSemanticOff keeps an index with vectors from ranking by them where that is
// switched off: answers and results are those of an index that has none.
func TestSemanticOff(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	meant, plain := t.TempDir(), t.TempDir()
	run := func(args ...string) string {
		t.Helper()
		code, stdout, stderr := footnote(t, args...)
		if code != exitOK && code != exitNotAnswered {
			t.Fatalf("%v: exit code %d: %s", args, code, stderr)
		}
		return regexp.MustCompile(`"(elapsed_ms|id)":("[^"]*"|[0-9.e-]+)`).ReplaceAllString(stdout, "")
	}
	run("index", "--data", meant)
	run("index", "--data", plain, "--no-vectors")
	for _, question := range []string{
		"How many trafficking networks did Morocco dismantle in 2017?", "How much money do smugglers make?",
		"Why is the frontier closed?", "Who runs the fight against people who bring migrants over?", "réseaux de traite",
	} {
		for _, verb := range []string{"ask", "search", "explain"} {
			off := run(verb, "--json", "--data", meant, "--semantic", "off", question)
			none := run(verb, "--json", "--data", plain, "--no-sync", question)
			if off != none {
				t.Errorf("%s %q: with vectors, but switched off, it prints\n%s\nwithout any\n%s", verb, question, off, none)
			}
		}
	}
}

// writeNotes writes a corpus of short documents, all different.
func writeNotes(t *testing.T, corpus string, n int) {
	t.Helper()
	for i := range n {
		text := fmt.Sprintf("The boat with the number %d belongs to a captain of the harbour. It lies at pier %d.\n", i, i*7)
		check(t, os.WriteFile(filepath.Join(corpus, fmt.Sprintf("boat%d.txt", i)), []byte(text), 0o644))
	}
}

// TestKilledMeaning kills the program at random moments of making vectors: the next
// run goes on, and in the end all are there.
func TestKilledMeaning(t *testing.T) {
	name, err := exec.LookPath("footnote") // the test binary, by testscript.Main
	check(t, err)
	corpus, data := t.TempDir(), t.TempDir()
	writeNotes(t, corpus, 200)
	if code, _, stderr := footnote(t, "index", "--corpus", corpus, "--data", data, "--no-vectors"); code != exitOK {
		t.Fatal(stderr)
	}
	r := rand.New(rand.NewPCG(1, 1))
	killed := 0
	for range 6 {
		cmd := exec.Command(name, "index", "--corpus", corpus, "--data", data)
		check(t, cmd.Start())
		time.Sleep(time.Duration(r.Int64N(int64(time.Second))))
		_ = cmd.Process.Kill() // it may have finished
		if cmd.Wait() != nil {
			killed++
		}
		code, stdout, stderr := footnote(t, "search", "--json", "--corpus", corpus, "--data", data, "captain of the harbour")
		if code != exitOK || !strings.Contains(stdout, "boat") || strings.Contains(stderr, "damaged") {
			t.Fatalf("search: exit code %d: %s%s", code, stdout, stderr)
		}
	}
	t.Logf("killed %d of 6 runs before they ended", killed)
	code, stdout, stderr := footnote(t, "index", "--corpus", corpus, "--data", data, "--json")
	if code != exitOK || stderr != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	var out struct{ Meaning struct{ Passages, Of int } }
	check(t, json.Unmarshal([]byte(stdout), &out))
	if out.Meaning.Of != 200 || out.Meaning.Passages != 200 {
		t.Errorf("%+v", out)
	}
	halves, err := filepath.Glob(filepath.Join(data, "meaning", "*", "*.tmp"))
	if err != nil || len(halves) > 0 {
		t.Errorf("left: %v, %v", halves, err)
	}
}

// TestServeMakesVectors has a server make vectors of what was indexed without, and of
// what is new, while it answers.
func TestServeMakesVectors(t *testing.T) {
	corpus, data := t.TempDir(), t.TempDir()
	writeNotes(t, corpus, 60)
	t.Setenv("FOOTNOTE_CORPUS", corpus)
	if code, _, stderr := footnote(t, "index", "--data", data, "--no-vectors"); code != exitOK {
		t.Fatal(stderr)
	}
	s := serveHere(t, "--data", data, "--http-addr", anyPort, "--semantic-share", "1")
	meant := func(n int) {
		t.Helper()
		s.await("vectors", func() string {
			metrics := s.get("/metrics")
			return lacks(metrics, fmt.Sprintf("footnote_passages_meant %d\n", n)) + lacks(metrics, fmt.Sprintf("footnote_passages_meant_wanted %d\n", n))
		})
	}
	meant(60)
	path, before := filepath.Join(corpus, "ferry.txt"), time.Now().Add(-time.Hour)
	check(t, os.WriteFile(path+".part", []byte("The ferry leaves the harbour at noon.\n"), 0o644))
	check(t, os.Chtimes(path+".part", before, before)) // nobody is writing any more
	check(t, os.Rename(path+".part", path))
	meant(61)
	s.await("the status", func() string { return lacks(s.get("/status"), "61 of 61 passages") })
	s.stop()
}
