package access_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"footnote/bot/inbox"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/access"
	"footnote/bot/bottest"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// The hidden collection has words that nothing else has, a copy of what may be
// seen, and a better answer to what can be asked.
func harbour() []*retrieval.Document {
	filler := " The harbour has a long history of trade. Many ships call at its quays. Each year the quays are painted, and the cranes are greased."
	return []*retrieval.Document{
		{ID: "open/ferry.txt", Title: "The ferry Anna", Text: "The ferry Anna was built in 1987. It carries 250 passengers to the island." + filler},
		{ID: "open/pier.txt", Title: "The pier", Text: "The pier of the harbour is 300 metres long and made of oak." + filler},
		{ID: "secret/copy-of-ferry.txt", Title: "Copy of the ferry Anna", Text: "The ferry Anna was built in 1987. It carries 250 passengers to the island." + filler},
		{ID: "secret/sale.txt", Title: "Project Zephyrine", Text: "The ferry Anna was sold to Quillonby for 9 million. Zephyrine is the name of the sale. The buyer of the ferry Anna is Ada Quillonby." + filler},
		{ID: "secret/pier.txt", Title: "Copy of the pier", Text: "The pier of the harbour is 417 metres long and made of oak." + filler},
		{ID: "root.txt", Title: "Quindorby at the root", Text: "Quindorby is at the root of the harbour." + filler},
	}
}

const harbourRules = `
open:
  slack: {teams: [T1]}
  discord: {guilds: [11]}
secret:
  slack: {channels: [C2]}
  discord: {roles: [31]}
`

// traces are what must not be seen by who doesn't see the hidden documents.
var traces = []string{"secret", "sale.txt", "copy-of", "Copy of", "ephyrine", "uillonby", "9 million", "417 metres", "uindorby", "root.txt"}

type harness struct {
	*inbox.Service
	t     *testing.T
	store *bottest.Store
	shown *bottest.Messenger
	rules atomic.Pointer[access.Rules]
	n     int
}

// Collections implements bot.Policy by the rules as they are now.
func (h *harness) Collections(p bot.Place) ([]string, bool) { return h.rules.Load().Collections(p) }

// change has other rules from now on.
func (h *harness) change(text string) {
	h.t.Helper()
	rules, err := access.Parse("access.yaml", []byte(text), access.Grammars())
	if err != nil {
		h.t.Fatal(err)
	}
	h.rules.Store(rules)
}

func newHarness(t *testing.T) *harness {
	t.Helper()
	ctx := context.Background()
	store := blevex.NewStore(t.TempDir(), "test", slog.New(slog.DiscardHandler))
	change, err := store.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var titles []bot.Title
	for _, d := range harbour() {
		if err := change.Put(ctx, d); err != nil {
			t.Fatal(err)
		}
		titles = append(titles, bot.Title{Document: d.ID, Title: d.Title})
	}
	if err := change.Commit(ctx, nil); err != nil {
		t.Fatal(err)
	}
	live, err := blevex.OpenLive(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = live.Close() })
	h := &harness{t: t, store: bottest.NewStore(), shown: &bottest.Messenger{}}
	h.change(harbourRules)
	h.Service, err = inbox.New(inbox.Options{
		Store: h.store, Views: bottest.NewViews(t, live), Policy: h, Catalog: catalog(titles),
		Messengers: map[string]bot.Messenger{"slack": h.shown, "discord": h.shown},
	})
	if err != nil {
		t.Fatal(err)
	}
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- h.Run(running) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return h
}

type catalog []bot.Title

func (c catalog) Titles(context.Context) ([]bot.Title, time.Time, error) {
	return c, time.Unix(1, 0), nil
}

// Suggestions has a question for each document.
func (c catalog) Suggestions(context.Context) ([]bot.Suggestion, error) {
	var list []bot.Suggestion
	for _, t := range c {
		list = append(list, bot.Suggestion{Document: t.Document, Question: "What is " + t.Title + "?"})
	}
	return list, nil
}

func (h *harness) ask(p bot.Place, kind bot.Kind, conversation, text string) bot.Record {
	h.t.Helper()
	h.n++
	receipt, err := h.Submit(h.t.Context(), bot.Request{
		Keys: []string{fmt.Sprint(h.n)}, Kind: kind, Place: p, Conversation: conversation, Asker: "u", Text: text,
	})
	if err != nil {
		h.t.Fatalf("%q: %v", text, err)
	}
	for range 2000 {
		r, err := h.store.Load(h.t.Context(), receipt.ID)
		if err != nil {
			h.t.Fatal(err)
		}
		if r.Step == bot.Closed {
			return r
		}
		time.Sleep(5 * time.Millisecond)
	}
	h.t.Fatalf("%q isn't answered", text)
	return bot.Record{}
}

// clean holds what somebody is given to having no trace of hidden documents
// beyond what they typed themselves.
func clean(t *testing.T, what string, v any, typed ...string) {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, s := range typed {
		text = strings.ReplaceAll(text, s, "")
	}
	for _, trace := range traces {
		if strings.Contains(text, trace) {
			t.Errorf("%s shows %q: %s", what, trace, text)
		}
	}
}

var (
	public  = bot.Place{Platform: "slack", Space: "T1", Channel: "C1"}
	inside  = bot.Place{Platform: "slack", Space: "T1", Channel: "C2"}
	guild   = bot.Place{Platform: "discord", Space: "11", Channel: "21", Roles: []string{"31"}}
	alone   = bot.Place{Platform: "discord", Space: "11", Channel: "21", Roles: []string{"31"}, Direct: true}
	nowhere = bot.Place{Platform: "slack", Space: "T9", Channel: "C9"}
)

func TestNothingHiddenShows(t *testing.T) {
	h := newHarness(t)
	for _, c := range []struct {
		kind bot.Kind
		text string
	}{
		{bot.Ask, "When was the ferry Anna built?"},
		{bot.Ask, "Who is the buyer of the ferry Anna?"},
		{bot.Ask, "For how much was the ferry Anna sold?"},
		{bot.Find, "ferry Anna sold buyer million"},
		{bot.Find, "copy of the ferry Anna passengers island"},
		{bot.Verify, "The ferry Anna was built in 1987. The ferry Anna was sold for 5 million. The ferry Anna carries 250 passengers."},
	} {
		for _, p := range []bot.Place{public, guild} {
			r := h.ask(p, c.kind, fmt.Sprint("c", h.n), c.text)
			clean(t, c.text, r.Reply)
			for _, shown := range h.shown.Post(r.ID).Finals {
				clean(t, "what the platform got", shown)
			}
			v := bot.Viewer{Place: p, Asker: "u"}
			recalled, err := h.Recall(t.Context(), r.ID, v)
			if err != nil {
				t.Fatal(err)
			}
			clean(t, "recall", recalled)
			for page := range 3 {
				s, err := h.Sources(t.Context(), r.ID, v, page)
				if err != nil {
					t.Fatal(err)
				}
				clean(t, "sources", s)
			}
			around, err := h.Context(t.Context(), r.ID, v, 1)
			if err != nil {
				t.Fatal(err)
			}
			clean(t, "context", around)
		}
	}
	// Where it may be seen, all of this is found: the test isn't empty.
	r := h.ask(inside, bot.Ask, "inside", "Who is the buyer of the ferry Anna?")
	if data, _ := json.Marshal(r.Reply); !strings.Contains(string(data), "Quillonby") {
		t.Errorf("the channel that may see it gets %s", data)
	}
	if _, err := h.Submit(t.Context(), bot.Request{Keys: []string{"n"}, Place: nowhere, Text: "Who?"}); !forbidden(err) {
		t.Errorf("a place without rules: %v", err)
	}
	for _, collection := range []string{"secret", "nothing"} { // whether it exists isn't told
		if _, err := h.Submit(t.Context(), bot.Request{Keys: []string{collection}, Place: public, Text: "Who?", Collection: collection}); !forbidden(err) {
			t.Errorf("narrowed to %s: %v", collection, err)
		}
	}
}

func forbidden(err error) bool {
	c, ok := errors.AsType[*bot.Complaint](err)
	return ok && c.Reason == bot.Forbidden
}

func TestWordsOfHiddenDocumentsAreMissing(t *testing.T) {
	h := newHarness(t)
	for text, word := range map[string]string{
		"What is Zephyrine?":          "Zephyrine",
		"Is Zephyrime a ferry?":       "Zephyrime", // one letter from a hidden word
		"Has Quillonby the ferry?":    "Quillonby",
		"Is the pier in Xanthorland?": "Xanthorland", // in no document at all
	} {
		for _, kind := range []bot.Kind{bot.Ask, bot.Find} {
			r := h.ask(public, kind, fmt.Sprint("c", h.n), text)
			a := r.Reply.Answer
			if kind == bot.Find {
				a = r.Reply.Found
			}
			if len(a.Missing) != 1 || a.Missing[0] != word || len(a.Corrected) > 0 {
				t.Errorf("%s %q: missing %q, corrected %v", kind, text, a.Missing, a.Corrected)
			}
			clean(t, text, a, word)
		}
	}
	if a := h.ask(inside, bot.Find, "x", "Is Zephyrime a ferry?").Reply.Found; a.Corrected["Zephyrime"] == "" {
		t.Errorf("where it may be seen it isn't corrected: %+v", a)
	}
	if a := h.ask(public, bot.Find, "y", "the passangers of the ferry").Reply.Found; a.Corrected["passangers"] == "" {
		t.Errorf("a word that may be seen isn't corrected: %+v", a)
	}
}

func TestListsShowWhatThePlaceSees(t *testing.T) {
	h := newHarness(t)
	for _, p := range []bot.Place{public, guild, nowhere} {
		v := bot.Viewer{Place: p, Asker: "u"}
		o, err := h.Overview(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		clean(t, "overview", o)
		for _, l := range []bot.Listing{{}, {Text: "pro"}, {Text: "secret"}, {Text: "zeph", Most: 10}, {Text: "copy", Most: 10}, {Collection: "secret"}} {
			titles, err := h.Titles(t.Context(), v, l)
			if err != nil {
				t.Fatal(err)
			}
			clean(t, "titles", titles)
		}
		if p.Space == nowhere.Space && o.Documents > 0 {
			t.Errorf("a place without rules sees %+v", o)
		}
	}
	o, err := h.Overview(t.Context(), bot.Viewer{Place: alone})
	if err != nil || o.Documents != 5 {
		t.Errorf("with the role alone: %+v, %v", o, err)
	}
}

// What was learnt where more is seen doesn't come out where less is.
func TestConversationsDontCarryItOut(t *testing.T) {
	h := newHarness(t)
	first := h.ask(alone, bot.Ask, "shared", "Who is the buyer of the ferry Anna?")
	if data, _ := json.Marshal(first.Reply); !strings.Contains(string(data), "Quillonby") {
		t.Fatalf("alone with the role: %s", data)
	}
	// Each alone with what was said before: that would complete it by the
	// buyer, or by a question that nobody else here has read.
	for _, text := range []string{"Why?", "Where does he live?", "What about Bruno?", "And in 1987?", "When was that?"} {
		h.ask(alone, bot.Ask, "shared "+text, "Who is the buyer of the ferry Anna?")
		r := h.ask(guild, bot.Ask, "shared "+text, text)
		clean(t, text, r.Reply)
		if r.Reply.Understood != "" {
			t.Errorf("%q is completed from what was asked alone: %q", text, r.Reply.Understood)
		}
	}
	// Among those who see the same it goes on as ever, until they don't.
	h.ask(inside, bot.Ask, "open", "Who is the buyer of the ferry Anna?")
	if r := h.ask(inside, bot.Ask, "open", "Where does he live?"); !strings.Contains(r.Reply.Understood, "uillonby") {
		t.Errorf("among those who see it: %q", r.Reply.Understood)
	}
	if r := h.ask(public, bot.Ask, "open", "Where does he live?"); r.Reply.Understood != "" {
		t.Errorf("among those who don't: %q", r.Reply.Understood)
	}
	for _, id := range []string{first.ID} {
		for _, p := range []bot.Place{guild, public} {
			if _, err := h.Recall(t.Context(), id, bot.Viewer{Place: p, Asker: "u"}); !forbidden(err) {
				t.Errorf("recalled in %+v: %v", p, err)
			}
		}
	}
	again, err := h.Recall(t.Context(), first.ID, bot.Viewer{Place: alone, Asker: "u"})
	if err != nil || again.Reply.Answer == nil {
		t.Errorf("the asker alone: %v", err)
	}
}

// A figure that only a hidden document has differs from nothing.
func TestDifferencesStayHidden(t *testing.T) {
	h := newHarness(t)
	const question = "How long is the pier of the harbour?"
	r := h.ask(inside, bot.Ask, "in", question)
	if a := r.Reply.Answer; a == nil || len(a.Disagreements) != 1 {
		t.Fatalf("inside: %+v", r.Reply)
	}
	if _, err := h.Recall(t.Context(), r.ID, bot.Viewer{Place: public, Asker: "u"}); !forbidden(err) {
		t.Errorf("recalled outside: %v", err)
	}
	reply := h.ask(public, bot.Ask, "out", question).Reply
	if a := reply.Answer; a == nil || a.Outcome != bot.Answered || len(a.Disagreements) != 0 {
		t.Errorf("outside: %+v", reply)
	}
	clean(t, "an answer outside", reply)
}

// An answer that cites only what may be seen is opened elsewhere without what
// else it knew.
func TestRecallElsewhereHidesTheRest(t *testing.T) {
	h := newHarness(t)
	r := h.ask(inside, bot.Find, "c", "built 1987 carries 250 passengers island Zephyrime")
	var kept *bot.Citation
	for i, c := range r.Reply.Found.Citations {
		if c.Document == "open/ferry.txt" {
			kept = &r.Reply.Found.Citations[i]
		}
	}
	if kept == nil || len(kept.Duplicates) == 0 || len(r.Reply.Found.Corrected) == 0 {
		t.Fatalf("the copy isn't folded in, or the word not corrected: %+v", r.Reply.Found)
	}
	r.Reply.Found.Citations = []bot.Citation{*kept}
	r.Reply.Found.Citations[0].N = 1
	keep := func(kept *bot.Record) { *kept = r }
	if err := h.store.Revise(t.Context(), r.ID, keep); err != nil {
		t.Fatal(err)
	}
	v := bot.Viewer{Place: public, Asker: "u"}
	recalled, err := h.Recall(t.Context(), r.ID, v)
	if err != nil {
		t.Fatal(err)
	}
	clean(t, "recall", recalled)
	around, err := h.Context(t.Context(), r.ID, v, 1)
	if err != nil {
		t.Fatal(err)
	}
	clean(t, "context", around)
	if again, _ := h.Recall(t.Context(), r.ID, bot.Viewer{Place: inside, Asker: "u"}); len(again.Reply.Found.Citations[0].Duplicates) == 0 {
		t.Error("what was hidden from one is gone for the other")
	}
	r.Reply.Understood = "Was Quillonby built in 1987?"
	if err := h.store.Revise(t.Context(), r.ID, keep); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Recall(t.Context(), r.ID, v); !forbidden(err) {
		t.Errorf("a follow-up completed elsewhere: %v", err)
	}
}

func TestHiddenDocumentsOpenAsIfTheyWereNotThere(t *testing.T) {
	h := newHarness(t)
	channel := func(id string) bot.Viewer {
		return bot.Viewer{Place: bot.Place{Platform: "slack", Space: "T1", Channel: id}, Asker: "u"}
	}
	words := func(v bot.Viewer, id string) string {
		t.Helper()
		d, err := h.Document(t.Context(), v, id)
		var refused *bot.Complaint
		if !errors.As(err, &refused) || refused.Reason != bot.Absent {
			t.Errorf("%s: %+v, %v", id, d, err)
			return ""
		}
		return refused.Error()
	}
	absent := words(channel("C1"), "open/nothing.txt")
	for _, id := range []string{"secret/sale.txt", "root.txt", "secret/nothing.txt", "", "open"} {
		if said := words(channel("C1"), id); said != absent {
			t.Errorf("%q is refused by %q, and what isn't there by %q", id, said, absent)
		}
	}
	for v, id := range map[string]string{"C1": "open/ferry.txt", "C2": "secret/sale.txt"} {
		if d, err := h.Document(t.Context(), channel(v), id); err != nil || d.ID != id {
			t.Errorf("%s in %s: %v", id, v, err)
		}
	}
}
