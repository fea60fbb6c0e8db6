package inbox

import (
	"context"
	"errors"
	"fmt"
	"footnote/bot"
	"log/slog"
	"sync"
	"time"
)

// pruneEvery is how often what is past its retention is removed.
const pruneEvery = time.Hour

// Run answers what was submitted, and what an earlier process left undone,
// until ctx ends. Then it finishes what it has begun.
func (s *Service) Run(ctx context.Context) error {
	if alone, ok := s.queue.(*queue); ok {
		left, err := s.Store.Unfinished(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read what was left undone: %w", err)
		}
		alone.restoreRecords(left)
		if len(left) > 0 {
			s.Log.Info("going on with what was left undone", "requests", len(left))
		}
	}
	working, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(s.Grace, cancel) })()
	var workers sync.WaitGroup
	for range s.Workers {
		workers.Go(func() {
			for {
				t, err := s.queue.takeNext(ctx)
				if err != nil {
					return
				}
				if after := s.handleRequest(working, t); after > 0 {
					s.queue.putLater(t, after)
				} else {
					s.queue.finishRequest(t)
				}
			}
		})
	}
	workers.Go(func() { s.pruneOften(ctx) })
	if shared, ok := s.queue.(*sharedLine); ok {
		workers.Go(func() { s.followReplicas(ctx, shared) })
		defer shared.giveBack()
	}
	workers.Wait()
	return nil
}

// pruneOften removes what is past its retention, now and every so often.
func (s *Service) pruneOften(ctx context.Context) {
	if s.Retention <= 0 {
		return
	}
	tick := time.NewTicker(pruneEvery)
	defer tick.Stop()
	for {
		if n, err := s.Store.Prune(ctx, s.Now().Add(-s.Retention)); err != nil && ctx.Err() == nil {
			s.Log.Error("what is past its retention can't be removed", "err", err)
		} else if n > 0 {
			s.Log.Info("removed what is past its retention", "requests", n)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// handleRequest takes a request from the step that it has reached to its end. Each
// step is kept before the next. If the platform wants to be asked later, after
// is how much later: nobody else has to wait for that.
func (s *Service) handleRequest(ctx context.Context, t bot.Task) (after time.Duration) {
	id := t.Request
	log := s.Log.With("request", id)
	var r bot.Record
	err := s.insistOn(ctx, id, func() (err error) {
		r, err = s.Store.Load(ctx, id)
		return err
	})
	if errors.Is(err, bot.ErrUnknown) { // deleted, or forgotten by another process
		if tried, ok := s.failed.LoadAndDelete(id); ok {
			r = tried.(failures).record
			s.holds.removeRequest(&r)
			s.retractPlaceholder(ctx, &r)
		}
		return 0
	}
	r.Again = t.Again
	if err == nil {
		log = log.With("platform", r.Place.Platform)
		err = s.takeSteps(ctx, &r)
	}
	var pause *pauseError
	switch {
	case err == nil:
	case errors.As(err, &pause) && pause.held > 0:
		level := slog.LevelDebug // it was said the first time
		if pause.held == 1 {
			level = slog.LevelWarn
		}
		log.Log(ctx, level, "held until the platform takes the bot again", "after", pause.after, "err", pause.err)
		return pause.after
	case errors.As(err, &pause):
		log.Warn("the platform refused; trying again", "after", pause.after, "err", pause.err)
		return pause.after
	case errors.Is(err, bot.ErrStale): // edited: its turn comes again
		s.keepRef(ctx, &r)
	case errors.Is(err, bot.ErrUnknown): // deleted while it was worked on
		s.retractPlaceholder(ctx, &r)
	case ctx.Err() != nil:
		log.Warn("not finished; it goes on after the restart", "step", r.Step)
	default:
		log.Error("the request failed", "step", r.Step, "err", err)
	}
	s.failed.Delete(id)
	s.holds.removeRequest(&r)
	return 0
}

// insistOn calls the store until it succeeds, knows better, or ctx ends: a disk
// that is full for a while must not leave somebody waiting for ever.
func (s *Service) insistOn(ctx context.Context, id string, call func() error) error {
	for wait := firstWait; ; wait = min(2*wait, longestWait) {
		err := call()
		if err == nil || ctx.Err() != nil || errors.Is(err, bot.ErrUnknown) || errors.Is(err, bot.ErrStale) {
			return err
		}
		s.Log.Error("the store failed; trying again", "request", id, "after", wait, "err", err)
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return err
		}
	}
}

// keepRef keeps what was posted for an edition that is void now, so that the
// next one is shown in its place.
func (s *Service) keepRef(ctx context.Context, r *bot.Record) {
	if r.Ref == "" {
		return
	}
	err := s.insistOn(ctx, r.ID, func() error {
		return s.Store.Revise(ctx, r.ID, func(now *bot.Record) {
			if now.Ref != "" {
				return
			}
			now.Ref = r.Ref
			if now.Step == bot.Received {
				now.Step = bot.Opened
			}
		})
	})
	switch {
	case errors.Is(err, bot.ErrUnknown): // deleted while it was edited
		s.retractPlaceholder(ctx, r)
	case err != nil:
		s.Log.Warn("where a question was answered is lost", "request", r.ID, "err", err)
	}
}

func (s *Service) takeSteps(ctx context.Context, r *bot.Record) error {
	m := s.Messengers[r.Place.Platform]
	if m == nil {
		return s.closeRequest(ctx, r, "there is no connection to "+r.Place.Platform)
	}
	if _, again := s.failed.Load(r.ID); !again {
		s.observeStage(r, "wait", r.Updated)
	}
	if r.Step == bot.Replied && r.IsHeld() && s.isOutdated(ctx, r) {
		r.Step, r.Reply = bot.Opened, nil // it is found anew
	}
	if r.Unasked && (r.Step == bot.Received || r.Step == bot.Opened) {
		if gone, err := s.answerUnasked(ctx, r, m); gone || err != nil {
			return err
		}
	}
	if r.Step == bot.Received {
		began := s.Now()
		if err := s.tryCall(ctx, r, func(ctx context.Context) error {
			ref, err := m.Open(ctx, &r.Request)
			if err == nil {
				r.Ref = ref
			}
			return err
		}); err != nil {
			return s.closeUndelivered(ctx, r, err)
		}
		s.observeStage(r, "open", began)
		if err := s.reachStep(ctx, r, bot.Opened); err != nil {
			return err
		}
	}
	if r.Step == bot.Opened {
		began := s.Now()
		if err := s.lookAbove(ctx, r, m); err != nil {
			return err
		}
		if !r.Unasked { // else it is there
			reply, err := s.findReply(ctx, r, m)
			if err != nil {
				return err // ctx ended, or the request is another one now
			}
			r.Reply = reply
		}
		s.observeStage(r, "answer", began)
		if err := s.reachStep(ctx, r, bot.Replied); err != nil {
			return err
		}
	}
	if r.Step == bot.Replied {
		began := s.Now()
		if err := s.tryCall(ctx, r, func(ctx context.Context) error {
			ref, err := m.Show(ctx, &r.Request, r.Ref, r.Reply)
			if err == nil {
				r.Ref = ref
			}
			return err
		}); err != nil {
			return s.closeUndelivered(ctx, r, err)
		}
		s.observeStage(r, "show", began)
		r.Note = "" // why it was held
		if err := s.reachStep(ctx, r, bot.Closed); err != nil {
			return err
		}
		s.logReply(r)
	}
	return nil
}

// logReply says that a request was answered, and how; not what was asked.
func (s *Service) logReply(r *bot.Record) {
	how := []any{"request", r.ID, "platform", r.Place.Platform, "kind", r.Kind, "after", s.Now().Sub(r.Received).Round(time.Millisecond)}
	if r.Reply.Failure != nil {
		how = append(how, "failure", r.Reply.Failure.Reason)
	} else if r.Reply.Guide != nil {
		how = append(how, "guide", r.Reply.Guide.To)
	} else if o := r.Reply.Outcome(); o != "" {
		how = append(how, "outcome", o)
	}
	s.Log.Info("replied", how...)
}

func (s *Service) observeStage(r *bot.Record, stage string, since time.Time) {
	e := Event{Stage: stage, Platform: r.Place.Platform, Kind: r.Kind, Took: s.Now().Sub(since)}
	if r.Reply != nil {
		e.Outcome = r.Reply.Outcome()
		if r.Reply.Failure != nil {
			e.Reason = r.Reply.Failure.Reason
		}
	}
	s.Observe(e)
}

// reachStep keeps that the request has come to a step.
func (s *Service) reachStep(ctx context.Context, r *bot.Record, step bot.Step) error {
	r.Step, r.Updated = step, s.Now()
	if err := s.insistOn(ctx, r.ID, func() error { return s.Store.Save(ctx, *r) }); err != nil {
		return fmt.Errorf("keep that the request is %s: %w", step, err)
	}
	return nil
}

// closeRequest ends a request whose reply can't be shown.
func (s *Service) closeRequest(ctx context.Context, r *bot.Record, note string) error {
	r.Note = note
	s.observeStage(r, "undelivered", r.Received)
	s.Log.Error("closed without a reply", "request", r.ID, "reason", note)
	return s.reachStep(ctx, r, bot.Closed)
}
