package inbox

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"footnote/bot"
	"footnote/bot/answering"
	"footnote/bot/attached"
	"footnote/bot/guide"
	"footnote/bot/wording"
	"log/slog"
	"strings"
	"sync"
	"time"

	"footnote/retrieval/utterance"
)

// Options of a Service. Store and Views are required.
type Options struct {
	Store      bot.Store
	Replicas   bot.Replicas // of a Store that several processes share; nil: this one is alone
	Views      answering.Views
	Summarizer bot.Summarizer           // nil for answers in the documents' own words
	Rewriter   bot.Rewriter             // of follow-ups; nil leaves them to code
	Checker    Checker                  // for Verify; nil takes the plain one
	Catalog    Catalog                  // nil for none: overviews are empty then
	Policy     Policy                   // nil hides nothing
	Messengers map[string]bot.Messenger // by platform
	Attached   *attached.Shelf          // nil: files in messages aren't read
	Limits     Limits
	Workers    int // 0 means 8
	// Searching is how many questions are looked up in the index at once; 0 means as many
	// as there are Workers. Of an index on this machine more than it has processors come
	// to nothing but waiting, also of those who ask meanwhile.
	Searching int
	Deadline  time.Duration // for a reply to be found; 0 means 10 minutes
	// Grace is how long work that has begun may go on after Run was told to end;
	// 0 means 15 s. What isn't finished then goes on after the restart.
	Grace time.Duration
	// Retention is how long what was asked is kept; 0 means for ever.
	Retention time.Duration
	// Read takes a message apart; nil means utterance.Read.
	Read    func(text string) utterance.Utterance
	Log     *slog.Logger     // nil discards
	Observe func(Event)      // nil for nobody; called from several goroutines
	Now     func() time.Time // nil means time.Now
}

// Event tells an observer how long a step took, or that something came to
// nothing.
type Event struct {
	// Stage is "wait", "open", "answer" or "show"; "refuse" for a request that
	// isn't taken; "undelivered" for one whose reply can't be shown.
	Stage    string
	Platform string
	Kind     bot.Kind
	Outcome  bot.Outcome // of the answer to an Ask, else ""
	Reason   bot.Reason  // of "refuse", and of an "answer" that is a failure
	Took     time.Duration
}

// Service answers requests from all platforms. See the package's comment for
// the way of a request.
type Service struct {
	Options
	answerer *answering.Answerer
	guide    *guide.Guide
	queue    line
	failed   sync.Map // request → failures of its step so far
	holds    holds
	refusals sampler

	answeringNow sync.Map // request → *answeringWork, while its reply is being found

	askers, networks, channels *limiter
}

// New returns a Service. Nothing is answered before Run.
func New(o Options) (*Service, error) {
	if o.Store == nil || o.Views == nil {
		return nil, errors.New("a service needs a store and an index")
	}
	if o.Policy == nil {
		o.Policy = open{}
	}
	if o.Read == nil {
		o.Read = utterance.Read
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Observe == nil {
		o.Observe = func(Event) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Workers = cmp.Or(o.Workers, 8)
	o.Deadline = cmp.Or(o.Deadline, 10*time.Minute)
	o.Grace = cmp.Or(o.Grace, 15*time.Second)
	o.Limits.Pending = cmp.Or(o.Limits.Pending, 1000)
	found := o.Views
	if o.Searching > 0 {
		found = turns{o.Views, make(chan struct{}, o.Searching)}
	}
	s, answerer := &Service{}, answering.NewLiveAnswerer(found)
	if o.Summarizer != nil {
		o.Summarizer = stoppable{o.Summarizer, s}
	}
	*s = Service{
		Options: o, answerer: answerer,
		guide:  &guide.Guide{Views: o.Views, Answerer: answerer, Catalog: o.Catalog, Summarizer: o.Summarizer},
		askers: &limiter{perMinute: o.Limits.PerAsker}, networks: &limiter{perMinute: askersOfNetwork * o.Limits.PerAsker}, channels: &limiter{perMinute: o.Limits.PerPlace},
	}
	if s.queue = newQueue(&s.holds); o.Replicas != nil {
		s.queue = newSharedLine(o.Replicas, o.Log)
		for kind, l := range map[string]*limiter{"asker/": s.askers, "network/": s.networks, "channel/": s.channels} {
			l.kind, l.replicas = kind, o.Replicas
		}
	}
	return s, nil
}

// Submit writes a request down and lines it up. Once it has returned, the
// platform's event may be acknowledged. A request that is refused gives a
// *Complaint to show; other errors mean that nothing was kept and the platform
// should deliver it again.
func (s *Service) Submit(ctx context.Context, r bot.Request) (bot.Receipt, error) {
	for _, key := range r.Keys { // what comes again counts against no limit
		if known, err := s.Store.ByKey(ctx, key); err == nil {
			return bot.Receipt{ID: known.ID, Again: true}, nil
		} else if !errors.Is(err, bot.ErrUnknown) {
			return bot.Receipt{}, fmt.Errorf("look the request up: %w", err)
		}
	}
	r.ID = rand.Text()[:12]
	r.Kind = cmp.Or(r.Kind, bot.Ask)
	r.Text = strings.TrimSpace(r.Text)
	if r.Received.IsZero() {
		r.Received = s.Now()
	}
	if r.Unasked && !s.mayAnswerUnasked(r.Text) {
		return bot.Receipt{}, nil // it isn't even written down
	}
	if r.Language == "" {
		r.Language = s.spokenBefore(ctx, r.Conversation)
	}
	r.Language = languageFor(&r)
	refused, err := s.refuseRequest(ctx, &r)
	if err != nil {
		return bot.Receipt{}, err
	}
	if refused != nil && r.Unasked {
		return bot.Receipt{}, nil
	} else if refused != nil {
		s.logRefusal(slog.LevelInfo, "request refused", &r, refused.Reason)
		return bot.Receipt{}, refused
	}
	room, err := s.queue.reservePlace(ctx, r.Place.Platform, s.Limits.Pending)
	if err != nil {
		return bot.Receipt{}, fmt.Errorf("count what waits: %w", err)
	}
	if !room {
		s.logRefusal(slog.LevelWarn, "request refused: the queue is full", &r, bot.Busy)
		if r.Unasked {
			return bot.Receipt{}, nil
		}
		return bot.Receipt{}, s.turnAway(&r, bot.Busy, 0)
	}
	known, err := s.Store.Add(ctx, bot.Record{Request: r, Step: bot.Received, Updated: s.Now()})
	if err != nil || known != "" {
		s.queue.releasePlace()
		if err != nil {
			return bot.Receipt{}, fmt.Errorf("write the request down: %w", err)
		}
		return bot.Receipt{ID: known, Again: true}, nil
	}
	s.queue.putRequest(r.Conversation, r.ID)
	return bot.Receipt{ID: r.ID}, nil
}

// logRefusal logs a refusal, unless one for the same reason was logged just before: when
// the queue is full, there are thousands. The observer counts them all.
func (s *Service) logRefusal(level slog.Level, what string, r *bot.Request, reason bot.Reason) {
	if skipped, ok := s.refusals.next(string(reason), s.Now()); ok {
		s.Log.Log(context.Background(), level, what, "request", r.ID, "reason", reason, "platform", r.Place.Platform, "others", skipped)
	}
}

// refuseRequest says why a request isn't taken, nil if it is. An error means that this
// isn't known.
func (s *Service) refuseRequest(ctx context.Context, r *bot.Request) (*bot.Complaint, error) {
	switch {
	case r.Text == "" && r.Kind == bot.Verify:
		return s.turnAway(r, bot.NoText, 0), nil
	case r.Text == "" && !r.Above && (len(r.Files) == 0 || !s.takesFiles(r.Place.Platform)):
		return s.turnAway(r, bot.Empty, 0), nil
	case len(r.Text) > limitOf(r):
		return s.turnAway(r, bot.TooLong, 0), nil
	case scopeOf(s.Policy, r.Place, r.Collection).isEmpty():
		return s.turnAway(r, bot.Forbidden, 0), nil
	}
	now := s.Now()
	wait, err := s.askers.takeOne(ctx, r.Asker, r.PerMinute, now)
	if err == nil && wait == 0 && r.Network != "" {
		wait, err = s.networks.takeOne(ctx, r.Network, 0, now)
	}
	if err == nil && wait == 0 && r.Place.Channel != "" { // a page isn't a channel: its visitors don't see one another
		wait, err = s.channels.takeOne(ctx, r.Place.Platform+"/"+r.Place.Space+"/"+r.Place.Channel, 0, now)
	}
	if err != nil {
		return nil, fmt.Errorf("look the limits up: %w", err)
	}
	if wait > 0 {
		return s.turnAway(r, bot.TooMany, wait), nil
	}
	return nil, nil
}

// turnAway words a refusal, and tells the observer of it.
func (s *Service) turnAway(r *bot.Request, reason bot.Reason, after time.Duration) *bot.Complaint {
	s.Observe(Event{Stage: "refuse", Platform: r.Place.Platform, Kind: r.Kind, Reason: reason})
	c := bot.Complain(reason, r.ID, after)
	c.Language = r.Language
	return c
}

// spokenBefore returns the language of the last reply in a conversation, "" if that
// isn't known: "2016?" is asked in the language of the question before.
func (s *Service) spokenBefore(ctx context.Context, conversation string) string {
	before, err := s.Store.Conversation(ctx, conversation, 1)
	if err != nil {
		s.Log.Debug("the language of a conversation isn't known", "err", err)
	}
	if len(before) == 0 {
		return ""
	}
	return before[0].Language
}

// languageFor returns the language to answer a request in. A text to verify is mostly
// somebody else's: what the platform says of the asker comes first.
func languageFor(r *bot.Request) string {
	if r.Kind == bot.Verify && r.Language != "" {
		return wording.In(r.Language).Code
	}
	return wording.Tell(r.Text, r.Language)
}

// Pending is how many requests wait or are worked on.
func (s *Service) Pending() int { return s.queue.countPending() }

// Edit tells that the question known by a key reads otherwise now. It is
// answered anew, in the place of the old answer. False means that no such
// question is known, or that the text is the same. A *Complaint says why it is
// not answered again.
func (s *Service) Edit(ctx context.Context, key, text string) (bool, error) {
	text = strings.TrimSpace(text)
	r, err := s.Store.ByKey(ctx, key)
	if errors.Is(err, bot.ErrUnknown) || err == nil && (r.Text == text || text == "") {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look the request up: %w", err)
	}
	edited := r.Request
	edited.Text = text
	edited.Language = languageFor(&edited)
	refused, err := s.refuseRequest(ctx, &edited)
	if err != nil {
		return false, err
	}
	if refused != nil && edited.Unasked {
		return false, nil
	} else if refused != nil {
		return false, refused
	}
	room, err := s.queue.reservePlace(ctx, r.Place.Platform, s.Limits.Pending)
	if err != nil {
		return false, fmt.Errorf("count what waits: %w", err)
	}
	if !room {
		return false, s.turnAway(&edited, bot.Busy, 0)
	}
	err = s.Store.Revise(ctx, r.ID, func(now *bot.Record) { // it may have come further meanwhile
		now.Text, now.Language, now.Reply, now.Note, now.Pointed, now.Stopped = text, edited.Language, nil, "", nil, false
		now.Edition++
		now.Received, now.Updated = s.Now(), s.Now()
		if now.Step = bot.Received; now.Ref != "" {
			now.Step = bot.Opened
		}
	})
	if err != nil {
		s.queue.releasePlace()
		if errors.Is(err, bot.ErrUnknown) { // deleted meanwhile
			return false, nil
		}
		return false, fmt.Errorf("write the edit down: %w", err)
	}
	s.queue.putRequest(r.Conversation, r.ID)
	return true, nil
}

// Delete tells that the question known by a key is gone. What is known of it
// is forgotten; if it isn't answered yet, the placeholder is taken back.
func (s *Service) Delete(ctx context.Context, key string) (bool, error) {
	r, err := s.Store.ByKey(ctx, key)
	if errors.Is(err, bot.ErrUnknown) {
		return false, nil
	}
	if err == nil {
		err = s.Store.Remove(ctx, r.ID)
	}
	if err != nil {
		return false, fmt.Errorf("forget the request: %w", err)
	}
	if r.Step != bot.Closed {
		s.holds.removeRequest(&r)
		s.retractPlaceholder(ctx, &r)
	}
	return true, nil
}
