package contract

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/question"
)

// documentsAreVerbatim has texts that bytes get lost in.
func documentsAreVerbatim(t *testing.T, open Open) {
	texts := map[string]string{
		"crlf": "One boat.\r\nTwo boats.\r\n", "nfd": "Cafe\u0301 boat.", "bom": "\ufeffboat", "emoji": "👩\u200d👩\u200d👧 boat 🚢.",
		"arabic": "القارب boat في الميناء.", "white": "  \n\n boat \n\n ", "nul": "boat\x00boat", "long": strings.Repeat("boat", 1<<18),
		"many": strings.Repeat("A boat lies here. ", 5000), "ünï/côdé": "boat", "a#b": "boat", "empty": "",
		strings.Repeat("deep/", 300) + "boat": "A boat far below.", "separators": "boat\u2028boat\u0085boat\u00a0boat", "html": "<b>boat</b> & \\\"boat\\\"",
	}
	store := open()
	var puts []*retrieval.Document
	for id, text := range texts {
		puts = append(puts, &retrieval.Document{ID: id, Text: text})
	}
	commit(t, store, puts)
	x := opened(t, store)
	for id, text := range texts {
		d, err := x.Document(t.Context(), id)
		if err != nil {
			t.Errorf("%.40s: %v", id, err)
		} else if d.Text != text {
			t.Errorf("%.40s: the text is %.40q, want %.40q", id, d.Text, text)
		}
	}
	for _, h := range candidates(t, x, "boat", 1000).Hits {
		if texts[h.Document][h.Start:h.End] != h.Text {
			t.Errorf("%.40s: the hit at %d isn't the text there", h.Document, h.Start)
		}
	}
}

// factsHaveNoText compares the facts of a document with what was put.
func factsHaveNoText(t *testing.T, open Open) {
	store := open()
	put := &retrieval.Document{
		ID: "manuals/boat.md", Collection: "manuals", Title: "Boat", Author: "R. Keel", URL: "https://example.org/boat", Published: "2024-05",
		Language: "en", MediaType: "text/markdown", Text: "Boat\n\nIt is green.\n",
		Headings: []retrieval.Heading{{Offset: 0, Level: 1, Text: "Boat"}}, Pages: []retrieval.Page{{Offset: 0, Number: 1}},
	}
	commit(t, store, []*retrieval.Document{put})
	x := opened(t, store)
	d, err := x.Facts(t.Context(), put.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d.Text != "" || d.Title != put.Title || d.URL != put.URL || d.Published != put.Published || len(d.Headings) != 1 || len(d.Pages) != 1 {
		t.Errorf("%+v", d)
	}
	if hit := candidates(t, x, "green", 1).Hits[0]; hit.Title != "Boat" || hit.Language != "en" {
		t.Errorf("the hit is of %q in %q", hit.Title, hit.Language)
	}
	for _, ask := range []func() (*retrieval.Document, error){
		func() (*retrieval.Document, error) { return x.Facts(t.Context(), "nobody") },
		func() (*retrieval.Document, error) { return x.Document(t.Context(), "nobody") },
	} {
		if d, err := ask(); !errors.Is(err, retrieval.ErrNotFound) {
			t.Errorf("%v, %v", d, err)
		}
	}
}

// documentsAreLeftOut excludes most documents, the best ones among them.
func documentsAreLeftOut(t *testing.T, open Open) {
	store := open()
	var docs []*retrieval.Document
	for i := range 300 {
		text := "A boat, a boat and a boat."
		if i%100 == 99 {
			text = "A boat lies among many other things that say nothing of it."
		}
		docs = append(docs, &retrieval.Document{ID: fmt.Sprintf("%s/%03d", []string{"open", "closed"}[min(i%100, 98)%2], i), Language: "en", Text: text})
	}
	commit(t, store, docs)
	allowed := func(id string) bool { return id[len(id)-2:] == "99" }
	found, err := opened(t, store).Candidates(t.Context(), retrieval.Query{
		Question: question.Parse("boat"), Exclude: func(id string) bool { return !allowed(id) },
	}, 5)
	if err != nil {
		t.Fatal(err)
	}
	none, err := opened(t, store).Candidates(t.Context(), retrieval.Query{
		Question: question.Parse("boat"), Exclude: func(id string) bool { return strings.HasPrefix(id, "closed/") },
		Collections: func(name string) bool { return name != "closed" },
	}, 400)
	if err != nil {
		t.Fatal(err)
	}
	if len(none.Hits) != 153 || slices.ContainsFunc(none.Hits, func(c retrieval.Candidate) bool { return !strings.HasPrefix(c.Document, "open/") }) {
		t.Errorf("of one collection %d are found", len(none.Hits))
	}
	if len(found.Hits) != 3 || slices.ContainsFunc(found.Hits, func(c retrieval.Candidate) bool { return !allowed(c.Document) }) {
		t.Errorf("found are %q", documentsOf(found.Hits))
	}
}

// wordsBeside weighs what stands beside a question.
func wordsBeside(t *testing.T, open Open) {
	store := open()
	commit(t, store, english("The fee is two euros.", "The fee for the harbour is three euros."))
	x := opened(t, store)
	q := retrieval.Query{Question: question.Parse("fee"), Beside: []retrieval.Beside{{Text: "harbour wharf", Weight: .3}}}
	found, err := x.Candidates(t.Context(), q, 5)
	if err != nil {
		t.Fatal(err)
	}
	alone := candidates(t, x, "harbour", 5)
	if len(found.Hits) != 2 || found.Hits[0].Document != "b" || len(found.Words) != 2 || !found.Words[1].Beside {
		t.Fatalf("%q by %+v", documentsOf(found.Hits), found.Words)
	}
	if got, want := found.Hits[0].Parts[1], .3*alone.Hits[0].Score; got < want*.999 || got > want*1.001 {
		t.Errorf("what stands beside adds %v, want %v", got, want)
	}
}

// compounds asks for words that the documents write as one, or as two.
func compounds(t *testing.T, open Open) {
	store := open()
	commit(t, store, english(
		"The gallbladder lies below the liver.", "The liver is large.", "A hand book of anatomy.",
		"The hand has five fingers.", "Put the book away.", "The car was sold.", "The pet was lost.",
		"The kitchen was painted by the chief executive herself.", "The bladder is empty.", "A visit to the harbour.", "The login is the name.",
	))
	x := opened(t, store)
	for _, c := range []struct {
		query string
		first string // document
		words string // with what each was taken for
	}{
		{"gall bladder", "a", "gall bladder"},
		{"gall-bladder", "a", "gall bladder"},
		{"handbook", "c", "handbook=hand book handbook=hand book"},
		{"carpet", "", "carpet"}, // car and pet are nowhere together
		{"CEO", "h", "CEO=chief executive CEO=chief executive"},
		{"CFO", "", "CFO"},
		{"log in", "k", "log in"},
		{strings.Repeat("handbook", 1000), "", strings.Repeat("handbook", 1000)},
	} {
		found := candidates(t, x, c.query, 5)
		var words []string
		for _, w := range found.Words {
			if w.Corrected != "" {
				w.Text += "=" + w.Corrected
			}
			words = append(words, w.Text)
		}
		if got := strings.Join(words, " "); got != c.words {
			t.Errorf("%.40q was taken for %.40q, want %.40q", c.query, got, c.words)
		}
		first := ""
		if len(found.Hits) > 0 {
			first = found.Hits[0].Document
		}
		if first != c.first {
			t.Errorf("%.40q found %q, want %q", c.query, first, c.first)
		}
	}
	// A compound has both words, and they stand next to each other.
	result, err := retrieval.Search(t.Context(), x, retrieval.Query{Question: question.Parse("gall bladder")})
	if err != nil {
		t.Fatal(err)
	}
	best := result.Hits[0]
	if best.Proximity == 0 || slices.Contains(best.Sentences[0].Matched, false) {
		t.Errorf("proximity %v, matched %v", best.Proximity, best.Sentences[0].Matched)
	}
}

// corrections asks for words that aren't there: of those one edit away the one that
// most passages have stands in for it, whatever order a dictionary has them in.
func corrections(t *testing.T, open Open) {
	store := open()
	docs := english("The wallat is no word.", "The wallet was lost.", "The wallet was found.", "The wallet is old.", "The anchors of the ferry were sold.")
	commit(t, store, docs)
	x := opened(t, store)
	for asked, want := range map[string]string{"wallit": "wallet", "wallett": "wallet", "walet": "wallet", "walelt": "wallet", "xallet": "", "wall": ""} {
		if got := candidates(t, x, asked, 5).Words[0].Corrected; got != want {
			t.Errorf("%s was corrected to %q, want %q", asked, got, want)
		}
	}
}

// foreignWords asks an English corpus in other languages: what it lacks are the words
// that say what is asked about.
func foreignWords(t *testing.T, open Open) {
	store := open()
	commit(t, store, []*retrieval.Document{{ID: "boat.txt", Language: "en", Text: "The boat of the harbour master has a green colour. It lies at the pier."}})
	x := opened(t, store)
	for query, want := range map[string][]string{
		"Was ist ein Griffin?":           {"Griffin"},
		"Wer ist Zerouali?":              {"Zerouali"},
		"Quel est le prix du griffin ?":  {"prix", "griffin"},
		"¿Cuál es el griffin?":           {"griffin"},
		"Quem é o griffin?":              {"griffin"},
		"Hvor er griffin?":               {"griffin"},
		"Что это и где griffin?":         {"griffin"},
		"Which griffin was at the pier?": {"griffin"},
		// English words, and names, that are function words elsewhere.
		"Did the griffin die in the war?": {"griffin", "die", "war"},
		"griffin die":                     {"griffin", "die"},
		"Mit admission":                   {"Mit", "admission"},
		"Who is Juan de la Cruz?":         {"Juan", "de", "la", "Cruz"},
	} {
		wantEqual(t, query, missingWords(candidates(t, x, query, 1).Words), want)
	}
}

// otherScripts asks in scripts with and without spaces.
func otherScripts(t *testing.T, open Open) {
	store := open()
	commit(t, store, []*retrieval.Document{
		{ID: "de", Language: "de", Text: "Die Häfen der Insel sind im Winter geschlossen."},
		{ID: "ru", Language: "ru", Text: "Порт на острове закрыт зимой."},
		{ID: "zh", Language: "zh", Text: "岛上的港口冬天关闭。"},
		{ID: "th", Language: "th", Text: "ท่าเรือบนเกาะปิดในฤดูหนาว"},
		{ID: "fa", Language: "fa", Text: "بندر جزیره در زمستان بسته است."},
	})
	x := opened(t, store)
	for query, want := range map[string]string{
		"Wann ist der Hafen geschlossen?": "de", "порты на острове": "ru", "港口冬天": "zh", "ท่าเรือบนเกาะ": "th", "بندر جزیره": "fa",
	} {
		if hits := candidates(t, x, query, 5).Hits; len(hits) == 0 || hits[0].Document != want {
			t.Errorf("%s found %q", query, documentsOf(hits))
		}
	}
}
