package answering_test

import (
	"footnote/bot/answering"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
)

// TestAnswersNotOfOtherYears asks for a year that no document has.
func TestAnswersNotOfOtherYears(t *testing.T) {
	docs := documents()
	_, live := index(t, docs)
	a := answering.NewLiveAnswerer(live)
	const question = "How many passengers does the ferry Anna carry to the island"
	for ending, answered := range map[string]bool{"?": true, " in 1831?": false, " in 2099?": false, " on route 7431?": true, " on route 18311?": true} {
		got := answer(t, a, docs, question+ending, false)
		if (got.Outcome == bot.Answered) != answered {
			t.Errorf("%s: %s at %.2f, missing %q", question+ending, got.Outcome, got.Confidence, got.Missing)
		}
	}
}

// TestAnswersNotAboutStrangers asks what the documents say of somebody else.
func TestAnswersNotAboutStrangers(t *testing.T) {
	docs := documents()
	_, live := index(t, docs)
	a := answering.NewLiveAnswerer(live)
	for question, answered := range map[string]bool{
		"How many passengers does the ferry Anna carry to the island?":          true,
		"How many passengers does the ferry Anna carry to the island Zorn?":     false,
		"how many passengers does the ferry anna carry to the island zorn?":     true,  // a word, for all we know
		"HOW MANY PASSENGERS DOES THE FERRY ANNA CARRY TO THE ISLAND ZORN?":     true,  // capitals make no names here,
		"How Many Passengers Does the Ferry Anna Carry to the Island Zorn?":     true,  // nor here,
		"Wie viele passengers kann die ferry Anna zur island carry, Dampf?":     true,  // nor of German nouns,
		"Kann die ferry Anna passengers auf die island carry, und mit Zorn?":    true,  // by the function words around them,
		"How many passengers does the ferry Anna von Zorn carry to the island?": false, // of which one alone may be part of a name.
		// Nor do the first words of sentences, initials and forms of address.
		"Hello! Please tell: How many passengers does the ferry Anna carry to the island? Thanks": true,
		"How many passengers does the ferry Anna carry to the island. Regards":                    true,
		"How many passengers does Mr A. Anna carry to the island, can I know?":                    true,
		"How many passengers does the ferry Anna carry to the island of O’Zorn?":                  false,
		// Nor do weekdays and titles, and names that are there in another form.
		"How many passengers does the ferry Anna carry to the island on a Monday?": true,
		"How many passengers does the ferry Anna carry to the island, CEO?":        true,
		"How many passengers does the ferry 'Zorn' carry to the island?":           false,
		"How many passengers does the ferry Anna carry to the island v. Zorn?":     false,
		"How many passengers does St. Zorn, the ferry, carry to the island?":       false,
	} {
		got := answer(t, a, docs, question, false)
		if (got.Outcome == bot.Answered) != answered {
			t.Errorf("%s: %s at %.2f", question, got.Outcome, got.Confidence)
		}
		if !answered && (got.Outcome != bot.Related || !slices.ContainsFunc(got.Missing, func(w string) bool { return strings.HasSuffix(w, "Zorn") }) || len(got.Citations) == 0) {
			t.Errorf("%s: %s, missing %q, %d citations", question, got.Outcome, got.Missing, len(got.Citations))
		}
	}
}

// TestAnswersNotAboutOthers asks of one name what the documents say of another.
func TestAnswersNotAboutOthers(t *testing.T) {
	docs := documents()
	_, live := index(t, docs)
	a := answering.NewLiveAnswerer(live)
	for question, answered := range map[string]bool{
		"How many passengers to the island does the ferry Anna carry?":     true,
		"How many passengers to the island does the ferry carry, as Anna?": true,
		"How many passengers to the island does the ferry Bruno carry?":    false,
	} {
		if got := answer(t, a, docs, question, false); (got.Outcome == bot.Answered) != answered {
			t.Errorf("%s: %s at %.2f", question, got.Outcome, got.Confidence)
		}
	}
}
