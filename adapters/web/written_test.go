package web

import (
	"strings"
	"testing"

	"footnote/bot"
)

// writtenReply is a reply in a model's words.
func writtenReply() *bot.Reply {
	return &bot.Reply{Request: "R", Kind: bot.Ask, Final: true, Language: "en", Answer: &bot.Answer{
		Outcome: bot.Answered,
		Sentences: []bot.Sentence{{Text: "80 networks were dismantled.", Citations: []int{1}, Rests: []bot.Rest{
			{Citation: 1, Text: "Morocco dismantled 80 networks in 2017.", Words: [][2]int{{8, 30}}},
		}}},
		Citations: []bot.Citation{{N: 1, Document: "a.txt", Title: "Networks", Excerpt: "Morocco dismantled 80 networks in 2017.", End: 39}},
		Summary: &bot.Summary{Model: "m1", Dropped: 2, Omitted: []bot.Omission{
			{Text: "Spain <b>dismantled</b> 80 networks.", Reason: "the excerpts don’t have “Spain”"}, {Reason: "it holds an address"},
		}},
	}}
}

// TestWhatBearsASentenceOut: a sentence of a model opens beside the sentence of the excerpt,
// with the words marked that they share, and what was left out can be looked at.
func TestWhatBearsASentenceOut(t *testing.T) {
	pages, err := parseTemplates()
	if err != nil {
		t.Fatal(err)
	}
	s := &Web{pages: pages}
	html, err := s.renderTemplate("en", "reply", newTurn(bot.Request{ID: "R"}, writtenReply(), nil))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<summary>What bears this out</summary>`, `Morocco <mark>dismantled 80 networks</mark> in 2017.`,
		`<summary>Sentences left out: 2</summary>`, `<q>Spain &lt;b&gt;dismantled&lt;/b&gt; 80 networks.</q>`, `the excerpts don’t have “Spain”`, `A sentence with an address`,
	} {
		if !strings.Contains(string(html), want) {
			t.Errorf("the reply lacks %s:\n%s", want, html)
		}
	}
	draft := writtenReply()
	draft.Final, draft.Answer.Summary.Writing = false, true
	html, err = s.renderTemplate("en", "reply", newTurn(bot.Request{ID: "R"}, draft, nil))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(html); !strings.Contains(got, "m1 is still writing") || strings.Contains(got, "left out") || strings.Contains(got, "checked against") {
		t.Errorf("while the model writes the reply is\n%s", got)
	}
}
