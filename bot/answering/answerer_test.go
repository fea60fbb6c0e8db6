package answering_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"footnote/bot/answering"
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

func documents() []*retrieval.Document {
	filler := strings.Repeat("The harbour has a long history of trade and fishing. Many ships call at its quays each year. ", 12)
	var docs []*retrieval.Document
	for id, text := range map[string]string{
		"anna.txt":   "The ferry Anna was built in 1987. It carries 250 passengers to the island. " + filler,
		"bruno.txt":  "The tug Bruno belongs to the harbour master. Its colour is green. " + filler,
		"crlf.txt":   "The lighthouse keeper is Ingrid Solberg.\r\nShe lives on the rock.\r\n",
		"nfd.txt":    "The cafe\u0301 Me\u0301duse opens at seven. 👩\u200d🍳 cooks.",
		"arabic.txt": "القارب الأزرق في الميناء القديم. يملكه الصياد سالم.",
		"long.txt":   strings.Repeat("barnacle", 1<<17),
	} {
		docs = append(docs, &retrieval.Document{ID: id, Title: strings.TrimSuffix(id, ".txt"), Text: text})
	}
	return docs
}

// index makes an index of docs with a store to change it. A test that leaves a
// view of it open fails.
func index(t testing.TB, docs []*retrieval.Document) (*blevex.Store, *bottest.Views) {
	t.Helper()
	store := blevex.NewStore(t.TempDir(), "test", slog.New(slog.DiscardHandler))
	put(t, store, docs)
	live, err := blevex.OpenLive(context.Background(), store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = live.Close() })
	return store, bottest.NewViews(t, live)
}

func put(t testing.TB, store *blevex.Store, docs []*retrieval.Document, deletes ...string) {
	t.Helper()
	ctx := context.Background()
	c, err := store.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := c.Put(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range deletes {
		if err := c.Delete(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Commit(ctx, nil); err != nil {
		t.Fatal(err)
	}
}

// answer asks and checks what every answer must keep.
func answer(t *testing.T, a *answering.Answerer, docs []*retrieval.Document, question string, always bool) bot.Answer {
	t.Helper()
	got, err := a.Answer(context.Background(), bot.Question{Text: question, Always: always})
	if err != nil {
		t.Fatalf("%.60q: %v", question, err)
	}
	text := func(id string) string {
		i := slices.IndexFunc(docs, func(d *retrieval.Document) bool { return d.ID == id })
		if i < 0 {
			t.Fatalf("%.60q cites %q, which is not there", question, id)
		}
		return docs[i].Text
	}
	cited := make(map[string]bool)
	for i, c := range got.Citations {
		key := c.Document
		if got.Outcome == bot.Related || !got.IsCited(c.N) { // the closest passages may be of one
			key = fmt.Sprint(c.Document, c.Start)
		}
		if c.N != i+1 || cited[key] {
			t.Errorf("%.60q: citation %d of %s is numbered %d", question, i, c.Document, c.N)
		}
		cited[key] = true
		if text(c.Document)[c.Start:c.End] != c.Excerpt {
			t.Errorf("%.60q: the excerpt of %s is not verbatim", question, c.Document)
		}
		last := 0
		for _, h := range c.Highlights {
			if h[0] < last || h[1] <= h[0] || h[1] > len(c.Excerpt) {
				t.Errorf("%.60q: the highlight %v is out of range", question, h)
			}
			last = h[1]
		}
	}
	for _, s := range got.Sentences {
		if len(s.Citations) == 0 || s.Citations[0] < 1 || s.Citations[0] > len(got.Citations) {
			t.Fatalf("%.60q: the sentence %q cites %v", question, s.Text, s.Citations)
		}
		c := got.Citations[s.Citations[0]-1]
		if withoutSpace(text(c.Document)[s.Start:s.End]) != withoutSpace(s.Text) || s.Start < c.Start || s.End > c.End {
			t.Errorf("%.60q: the sentence %q is not in its citation", question, s.Text)
		}
	}
	differences(t, got, text)
	if got.Outcome == bot.Answered && len(got.Sentences) == 0 || !always && got.Outcome != bot.Answered && len(got.Sentences) > 0 {
		t.Errorf("%.60q: %s with %d sentences", question, got.Outcome, len(got.Sentences))
	}
	return got
}

// withoutSpace returns what is left of a sentence whose lines may have been joined.
func withoutSpace(text string) string { return strings.Join(strings.Fields(text), "") }

func TestAnswers(t *testing.T) {
	docs := documents()
	_, live := index(t, docs)
	a := answering.NewLiveAnswerer(live)
	got := answer(t, a, docs, "Who is the lighthouse keeper?", false)
	if got.Outcome != bot.Answered || got.Citations[0].Document != "crlf.txt" || !strings.Contains(got.Sentences[0].Text, "Ingrid Solberg") {
		t.Errorf("the keeper: %+v", got)
	}
	got = answer(t, a, docs, "Where do zebras graze on Jupiter?", false)
	if got.Outcome != bot.NotFound || len(got.Citations) > 0 || !slices.Contains(got.Missing, "zebras") {
		t.Errorf("zebras: %+v", got)
	}
	got = answer(t, a, docs, "When will anybody see zebras on Jupiter?", false)
	if !slices.Equal(got.Missing, []string{"zebras", "Jupiter"}) {
		t.Errorf("zebras to come: missing %q", got.Missing)
	}
	got = answer(t, a, docs, "Who is the lighthuose keeper?", false)
	if got.Corrected["lighthuose"] != "lighthouse" || len(got.Missing) > 0 {
		t.Errorf("misspelt: %v, missing %v", got.Corrected, got.Missing)
	}
	got = answer(t, a, docs, "من يملك القارب الأزرق؟", true)
	if len(got.Citations) == 0 || got.Citations[0].Document != "arabic.txt" {
		t.Errorf("Arabic: %+v", got)
	}
}

// TestAnswersFollowTheDocuments asks a process that has the index open.
func TestAnswersFollowTheDocuments(t *testing.T) {
	docs := []*retrieval.Document{
		{ID: "keeper.txt", Text: "The lighthouse keeper is Ingrid Solberg."},
		{ID: "cook.txt", Text: "The cook of the inn is Matteo Ricci."},
	}
	store, live := index(t, docs)
	a := answering.NewLiveAnswerer(live)
	answer(t, a, docs, "Who is the lighthouse keeper?", true)
	docs[0] = &retrieval.Document{ID: "keeper.txt", Text: "The lighthouse keeper is Olaf Berg."}
	put(t, store, docs[:1], "cook.txt")
	docs = docs[:1]
	if got := answer(t, a, docs, "Who is the lighthouse keeper?", true); got.Sentences[0].Text != docs[0].Text {
		t.Errorf("a changed document: %+v", got)
	}
	if got := answer(t, a, docs, "Who is the cook of the inn?", false); got.Outcome == bot.Answered {
		t.Errorf("a deleted document: %+v", got)
	}
}

// TestValueOfAnotherProductIsNotShown: a sentence belongs to the headings above its own
// place, and a row to the header of its table.
func TestValueOfAnotherProductIsNotShown(t *testing.T) {
	d := &retrieval.Document{ID: "plans.md", Title: "Plans", Language: "en", MediaType: "text/markdown"}
	section := func(heading, body string) {
		d.Headings = append(d.Headings, retrieval.Heading{Level: 2, Text: heading, Offset: len(d.Text)})
		d.Text += heading + "\n\n" + body + "\n\n"
	}
	section("Basic", "The subscription costs 9 euros a month. Support answers by mail.")
	section("Pro", "The subscription costs 29 euros a month. Support answers by telephone.")
	section("Crew", "role\tyearly holidays\tnotice\ndeckhand\t24\t14\nskipper\t31\t60")
	docs := []*retrieval.Document{d}
	_, live := index(t, docs)
	a := answering.NewLiveAnswerer(live)
	for question, want := range map[string]string{
		"What does the Basic subscription cost a month?": "9 euros", "What does the Pro subscription cost a month?": "29 euros",
		"How does support answer on the Pro plan?": "telephone", "How many yearly holidays does a skipper have?": "31",
	} {
		if got := answer(t, a, docs, question, true); len(got.Sentences) == 0 || !strings.Contains(got.Sentences[0].Text, want) {
			t.Errorf("%s %+v, want %q", question, got.Sentences, want)
		}
	}
}

// TestClaimsAreTakenWhole: what would be said around a question is a part of a claim.
func TestClaimsAreTakenWhole(t *testing.T) {
	_, live := index(t, documents())
	a := answering.NewLiveAnswerer(live)
	const claim = "Thanks to the team, who is the lighthouse keeper?"
	for whole, want := range map[bool]string{true: claim, false: "who is the lighthouse keeper?"} {
		if got := a.NewQuery(bot.Question{Text: claim, Whole: whole}, 3).Question.Text; got != want {
			t.Errorf("whole %v: %q, want %q", whole, got, want)
		}
	}
}

// TestCommonWordsAreNotNamedAsMissing: that no document has them says nothing.
func TestCommonWordsAreNotNamedAsMissing(t *testing.T) {
	docs := documents()
	_, live := index(t, docs)
	a := answering.NewLiveAnswerer(live)
	got := answer(t, a, docs, "Does anybody know if the lighthouse keeper really likes zeppelins?", false)
	if !slices.Contains(got.Missing, "zeppelins") || slices.Contains(got.Missing, "know") || slices.Contains(got.Missing, "really") {
		t.Errorf("missing %q", got.Missing)
	}
}

func TestAnswersAnything(t *testing.T) {
	docs := documents()
	_, live := index(t, docs)
	a := answering.NewLiveAnswerer(live)
	questions := []string{
		"", " ", "?", "the of and a to", "\x00", "\xff\xfe", strings.Repeat("harbour master ", 7000), strings.Repeat("x", 100_000),
		strings.Repeat("é", 50_000), "港の船は何色ですか", "นี่คืออะไร", "кто владеет лодкой?", "barnacle", strings.Repeat("barnacle", 20),
	}
	for _, q := range questions {
		answer(t, a, docs, q, false)
		answer(t, a, docs, q, true)
	}
}

func TestAnswersNaughtyStrings(t *testing.T) {
	data, err := os.ReadFile("../../../shared/data/security/strings.jsonl")
	if err != nil {
		t.Skip("the list of naughty strings is not beside this checkout (../shared/data/security)")
	}
	docs := documents()
	_, live := index(t, docs)
	a := answering.NewLiveAnswerer(live)
	for line := range bytes.Lines(data) {
		var record struct{ Text string }
		if err := json.Unmarshal(line, &record); err != nil {
			t.Fatal(err)
		}
		answer(t, a, docs, record.Text, false)
		answer(t, a, docs, record.Text, true)
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add("Who is the lighthouse keeper?")
	f.Add("القارب 港の船 café \xff")
	docs := documents()
	_, live := index(f, docs)
	a := answering.NewLiveAnswerer(live)
	f.Fuzz(func(t *testing.T, question string) {
		answer(t, a, docs, question, true)
	})
}

// TestEvidenceOfOneDocument collects several places of a long document.
func TestEvidenceOfOneDocument(t *testing.T) {
	filler := strings.Repeat("The harbour has a long history of trade and fishing. Many ships call at its quays each year. ", 12)
	long := &retrieval.Document{ID: "history.txt", Title: "History"}
	for _, year := range []string{"1987", "1991", "1996", "2003", "2011"} {
		long.Text += "The ferry Anna was repaired in " + year + " at the yard of Turku.\n\n" + filler + "\n\n"
	}
	docs := append(documents(), long)
	_, live := index(t, docs)
	got, err := answering.NewLiveAnswerer(live).Answer(t.Context(), bot.Question{Text: "When was the ferry Anna repaired at Turku?", Evidence: 6})
	if err != nil {
		t.Fatal(err)
	}
	last := make(map[int]int) // end of an excerpt, by its start
	for _, c := range got.Evidence {
		if c.Document != long.ID {
			continue
		}
		if long.Text[c.Start:c.End] != c.Excerpt {
			t.Errorf("the excerpt at %d is not verbatim", c.Start)
		}
		for start, end := range last {
			if c.Start < end && start < c.End {
				t.Errorf("excerpts overlap: %d to %d, %d to %d", start, end, c.Start, c.End)
			}
		}
		last[c.Start] = c.End
	}
	if got.Outcome != bot.Answered || len(last) != 3 {
		t.Errorf("%s with %d excerpts of it, want 3", got.Outcome, len(last))
	}
}

// TestEvidenceWhateverTheOutcome: a model is asked wherever there are passages.
func TestEvidenceWhateverTheOutcome(t *testing.T) {
	docs := documents()
	_, live := index(t, docs)
	seen := make(map[bot.Outcome]bool)
	for _, text := range []string{
		"When was the ferry Anna repaired at Turku?", "Who paints the harbour of Lisbon at night?", "harbour zzyzx qwrtp vbnmk hjklp", "zzyzx qwrtp",
	} {
		got, err := answering.NewLiveAnswerer(live).Answer(t.Context(), bot.Question{Text: text, Evidence: 6})
		if err != nil {
			t.Fatal(err)
		}
		seen[got.Outcome] = true
		if want := text != "zzyzx qwrtp"; (len(got.Evidence) > 0) != want {
			t.Errorf("%q is %s and has %d excerpts as evidence", text, got.Outcome, len(got.Evidence))
		}
		for _, c := range got.Evidence {
			for _, d := range docs {
				if d.ID == c.Document && d.Text[c.Start:c.End] != c.Excerpt {
					t.Errorf("%q: the excerpt of %s is not verbatim", text, d.ID)
				}
			}
		}
	}
	if len(seen) < 2 {
		t.Errorf("all outcomes are the same: %v", seen)
	}
}

// TestHidesWhatExcludedDocumentsPutTogether asks for a word that only a document
// out of sight has, as two words of which others have one each.
func TestHidesWhatExcludedDocumentsPutTogether(t *testing.T) {
	docs := documents()
	for id, text := range map[string]string{"secret.txt": "A hand book of anatomy.", "hand.txt": "The hand.", "book.txt": "The book."} {
		docs = append(docs, &retrieval.Document{ID: id, Text: text, Language: "en"})
	}
	_, live := index(t, docs)
	a := answering.NewLiveAnswerer(live)
	for _, hides := range []bool{false, true} {
		q := bot.Question{Text: "handbook", Exclude: func(id string) bool { return hides && id == "secret.txt" }}
		got, err := a.Answer(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		if shown := got.Corrected["handbook"] != ""; shown == hides {
			t.Errorf("hides %t: taken for %q", hides, got.Corrected)
		}
		if want := map[bool]int{true: 1, false: 0}[hides]; len(got.Missing) != want {
			t.Errorf("hides %t: missing %q", hides, got.Missing)
		}
	}
}
