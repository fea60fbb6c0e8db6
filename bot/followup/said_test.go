package followup

import (
	"strings"
	"testing"

	"footnote/retrieval/utterance"
)

// TestCompleteSaid: what surrounds a follow-up doesn't hide that it is one, what its
// first words are for isn't lost, and what people say beside questions isn't completed.
func TestCompleteSaid(t *testing.T) {
	turns := []Turn{{Question: "How many boats did Norway build in 2017?", Answer: []string{"Norway built 40 boats in 2017."}}}
	for text, want := range map[string]string{
		"and in 2016?":                       "How many boats did Norway build in 2016?",
		"Hi all, and in 2016? Thanks!":       "How many boats did Norway build in 2016?",
		"Thanks a lot. What about Sweden?":   "How many boats did Sweden build in 2017?",
		"Why?":                               "Why?",
		"great, and in 2016? I need it soon": "How many boats did Norway build in 2016?",
	} {
		if got, leans := CompleteSaid(utterance.Read(text), turns); got != want || !leans {
			t.Errorf("%q is completed to %q, which leans: %v, want %q", text, got, leans, want)
		}
	}
	for _, text := range strings.Split("hi|help|thanks!|who are you?|what can you do?|hallo|Hilfe|danke|Was kannst du?|こんにちは|ありがとう|何ができますか？|Who bought the tug Bruno?", "|") {
		if got, leans := CompleteSaid(utterance.Read(text), turns); got != text || leans {
			t.Errorf("%q is completed to %q, which leans: %v", text, got, leans)
		}
	}
}

func TestClause(t *testing.T) {
	for _, c := range []struct{ text, asked, want string }{
		{"hi all, and in 2016?", "2016", "and in 2016?"},
		{"And the tug Bruno?", "the tug", "And the tug Bruno?"},
		{"It was 3.5 m. How long is it now? Cheers", "How long is it now?", "How long is it now?"},
		{"皆さん、2016年は？ よろしく", "2016年", "2016年は？"},
		{"HI, AND IN 2016?", "2016", "AND IN 2016?"},
		{"hi", "", "hi"},
		{"a? b? c?", "a c", "a? b? c?"},
		{"x\xff", "x", "x\xff"}, {"\xffx", "x", "\xffx"},
	} {
		if got := Clause(utterance.Utterance{Text: c.text, Question: c.asked}); got != c.want {
			t.Errorf("of %q the clause is %q, want %q", c.text, got, c.want)
		}
	}
}
