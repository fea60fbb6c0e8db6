package library

import (
	"context"
	"slices"
	"testing"
	"testing/fstest"

	"footnote/retrieval"
)

func TestQuestionsOf(t *testing.T) {
	for _, c := range []struct {
		name, language, text string
		headings             []retrieval.Heading
		want                 []string
	}{
		{name: "an FAQ asks", language: "en", text: "When is the gate open?\n\nFrom seven in the morning.\n\nAnd why?\n", want: []string{"When is the gate open?"}},
		{name: "a question that leans on another", language: "en", text: "Does it close at noon?\n\nYes, it does.\n"},
		{name: "a question without an answer", language: "en", text: "Who keeps the key?\n\nWho keeps the lamp?\n\nNobody does.\n", want: []string{"Who keeps the lamp?"}},
		{
			name: "a heading that asks", language: "en", text: "How to return the key\n\nGive it to the porter.\n",
			headings: []retrieval.Heading{{Level: 1, Text: "How to return the key"}}, want: []string{"How to return the key?"},
		},
		{name: "labels and marks are left out", language: "en", text: "Q: How long is the quay?\n\nA: 300 metres.\n\n- Who paints the quay?\n\nThe porter.\n", want: []string{"How long is the quay?", "Who paints the quay?"}},
		{name: "asked in passing", language: "en", text: "The gate is rather low, don't you think?\n\nIt is.\n"},
		{
			name: "a heading that only begins with such a word", language: "en", text: "How we make changes here\n\nOnly on Tuesdays.\n",
			headings: []retrieval.Heading{{Level: 1, Text: "How we make changes here"}},
		},
		{name: "what is no name of a thing", language: "en", text: "Since this year is a leap year, we close. Ex works the price is a secret. The price of the boat is a secret.\n", want: []string{"What is the price of the boat?"}},
		{name: "a verb in German", language: "de", text: "Beizulegen sind ein Ausweis und ein Foto.\n"},
		{name: "a noun with a capital only at the beginning", language: "en", text: "Strike pay is 40 crowns a day. We ask for strike pay in writing.\n", want: []string{"What is strike pay?"}},
		{name: "a definition", language: "en", text: "The notice period is two months long. A berth is a place for one boat. It is a boat.\n", want: []string{"What is a berth?"}},
		{name: "a figure", language: "en", text: "The deposit is 300 crowns.\n", want: []string{"What is the deposit?"}},
		{name: "what stands elsewhere on the page", language: "en", text: "The date and source above are those of the article. The fees below are the ones of May.\n"},
		{name: "a state is no definition", language: "en", text: "The laundry is open until 9 in the evening. Since 7:50 the search is a mess.\n"},
		{name: "German", language: "de", text: "Ein Liegeplatz ist ein Ort für ein Boot.\n", want: []string{"Was ist ein Liegeplatz?"}},
		{name: "French", language: "fr", text: "La capitainerie est le bureau du port.\n", want: []string{"Qu'est-ce que la capitainerie ?"}},
		{name: "Japanese", language: "ja", text: "係留料は船を置くための料金です。\n", want: []string{"係留料とは何ですか？"}},
		{name: "Chinese", language: "zh", text: "泊位费是一种按月收取的费用。\n", want: []string{"泊位费是什么？"}},
		{name: "Russian", language: "ru", text: "Причал — это место для лодки.\n", want: []string{"Что такое Причал?"}},
		{name: "Arabic", language: "ar", text: "المرسى هو مكان للقوارب في الميناء.\n", want: []string{"ما هو المرسى؟"}},
	} {
		d := &retrieval.Document{ID: "a.txt", Language: c.language, Text: c.text, Headings: c.headings}
		if got := questionsOf(d); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

var faq = fstest.MapFS{
	"port/berths.md": {Data: []byte("# Berths\n\nA berth is a place for one boat.\n\n## What does a berth cost?\n\nA berth costs 40 crowns a month.\n")},
	"port/boats.md":  {Data: []byte("# Boats\n\n## Who paints the boats?\n\nThe porter paints the boats each spring.\n")},
	"house/keys.md":  {Data: []byte("# Keys\n\n## Who keeps the key of the cellar?\n\nThe cook keeps the key of the cellar.\n")},
}

// TestSuggestionsAreAnswered: only what was answered is suggested, and it is asked
// once for each state of the documents, whoever asks.
func TestSuggestionsAreAnswered(t *testing.T) {
	l, live := openSynced(t, faq)
	asked := 0
	open := func() *Catalog {
		c := l.Catalog(live)
		c.Answers = func(_ context.Context, question, document string) (bool, error) {
			asked++
			return question != "Who paints the boats?", nil
		}
		return c
	}
	c := open()
	if list, err := c.Suggestions(t.Context()); err != nil || len(list) > 0 {
		t.Errorf("before any was found: %v, %v", list, err)
	}
	want := []Suggestion{
		{"house/keys.md", "Who keeps the key of the cellar?"}, {"port/berths.md", "What does a berth cost?"}, {"port/berths.md", "What is a berth?"},
	}
	for i, c := range []*Catalog{c, c, open()} {
		if err := c.Prepare(t.Context()); err != nil {
			t.Fatal(err)
		}
		if list, err := c.Suggestions(t.Context()); err != nil || !slices.Equal(list, want) {
			t.Errorf("%d: %v, %v, want %v", i, list, err, want)
		}
		if asked != 4 {
			t.Errorf("%d: %d questions were asked, want each of 4 once", i, asked)
		}
	}
	changed := fstest.MapFS{"port/berths.md": faq["port/berths.md"]}
	again, err := Build(t.Context(), Options{Corpus: "files", Files: changed, Data: l.Data})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	after, err := again.Store.OpenLive(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer after.Close()
	if list, err := again.Catalog(after).Suggestions(t.Context()); err != nil || len(list) > 0 {
		t.Errorf("of other documents: %v, %v", list, err)
	}
}
