package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/adapters/sqlite"
	"footnote/bot"
	"footnote/cmd/footnote/datafolder"
)

// asked makes a data folder in which questions have been asked.
func asked(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	store, err := sqlite.Open(t.Context(), filepath.Join(dir, datafolder.Questions))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for i, q := range []struct {
		text    string
		outcome bot.Outcome
		missing string
		vote    bot.Vote
	}{
		{"What does the zeppelin cost?", bot.NotFound, "zeppelin", ""},
		{"How much does a zeppelin cost?", bot.Related, "zeppelin", ""},
		{"=HYPERLINK(1) and who leads AQIM?", bot.Related, "leads", ""},
		{"How many networks?", bot.Answered, "", bot.Down},
		{"Who is Zerouali?", bot.Answered, "", bot.Up},
	} {
		id := string(rune('a' + i))
		r := bot.Record{
			Request: bot.Request{ID: id, Keys: []string{id}, Kind: bot.Ask, Text: q.text, Asker: "slack/T1/U1", Conversation: id, Received: time.Now().Add(time.Duration(i) * time.Minute)},
			Step:    bot.Closed, Reply: &bot.Reply{Final: true, Answer: &bot.Answer{Question: q.text, Outcome: q.outcome}},
		}
		if q.missing != "" {
			r.Reply.Answer.Missing = []string{q.missing}
		}
		if _, err := store.Add(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		if q.vote != "" {
			if err := store.Rate(t.Context(), bot.Rating{Request: id, Asker: "slack/T1/U2", Vote: q.vote, Comment: "see the annex", At: time.Now()}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

func program(t *testing.T, want int, args ...string) (out, errs string) {
	t.Helper()
	t.Setenv("FOOTNOTE_CORPUS", "")
	var stdout, stderr bytes.Buffer
	if code := run(args, strings.NewReader(""), &stdout, &stderr); code != want {
		t.Fatalf("%v: exit code %d, want %d: %s", args, code, want, stderr.String())
	}
	return stdout.String(), stderr.String()
}

func TestGapsVerb(t *testing.T) {
	dir := asked(t)
	out, _ := program(t, exitOK, "gaps", "--data", dir)
	for _, want := range []string{
		"How much does a zeppelin cost?\n  asked 2 times · not answered 2 times · no document mentions: zeppelin", "also: What does the zeppelin cost?",
		"How many networks?\n  asked once · rated down once", "comment: see the annex",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if strings.Contains(out, "Zerouali") {
		t.Errorf("what was answered well is listed:\n%s", out)
	}
	if out, _ = program(t, exitOK, "gaps", "--csv", "--data", dir); !strings.Contains(out, "\n'=HYPERLINK") {
		t.Errorf("a formula comes through:\n%s", out)
	}
	if out, _ = program(t, exitOK, "gaps", "--json", "--data", dir); !strings.Contains(out, `"gaps":[{"question":"How much does a zeppelin cost?"`) {
		t.Errorf("JSON:\n%s", out)
	}
	program(t, exitUsage, "gaps", "--json", "--csv", "--data", dir)
	if _, errs := program(t, exitFailure, "gaps", "--data", t.TempDir()); !strings.Contains(errs, "nothing has been asked") {
		t.Errorf("without a store: %s", errs)
	}
}

func TestForgetVerb(t *testing.T) {
	dir := asked(t)
	out, _ := program(t, exitOK, "forget", "slack/T1/U1", "--data", dir)
	if !strings.Contains(out, "slack/T1/U1: 5 questions") {
		t.Errorf("it says %q", out)
	}
	if out, _ = program(t, exitOK, "gaps", "--data", dir); !strings.HasPrefix(out, "No gaps") {
		t.Errorf("gaps are left:\n%s", out)
	}
	if _, errs := program(t, exitFailure, "forget", "slack/T1/U1", "--data", dir); !strings.Contains(errs, "nothing is kept") {
		t.Errorf("again: %s", errs)
	}
}
