package inbox

import (
	"context"
	"errors"
	"fmt"

	"footnote/bot"
)

// Stop ends what a model is writing of a reply, or keeps it from beginning. What has
// passed the check stands; without any of that the documents' own answer does. Only who
// asked may do that. A reply that is found already stays as it is.
func (s *Service) Stop(ctx context.Context, id string, v bot.Viewer) error {
	r, err := s.Store.Load(ctx, id)
	if errors.Is(err, bot.ErrUnknown) {
		return complainTo(v, bot.Gone, id)
	}
	if err != nil {
		return fmt.Errorf("look the request up: %w", err)
	}
	if r.Asker != v.Asker {
		return complainTo(v, bot.Forbidden, id)
	}
	if r.Step == bot.Replied || r.Step == bot.Closed {
		return nil
	}
	// Written down, it holds after a restart, and for whichever process answers.
	err = s.Store.Revise(ctx, id, func(now *bot.Record) { now.Stopped = now.Step != bot.Closed })
	if err != nil && !errors.Is(err, bot.ErrUnknown) {
		return fmt.Errorf("stop the model: %w", err)
	}
	if at, ok := s.answeringNow.Load(id); ok {
		at.(*answeringWork).stop()
	}
	return nil
}

// stoppable is a Summarizer that ends where the asker has it stopped.
type stoppable struct {
	bot.Summarizer
	service *Service
}

// Summarize implements bot.Summarizer. An answer has the ID of its request.
func (s stoppable) Summarize(ctx context.Context, a bot.Answer, emit func(bot.Answer)) (bot.Answer, error) {
	at, ok := s.service.answeringNow.Load(a.ID)
	if !ok {
		return s.Summarizer.Summarize(ctx, a, emit)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		select {
		case <-at.(*answeringWork).stopped:
			cancel(bot.ErrStopped)
		case <-ctx.Done():
		}
	}()
	return s.Summarizer.Summarize(ctx, a, emit)
}

// answeringWork is a reply that is being found.
type answeringWork struct {
	edition int
	cancel  context.CancelCauseFunc
	stopped chan struct{} // closed by stop
	stop    func()
}
