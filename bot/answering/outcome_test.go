package answering

import (
	"testing"

	"footnote/bot"
	"footnote/retrieval"
)

// TestOutcomes: the confidence in the sentence answers, that in the documents tells the
// closest passages from none.
func TestOutcomes(t *testing.T) {
	c := confidences{sentence: confidenceModel{line: .3}, documents: confidenceModel{line: .5}}
	for _, test := range []struct {
		sentence, documents float64
		named               float64 // whether all that is named is in the passage
		sentences           int
		want                bot.Outcome
	}{
		{.4, .9, 0, 5, bot.Answered}, {.4, .1, 0, 5, bot.Answered}, {.2, .9, 0, 5, bot.Related}, {.2, .4, 0, 5, bot.NotFound}, {.9, .9, 1, 0, bot.NotFound},
		{.2, .4, 1, 5, bot.Related}, {.2, .4, .5, 5, bot.NotFound},
	} {
		features := make([]float64, featureCount)
		features[named] = test.named
		if got := c.outcome(test.sentence, test.documents, features, test.sentences); got != test.want {
			t.Errorf("%+v: %s", test, got)
		}
	}
}

// TestClosestPassagesHaveTheBestSentences, each its own, be they of one document.
func TestClosestPassagesHaveTheBestSentences(t *testing.T) {
	a, b, c := passage("One. ", "Two."), passage("Three."), passage("Four.")
	a.Document, b.Document, c.Document = "handbook.md", "handbook.md", "mail.eml"
	of := func(h *retrieval.Hit, sentence int, score float64) candidate {
		return candidate{h.Sentences[sentence], h, score}
	}
	got := closestPassages([]candidate{of(a, 1, 4), of(a, 0, 3), of(b, 0, 2), of(c, 0, 1)})
	if len(got) != 3 || got[0].text() != "Two." || got[1].hit != b || got[2].hit != c {
		t.Errorf("%+v", got)
	}
}
