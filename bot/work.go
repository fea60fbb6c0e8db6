package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

const (
	// showTries is how often a reply is handed to a Messenger.
	showTries = 5
	firstWait = time.Second // before the second try; doubled each time
	// pruneEvery is how often what is past its retention is removed.
	pruneEvery = time.Hour
)

// Run answers what was submitted, and what an earlier process left undone,
// until ctx ends. Then it finishes what it has begun.
func (s *Service) Run(ctx context.Context) error {
	left, err := s.Store.Unfinished(ctx)
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read what was left undone: %w", err)
	}
	for _, r := range left {
		s.queue.reserve(len(left) + s.Limits.Pending) // there is room for all of them
		s.queue.put(r.Conversation, r.ID)
	}
	if len(left) > 0 {
		s.Log.Info("going on with what was left undone", "requests", len(left))
	}
	working, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(s.Grace, cancel) })()
	var workers sync.WaitGroup
	for range s.Workers {
		workers.Go(func() {
			for {
				conversation, id, err := s.queue.take(ctx)
				if err != nil {
					return
				}
				s.handle(working, id)
				s.queue.done(conversation)
			}
		})
	}
	workers.Go(func() { s.prune(ctx) })
	workers.Wait()
	return nil
}

// prune removes what is past its retention, now and every so often.
func (s *Service) prune(ctx context.Context) {
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

// handle takes a request from the step that it has reached to its end. Each
// step is kept before the next.
func (s *Service) handle(ctx context.Context, id string) {
	log := s.Log.With("request", id)
	r, err := s.Store.Load(ctx, id)
	if errors.Is(err, ErrUnknown) {
		return // deleted
	}
	if err == nil {
		log = log.With("platform", r.Place.Platform)
		err = s.steps(ctx, &r)
	}
	switch {
	case err == nil, errors.Is(err, ErrStale):
	case errors.Is(err, ErrUnknown):
		if r.Ref != "" { // deleted while it was worked on
			err = s.Messengers[r.Place.Platform].Retract(ctx, &r.Request, r.Ref)
			log.Info("the question was deleted", "err", err)
		}
	case ctx.Err() != nil:
		log.Warn("not finished; it goes on after the restart", "step", r.Step)
	default:
		log.Error("the request failed", "step", r.Step, "err", err)
	}
}

func (s *Service) steps(ctx context.Context, r *Record) error {
	m := s.Messengers[r.Place.Platform]
	if m == nil {
		return s.close(ctx, r, "there is no connection to "+r.Place.Platform)
	}
	s.observe(r, "wait", "", r.Updated)
	if r.Step == Received {
		began := s.Now()
		if err := s.try(ctx, r, func() (err error) { r.Ref, err = m.Open(ctx, &r.Request); return err }); err != nil {
			return s.undeliverable(ctx, r, err)
		}
		s.observe(r, "open", "", began)
		if err := s.reach(ctx, r, Opened); err != nil {
			return err
		}
	}
	if r.Step == Opened {
		began := s.Now()
		reply, err := s.reply(ctx, r, m)
		if err != nil {
			return err // only if ctx ended
		}
		r.Reply = reply
		s.observe(r, "answer", reply.outcome(), began)
		if err := s.reach(ctx, r, Replied); err != nil {
			return err
		}
	}
	if r.Step == Replied {
		began := s.Now()
		if err := s.try(ctx, r, func() error {
			ref, err := m.Show(ctx, &r.Request, r.Ref, r.Reply)
			if err == nil {
				r.Ref = ref
			}
			return err
		}); err != nil {
			return s.undeliverable(ctx, r, err)
		}
		s.observe(r, "show", r.Reply.outcome(), began)
		return s.reach(ctx, r, Closed)
	}
	return nil
}

func (s *Service) observe(r *Record, stage string, o Outcome, since time.Time) {
	s.Observe(Event{Stage: stage, Platform: r.Place.Platform, Kind: r.Kind, Outcome: o, Took: s.Now().Sub(since)})
}

// outcome is that of the answer, "" if the reply is another or a failure.
func (r *Reply) outcome() Outcome {
	if r.Answer != nil {
		return r.Answer.Outcome
	}
	return ""
}

// reach keeps that the request has come to a step.
func (s *Service) reach(ctx context.Context, r *Record, step Step) error {
	r.Step, r.Updated = step, s.Now()
	if err := s.Store.Save(ctx, *r); err != nil {
		return fmt.Errorf("keep that the request is %s: %w", step, err)
	}
	return nil
}

// close ends a request whose reply can't be shown.
func (s *Service) close(ctx context.Context, r *Record, note string) error {
	r.Note = note
	s.Log.Error("closed without a reply", "request", r.ID, "reason", note)
	return s.reach(ctx, r, Closed)
}

func (s *Service) undeliverable(ctx context.Context, r *Record, err error) error {
	if ctx.Err() != nil {
		return err
	}
	return s.close(ctx, r, err.Error())
}

// try calls a Messenger until it succeeds, says that it never will, or has
// failed too often.
func (s *Service) try(ctx context.Context, r *Record, call func() error) error {
	wait := firstWait
	for n := 1; ; n++ {
		err := guarded(call)
		var delivery *DeliveryError
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return err
		case errors.As(err, &delivery) && delivery.Final, n == showTries:
			return err
		}
		pause := wait
		if delivery != nil && delivery.After > 0 {
			pause = delivery.After
		}
		s.Log.Warn("the platform refused; trying again", "request", r.ID, "after", pause, "err", err)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
		wait *= 2
	}
}

// guarded calls f; a panic is an error.
func guarded(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f()
}
