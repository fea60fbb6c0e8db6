package access_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/retrieval/utterance"
)

// readWishes takes "list X", "summarise X" and "about X" for what they are, "hi" for a
// greeting and all else for questions.
func readWishes(text string) utterance.Utterance {
	u := utterance.Utterance{Text: text, Question: text}
	wish, topic, _ := strings.Cut(text, " ")
	for word, kind := range map[string]utterance.Kind{
		"hi": utterance.Greeting, "list": utterance.Listing, "summarise": utterance.Summarizing, "about": utterance.About,
	} {
		if word == wish {
			u.Kind, u.Question = kind, topic
		}
	}
	return u
}

var wishes = []string{
	"hi", "list", "list ferry", "list Anna", "list sale", "list pier", "list text", "summarise ferry", "summarise the sale", "summarise copy of the pier",
	"about ferry", "about the buyer of the ferry", "about zephyr",
}

// TestGuidesAreOfWhatThePlaceSees: lists, counts, summaries and suggested questions
// neither show what is hidden where they are asked for, nor where they are opened again.
func TestGuidesAreOfWhatThePlaceSees(t *testing.T) {
	h := newHarness(t)
	h.Read = readWishes
	for _, wish := range wishes {
		for _, p := range []bot.Place{public, guild} {
			r := h.ask(p, bot.Ask, "c", wish)
			if r.Reply.Guide == nil {
				t.Fatalf("%q is replied to by %+v", wish, r.Reply)
			}
			clean(t, wish, r.Reply)
		}
		wide := h.ask(inside, bot.Ask, "wide", wish)
		again, err := h.Recall(t.Context(), wide.ID, bot.Viewer{Place: public, Asker: "u"})
		if err == nil {
			clean(t, wish+" again", again.Reply)
		}
	}
	all := h.ask(inside, bot.Ask, "wide", "list")
	data, err := json.Marshal(all.Reply)
	if err != nil || !slices.ContainsFunc(traces, func(trace string) bool { return strings.Contains(string(data), trace) }) {
		t.Errorf("who is inside sees no more: %s, %v", data, err)
	}
}
