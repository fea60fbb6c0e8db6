package slack

import (
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// TestWhereNothingFoldsTheExcerptStandsBelow: Slack may refuse containers, then the
// blocks go without, and those of later messages at once.
func TestWhereNothingFoldsTheExcerptStandsBelow(t *testing.T) {
	w := newWorld(t)
	w.fail("chat.postMessage", refused("invalid_blocks"))
	for _, ts := range []string{"1700000001.000100", "1700000002.000100"} {
		if err := w.event(mention("C1", ts, "Lease?")); err != nil {
			t.Fatal(err)
		}
		w.Texts()
		m := w.messages[len(w.messages)-1]
		if s := string(m.blocks); strings.Contains(s, `"container"`) || !strings.Contains(s, "It can be renewed twice.") || !strings.Contains(s, actionContext) {
			t.Errorf("the blocks are %s", s)
		}
		if len(m.problems) > 0 {
			t.Error(m.problems)
		}
	}
	if n := w.count("chat.postMessage"); n != 3 {
		t.Errorf("%d calls post two messages, want 3", n)
	}
}

// TestExcerptsHaveTheirForms: a table is one, the first of a message, code keeps its
// lines, a list is one, and what answers alone is bold.
func TestExcerptsHaveTheirForms(t *testing.T) {
	const table, code, list = "Name\tSize\nsmall\t3\nbig\t9", "tool copy --all s3://a/b", "- one\n- two"
	excerpt := "It has two sizes.\n" + table + "\n\nCopy it:\n\n" + code + "\n\n" + list + "\n\n" + table
	c := contract.Cited(1)
	c.Excerpt, c.Highlights = excerpt, [][2]int{{3, 6}}
	at := strings.Index(excerpt, "big\t9")
	p := pen{request: "R1"}
	box := p.drawSource(present.Source{Citation: c, Words: wording.In("en"), Answering: [][2]int{{at, at + len("big\t9")}}})
	m := joinPieces([]piece{box})
	got := string(mustJSON(t, m.blocks))
	for _, want := range []string{
		`{"type":"raw_text","text":"small"},{"type":"raw_text","text":"3"}`, `"text":"big","style":{"bold":true}`,
		`"rich_text_preformatted","elements":[{"type":"text","text":"` + code + `"}]`, `"rich_text_list"`,
		`Name   Size\n───────────\nsmall     3\nbig       9`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("nothing is %s in %s", want, got)
		}
	}
	if n := strings.Count(got, `"type":"table"`); n != 1 {
		t.Errorf("%d tables", n)
	}
	if strings.Contains(got, " | ") || strings.Count(got, `"bold":true`) != 2 {
		t.Errorf("there are pipes, or other words are bold: %s", got)
	}
	shown := shown{text: m.text, blocks: mustJSON(t, m.blocks)}
	if problems := blockProblems(&shown); len(problems) > 0 {
		t.Error(problems)
	}
}

// TestContainersKeepTheirLimits fills a source with more than a container holds.
func TestContainersKeepTheirLimits(t *testing.T) {
	r := contract.Answered("R1")
	c := &r.Answer.Citations[0]
	c.Title = strings.Repeat("x", maxContainerTitle)
	c.Publisher = strings.Repeat("y", maxContainerTitle)
	for i := range 3 * maxContainer {
		c.More = append(c.More, bot.Excerpt{Start: 1000 * i, End: 1000*i + 5, Text: strings.Repeat("z", maxSection/2)})
	}
	for i, m := range packMessages(renderReply(r, contract.Linked)) {
		shown := shown{text: m.text, blocks: mustJSON(t, m.blocks)}
		if problems := blockProblems(&shown); len(problems) > 0 {
			t.Errorf("message %d: %v", i, problems)
		}
		if n := text.UTF16(m.text); n > maxText {
			t.Errorf("the text has %d characters", n)
		}
	}
}
