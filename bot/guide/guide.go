package guide

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"footnote/bot"
	"footnote/bot/answering"
	"footnote/retrieval"
	"footnote/retrieval/utterance"
)

// Catalog lists what is indexed.
type Catalog interface {
	// Titles returns all documents in order of ID, and when the index was last
	// brought up to date, zero if that isn't known. The list is never changed; the same
	// one, until the documents change, makes overviews cheap.
	Titles(ctx context.Context) (titles []bot.Title, synced time.Time, err error)
	// Suggestions returns questions that documents answer, each with the document,
	// those to prefer first.
	Suggestions(ctx context.Context) ([]bot.Suggestion, error)
}

// Guide replies. It is safe for use by several goroutines.
type Guide struct {
	Views    answering.Views
	Answerer *answering.Answerer
	Catalog  Catalog // nil for none: nothing is listed then
	// Summarizer writes summaries anew, nil leaves them in the document's words.
	Summarizer bot.Summarizer

	counted atomic.Pointer[countedTitles] // for who sees all documents
}

// Request is a message to reply to.
type Request struct {
	ID       string // "" lets the Guide choose one
	Message  utterance.Utterance
	Language string // of the asker, as in bot.Reply
	// Sent, if set, is a document that came with the message, so that a summary is of
	// that one.
	Sent *retrieval.Document
	// Exclude, if set, leaves out the documents for which it returns true.
	Exclude func(document string) bool
}

var kinds = map[utterance.Kind]bot.GuideKind{
	utterance.Greeting: bot.ToGreeting, utterance.Thanks: bot.ToThanks, utterance.Help: bot.ToHelp, utterance.Identity: bot.ToIdentity,
	utterance.Listing: bot.ToListing, utterance.Summarizing: bot.ToSummarize, utterance.About: bot.ToAbout,
}

// IsFor reports whether messages of a kind are for a Guide. Others are questions, or
// for nobody.
func IsFor(u utterance.Utterance) bool {
	kind, ok := kinds[u.Kind]
	return ok && (u.Question != "" || kind != bot.ToSummarize && kind != bot.ToAbout)
}

// mayBeFor reports whether a message that was taken for a question is one for a Guide if
// the documents don't speak of what it asks, and returns it as such: "ヘルプ" alone.
// Greetings and thanks aren't: so looks any word that nobody knows.
func mayBeFor(u utterance.Utterance) (utterance.Utterance, bool) {
	if u.Kind != utterance.Asking || u.Perhaps == utterance.Greeting || u.Perhaps == utterance.Thanks {
		return u, false
	}
	u.Kind = u.Perhaps
	return u, IsFor(u)
}

const passages = 5 // that speak of a topic

// Reply replies to a message that IsFor holds for. It fails only if the index can't
// be read or ctx ends.
func (g *Guide) Reply(ctx context.Context, r Request) (*bot.Guide, error) {
	out := &bot.Guide{ID: cmp.Or(r.ID, rand.Text()), Message: r.Message.Text, To: kinds[r.Message.Kind]}
	topic := strings.TrimRight(r.Message.Question, " ?？.。!！") // of the sentence, not of the topic
	var err error
	switch out.To {
	case bot.ToThanks:
		return out, nil
	case bot.ToListing:
		out.Topic = topic
		err = g.listDocuments(ctx, r, out)
	case bot.ToSummarize:
		out.Topic = topic
		err = g.summarizeDocument(ctx, r, out)
	case bot.ToAbout:
		out.Topic = topic
		err = g.findPassages(ctx, r, out)
	}
	if err == nil && (out.Topic == "" || !out.HasFound() && len(out.Documents) == 0) {
		out.Overview, err = g.Overview(ctx, r.Exclude, r.Language)
	}
	if err != nil {
		return nil, fmt.Errorf("reply to what is no question: %w", err)
	}
	return out, nil
}

// Reconsider looks at a message again that was taken for a question, if the documents
// don't answer it: a guide takes the place of the answer if it has found what that has
// not, else the answer says in which languages the documents are.
func (g *Guide) Reconsider(ctx context.Context, r Request, reply *bot.Reply) error {
	if other, may := mayBeFor(r.Message); may && reply.Outcome() == bot.NotFound {
		r.Message = other
		told, err := g.Reply(ctx, r)
		if err != nil {
			return err
		}
		if told.HasFound() {
			reply.Answer, reply.Guide = nil, told
			return nil
		}
	}
	return g.noteLanguages(ctx, reply.Answer, r.Exclude)
}

// findPassages has a guide tell what passages speak of its topic.
func (g *Guide) findPassages(ctx context.Context, r Request, out *bot.Guide) error {
	told, err := g.Answerer.Find(ctx, bot.Question{ID: out.ID, Text: out.Topic, Exclude: r.Exclude}, passages)
	if err != nil {
		return err
	}
	out.Told = &told
	return nil
}
