package contract

import (
	"slices"
	"strings"
	"testing"

	"footnote/bot"
)

// Capability is what bot.Messenger allows a platform not to be able to do. Its text
// follows "the platform lacks".
type Capability string

// The capabilities. A platform has all that it doesn't say it lacks.
const (
	// Edits: a message that was posted can be changed, so that a placeholder becomes
	// the answer.
	Edits Capability = "edits of posted messages"
	// Drafts: an answer can be shown while it grows.
	Drafts Capability = "drafts"
	// Recognises: a message that is posted again after a crash is recognised, by a
	// nonce that the platform compares or by what the bot reads of the history.
	Recognises Capability = "a way to recognise what was posted before"
	// Deletes: the bot can take its messages back.
	Deletes Capability = "deletion of posted messages"
	// Highlights and Links: text can be bold and can lead somewhere.
	Highlights Capability = "highlights"
	Links      Capability = "links"
	// Excerpts: an excerpt can stand beside an answer, folded or not, without the
	// message growing long. Elsewhere it is one click away.
	Excerpts Capability = "room for the excerpts of an answer"
)

// Limited is a Platform that can't do everything.
type Limited interface {
	Platform
	// Lacks returns what the platform can't do, whatever the adapter does.
	Lacks() []Capability
}

// lacking returns which of the capabilities a platform lacks, in words.
func lacking(p Platform, needs []Capability) (missing []string) {
	limited, ok := p.(Limited)
	for _, c := range needs {
		if ok && slices.Contains(limited.Lacks(), c) {
			missing = append(missing, string(c))
		}
	}
	return missing
}

// draftsSkipped: without drafts the answer alone stands in the end, once.
func draftsSkipped(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, "When does the lease end?")
	draft, whole := Answered("R1"), Answered("R1")
	draft.Final, draft.Answer.Sentences = false, nil
	deliverReplies(t, p, r, draft, draft, whole)
	wantMessages(t, p, 1)
	wantText(t, p, sentence, excerpt)
}

// repeatedOnce: a step that wasn't kept is taken again once. Then people may see it
// twice, and what was kept is never posted again.
func repeatedOnce(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, "When does the lease end?")
	ref := openReply(t, p, r)
	showOne(t, p, r, ref, Answered("R1"))
	ref = showOne(t, p, r, ref, Answered("R1")) // the first one's reference died with the process
	wantAtMostTwice(t, p)
	n := len(p.Messages())
	for range 2 {
		ref = showOne(t, p, r, ref, Answered("R1"))
		wantMessages(t, p, n)
	}
}

// lostOnce: of two steps whose outcome was lost, each may be there twice, and the
// answer is there.
func lostOnce(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, "When does the lease end?")
	p.LoseAnswer()
	ref, err := p.Messenger().Open(t.Context(), r)
	if err != nil {
		ref = openReply(t, p, r)
	}
	if n := len(p.Messages()); n > 2 {
		t.Errorf("Open posted %d messages, taken twice", n)
	}
	p.LoseAnswer()
	if _, err := p.Messenger().Show(t.Context(), r, ref, Answered("R1")); err != nil {
		showOne(t, p, r, ref, Answered("R1"))
	}
	wantAtMostTwice(t, p)
}

// wantAtMostTwice fails unless the answer is there, in no more than two messages, and
// there are no more than two.
func wantAtMostTwice(t *testing.T, p Platform) {
	t.Helper()
	answers := 0
	for _, m := range p.Messages() {
		if strings.Contains(m.Text, sentence) {
			answers++
		}
	}
	if all := len(p.Messages()); answers < 1 || answers > 2 || all > 2 {
		t.Errorf("the answer stands in %d of %d messages, want 1 or 2 of at most 2:\n%s", answers, all, visibleText(p))
	}
}

// answeredAnew: where the answer before can't be changed or taken back, the new one
// stands after it.
func answeredAnew(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, "Where do griffins live?")
	ref := deliverReplies(t, p, r, NotFoundFor("R1"))
	showOne(t, p, r, ref, Answered("R1"))
	messages := p.Messages()
	if len(messages) == 0 || !strings.Contains(messages[len(messages)-1].Text, sentence) {
		t.Errorf("the new answer doesn't stand last:\n%s", visibleText(p))
	}
}

// leftAlone: what can't be taken back stays, and nobody is told twice.
func leftAlone(t *testing.T, p Platform) {
	r := p.Request("R1", bot.Ask, "When does the lease end?")
	ref := openReply(t, p, r)
	n := len(p.Messages())
	for range 2 {
		if err := p.Messenger().Retract(t.Context(), r, ref); err != nil {
			t.Errorf("Retract: %v", err)
		}
		wantMessages(t, p, n)
	}
}
