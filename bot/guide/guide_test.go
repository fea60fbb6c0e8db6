package guide_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/answering"
	"footnote/bot/bottest"
	"footnote/bot/guide"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/utterance"
)

const policy = `Travel policy

When to travel

Staff travel by rail wherever rail takes less than six hours. A journey by air needs the consent of the head of staff. It is given in writing.

What is paid

The company pays rail tickets of the second class. Meals on a journey are paid up to 40 euros a day. Tips are not paid.

How to claim

A claim for a journey is sent to the office of staff travel within thirty days. Claims without receipts are sent back.`

func policyHeadings() []retrieval.Heading {
	var list []retrieval.Heading
	for i, h := range []string{"Travel policy", "When to travel", "What is paid", "How to claim"} {
		list = append(list, retrieval.Heading{Offset: strings.Index(policy, h), Level: 1 + min(i, 1), Text: h})
	}
	return list
}

func documents() []*retrieval.Document {
	return []*retrieval.Document{
		{ID: "hr/travel.md", Title: "Travel policy", Text: policy, Headings: policyHeadings(), Language: "en", MediaType: "text/markdown"},
		{ID: "hr/absence.pdf", Title: "Leave of absence", Text: "Leave is asked for two weeks ahead. A journey home counts as leave.", Language: "en", MediaType: "application/pdf", Published: "2024-03"},
		{ID: "hr/leave-2019.pdf", Title: "Leave in 2019", Text: "In 2019 leave was asked for one week ahead.", Language: "en", MediaType: "application/pdf"},
		{ID: "shop/price list.csv", Title: "price list.csv", Text: "Item\tPrice\nRope\t12\nAnchor\t90", Language: "en", MediaType: "text/csv"},
		{ID: "secret/deal.md", Title: "The zephyr deal", Text: "The zephyr deal is a journey into debt.", Language: "en", MediaType: "text/markdown"},
	}
}

type catalog struct{ documents []*retrieval.Document }

func (c catalog) Titles(context.Context) ([]bot.Title, time.Time, error) {
	var list []bot.Title
	for _, d := range c.documents {
		list = append(list, bot.Title{Document: d.ID, Title: d.Title, Published: d.Published, MediaType: d.MediaType, Language: d.Language})
	}
	return list, time.Unix(1, 0), nil
}

func (catalog) Suggestions(context.Context) ([]bot.Suggestion, error) {
	return []bot.Suggestion{
		{Document: "secret/deal.md", Question: "What is the zephyr deal?"}, {Document: "hr/travel.md", Question: "What is paid?"},
		{Document: "hr/travel.md", Question: "How to claim?"}, {Document: "hr/absence.pdf", Question: "Was ist ein Urlaub?"},
		{Document: "shop/price list.csv", Question: "What does the rope cost?"},
	}, nil
}

func newGuide(t *testing.T, s bot.Summarizer) *guide.Guide {
	t.Helper()
	store := blevex.NewStore(t.TempDir(), "test", slog.New(slog.DiscardHandler))
	change, err := store.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents() {
		d.Collection = retrieval.CollectionOf(d.ID)
		if err := change.Put(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	if err := change.Commit(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	live, err := blevex.OpenLive(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = live.Close() })
	views := bottest.NewViews(t, live)
	return &guide.Guide{Views: views, Answerer: answering.NewLiveAnswerer(views), Catalog: catalog{documents()}, Summarizer: s}
}

// notSecret leaves out what not everybody may see.
func notSecret(document string) bool { return strings.HasPrefix(document, "secret/") }

func reply(t *testing.T, g *guide.Guide, kind utterance.Kind, topic, language string) *bot.Guide {
	t.Helper()
	u := utterance.Utterance{Text: "a message about " + topic, Kind: kind, Question: topic}
	if !guide.IsFor(u) {
		t.Fatalf("%v isn't for a guide", u)
	}
	out, err := g.Reply(t.Context(), guide.Request{Message: u, Language: language, Exclude: notSecret})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOverviewIsOfWhatMayBeSeen(t *testing.T) {
	o := reply(t, newGuide(t, nil), utterance.Greeting, "", "en").Overview
	if o.Documents != 4 || !slices.Equal(o.Collections, []bot.Collection{{Name: "hr", Documents: 3}, {Name: "shop", Documents: 1}}) {
		t.Errorf("%+v", o)
	}
	if want := []bot.Count{{Kind: bot.PDF, Documents: 2}, {Kind: bot.Sheet, Documents: 1}, {Kind: bot.Text, Documents: 1}}; !slices.Equal(o.Kinds, want) {
		t.Errorf("kinds %v, want %v", o.Kinds, want)
	}
	// One of each collection first, in the asker's language.
	if want := []string{"What is paid?", "What does the rope cost?", "How to claim?"}; !slices.Equal(o.Suggestions, want) {
		t.Errorf("suggestions %q, want %q", o.Suggestions, want)
	}
	if o := reply(t, newGuide(t, nil), utterance.Help, "", "de").Overview; o.Suggestions[0] != "Was ist ein Urlaub?" {
		t.Errorf("to a German %q is suggested first", o.Suggestions)
	}
}

func TestLists(t *testing.T) {
	for _, c := range []struct {
		topic, language string
		want            []string
	}{
		{"leave", "en", []string{"hr/absence.pdf", "hr/leave-2019.pdf"}}, // by title and text
		{"PDFs", "en", []string{"hr/absence.pdf", "hr/leave-2019.pdf"}},  // by kind
		{"Tabellen", "de", []string{"shop/price list.csv"}},              // by kind, in another language
		{"price lists", "en", []string{"shop/price list.csv"}},           // by file name
		{"shop", "en", []string{"shop/price list.csv"}},                  // by folder
		{"receipts", "en", []string{"hr/travel.md"}},                     // by text
		{"zephyr", "en", nil},  // hidden
		{"quokkas", "en", nil}, // nowhere
		{"journey", "en", []string{"hr/travel.md", "hr/absence.pdf"}},                                      // in several
		{"", "en", []string{"hr/travel.md", "hr/absence.pdf", "hr/leave-2019.pdf", "shop/price list.csv"}}, // all
	} {
		g := reply(t, newGuide(t, nil), utterance.Listing, c.topic, c.language)
		var got []string
		for _, d := range g.Documents {
			got = append(got, d.Document)
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q lists %q, want %q", c.topic, got, c.want)
		}
		if g.HasFound() != (len(c.want) > 0) || (g.Overview == nil) != (len(c.want) > 0 && c.topic != "") {
			t.Errorf("%q: found %v, overview %v", c.topic, g.HasFound(), g.Overview)
		}
	}
}

// TestSummary shows the most telling sentence of each section, verbatim, and where
// the name fits several documents or none, what there is instead.
func TestSummary(t *testing.T) {
	g := reply(t, newGuide(t, nil), utterance.Summarizing, "the travel policy", "en")
	if !g.Named || g.Told == nil || len(g.Told.Citations) != 1 {
		t.Fatalf("%+v", g)
	}
	sections := make(map[string]bool)
	for i, e := range g.Told.Citations[0].Excerpts() {
		if policy[e.Start:e.End] != e.Text || g.Told.Sentences[i].Text != e.Text {
			t.Errorf("%q isn't what stands at %d", e.Text, e.Start)
		}
		if strings.HasPrefix(e.Text, "It ") {
			t.Errorf("%q says nothing alone", e.Text)
		}
		sections[e.Heading] = true
	}
	if len(sections) != 3 {
		t.Errorf("the points are of the sections %v", sections)
	}
	if g := reply(t, newGuide(t, nil), utterance.Summarizing, "leave", "en"); g.Named || len(g.Documents) != 2 {
		t.Errorf("leave fits two documents: %+v", g)
	}
	if g := reply(t, newGuide(t, nil), utterance.Summarizing, "leave of absence", "en"); !g.Named || g.Told.Citations[0].Document != "hr/absence.pdf" {
		t.Errorf("a whole title fits one document: %+v", g)
	}
	if g := reply(t, newGuide(t, nil), utterance.Summarizing, "receipts", "en"); g.Named || g.HasFound() || len(g.Told.Citations) == 0 || g.Overview == nil {
		t.Errorf("no document is called receipts, and one speaks of them: %+v", g)
	}
	if g := reply(t, newGuide(t, nil), utterance.Summarizing, "the zephyr deal", "en"); g.Named || len(g.Documents) > 0 || len(g.Told.Citations) > 0 {
		t.Errorf("what is hidden shows: %+v", g)
	}
}

// writer is a model that writes one sentence.
type writer struct{ asked bot.Answer }

func (w *writer) Summarize(_ context.Context, a bot.Answer, _ func(bot.Answer)) (bot.Answer, error) {
	w.asked = a
	a.Summary = &bot.Summary{Model: "m1"}
	a.Sentences = []bot.Sentence{{Text: "Rail is preferred.", Citations: []int{1}}}
	return a, nil
}

// TestSummaryOfAModel is written from the main points, with what the document's
// sections are called as what is asked.
func TestSummaryOfAModel(t *testing.T) {
	var w writer
	g := reply(t, newGuide(t, &w), utterance.Summarizing, "travel policy", "en")
	if g.Told.Summary.Model != "m1" || g.Told.Sentences[0].Text != "Rail is preferred." || g.Told.Question != g.Message {
		t.Errorf("%+v", g.Told)
	}
	if len(w.asked.Evidence) < 3 || !strings.Contains(w.asked.Question, "What is paid") {
		t.Errorf("the model is asked %q with %d excerpts", w.asked.Question, len(w.asked.Evidence))
	}
}

func TestAbout(t *testing.T) {
	g := reply(t, newGuide(t, nil), utterance.About, "journey", "en")
	if !g.HasFound() || len(g.Told.Citations) != 2 || g.Overview != nil {
		t.Errorf("%+v", g)
	}
	if g := reply(t, newGuide(t, nil), utterance.About, "zephyr", "en"); g.HasFound() || g.Overview == nil || !slices.Equal(g.Told.Missing, []string{"zephyr"}) {
		t.Errorf("%+v, %+v", g, g.Told)
	}
}

func TestThanksAreShort(t *testing.T) {
	if g := reply(t, newGuide(t, nil), utterance.Thanks, "", "en"); g.Overview != nil || g.Told != nil {
		t.Errorf("%+v", g)
	}
	for _, u := range []utterance.Utterance{{Kind: utterance.Asking, Question: "x"}, {Kind: utterance.Pointing}, {Kind: utterance.Chatter}, {Kind: utterance.About}} {
		if guide.IsFor(u) {
			t.Errorf("%+v is for a guide", u)
		}
	}
}

// TestLanguagesOfDocuments are named where a question is in none of them.
func TestLanguagesOfDocuments(t *testing.T) {
	g := newGuide(t, nil)
	for question, want := range map[string][]string{
		"Wann wird die Reise bezahlt?": {"en"}, "When is the journey paid?": nil, "zzz": nil,
	} {
		r := bot.Reply{Answer: &bot.Answer{Question: question, Outcome: bot.NotFound}}
		if err := g.Reconsider(t.Context(), guide.Request{Exclude: notSecret}, &r); err != nil || r.Guide != nil || !slices.Equal(r.Answer.Languages, want) {
			t.Errorf("%q: %+v, %v, want %v", question, r, err, want)
		}
	}
}

// TestWhatMayBeAnotherKindIsMetAsThat where nothing is found, if it finds more.
func TestWhatMayBeAnotherKindIsMetAsThat(t *testing.T) {
	g := newGuide(t, nil)
	for _, c := range []struct {
		perhaps utterance.Kind
		topic   string
		outcome bot.Outcome
		guided  bool
	}{
		{utterance.Help, "", bot.NotFound, true},
		{utterance.Help, "", bot.Related, false},
		{utterance.Greeting, "", bot.NotFound, false},
		{utterance.About, "journey", bot.NotFound, true},
		{utterance.About, "zephyr", bot.NotFound, false},
	} {
		r := bot.Reply{Answer: &bot.Answer{Outcome: c.outcome}}
		said := utterance.Utterance{Kind: utterance.Asking, Perhaps: c.perhaps, Question: c.topic}
		if err := g.Reconsider(t.Context(), guide.Request{Message: said, Language: "en", Exclude: notSecret}, &r); err != nil || (r.Guide != nil) != c.guided || (r.Answer == nil) != c.guided {
			t.Errorf("%+v: %+v, %v", c, r, err)
		}
	}
}
