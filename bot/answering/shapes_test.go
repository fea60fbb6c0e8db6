package answering_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"footnote/bot/answering"
	"footnote/retrieval"
)

// oddLines are lines as documents have them, in every order of which nothing may stop an
// answer.
var oddLines = []string{
	"What does a berth cost?", "berth\tcost\twho asks", "berth 4\t12 euros\tWhat does it cost?", "\t\t", "berth 5\t\t",
	"Q: Who minds the lamp? A: Odd Vik.", "Costs:", "- a berth: 12 euros", "- What about the lamp?", "1. Moor the boat.", "",
	"# Berths", "It costs 14 euros.", "It?", "…", "    lamp --cost 12", "cost | lamp", "Lamp: 3 | Berth: 4", "12.", "灯台は1902年に建てられた。",
	"The berth costs 12 euros from March 2026 on. Before that it cost 10.", "See Berths.", "A berth is a place for a boat.",
}

// TestDocumentsOfAnyShapeAreAnswered asks documents that are made of odd lines. What is
// said stands in them, which answer checks.
func TestDocumentsOfAnyShapeAreAnswered(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 25 {
		var docs []*retrieval.Document
		for n := range 4 {
			var text strings.Builder
			var headings []retrieval.Heading
			for range 1 + random.IntN(14) {
				line := oddLines[random.IntN(len(oddLines))]
				if name, ok := strings.CutPrefix(line, "# "); ok {
					headings = append(headings, retrieval.Heading{Offset: text.Len(), Level: 1 + random.IntN(3), Text: name})
					line = name
				}
				text.WriteString(line + strings.Repeat("\n", 1+random.IntN(2)))
			}
			docs = append(docs, &retrieval.Document{ID: fmt.Sprintf("d%d.md", n), Title: []string{"", "Berths"}[n%2], Text: strings.TrimSpace(text.String()), Headings: headings})
		}
		_, live := index(t, docs)
		a := answering.NewLiveAnswerer(live)
		for _, question := range []string{
			"What does a berth cost?", "who minds the lamp", "how many berths are there", "list all berths", "What is a berth?",
			"and in march?", "lamp", "Is the berth 12 euros?", "What does the latest berth cost?", "灯台はいつ建てられましたか？", "how do i moor the boat",
		} {
			if got := answer(t, a, docs, question, round%2 == 0); got.Outcome == "" {
				t.Errorf("%q has no outcome", question)
			}
		}
	}
}
