// Package contract is the suite of tests that every bot.Messenger passes,
// against a fake of its platform.
package contract

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"footnote/bot"
)

// Platform is a fake platform that has one asker and one conversation.
type Platform interface {
	// Messenger returns a new Messenger, as after a restart of the program. What
	// the program keeps on disk is kept.
	Messenger() bot.Messenger
	// Request returns a request with this ID as the adapter hands it in, for a
	// message on the platform of its own.
	Request(id string, kind bot.Kind, text string) *bot.Request
	// Messages are those of the bot's that stand on the platform, in order.
	Messages() []Message
	// LoseAnswer makes the next call that posts a message take effect but fail,
	// as when the process or the connection dies.
	LoseAnswer()
	// Refuse makes the platform refuse the bot's token from now on, or take it.
	Refuse(bool)
}

// Message is a message as the platform shows it.
type Message struct {
	ID string
	// Text is all that people read, without markup.
	Text string
	// Bold are the stretches that are highlighted.
	Bold []string
	// Links are the targets of its links, those that the platform makes itself
	// included. Mentions are who is notified.
	Links, Mentions []string
	// Problems are limits and rules of the platform that the message breaks.
	Problems []string
}

// contractCase is one test of the suite. A platform that lacks what it needs skips
// it, and is held to what is promised instead.
type contractCase struct {
	name    string
	test    func(*testing.T, Platform)
	needs   []Capability
	instead *contractCase // nil if nothing is promised then
}

var contractCases = []contractCase{
	{name: "an answer stands in one place", test: oneAnswer},
	{name: "drafts grow into the answer", test: testDrafts, needs: []Capability{Edits, Drafts},
		instead: &contractCase{name: "drafts leave nothing behind", test: draftsSkipped}},
	{name: "a repeated step posts nothing twice", test: testRepeated, needs: []Capability{Recognises},
		instead: &contractCase{name: "a step repeated once posts at most twice", test: repeatedOnce}},
	{name: "a step whose outcome was lost posts nothing twice", test: testLost, needs: []Capability{Recognises},
		instead: &contractCase{name: "a step whose outcome was lost posts at most twice", test: lostOnce}},
	{name: "a refused token holds each step", test: refusedToken},
	{name: "outcomes look different", test: testOutcomes},
	{name: "figures that differ are shown with their dates", test: testDiffering},
	{name: "several excerpts of one document are shown", test: testFurther, needs: []Capability{Excerpts}},
	{name: "a failure names the request", test: testFailure},
	{name: "found passages and claims are shown", test: findAndVerify},
	{name: "a huge answer is split and complete", test: testHuge},
	{name: "an edited question is answered in place", test: testEdited, needs: []Capability{Edits, Deletes},
		instead: &contractCase{name: "an edited question is answered anew", test: answeredAnew}},
	{name: "a retracted reply is gone", test: testRetracted, needs: []Capability{Deletes},
		instead: &contractCase{name: "a retracted reply is left alone", test: leftAlone}},
	{name: "what was asked for is highlighted", test: highlighted, needs: []Capability{Highlights, Excerpts}},
	{name: "documents are linked", test: linked, needs: []Capability{Links}},
	{name: "hostile text stays text", test: testHostile},
}

// Run tests the Messenger of a platform; each test gets a new one.
func Run(t *testing.T, platform func(t *testing.T) Platform) {
	for _, c := range contractCases {
		c.run(t, platform)
	}
}

// run runs a case, or says why it doesn't and runs the one in its place.
func (c contractCase) run(t *testing.T, platform func(t *testing.T) Platform) {
	var missing []string
	t.Run(c.name, func(t *testing.T) {
		p := platform(t)
		if missing = lacking(p, c.needs); len(missing) > 0 {
			t.Skipf("the platform lacks %s", strings.Join(missing, " and "))
		}
		c.test(t, p)
		for _, m := range p.Messages() {
			for _, problem := range m.Problems {
				t.Errorf("message %s: %s", m.ID, problem)
			}
		}
	})
	if len(missing) > 0 && c.instead != nil {
		c.instead.run(t, platform)
	}
}

// deliverReplies opens a request and shows replies to it, with a new Messenger before
// each step. It returns the last reference.
func deliverReplies(t *testing.T, p Platform, r *bot.Request, replies ...*bot.Reply) string {
	t.Helper()
	ref := openReply(t, p, r)
	for _, reply := range replies {
		ref = showOne(t, p, r, ref, reply)
	}
	return ref
}

func openReply(t *testing.T, p Platform, r *bot.Request) string {
	t.Helper()
	ref, err := p.Messenger().Open(t.Context(), r)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	return ref
}

func showOne(t *testing.T, p Platform, r *bot.Request, ref string, reply *bot.Reply) string {
	t.Helper()
	ref, err := p.Messenger().Show(t.Context(), r, ref, reply)
	if err != nil {
		t.Fatalf("Show: %v", err)
	}
	return ref
}

// visibleText returns all that the bot's messages say.
func visibleText(p Platform) string {
	var b strings.Builder
	for _, m := range p.Messages() {
		b.WriteString(m.Text + "\n")
	}
	return b.String()
}

func wantText(t *testing.T, p Platform, parts ...string) {
	t.Helper()
	all := visibleText(p)
	for _, part := range parts {
		if !strings.Contains(all, part) {
			t.Errorf("nothing says %q in:\n%s", part, all)
		}
	}
}

// wantExcerpt is wantText of what excerpts of an answer say.
func wantExcerpt(t *testing.T, p Platform, parts ...string) {
	t.Helper()
	if len(lacking(p, []Capability{Excerpts})) == 0 {
		wantText(t, p, parts...)
	}
}

func wantMessages(t *testing.T, p Platform, n int) {
	t.Helper()
	if got := len(p.Messages()); got != n {
		t.Errorf("%d messages, want %d:\n%s", got, n, visibleText(p))
	}
}

func oneAnswer(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, "When does the lease end?")
	ref := openReply(t, p, r)
	if n := len(p.Messages()); n > 1 {
		t.Errorf("Open posted %d messages", n)
	}
	showOne(t, p, r, ref, Answered("R1"))
	wantMessages(t, p, 1)
	wantText(t, p, sentence, "[1]", "The lease", "12 March 2024", "p. 7")
	wantExcerpt(t, p, excerpt)
	if m := p.Messages()[0]; len(m.Mentions) > 0 {
		t.Errorf("mentions %q", m.Mentions)
	}
}

func highlighted(t *testing.T, p Platform) {
	deliverReplies(t, p, p.Request("R1", bot.Ask, "When does the lease end?"), Answered("R1"))
	if m := p.Messages()[0]; !hasPart(m.Bold, "lease ends") {
		t.Errorf("highlighted are %q, not the words asked for", m.Bold)
	}
}

func linked(t *testing.T, p Platform) {
	deliverReplies(t, p, p.Request("R1", bot.Ask, "When does the lease end?"), Answered("R1"))
	if m := p.Messages()[0]; !hasPart(m.Links, link) {
		t.Errorf("no link to the document, only %q", m.Links)
	}
}

func testDrafts(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, "When does the lease end?")
	whole := Answered("R1")
	var replies []*bot.Reply
	for n := 0; n <= len(whole.Answer.Sentences); n++ {
		draft, a := *whole, *whole.Answer
		a.Sentences = a.Sentences[:n]
		draft.Answer, draft.Final = &a, false
		replies = append(replies, &draft)
	}
	deliverReplies(t, p, r, append(replies, whole)...)
	wantMessages(t, p, 1)
	wantText(t, p, sentence)
	wantExcerpt(t, p, excerpt)
	if n := strings.Count(visibleText(p), sentence); n > 2 { // once as answer, once in its excerpt
		t.Errorf("the sentence is there %d times", n)
	}
}

func testRepeated(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, "When does the lease end?")
	ref := openReply(t, p, r)
	if again := openReply(t, p, r); again != ref {
		t.Logf("Open returned %s, then %s", ref, again)
	}
	for range 3 {
		showOne(t, p, r, ref, Answered("R1"))
	}
	wantMessages(t, p, 1)
}

func testLost(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, "When does the lease end?")
	p.LoseAnswer()
	ctx := context.Background()
	ref, err := p.Messenger().Open(ctx, r)
	if err != nil {
		ref = openReply(t, p, r)
	}
	p.LoseAnswer()
	if _, err := p.Messenger().Show(ctx, r, ref, Answered("R1")); err != nil {
		showOne(t, p, r, ref, Answered("R1"))
	}
	wantMessages(t, p, 1)
	wantText(t, p, sentence)
}

func testOutcomes(t *testing.T, p Platform) {
	seen := make(map[string]bool)
	for i, reply := range []*bot.Reply{Answered("R0"), RelatedTo("R1"), NotFoundFor("R2")} {
		deliverReplies(t, p, p.Request(fmt.Sprintf("R%d", i), bot.Ask, "When does the lease end?"), reply)
		messages := p.Messages()
		// A command's question may be repeated above its answer.
		said := strings.TrimLeft(strings.Replace(messages[len(messages)-1].Text, "When does the lease end?", "", 1), "> \n")
		first, _, _ := strings.Cut(said, "\n")
		if seen[first] {
			t.Errorf("two outcomes begin alike: %q", first)
		}
		seen[first] = true
	}
	wantMessages(t, p, 3)
	wantText(t, p, "Closest passages", "Not in the documents", "No document mentions: griffin.")
}

func testDiffering(t *testing.T, p Platform) {
	deliverReplies(t, p, p.Request("R1", bot.Ask, "When does the lease end?"), Differing("R1"))
	wantText(t, p, "The sources give different figures", "30 June 2027 [1] · 12 March 2024", "30 June 2030 [2] · no date")
}

func testFurther(t *testing.T, p Platform) {
	deliverReplies(t, p, p.Request("R1", bot.Ask, "When does the lease end?"), Further("R1"))
	wantText(t, p, excerpt, "Further on · p. 9 · Notice", "Notice must be given by 31 December of the year before.")
}

func testFailure(t *testing.T, p Platform) {
	r := p.Request("R77", bot.Ask, "When does the lease end?")
	deliverReplies(t, p, r, &bot.Reply{Request: "R77", Kind: bot.Ask, Final: true, Failure: &bot.Complaint{
		Reason: bot.Broken, Text: "Something broke; ask again in a minute.", Request: "R77",
	}})
	wantMessages(t, p, 1)
	wantText(t, p, "Something broke; ask again in a minute.", "R77")
}

func findAndVerify(t *testing.T, p Platform) {
	deliverReplies(t, p, p.Request("R1", bot.Find, "lease"), &bot.Reply{
		Request: "R1", Kind: bot.Find, Final: true, Found: &bot.Answer{Citations: []bot.Citation{Cited(1)}},
	})
	wantText(t, p, excerpt)
	deliverReplies(t, p, p.Request("R2", bot.Verify, "The lease ends in May. Pigs fly."), &bot.Reply{
		Request: "R2", Kind: bot.Verify, Final: true, Unchecked: 1, Claims: []bot.Claim{
			{Text: "The lease ends in May.", Contradicting: []bot.Citation{Cited(1)}, Conflicts: []string{"May is March in the source"}},
			{Text: "Pigs fly."},
		},
	})
	wantText(t, p, "The lease ends in May.", "May is March in the source", "Contradict", "Pigs fly.", "Not in the documents", "last sentence was not looked up")
}

func testHuge(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, "Tell me all.")
	reply := Huge("R1")
	ref := deliverReplies(t, p, r, reply)
	all := visibleText(p)
	if len(lacking(p, []Capability{Excerpts})) > 0 {
		all = ""
	}
	for i := range hugeCitations {
		if all == "" { // the excerpts are elsewhere
			wantText(t, p, fmt.Sprintf("[%d]", i+1))
			continue
		}
		for _, mark := range []string{fmt.Sprintf("Beginning %d.", i), fmt.Sprintf("End %d.", i)} {
			if !strings.Contains(all, mark) {
				t.Errorf("%q is missing", mark)
			}
		}
	}
	n := len(p.Messages())
	if n < 2 {
		t.Errorf("%d message, want several", n)
	}
	showOne(t, p, r, ref, reply)
	wantMessages(t, p, n)
}

func testEdited(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, "When does the lease end?")
	ref := deliverReplies(t, p, r, Huge("R1"))
	showOne(t, p, r, ref, Answered("R1"))
	wantMessages(t, p, 1)
	wantText(t, p, sentence)
	if strings.Contains(visibleText(p), "Beginning 0.") {
		t.Error("the answer to the question before still stands")
	}
}

func testRetracted(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, "When does the lease end?")
	ref := openReply(t, p, r)
	for range 2 {
		if err := p.Messenger().Retract(t.Context(), r, ref); err != nil {
			t.Errorf("Retract: %v", err)
		}
	}
	wantMessages(t, p, 0)
}

func testHostile(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, Hostile)
	draft, final := HostileReply("R1"), HostileReply("R1")
	draft.Final = false
	ref := openReply(t, p, r)
	for _, reply := range []*bot.Reply{draft, final} {
		ref = showOne(t, p, r, ref, reply)
		for _, m := range p.Messages() {
			if len(m.Mentions) > 0 || len(m.Links) > 0 {
				t.Errorf("text became mentions %q and links %q", m.Mentions, m.Links)
			}
		}
	}
	if len(lacking(p, []Capability{Excerpts})) > 0 { // what is closest is shown with its excerpt
		related := HostileReply("R1")
		related.Answer.Outcome, related.Answer.Sentences = bot.Related, nil
		showOne(t, p, r, ref, related)
	}
	for line := range strings.Lines(Hostile) {
		wantText(t, p, strings.TrimSpace(line))
	}
}

func hasPart(list []string, s string) bool {
	for _, x := range list {
		if strings.Contains(x, s) {
			return true
		}
	}
	return false
}
