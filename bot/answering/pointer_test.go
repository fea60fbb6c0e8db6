package answering

import (
	"testing"

	"footnote/retrieval"
)

func TestPointsElsewhere(t *testing.T) {
	for _, c := range []struct {
		language, sentence string
		want               bool
	}{
		{"en", "See the price list of 2026.", true},
		{"en", "For more information about subnet tags, see Requirements of the network.", true},
		{"en", "To learn more, refer to Working with views.", true},
		{"en", "- Hinges: see bulletin SB-26-09", true},
		{"en", "(see also the apron rules)", true},
		{"de", "Näheres zu Urlaub: siehe Arbeitszeitordnung.", true},
		{"de", "Für die Gebühren, siehe Tarifblatt.", true},
		{"fr", "Pour les tarifs, consultez la grille de 2026.", true},
		{"es", "Para más información, véase el anexo.", true},
		{"zh", "有关配额的信息，请参阅配额一章。", true},
		{"en", "The number has changed, see the page on protecting sources.", false},
		{"en", "Offer the plumber if the product includes it (see the sheet).", false},
		{"en", "Seeds are sown in March.", false},
		{"en", "We see 40 guests a day.", false},
		{"en", "The fee is 40 crowns.", false},
		{"de", "Der See ist 40 Meter tief.", false},
	} {
		candidate := candidate{Sentence: retrieval.Sentence{Span: retrieval.Span{End: len(c.sentence)}}, hit: &retrieval.Hit{Candidate: retrieval.Candidate{Passage: retrieval.Passage{Text: c.sentence}, Language: c.language}}}
		if got := candidate.pointsElsewhere(); got != c.want {
			t.Errorf("%q: %v, want %v", c.sentence, got, c.want)
		}
	}
}
