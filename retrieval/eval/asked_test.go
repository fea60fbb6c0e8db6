package eval

import (
	"regexp"
	"testing"
)

func TestIsAnswer(t *testing.T) {
	for _, c := range []struct {
		want, sentence, document, text string
		right                          bool
	}{
		{"12 euros", "A berth costs 12 euros.", "a.md", "It costs 12 euros a night.", true},
		{"12 euros", "A berth costs 12 euros.", "b.md", "It costs 12 euros a night.", false},
		{"lamp,12", "lamp,12,Oslo", "a.csv", "name: lamp\tprice: 12\tfrom: Oslo", true},
		{"lamp,12", "lamp,12,Oslo", "a.csv", "name: lamp\tprice: 14\tfrom: Oslo", false},
		{"lamp</td><td>12", "<tr><td>lamp</td><td>12 &euro;</td></tr>", "a.html", "lamp\t12 €", true},
		{`"lamp".*12`, `{"name": "lamp", "price": 12}`, "a.json", "name: lamp\tprice: 12", true},
		{"^12$", "12", "a.md", "There are 12 lamps.", false}, // one word may mean anything
	} {
		q := Asked{Want: regexp.MustCompile("(?is)" + c.want), Sentence: c.sentence, Document: regexp.MustCompile("a")}
		if got := q.IsAnswer(c.document, c.text); got != c.right {
			t.Errorf("%q answers %q: %v", c.text, c.sentence, got)
		}
	}
	none := Asked{Document: regexp.MustCompile("")}
	if none.IsAnswer("a.md", "Anything.") {
		t.Error("what the documents don't answer has an answer")
	}
}
