package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"

	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/bot/answering"
	"footnote/cmd/footnote/passages"
	"footnote/retrieval/blevex"
)

// hostileQuestions are those of this file and, where it is, of the shared
// collection of strings that break programs.
func hostileQuestions(t *testing.T) []string {
	t.Helper()
	questions := []string{
		strings.Repeat("trafficking networks ", 5000),
		strings.Repeat("x", 100_000),
		"the of and a to", "?", "\x00\x01\xff\xfe", "\x1b[2J\x1b]0;pwned\x07",
		"什么是人口贩卖？", "ما هي شبكات الاتجار؟", "\u202eevil\u202c", strings.Repeat("a\u0301", 1000),
	}
	f, err := os.Open("../../../shared/data/security/strings.jsonl")
	if err != nil {
		t.Log("without ../shared/data/security/strings.jsonl:", err)
		return questions
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var record struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
			t.Fatal(err)
		}
		questions = append(questions, record.Text)
	}
	return questions
}

// TestHostileQuestions has every question end in an honest outcome, and
// nothing of it steer the terminal.
func TestHostileQuestions(t *testing.T) {
	x := sampleIndex(t)
	answerer := answering.NewAnswerer(x)
	for _, q := range hostileQuestions(t) {
		answer, err := answerer.Answer(context.Background(), bot.Question{Text: q})
		if err != nil {
			t.Errorf("%.80q: %v", q, err)
			continue
		}
		checkVerbatim(t, x, answer)
		checkHarmless(t, q, terminal.Printer{Screen: terminal.Screen{Width: 80}}.Reply(&bot.Reply{Answer: &answer}))
		explained, err := passages.Explain(context.Background(), x, q, 3)
		if err != nil {
			t.Errorf("explain %.80q: %v", q, err)
		}
		checkHarmless(t, q, explained.Text(terminal.Printer{Screen: terminal.Screen{Width: 80}}))
		var errs bytes.Buffer
		reportError(&errs, usageError("%s", q), false)
		checkHarmless(t, q, errs.String())
	}
}

func checkHarmless(t *testing.T, question, output string) {
	t.Helper()
	for _, r := range output {
		if unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) {
			t.Errorf("%.80q puts %U on the terminal", question, r)
			return
		}
	}
	for line := range strings.Lines(output) {
		if len(line) > 4000 {
			t.Errorf("%.80q gives a line of %d bytes", question, len(line))
			return
		}
	}
}

// TestInterruptedIndex stops a sync in the middle: the index stays as it was.
func TestInterruptedIndex(t *testing.T) {
	corpus, data := boats(t, "green"), t.TempDir()
	if code, _, stderr := footnote(t, "index", "--corpus", corpus, "--data", data); code != exitOK {
		t.Fatalf("index: exit code %d: %s", code, stderr)
	}
	writeBoat(t, corpus, "yellow, and sometimes red,")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errs bytes.Buffer
	command, err := parseCommand(allPlatforms(), []string{"index", "--corpus", corpus, "--data", data}, &out, &errs)
	if err != nil {
		t.Fatal(err)
	}
	if err := command.run(ctx, strings.NewReader(""), &out, &errs); err == nil {
		t.Error("an index run that was cancelled gives no error")
	}
	if got := blevex.Corpus(data); got != corpus {
		t.Errorf("the index is of %q, want %q", got, corpus)
	}
	code, stdout, stderr := footnote(t, "search", "--no-sync", "--corpus", corpus, "--data", data, "boat")
	if code != exitOK || !strings.Contains(stdout, "green") {
		t.Errorf("after it: exit code %d: %s%s", code, stdout, stderr)
	}
}
