package main

import (
	"regexp"
	"testing"
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
