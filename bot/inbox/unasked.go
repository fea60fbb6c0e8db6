package inbox

import (
	"context"
	"errors"
	"fmt"
	"footnote/bot"

	"footnote/retrieval/utterance"
)

// mayAnswerUnasked reports whether a message that nobody has addressed to the bot is
// worth an attempt: a question, and not one to somebody else.
func (s *Service) mayAnswerUnasked(text string) bool {
	u := s.Read(text)
	return u.Kind == utterance.Asking && u.Perhaps == utterance.Asking && !u.Unmarked && !u.ToOthers
}

// sureThough is how confident an answer must be that nobody has asked the bot for, if no
// document has some word of the question: likelier right than wrong. Of two transcripts
// of people at work it keeps all that "who pushed it?" and the like would be told, and
// none of what 20 questions are.
const sureThough = .5

// isSureUnasked reports whether a reply is good enough to be shown where nobody has asked
// the bot: a reply to chatter is worse than a question that waits for a person.
func isSureUnasked(r *bot.Reply) bool {
	return r.Outcome() == bot.Answered && r.Answer != nil && (len(r.Answer.Missing) == 0 || r.Answer.Confidence >= sureThough)
}

// answerUnasked finds the reply to a message that nobody has addressed to the bot,
// before anything is shown. Without a good answer the request is removed, and with it
// what was written: then gone is true.
func (s *Service) answerUnasked(ctx context.Context, r *bot.Record, m bot.Messenger) (gone bool, err error) {
	worth := s.mayAnswerUnasked(r.Text) // an edit may have changed that
	if worth && r.Reply == nil {
		if r.Reply, err = s.findReply(ctx, r, m); err != nil {
			return false, err
		}
	}
	if worth && isSureUnasked(r.Reply) {
		return false, nil
	}
	s.retractPlaceholder(ctx, r) // of the answer before an edit
	err = s.insistOn(ctx, r.ID, func() error { return s.Store.Remove(ctx, r.ID) })
	if err != nil && !errors.Is(err, bot.ErrUnknown) {
		return false, fmt.Errorf("forget what nobody has asked the bot: %w", err)
	}
	s.Log.Debug("nobody asked, and there is no good answer: silent", "request", r.ID, "platform", r.Place.Platform)
	return true, nil
}
