// Package replying replies in the terminal to what somebody said, as the inbox does
// elsewhere: with an answer, or to what is no question with a guide.
package replying

import (
	"context"

	"footnote/bot"
	"footnote/bot/guide"
	"footnote/bot/wording"
	"footnote/cmd/footnote/holdings"
	"footnote/retrieval/library"
	"footnote/retrieval/utterance"
)

// Replier replies from one state of the documents.
type Replier struct {
	guide   guide.Guide
	prepare func(context.Context) error
	// Read takes messages apart.
	Read func(string) utterance.Utterance
}

// New returns a Replier that reads from an index of a library. s is nil without a
// model.
func New(l *library.Library, views library.Views, s bot.Summarizer) *Replier {
	titles := holdings.NewCatalog(l, views)
	return &Replier{
		guide:   guide.Guide{Views: views, Answerer: titles.Answerer, Catalog: titles, Summarizer: s},
		prepare: titles.Prepare, Read: utterance.Read,
	}
}

// Message is something that somebody said.
type Message struct {
	ID   string
	Text string
	// Complete, if set, returns what was said as a question that stands alone.
	Complete func(ctx context.Context, said utterance.Utterance) string
	// Before and Near are as in bot.Question.
	Before, Near []string
}

// Reply replies to a message in its language.
func (r *Replier) Reply(ctx context.Context, m Message) (*bot.Reply, error) {
	reply := &bot.Reply{Request: m.ID, Kind: bot.Ask, Final: true, Language: wording.Tell(m.Text, "")}
	said := r.Read(m.Text)
	text := said.Text
	if m.Complete != nil {
		if text = m.Complete(ctx, said); text != said.Text { // "why?" alone may be a call for help
			reply.Understood, said = text, r.Read(text)
		}
	}
	if guide.IsFor(said) {
		var err error
		reply.Guide, err = r.replyAsGuide(ctx, m.ID, said, reply.Language)
		return reply, err
	}
	answer, err := r.guide.Answerer.Write(ctx, bot.Question{ID: m.ID, Text: text, Before: m.Before, Near: m.Near}, r.guide.Summarizer, nil)
	reply.Answer = &answer
	if err != nil {
		return reply, err
	}
	if other, may := guide.MayBeFor(said); may && answer.Outcome == bot.NotFound {
		told, err := r.replyAsGuide(ctx, m.ID, other, reply.Language)
		if err != nil {
			return reply, err
		}
		if told.HasFound() {
			reply.Answer, reply.Guide = nil, told
			return reply, nil
		}
	}
	return reply, r.guide.NoteLanguages(ctx, reply.Answer, nil)
}

func (r *Replier) replyAsGuide(ctx context.Context, id string, said utterance.Utterance, language string) (*bot.Guide, error) {
	if err := r.prepare(ctx); err != nil {
		return nil, err
	}
	return r.guide.Reply(ctx, guide.Request{ID: id, Message: said, Language: language})
}

// guided is what a guide is printed as: an answer without a sentence, so that whoever
// reads answers finds all their fields, with the guide.
type guided struct {
	bot.Answer
	Guide *bot.Guide `json:"guide"`
}

// JSON returns what a reply is printed as: an answer, with the guide if it is one.
func JSON(r *bot.Reply) any {
	if r.Guide == nil {
		return r.Answer
	}
	return guided{bot.Answer{
		ID: r.Guide.ID, Question: r.Guide.Message, Outcome: bot.NotFound,
		Sentences: []bot.Sentence{}, Citations: []bot.Citation{}, Missing: []string{},
	}, r.Guide}
}

// HasAnswered reports whether a reply has what was asked for.
func HasAnswered(r *bot.Reply) bool {
	if r.Guide != nil {
		return r.Guide.HasFound()
	}
	return r.Answer.Outcome == bot.Answered
}
