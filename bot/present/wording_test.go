package present

import (
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/wording"
)

func TestFacts(t *testing.T) {
	c := bot.Citation{
		Document: "a/b.pdf", Title: "Annual report", Publisher: "Office\nof Reports",
		Published: "2017-06", Page: 3, Heading: "Annual report › Morocco",
	}
	want := []string{"Office of Reports", "June 2017", "p. 3", "Morocco", "a/b.pdf"}
	if got := Facts(wording.In("en"), c); !slices.Equal(got, want) {
		t.Errorf("Facts = %q, want %q", got, want)
	}
	if got := Title(bot.Citation{Document: "x.md"}); got != "x.md" {
		t.Errorf("a document without a title is called %q", got)
	}
	if got := Facts(wording.In("en"), bot.Citation{Document: "x.md"}); len(got) != 0 {
		t.Errorf("facts of a document without any: %q", got)
	}
}

func TestNotes(t *testing.T) {
	a := &bot.Answer{
		Corrected: map[string]string{"moroco": "morocco", "seaport": "sea port"},
		Missing:   strings.Fields(strings.Repeat("word ", 14)),
	}
	notes := Notes(wording.In("en"), a)
	if len(notes) != 3 || notes[0] != "Taken for misspelt: moroco → morocco." || notes[1] != "Searched as: seaport → sea port." || !strings.HasSuffix(notes[2], "and 2 more words.") {
		t.Errorf("Notes = %q", notes)
	}
	if got := AlsoIn(wording.In("en"), []string{"a", "b", "c", "d"}); got != "Also in a, b, c, 1 more" {
		t.Errorf("AlsoIn = %q", got)
	}
}

func TestNotesSayWhoWrote(t *testing.T) {
	for _, c := range []struct {
		summary *bot.Summary
		want    string
	}{
		{nil, ""},
		{&bot.Summary{Model: "m1"}, "Written by m1 and checked against the excerpts."},
		{&bot.Summary{Model: "m1", Dropped: 2}, "Written by m1 and checked against the excerpts; 2 sentences dropped."},
		{&bot.Summary{Fallback: "the model is too slow"}, "In the documents' own words: the model is too slow."},
	} {
		a := &bot.Answer{Sentences: []bot.Sentence{{Text: "Yes."}}, Summary: c.summary}
		if got := strings.Join(Notes(wording.In("en"), a), "|"); got != c.want {
			t.Errorf("Notes = %q, want %q", got, c.want)
		}
	}
}
