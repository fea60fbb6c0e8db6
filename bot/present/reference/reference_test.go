package reference

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"footnote/bot"
)

func quay() (*bot.Reply, Options) {
	return &bot.Reply{Final: true, Answer: &bot.Answer{
			Outcome: bot.Answered, Sentences: []bot.Sentence{{Text: "The quay is 80 m long.", Citations: []int{1}}},
			Citations: []bot.Citation{
				{N: 1, Document: "a/quay.pdf", Title: "The quay", Author: "Ada & Co.", Publisher: "Harbour board", Published: "2017-11", Page: 3, Excerpt: "The quay is 80 m long.\nIt is new."},
				{N: 2, Document: "b.txt", URL: "https://example.com/b", Excerpt: "So it is."},
			},
		}}, Options{At: time.Date(2026, 11, 30, 10, 0, 0, 0, time.UTC), Link: func(c bot.Citation) string {
			return "https://docs.example.com/source?doc=" + c.Document
		}}
}

func TestTextAndHTML(t *testing.T) {
	r, o := quay()
	const plain = "The quay is 80 m long. [1]\n\n[1] Ada & Co. The quay. Harbour board. November 2017. p. 3. a/quay.pdf. https://docs.example.com/source?doc=a/quay.pdf\n“The quay is 80 m long.\nIt is new.”\n\nPassages that are close, too\n\n[2] b.txt. https://example.com/b\n“So it is.”\n"
	if got := Plain(r, o); got != plain {
		t.Errorf("got\n%s\nwant\n%s", got, plain)
	}
	got := HTML(r, o)
	for _, want := range []string{"<p>The quay is 80 m long.<sup>[1]</sup></p>", "Ada &amp; Co.", `<a href="https://example.com/b">`, "<blockquote>The quay is 80 m long.<br>It is new.</blockquote>"} {
		if !strings.Contains(got, want) {
			t.Errorf("the HTML lacks %s:\n%s", want, got)
		}
	}
}

func TestBibliographies(t *testing.T) {
	r, o := quay()
	if got := RIS(r, o); strings.Contains(got, "example.com/b") {
		t.Errorf("what is only close is in the bibliography:\n%s", got)
	}
	r.Answer.Sentences = append(r.Answer.Sentences, bot.Sentence{Text: "So it is.", Citations: []int{2}})
	text, err := CSL(r, o)
	var items []map[string]any
	if err != nil || json.Unmarshal([]byte(text), &items) != nil || len(items) != 2 || items[0]["title"] != "The quay" || items[0]["page"] != "3" || items[1]["URL"] != "https://example.com/b" {
		t.Errorf("CSL: %v\n%s", err, text)
	}
	for _, want := range []string{`"date-parts": [`, `"literal": "Ada & Co."`} {
		if !strings.Contains(strings.ReplaceAll(text, `\u0026`, "&"), want) {
			t.Errorf("CSL lacks %s:\n%s", want, text)
		}
	}
	bib := BibTeX(r, o)
	for _, want := range []string{"@misc{thequay1,\n", `author = {{Ada \& Co.}},`, "year = {2017},", "date = {2017-11},", "urldate = {2026-11-30},", "url = {https://example.com/b},"} {
		if !strings.Contains(bib, want) {
			t.Errorf("BibTeX lacks %s:\n%s", want, bib)
		}
	}
	ris := RIS(r, o)
	for _, want := range []string{"TY  - GEN\r\n", "TI  - The quay\r\n", "PY  - 2017\r\n", "DA  - 2017/11\r\n", "SP  - 3\r\n", "AB  - The quay is 80 m long. It is new.\r\n", "ER  - \r\n"} {
		if !strings.Contains(ris, want) {
			t.Errorf("RIS lacks %q:\n%s", want, ris)
		}
	}
}

func TestTable(t *testing.T) {
	r, o := quay()
	r.Answer, r.Claims = nil, []bot.Claim{
		{Text: "The quay is 90 m long.", Conflicts: []string{"instead of “90” the source says “80”"}, Contradicting: []bot.Citation{{N: 1, Document: "a.txt", Excerpt: "The quay is 80 m long."}}},
		{Text: "The king likes skiing."},
	}
	got, err := CSV(r, o)
	rows, perr := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil || perr != nil || len(rows) != 3 || rows[1][1] != "contradicted" || rows[1][10] != "The quay is 80 m long." || rows[2][1] != "not-found" || len(rows[2]) != len(rows[0]) {
		t.Errorf("%v %v:\n%s", err, perr, got)
	}
}

// TestHostileSources: a document that is cited steers no program that reads the
// reference.
func TestHostileSources(t *testing.T) {
	const hostile = "=HYPERLINK(\"https://evil.example\")}\n@misc{x,\nER  - \r\nTY  - GEN <script>alert(1)</script> \\input{/etc/passwd}"
	c := bot.Citation{N: 1, Document: hostile, Title: hostile, Author: hostile, Publisher: hostile, Published: hostile, URL: "https://example.com/" + hostile, Excerpt: hostile}
	r := &bot.Reply{Final: true, Answer: &bot.Answer{Outcome: bot.Answered, Sentences: []bot.Sentence{{Text: hostile, Citations: []int{1}}}, Citations: []bot.Citation{c}}}
	if got := HTML(r, Options{}); strings.Contains(got, "<script") {
		t.Errorf("HTML:\n%s", got)
	}
	if got := BibTeX(r, Options{}); strings.Count(got, "\n@") != 0 || strings.Contains(got, `\input{`) {
		t.Errorf("BibTeX:\n%s", got)
	}
	if got := RIS(r, Options{}); strings.Count(got, "\nER  - ")+strings.Count(got, "\rER") != 1 || strings.Count(got, "\nTY  - ") != 0 {
		t.Errorf("RIS:\n%q", got)
	}
	got, err := CSV(r, Options{})
	rows, perr := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil || perr != nil || len(rows) != 2 {
		t.Fatalf("CSV: %v %v\n%s", err, perr, got)
	}
	for _, c := range rows[1] {
		if strings.HasPrefix(c, "=") {
			t.Errorf("CSV has a formula: %s", c)
		}
	}
}
