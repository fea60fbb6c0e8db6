package web

import (
	"strings"
	"testing"
)

func TestQuoteAddress(t *testing.T) {
	for _, c := range []struct{ address, quote, want string }{
		{"https://quay.example/a", "Dogs travel free.", "https://quay.example/a#:~:text=Dogs%20travel%20free."},
		{"https://quay.example/a", "a-b, c & d+e", "https://quay.example/a#:~:text=a%2Db%2C%20c%20%26%20d%2Be"},
		{"https://quay.example/a#fees", "Dogs  travel\tfree.", "https://quay.example/a#fees:~:text=Dogs%20travel%20free."},
		{"https://quay.example/a", "One two three four five six.\nSeven eight nine ten eleven twelve thirteen.", "https://quay.example/a#:~:text=One%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen."},
		{"https://quay.example/a", strings.Repeat("防波堤の修繕費", 20), "https://quay.example/a#:~:text=" + escapeQuote("防波堤の修繕費防波堤の修繕費防波") + "," + escapeQuote("繕費防波堤の修繕費防波堤の修繕費")},
		{"https://quay.example/a", " \n ", "https://quay.example/a"},
		{"https://quay.example/a#:~:text=own", "Dogs", "https://quay.example/a#:~:text=own"},
		{"javascript:alert(1)", "Dogs", ""},
		{"", "Dogs", ""},
	} {
		if got := quoteAddress(c.address, c.quote); got != c.want {
			t.Errorf("%s, %q:\n%s, want\n%s", c.address, c.quote, got, c.want)
		}
	}
}

// TestWebOriginalsOpenAtTheQuote: the address of a document on the web leads to what the
// answer says of it.
func TestWebOriginalsOpenAtTheQuote(t *testing.T) {
	w := newWorld(t, oneFile("fares.md", "---\ntitle: Fares\nurl: https://quay.example/fares\n---\nDogs travel free of charge on all ferries.\n\nThe ferry runs every hour from six in the morning.\n"), nil)
	b := w.browser("")
	page, _ := b.ask("Do dogs travel free of charge?")
	const to = `href="https://quay.example/fares#:~:text=Dogs%20travel%20free%20of%20charge%20on%20all%20ferries."`
	has(t, page, to, "The documents say so plainly")
	_, source := b.get(firstLink(t, page))
	has(t, source, to)
	_, plain := b.get(placeAddress("/source", place{document: "fares.md"}, nil))
	has(t, plain, `href="https://quay.example/fares"`)
}

// TestConfidenceInWords: a model's own words and what is computed say nothing of how sure
// the documents are.
func TestConfidenceInWords(t *testing.T) {
	w := newWorld(t, differing(), nil)
	page, _ := w.browser("").ask(leave)
	if strings.Contains(page, "say so plainly") {
		t.Error("the documents differ, and say so plainly")
	}
}
