package inbox

import (
	"context"
	"errors"
	"footnote/bot"
	"slices"
	"strings"

	"footnote/bot/wording"
	"footnote/retrieval/utterance"
)

// isQuestion reports whether a message asks something of the documents.
func (s *Service) isQuestion(text string) bool {
	switch s.Read(text).Kind {
	case utterance.Asking, utterance.Listing, utterance.Summarizing, utterance.About:
		return true
	}
	return false
}

// lookAbove finds the message that a request points at, if it asks nothing by itself.
// What it finds is kept with the record, so that after a restart the same is answered.
func (s *Service) lookAbove(ctx context.Context, r *bot.Record, m bot.Messenger) error {
	if r.Kind != bot.Ask || r.Unasked || r.Pointed != nil || s.Read(r.Text).Kind != utterance.Pointing {
		return nil
	}
	if r.Text == "" && !r.Above { // it has files only
		return nil
	}
	pointed := bot.Pointed{Text: quotedText(r.Text), Refusal: bot.NoneAbove}
	reader, reads := m.(bot.ThreadReader)
	if pointed.Text == "" && r.Above && reads {
		var err error
		if pointed, err = s.readAbove(ctx, r, reader); err != nil {
			return err
		}
	}
	r.Pointed = &pointed
	if r.Text == "" { // a mention alone shows no language
		r.Language = wording.Tell(pointed.Text, r.Language)
	}
	return s.reachStep(ctx, r, r.Step)
}

// readAbove reads what stands above and chooses what is meant.
func (s *Service) readAbove(ctx context.Context, r *bot.Record, reader bot.ThreadReader) (bot.Pointed, error) {
	var said []bot.Said
	var refused *bot.Complaint
	err := s.tryCall(ctx, r, func(ctx context.Context) (err error) {
		if said, err = reader.ReadThread(ctx, &r.Request); errors.As(err, &refused) {
			return nil
		}
		return err
	})
	var pause *pauseError
	switch {
	case ctx.Err() != nil || errors.As(err, &pause):
		return bot.Pointed{}, err
	case err != nil:
		s.Log.Warn("what stands above a question can't be read", "request", r.ID, "err", err)
		return bot.Pointed{Refusal: bot.Unread}, nil
	case refused != nil:
		return bot.Pointed{Refusal: bot.Unread, Why: refused.Text}, nil
	}
	meant := s.choosePointed(said)
	return bot.Pointed{Text: meant.Text, Files: meant.Files, Refusal: bot.NoneAbove}, nil
}

// choosePointed returns the message that is meant: the one that is replied to, else the
// last one that asks something, else the first. What programs say is never meant.
func (s *Service) choosePointed(said []bot.Said) bot.Said {
	if i := slices.IndexFunc(said, func(x bot.Said) bool { return x.Pointed }); i >= 0 && !said[i].Own && said[i].Text != "" {
		return said[i]
	}
	said = slices.DeleteFunc(slices.Clone(said), func(x bot.Said) bool { return x.Own || x.Text == "" })
	for _, x := range slices.Backward(said) {
		if s.isQuestion(x.Text) {
			return x
		}
	}
	if len(said) > 0 {
		return said[0]
	}
	return bot.Said{}
}

// quotedText returns the lines that a message quotes.
func quotedText(text string) string {
	var quoted []string
	for line := range strings.Lines(text) {
		if said, ok := strings.CutPrefix(line, "> "); ok {
			quoted = append(quoted, strings.TrimSpace(said))
		}
	}
	return strings.Join(quoted, "\n")
}

// askedText returns the question of a request: its text, or what it points at. The
// error is a *Complaint if it points at nothing.
func askedText(r *bot.Record) (string, error) {
	switch p := r.Pointed; {
	case p == nil:
		return r.Text, nil
	case p.Text != "":
		return p.Text, nil
	case p.Why != "":
		return "", &bot.Complaint{Reason: p.Refusal, Text: p.Why, Request: r.ID}
	default:
		return "", bot.Complain(p.Refusal, r.ID, 0)
	}
}
