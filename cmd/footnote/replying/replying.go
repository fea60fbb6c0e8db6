// Package replying replies in the terminal to what somebody said, as the inbox does
// elsewhere: with an answer, or to what is no question with a guide.
package replying

import (
	"context"
	"time"

	"footnote/bot"
	"footnote/bot/followup"
	"footnote/bot/guide"
	"footnote/bot/wording"
	"footnote/cmd/footnote/holdings"
	"footnote/retrieval/library"
	"footnote/retrieval/utterance"
)

// Replier replies from one state of the documents.
type Replier struct {
	guide  guide.Guide
	corpus string // what is asked
	// Read takes messages apart.
	Read func(string) utterance.Utterance
}

// New returns a Replier that reads from an index of a library. s is nil without a
// model.
func New(l *library.Library, views library.Views, s bot.Summarizer) *Replier {
	titles := holdings.NewCatalog(l, views)
	return &Replier{
		corpus: l.Corpus,
		guide:  guide.Guide{Views: views, Answerer: titles.Answerer, Catalog: catalog{titles}, Summarizer: s},
		Read:   utterance.Read,
	}
}

// catalog finds the questions that it suggests when somebody wants them: mostly nobody
// greets a command line.
type catalog struct{ holdings.Catalog }

// Suggestions implements guide.Catalog.
func (c catalog) Suggestions(ctx context.Context) ([]bot.Suggestion, error) {
	if err := c.Prepare(ctx); err != nil {
		return nil, err
	}
	return c.Catalog.Suggestions(ctx)
}

// Message is something that somebody said.
type Message struct {
	ID   string
	Text string
	// Complete, if set, returns what was said after what was said before, and whether it
	// leans on that.
	Complete func(ctx context.Context, said utterance.Utterance) (complete string, leans bool)
	// Before and Near are as in bot.Question.
	Before, Near []string
	// At is when it was said, the zero time for now.
	At time.Time
}

// Reply replies to a message in its language.
func (r *Replier) Reply(ctx context.Context, m Message) (*bot.Reply, error) {
	reply := &bot.Reply{Request: m.ID, Kind: bot.Ask, Final: true, Language: wording.Tell(m.Text, "")}
	said := r.Read(m.Text)
	text, leans := said.Text, false
	if m.Complete != nil {
		if text, leans = m.Complete(ctx, said); leans { // "why?" alone may be a call for help
			if text != followup.Clause(said) {
				reply.Understood = text
			}
			said = utterance.Ask(text)
		}
	}
	var err error
	asking := guide.Request{ID: m.ID, Message: said, Language: reply.Language}
	if guide.IsFor(said) {
		if reply.Answer, err = r.guide.ListRows(ctx, asking, bot.Question{ID: m.ID, Text: text, Leans: leans, Before: m.Before, Near: m.Near}); err != nil || reply.Answer != nil {
			return reply, err
		}
		reply.Guide, err = r.guide.Reply(ctx, asking)
		return reply, err
	}
	answer, err := r.guide.Answerer.Write(ctx, bot.Question{ID: m.ID, Text: text, Leans: leans, Before: m.Before, Near: m.Near, At: m.At}, r.guide.Summarizer, nil)
	if reply.Answer = &answer; err != nil {
		return reply, err
	}
	return reply, r.guide.Reconsider(ctx, asking, reply)
}

// output is what a reply is printed as: with the corpus that was asked.
type output struct {
	bot.Output
	Corpus string `json:"corpus"`
}

// JSON returns what a reply is printed as.
func (r *Replier) JSON(reply *bot.Reply) any { return output{reply.Output(), r.corpus} }

// HasAnswered reports whether a reply has what was asked for.
func HasAnswered(r *bot.Reply) bool {
	if r.Guide != nil {
		return r.Guide.HasFound()
	}
	return r.Answer.Outcome == bot.Answered
}
