package inbox

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"footnote/bot"
	"log/slog"
	"sync"

	"footnote/bot/attached"
	"footnote/bot/followup"
	"footnote/bot/guide"
	"footnote/retrieval/utterance"
)

// rememberedTurns is how far back a follow-up may refer.
const rememberedTurns = 3

// findReply finds what to say to a request. What goes wrong is a reply too; an
// error means that ctx ended, or that another process has edited or removed the request.
func (s *Service) findReply(ctx context.Context, r *bot.Record, m bot.Messenger) (*bot.Reply, error) {
	if s.Now().Sub(r.Received) > s.Deadline && !r.IsHeld() {
		return s.failureReply(r, bot.Late), nil
	}
	own, end := context.WithCancelCause(ctx)
	defer end(nil)
	stopped := make(chan struct{})
	work := &answeringWork{edition: r.Edition, cancel: end, stopped: stopped, stop: sync.OnceFunc(func() { close(stopped) })}
	if r.Stopped {
		work.stop()
	}
	s.answeringNow.Store(r.ID, work)
	defer s.answeringNow.Delete(r.ID)
	bounded, cancel := context.WithTimeout(own, s.Deadline)
	defer cancel()
	var reply *bot.Reply
	err := guardAgainstPanic(func() (err error) {
		reply, err = s.findByKind(bounded, r, m)
		return err
	})
	var refused *bot.Complaint
	switch {
	case err == nil:
		return reply, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(context.Cause(own), bot.ErrStale):
		return nil, bot.ErrStale
	case errors.As(err, &refused):
		return refusedReply(r, refused), nil
	case errors.Is(err, context.DeadlineExceeded):
		s.Log.Error("the deadline passed", "request", r.ID, "err", err)
		return s.failureReply(r, bot.Late), nil
	}
	s.Log.Error("no reply could be found", "request", r.ID, "err", err)
	return s.failureReply(r, bot.Broken), nil
}

func (s *Service) failureReply(r *bot.Record, reason bot.Reason) *bot.Reply {
	return refusedReply(r, bot.Complain(reason, r.ID, 0))
}

func refusedReply(r *bot.Record, c *bot.Complaint) *bot.Reply {
	own := *c // whoever refused may refuse others by it
	own.Language = r.Language
	return &bot.Reply{Request: r.ID, Kind: r.Kind, Language: r.Language, Final: true, Failure: &own}
}

// foundExcerpts is how many excerpts a reply to Find shows.
const foundExcerpts = 5

func (s *Service) findByKind(ctx context.Context, r *bot.Record, m bot.Messenger) (*bot.Reply, error) {
	scope, err := s.scopeOfRequest(ctx, &r.Request)
	if err != nil {
		return nil, err
	}
	if scope.isEmpty() {
		return nil, bot.Complain(bot.Forbidden, r.ID, 0)
	}
	r.Drawn = scope.asDrawn()
	reply := &bot.Reply{Request: r.ID, Kind: r.Kind, Language: r.Language}
	q := bot.Question{ID: r.ID, Text: r.Text, At: r.Received, Exclude: scope.excludeFunc(), Collections: scope.collectionsFunc()}
	switch r.Kind {
	case bot.Find:
		var found bot.Answer
		found, err = s.answerer.Find(ctx, q, cmp.Or(r.Limit, foundExcerpts))
		reply.Found = &found
	case bot.Verify:
		err = s.verifyAndShow(ctx, r, m, q, reply)
	default:
		err = s.replyToUtterance(ctx, r, m, q, scope, reply)
	}
	reply.Final = true
	return reply, err
}

// replyToUtterance replies to what somebody said, or points at, by what kind of
// utterance it is.
func (s *Service) replyToUtterance(ctx context.Context, r *bot.Record, m bot.Messenger, q bot.Question, scope scope, reply *bot.Reply) error {
	asked, err := askedText(r)
	if err != nil {
		return err
	}
	files, err := s.openFiles(ctx, r)
	if err != nil {
		return err
	}
	defer files.Close()
	if asked == "" {
		return acknowledgeFiles(r, files)
	}
	reply.Unread = wordProblems(r, files.Unread)
	said := s.Read(asked)
	if err = s.completeQuestion(ctx, r, said, scope, &q); err != nil {
		return err
	}
	switch {
	case q.Leans && q.Text == followup.Clause(said): // it is understood as it stands
	case q.Text == said.Text && r.Pointed != nil: // without what surrounds the question
		reply.Understood = cmp.Or(said.Question, asked)
	case q.Text != r.Text:
		reply.Understood = q.Text
	}
	if q.Leans { // "why?" alone may be a call for help
		said = utterance.Ask(q.Text)
	}
	asking := guide.Request{ID: r.ID, Message: said, Language: r.Language, Exclude: q.Exclude}
	if guide.IsFor(said) {
		if reply.Answer, err = s.guide.ListRows(ctx, asking, q); err != nil || reply.Answer != nil {
			return err
		}
		if asking.Sent, err = sentDocument(ctx, r, files); err == nil {
			reply.Guide, err = s.guide.Reply(ctx, asking)
		}
		return err
	}
	if err := s.askAndShow(ctx, r, m, q, files, reply); err != nil || r.Unasked {
		return err
	}
	return s.guide.Reconsider(ctx, asking, reply)
}

// completeQuestion sets q to what is asked after what was said before it and may be said
// again, and notes what was asked and cited then. An edited question stays where it was.
// What nobody has asked the bot leans on nothing but what its asker asked last.
func (s *Service) completeQuestion(ctx context.Context, r *bot.Record, said utterance.Utterance, scope scope, q *bot.Question) error {
	before, err := s.Store.Before(ctx, r.ID, rememberedTurns)
	if err != nil {
		return fmt.Errorf("remember the conversation: %w", err)
	}
	var turns []followup.Turn
	for _, b := range before {
		if b.Kind != bot.Ask || b.Reply == nil || b.Reply.Answer == nil || !scope.showsReply(b.Reply) || isPrivateTo(&b, r) {
			continue
		}
		if _, shown := s.visibleReply(&b, scopeOf(s.Policy, r.Place, "")); !shown {
			continue
		}
		turns = append(turns, followup.NewTurn(b.Reply.Answer))
	}
	for _, t := range r.Told {
		turns = append(turns, followup.Turn{Question: t.Question, Answer: []string{t.Answer}})
	}
	turns = turns[max(0, len(turns)-rememberedTurns):]
	if r.Unasked && (len(before) == 0 || before[len(before)-1].Asker != r.Asker) {
		turns = nil // "since when?" is said to whoever spoke last, and the bot didn't hear that
	}
	q.Text, q.Leans = Complete(ctx, s.Rewriter, s.Log, r.ID, said, turns)
	if q.Leans || !r.Unasked { // people in a thread go from one thing to the next
		q.Before, q.Near = followup.Questions(turns), followup.Near(turns)
	}
	return nil
}

// Complete returns what somebody said after turns, the oldest first, and whether it leans
// on them: as the rewriter has it or, where there is none, or it fails or leaves the
// question as it is, as code does. What is said beside questions is no rewriter's.
func Complete(ctx context.Context, rewriter bot.Rewriter, log *slog.Logger, request string, said utterance.Utterance, turns []followup.Turn) (complete string, leans bool) {
	complete, leans = followup.CompleteSaid(said, turns)
	if rewriter == nil || len(turns) == 0 || !leans && guide.IsFor(said) {
		return complete, leans
	}
	var before []string
	for _, t := range turns {
		before = append(before, t.Question)
	}
	asked := followup.Clause(said)
	rewritten, err := rewriter.Rewrite(ctx, request, asked, before)
	switch {
	case err != nil:
		log.Warn("a follow-up is completed without the model", "request", request, "err", err)
	case rewritten != asked:
		log.Info("follow-up rewritten by the model", "request", request)
		return rewritten, true
	}
	return complete, leans
}

// askAndShow answers a question, showing the answer as it grows, if somebody has asked
// the bot.
func (s *Service) askAndShow(ctx context.Context, r *bot.Record, m bot.Messenger, q bot.Question, files attached.Opened, reply *bot.Reply) error {
	answerer, err := s.chooseAnswerer(ctx, r, files, &q)
	if err != nil {
		return err
	}
	if r.Unasked {
		answer, err := answerer.Write(ctx, q, s.Summarizer, nil)
		reply.Answer = &answer
		return err
	}
	d := s.beginDrafts(ctx, r, m)
	defer d.end()
	answer, err := answerer.Write(ctx, q, s.Summarizer, func(a bot.Answer) {
		draft := *reply
		draft.Answer = &a
		d.putDraft(&draft)
	})
	reply.Answer = &answer
	return err
}

// drafts shows a growing reply as fast as the platform lets it; drafts that
// come faster replace one another.
type drafts struct {
	wake chan *bot.Reply
	done chan struct{}
}

// beginDrafts readies to show a reply as it grows.
func (s *Service) beginDrafts(ctx context.Context, r *bot.Record, m bot.Messenger) *drafts {
	d := &drafts{wake: make(chan *bot.Reply, 1), done: make(chan struct{})}
	go d.showDrafts(ctx, s, r, m)
	return d
}

// end waits for the last draft, after a panic too: the final reply must not meet one.
func (d *drafts) end() {
	close(d.wake)
	<-d.done
}

func (d *drafts) putDraft(r *bot.Reply) {
	select {
	case <-d.wake: // an older one that nobody has shown yet
	default:
	}
	d.wake <- r
}

func (d *drafts) showDrafts(ctx context.Context, s *Service, r *bot.Record, m bot.Messenger) {
	defer close(d.done)
	for draft := range d.wake {
		err := guardAgainstPanic(func() error {
			ctx, cancel := context.WithTimeout(ctx, callTime)
			defer cancel()
			ref, err := m.Show(ctx, &r.Request, r.Ref, draft)
			if err == nil && ref != r.Ref {
				r.Ref = ref // kept with the reply; a draft moves rarely
			}
			return err
		})
		if err != nil {
			s.Log.Debug("a draft was not shown", "request", r.ID, "err", err)
		}
	}
}
