package answering

import (
	"testing"

	"footnote/retrieval"
)

func TestSurelyPointsElsewhere(t *testing.T) {
	for _, c := range []struct {
		language, sentence string
		want               bool
	}{
		{"en", "See that all doors are locked.", false},
		{"en", "If the fever lasts three days, consult a doctor.", false},
		{"en", "For a late breakfast, check out by noon.", false},
		{"sv", "Se till att dörren är stängd.", false},
		{"de", "S 3 fährt alle 10 Minuten.", false},
		{"en", "See the price list of 2026.", false},
		{"en", "For more information about subnet tags, see Requirements of the network.", true},
		{"en", "To learn more, refer to Working with views.", true},
		{"en", "- Hinges: see bulletin SB-26-09", true},
		{"de", "Näheres zu Urlaub: siehe Arbeitszeitordnung.", true},
		{"de", "Für die Gebühren, siehe Tarifblatt.", true},
		{"fr", "Pour les tarifs, voir la grille de 2026.", true},
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
		if _, got := candidate.pointedAt(); got != c.want {
			t.Errorf("%q: %v, want %v", c.sentence, got, c.want)
		}
	}
}
