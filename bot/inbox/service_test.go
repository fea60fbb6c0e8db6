package inbox_test

import (
	"context"
	"errors"
	"fmt"
	"footnote/bot/answering"
	"footnote/bot/inbox"
	"log/slog"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// bench is a Service with everything around it.
type bench struct {
	*inbox.Service
	t         *testing.T
	store     *bottest.Store
	messenger *bottest.Messenger
	index     *blevex.Store
	log       *strings.Builder
	stop      context.CancelFunc
	ended     chan error
}

// newBench starts a Service over a few documents.
func newBench(t *testing.T, change func(*inbox.Options)) *bench {
	t.Helper()
	b := &bench{t: t, store: bottest.NewStore(), messenger: &bottest.Messenger{}, log: &strings.Builder{}}
	var views *bottest.Views
	b.index, views = index(t, documents())
	o := inbox.Options{
		Store: b.store, Views: views, Messengers: map[string]bot.Messenger{"test": b.messenger},
		Log: slog.New(slog.DiscardHandler),
	}
	if change != nil {
		change(&o)
	}
	service, err := inbox.New(o)
	if err != nil {
		t.Fatal(err)
	}
	b.Service = service
	b.start()
	t.Cleanup(b.end)
	return b
}

func (b *bench) start() {
	ctx, stop := context.WithCancel(context.Background())
	b.stop, b.ended = stop, make(chan error, 1)
	go func() { b.ended <- b.Run(ctx) }()
}

func (b *bench) end() {
	b.stop()
	if err := <-b.ended; err != nil {
		b.t.Error(err)
	}
	b.ended <- nil
}

var sequence atomic.Int64

func request(text string) bot.Request {
	n := sequence.Add(1)
	return bot.Request{
		Keys: []string{fmt.Sprintf("event/%d", n), fmt.Sprintf("message/%d", n)}, Text: text, Conversation: "test/c", Asker: "test/u",
		Place: bot.Place{Platform: "test", Channel: "c"},
	}
}

func (b *bench) submit(r bot.Request) string {
	b.t.Helper()
	receipt, err := b.Submit(b.t.Context(), r)
	if err != nil {
		b.t.Fatalf("submit %q: %v", r.Text, err)
	}
	return receipt.ID
}

// closed waits for a request to be closed and returns it.
func (b *bench) closed(id string) bot.Record {
	b.t.Helper()
	for range 2000 {
		r, err := b.store.Load(context.Background(), id)
		if err != nil {
			b.t.Fatalf("request %s: %v", id, err)
		}
		if r.Step == bot.Closed {
			return r
		}
		time.Sleep(5 * time.Millisecond)
	}
	b.t.Fatalf("request %s isn't closed", id)
	return bot.Record{}
}

func (b *bench) ask(text string) *bot.Reply {
	b.t.Helper()
	return b.closed(b.submit(request(text))).Reply
}

func TestAQuestionGoesItsWay(t *testing.T) {
	b := newBench(t, nil)
	id := b.submit(request("When was the ferry Anna built?"))
	r := b.closed(id)
	post := b.messenger.Post(id)
	if post.Opened != 1 || len(post.Finals) != 1 || !post.Finals[0].Final {
		t.Fatalf("the platform shows %+v", post)
	}
	a := post.Finals[0].Answer
	if a == nil || a.Outcome != bot.Answered || !strings.Contains(a.Sentences[0].Text, "1987") || r.Reply.Answer.ID != a.ID {
		t.Errorf("answer %+v", a)
	}
	past, err := b.Recent(t.Context(), "test/u", 5)
	if err != nil || len(past) != 1 || past[0].Outcome != bot.Answered {
		t.Errorf("recent %+v, %v", past, err)
	}
	if known, err := b.Known(t.Context(), "test/c"); err != nil || !known {
		t.Errorf("the conversation is known: %v, %v", known, err)
	}
}

func TestWhatComesAgainIsAnsweredOnce(t *testing.T) {
	b := newBench(t, nil)
	r := request("Whose is the tug Bruno?")
	id := b.submit(r)
	r.Keys = []string{"other", r.Keys[1]}
	again, err := b.Submit(t.Context(), r)
	if err != nil || !again.Again || again.ID != id {
		t.Errorf("again: %+v, %v", again, err)
	}
	b.closed(id)
	if n := len(b.messenger.Order()); n != 1 {
		t.Errorf("%d replies", n)
	}
}

func TestFollowUps(t *testing.T) {
	b := newBench(t, nil)
	b.ask("When was the ferry Anna built?")
	reply := b.ask("How many passengers does it carry?")
	if !strings.Contains(reply.Understood, "Anna") || reply.Answer.Outcome != bot.Answered || !strings.Contains(reply.Answer.Sentences[0].Text, "250") {
		t.Errorf("understood as %q, answered %+v", reply.Understood, reply.Answer.Sentences)
	}
	other := request("How many passengers does it carry?")
	other.Conversation = "test/other"
	if reply := b.closed(b.submit(other)).Reply; reply.Understood != "" {
		t.Errorf("another conversation understood %q", reply.Understood)
	}
}

// rewriter is a bot.Rewriter that knows one follow-up.
type rewriter struct{ before []string }

func (r *rewriter) Rewrite(_ context.Context, _, question string, before []string) (string, error) {
	r.before = before
	switch question {
	case "whose?":
		return "Whose is the tug Bruno?", nil
	case "And how old is it?": // a lazy model
		return question, nil
	}
	return "", errors.New("the model is on fire")
}

func TestAModelMayRewriteFollowUps(t *testing.T) {
	model := &rewriter{}
	b := newBench(t, func(o *inbox.Options) { o.Rewriter = model })
	if r := b.ask("Of what colour is the tug Bruno?"); r.Understood != "" || model.before != nil {
		t.Errorf("the first question is understood as %q, after %q", r.Understood, model.before)
	}
	r := b.ask("whose?")
	if r.Understood != "Whose is the tug Bruno?" || r.Answer.Outcome != bot.Answered || !slices.Equal(model.before, []string{"Of what colour is the tug Bruno?"}) {
		t.Errorf("%+v after %q", r, model.before)
	}
	if r := b.ask("How long is it?"); !strings.Contains(r.Understood, "Bruno") {
		t.Errorf("without the model: %q", r.Understood)
	}
	if r := b.ask("And how old is it?"); !strings.Contains(r.Understood, "Bruno") {
		t.Errorf("a question that the model leaves as it is isn't completed by code: %q", r.Understood)
	}
}

func TestRefusals(t *testing.T) {
	b := newBench(t, func(o *inbox.Options) { o.Limits = inbox.Limits{PerAsker: 2, Pending: 3} })
	refused := func(r bot.Request, want bot.Reason) {
		t.Helper()
		var c *bot.Complaint
		if _, err := b.Submit(t.Context(), r); !errors.As(err, &c) || c.Reason != want || c.Request == "" {
			t.Errorf("%.20q: %v, want %s", r.Text, err, want)
		}
	}
	refused(request("  "), bot.Empty)
	refused(request(strings.Repeat("x", 17<<10)), bot.TooLong)
	r := request("When was the ferry Anna built?")
	b.closed(b.submit(r))
	b.closed(b.submit(request("When was it built?")))
	if again, err := b.Submit(t.Context(), r); err != nil || !again.Again {
		t.Errorf("what comes again counts against the limit: %v", err)
	}
	refused(request("And the tug?"), bot.TooMany)
}

// TestLimitsByTokenAndNetwork: a token may have a limit of its own, and who comes as
// somebody else each time from one place comes to the limit of the place.
func TestLimitsByTokenAndNetwork(t *testing.T) {
	b := newBench(t, func(o *inbox.Options) { o.Limits = inbox.Limits{PerAsker: 2} })
	ask := func(n int, asker, network string, perMinute int) (taken int) {
		for range n {
			r := request("When was the ferry Anna built?")
			r.Asker, r.Network, r.PerMinute = asker, network, perMinute
			if asker == "" {
				r.Asker = r.Keys[0]
			}
			var c *bot.Complaint
			if _, err := b.Submit(t.Context(), r); err == nil {
				taken++
			} else if !errors.As(err, &c) || c.Reason != bot.TooMany || c.After <= 0 {
				t.Fatal(err)
			}
		}
		return taken
	}
	for _, c := range []struct {
		name, asker, network string
		perMinute, want      int
	}{
		{"a person", "web/a", "", 0, 2},
		{"a token with a higher limit", "web/token/b", "", 5, 5},
		{"a token with a lower limit", "web/token/c", "", 1, 1},
		{"another asker each time", "", "", 0, 12},
		{"another asker each time from one place", "", "192.0.2.1", 0, 10},
		{"the same from another", "", "192.0.2.2", 0, 10},
	} {
		if got := ask(12, c.asker, c.network, c.perMinute); got != c.want {
			t.Errorf("%s: %d of 12 were taken, want %d", c.name, got, c.want)
		}
	}
}

func TestAFullQueueSaysSo(t *testing.T) {
	hold := make(chan struct{})
	b := newBench(t, func(o *inbox.Options) { o.Limits = inbox.Limits{Pending: 3} })
	b.messenger.Before = func(context.Context, string, *bot.Request) error { <-hold; return nil }
	var ids []string
	for i := range 3 {
		ids = append(ids, b.submit(request(fmt.Sprintf("When was the ferry Anna built, %d?", i))))
	}
	var c *bot.Complaint
	if _, err := b.Submit(t.Context(), request("One more?")); !errors.As(err, &c) || c.Reason != bot.Busy {
		t.Errorf("got %v", err)
	}
	close(hold)
	for _, id := range ids {
		b.closed(id)
	}
	b.closed(b.submit(request("Is there room again?")))
}

func TestConversationsKeepTheirOrder(t *testing.T) {
	b := newBench(t, nil)
	var ids [][]string
	for c := range 5 {
		ids = append(ids, nil)
		for i := range 8 {
			r := request(fmt.Sprintf("When was the ferry Anna built, %d?", i))
			r.Conversation = fmt.Sprintf("test/%d", c)
			ids[c] = append(ids[c], b.submit(r))
		}
	}
	for _, list := range ids {
		for _, id := range list {
			b.closed(id)
		}
	}
	order := b.messenger.Order()
	if len(order) != 40 {
		t.Errorf("%d replies, want 40", len(order))
	}
	for _, list := range ids {
		var seen []string
		for _, id := range order {
			if slices.Contains(list, id) {
				seen = append(seen, id)
			}
		}
		if !slices.Equal(seen, list) {
			t.Errorf("answered in the order %v, asked in %v", seen, list)
		}
	}
}

// panicking is an index that fails in the worst way.
type panicking struct{ answering.Views }

func (panicking) View(context.Context) (*retrieval.View, error) { panic("segment 7 is gone") }

type failing struct{ answering.Views }

func (failing) View(context.Context) (*retrieval.View, error) {
	return nil, errors.New("disk on fire")
}

// refuser refuses everybody by one complaint.
type refuser struct {
	answering.Views
	by *bot.Complaint
}

func (r refuser) View(context.Context) (*retrieval.View, error) { return nil, r.by }

// TestOneComplaintForManyIsNotChanged: each asker reads it in a language of their own.
func TestOneComplaintForManyIsNotChanged(t *testing.T) {
	shared := &bot.Complaint{Reason: bot.Absent}
	b := newBench(t, func(o *inbox.Options) { o.Views = refuser{by: shared} })
	var ids []string
	for i, text := range []string{ferry, "Wann wurde die Fähre Anna gebaut?"} {
		r := request(text)
		r.Conversation = fmt.Sprint("test/c", i) // so that they are answered at once
		ids = append(ids, b.submit(r))
	}
	for i, want := range []string{"en", "de"} {
		if f := b.closed(ids[i]).Reply.Failure; f == nil || f.Reason != bot.Absent || f.Language != want {
			t.Errorf("the reply is %+v, not in %s", f, want)
		}
	}
	if shared.Language != "" {
		t.Errorf("it is in %q now", shared.Language)
	}
}

func TestFailuresReachTheAsker(t *testing.T) {
	for name, views := range map[string]answering.Views{"error": failing{}, "panic": panicking{}} {
		var log strings.Builder
		b := newBench(t, func(o *inbox.Options) {
			o.Views = views
			o.Log = slog.New(slog.NewTextHandler(&log, nil))
		})
		id := b.submit(request("When was the ferry Anna built?"))
		failure := b.closed(id).Reply.Failure
		b.end()
		if failure == nil || failure.Reason != bot.Broken || failure.Request != id || strings.Contains(failure.Text, "fire") {
			t.Errorf("%s: %+v", name, failure)
		}
		if !strings.Contains(log.String(), "request="+id) || !strings.Contains(log.String(), "fire") && !strings.Contains(log.String(), "segment 7") {
			t.Errorf("%s: the log doesn't say it: %s", name, log.String())
		}
	}
}

func TestDeliveriesAreTriedAgain(t *testing.T) {
	b := newBench(t, nil)
	var calls atomic.Int64
	b.messenger.Before = func(_ context.Context, call string, _ *bot.Request) error {
		if call == "show" && calls.Add(1) < 3 {
			return &bot.DeliveryError{After: time.Millisecond, Err: errors.New("503")}
		}
		return nil
	}
	id := b.submit(request("When was the ferry Anna built?"))
	if r := b.closed(id); r.Note != "" || len(b.messenger.Post(id).Finals) != 1 {
		t.Errorf("note %q, %d replies", r.Note, len(b.messenger.Post(id).Finals))
	}
}

// TestAnOutageHoldsNobodyElseUp has one worker, and a channel that fails.
func TestAnOutageHoldsNobodyElseUp(t *testing.T) {
	b := newBench(t, func(o *inbox.Options) { o.Workers = 1 })
	var over atomic.Bool
	b.messenger.Before = func(_ context.Context, call string, r *bot.Request) error {
		if r.Place.Channel == "down" && call == "show" && !over.Load() {
			return &bot.DeliveryError{After: 300 * time.Millisecond, Err: errors.New("503")}
		}
		return nil
	}
	var ids []string
	for _, text := range []string{"When was the ferry Anna built?", "And the tug Bruno?"} {
		r := request(text)
		r.Conversation, r.Place.Channel = "test/down", "down"
		ids = append(ids, b.submit(r))
	}
	other := request("Whose is the tug Bruno?")
	other.Conversation = "test/up"
	b.closed(b.submit(other))
	over.Store(true)
	for _, id := range ids {
		b.closed(id)
	}
	if order := b.messenger.Order(); len(order) != 3 || slices.Index(order, ids[0]) > slices.Index(order, ids[1]) {
		t.Errorf("shown in the order %v, asked %v", order, ids)
	}
}

// TestAPlatformThatIsDownForMinutes is tried until it is back, and not for ever.
func TestAPlatformThatIsDownForMinutes(t *testing.T) {
	for _, c := range []struct {
		call   string
		fails  time.Duration
		shown  int
		within time.Duration
		left   time.Duration // before the process began
	}{
		{"open", 5 * time.Minute, 1, 8 * time.Minute, 0},
		{"show", 5 * time.Minute, 1, 8 * time.Minute, 0},
		{"show", 5 * time.Minute, 1, 8 * time.Minute, 24 * time.Hour},
		{"show", 100 * time.Hour, 0, time.Hour, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			var began time.Time
			b := &bench{t: t, store: bottest.NewStore(), messenger: &bottest.Messenger{}}
			b.messenger.Before = func(_ context.Context, call string, _ *bot.Request) error {
				if call == c.call && time.Since(began) < c.fails {
					return errors.New("connection refused")
				}
				return nil
			}
			var err error // an index can't be opened in here: the reply is a failure
			b.Service, err = inbox.New(inbox.Options{Store: b.store, Views: failing{}, Messengers: map[string]bot.Messenger{"test": b.messenger}})
			if err != nil {
				t.Fatal(err)
			}
			id := b.submit(request("When was the ferry Anna built?"))
			time.Sleep(c.left)
			began = time.Now()
			b.start()
			defer b.end()
			time.Sleep(c.within)
			r, err := b.store.Load(t.Context(), id)
			if post := b.messenger.Post(id); err != nil || r.Step != bot.Closed || len(post.Finals) != c.shown || (r.Note == "") != (c.shown == 1) {
				t.Errorf("%s fails for %v: %s, note %q, %d replies (%v)", c.call, c.fails, r.Step, r.Note, len(post.Finals), err)
			}
			if n := b.Pending(); n != 0 {
				t.Errorf("%s fails for %v: %d requests are still pending", c.call, c.fails, n)
			}
		})
	}
}

func TestWhatCantBeDeliveredIsClosed(t *testing.T) {
	b := newBench(t, nil)
	b.messenger.Before = func(_ context.Context, call string, _ *bot.Request) error {
		return &bot.DeliveryError{Final: true, Err: errors.New("channel_not_found")}
	}
	if r := b.closed(b.submit(request("When was the ferry Anna built?"))); !strings.Contains(r.Note, "channel_not_found") {
		t.Errorf("note %q", r.Note)
	}
	r := request("Where?")
	r.Place.Platform = "fax"
	if r := b.closed(b.submit(r)); !strings.Contains(r.Note, "fax") {
		t.Errorf("note %q", r.Note)
	}
}

// TestAReplyThatIsNotTakenLeavesNoPlaceholder: who asked hears that something went wrong, in
// its place.
func TestAReplyThatIsNotTakenLeavesNoPlaceholder(t *testing.T) {
	b := newBench(t, nil)
	var shows atomic.Int64
	b.messenger.Before = func(_ context.Context, call string, _ *bot.Request) error {
		if call == "show" && shows.Add(1) == 1 {
			return &bot.DeliveryError{Final: true, Err: errors.New("invalid form body")}
		}
		return nil
	}
	id := b.submit(request("When was the ferry Anna built?"))
	r := b.closed(id)
	post := b.messenger.Post(id)
	if len(post.Finals) != 1 || post.Finals[0].Failure == nil || post.Finals[0].Failure.Reason != bot.Broken || post.Finals[0].Failure.Request != id {
		t.Errorf("in the place of the reply stands %+v", post.Finals)
	}
	if r.Reply.Failure != nil || !strings.Contains(r.Note, "invalid form body") {
		t.Errorf("kept is %+v, noted %q", r.Reply, r.Note)
	}
}

func TestAnEditIsAnsweredInPlace(t *testing.T) {
	b := newBench(t, nil)
	r := request("When was the ferry Anna built?")
	id := b.submit(r)
	b.closed(id)
	if done, err := b.Edit(t.Context(), r.Keys[1], " When was the ferry Anna built? "); err != nil || done {
		t.Errorf("the same text: %v, %v", done, err)
	}
	if done, err := b.Edit(t.Context(), "nothing", "x"); err != nil || done {
		t.Errorf("unknown: %v, %v", done, err)
	}
	if done, err := b.Edit(t.Context(), r.Keys[1], "How many passengers does the ferry Anna carry?"); err != nil || !done {
		t.Fatalf("%v, %v", done, err)
	}
	closed := b.closed(id)
	post := b.messenger.Post(id)
	if post.Opened != 1 || len(post.Finals) != 2 || !strings.Contains(post.Finals[1].Answer.Sentences[0].Text, "250") {
		t.Errorf("%d placeholders, %d replies, the last %+v", post.Opened, len(post.Finals), closed.Reply.Answer)
	}
}

// TestAnEditIsCompletedFromWhatWasBeforeIt, though more was asked since.
func TestAnEditIsCompletedFromWhatWasBeforeIt(t *testing.T) {
	b := newBench(t, nil)
	b.ask("When was the ferry Anna built?")
	second := request("What about Bruno?")
	b.closed(b.submit(second))
	b.ask("How many passengers does the ferry Anna carry?")
	if done, err := b.Edit(t.Context(), second.Keys[0], "And Bruno?"); err != nil || !done {
		t.Fatalf("%v, %v", done, err)
	}
	r, err := b.store.ByKey(t.Context(), second.Keys[0])
	if err != nil {
		t.Fatal(err)
	}
	if got, want := b.closed(r.ID).Reply.Understood, "When was the ferry Bruno built?"; got != want {
		t.Errorf("the edited question was understood as %q, want %q", got, want)
	}
	if got, want := b.ask("And Bruno?").Understood, "How many passengers does the ferry Bruno carry?"; got != want {
		t.Errorf("the next one was understood as %q, want %q", got, want)
	}
}

// pausing is a Store that waits after a look-up.
type pausing struct {
	*bottest.Store
	pause func()
}

func (s *pausing) ByKey(ctx context.Context, key string) (bot.Record, error) {
	r, err := s.Store.ByKey(ctx, key)
	if s.pause != nil {
		s.pause()
	}
	return r, err
}

// TestAnEditWhileTheReplyIsShown is looked up before, and written down after.
func TestAnEditWhileTheReplyIsShown(t *testing.T) {
	p := &pausing{}
	b := newBench(t, func(o *inbox.Options) {
		p.Store = o.Store.(*bottest.Store)
		o.Store = p
	})
	opening := make(chan struct{})
	b.messenger.Before = func(_ context.Context, call string, _ *bot.Request) error {
		if call == "open" {
			<-opening
		}
		return nil
	}
	r := request("When was the ferry Anna built?")
	id := b.submit(r)
	p.pause = func() {
		close(opening)
		b.closed(id)
	}
	if done, err := b.Edit(t.Context(), r.Keys[0], "How many passengers does the ferry Anna carry?"); err != nil || !done {
		t.Fatalf("%v, %v", done, err)
	}
	b.closed(id)
	post := b.messenger.Post(id)
	if post.Opened != 1 || len(post.Finals) != 2 || !strings.Contains(post.Finals[1].Answer.Sentences[0].Text, "250") {
		t.Errorf("%d placeholders, replies %+v", post.Opened, post.Finals)
	}
}

func TestADeletedQuestionIsForgotten(t *testing.T) {
	b := newBench(t, nil)
	working, goOn := make(chan struct{}), make(chan struct{})
	b.messenger.Before = func(_ context.Context, call string, r *bot.Request) error {
		if call == "show" && strings.Contains(r.Text, "tug") {
			close(working)
			<-goOn
		}
		return nil
	}
	answered := request("When was the ferry Anna built?")
	id := b.submit(answered)
	b.closed(id)
	if done, err := b.Delete(t.Context(), answered.Keys[0]); err != nil || !done {
		t.Fatalf("%v, %v", done, err)
	}
	if b.messenger.Post(id).Retract {
		t.Error("an answer that was read is taken back")
	}
	var c *bot.Complaint
	if _, err := b.Recall(t.Context(), id, bot.Viewer{}); !errors.As(err, &c) || c.Reason != bot.Gone {
		t.Errorf("recalled: %v", err)
	}
	pending := request("Whose is the tug Bruno?")
	id = b.submit(pending)
	<-working
	if done, err := b.Delete(t.Context(), pending.Keys[0]); err != nil || !done {
		t.Fatalf("%v, %v", done, err)
	}
	close(goOn)
	b.end()
	if !b.messenger.Post(id).Retract {
		t.Error("the placeholder stays")
	}
}

func TestALateQuestionIsClosedWithAReason(t *testing.T) {
	b := newBench(t, func(o *inbox.Options) { o.Deadline = time.Minute })
	r := request("When was the ferry Anna built?")
	r.Received = time.Now().Add(-time.Hour)
	if failure := b.closed(b.submit(r)).Reply.Failure; failure == nil || failure.Reason != bot.Late {
		t.Errorf("got %+v", failure)
	}
}

func TestRecallKnowsWhatChanged(t *testing.T) {
	b := newBench(t, nil)
	id := b.submit(request("When was the ferry Anna built?"))
	b.closed(id)
	back, err := b.Recall(t.Context(), id, bot.Viewer{})
	if err != nil || len(back.Changed) != 0 || back.Reply.Answer == nil {
		t.Fatalf("%+v, %v", back.Changed, err)
	}
	around, err := b.Context(t.Context(), id, bot.Viewer{}, 1)
	if err != nil || !strings.Contains(around.Before+around.Excerpt+around.After, "1987") || around.After == "" {
		t.Errorf("around: %d and %d bytes, %v", len(around.Before), len(around.After), err)
	}
	put(t, b.index, []*retrieval.Document{{ID: "anna.txt", Text: "The ferry Anna was sunk."}})
	if back, err = b.Recall(t.Context(), id, bot.Viewer{}); err != nil || !slices.Equal(back.Changed, []int{1}) {
		t.Errorf("after a change: %v, %v", back.Changed, err)
	}
	if around, err = b.Context(t.Context(), id, bot.Viewer{}, 1); err != nil || around.Before != "" || !strings.Contains(around.Excerpt, "1987") {
		t.Errorf("around after a change: %+v, %v", around, err)
	}
	put(t, b.index, nil, "anna.txt")
	if back, err = b.Recall(t.Context(), id, bot.Viewer{}); err != nil || !slices.Equal(back.Changed, []int{1}) {
		t.Errorf("after a deletion: %v, %v", back.Changed, err)
	}
}

func TestSourcesAreOthersThanThoseCited(t *testing.T) {
	b := newBench(t, nil)
	id := b.submit(request("Which ships call at the harbour?"))
	reply := b.closed(id).Reply
	cited := make(map[string]bool)
	for _, c := range reply.Answer.Citations {
		cited[c.Document] = true
	}
	more, err := b.Sources(t.Context(), id, bot.Viewer{}, 0)
	if err != nil || len(more.Citations) == 0 {
		t.Fatalf("%+v, %v", more, err)
	}
	for _, c := range more.Citations {
		if cited[c.Document] || c.N <= len(cited) {
			t.Errorf("%s is cited already, or has the number %d of one that is", c.Document, c.N)
		}
	}
	for _, page := range []int{-1, 1 << 30, math.MaxInt} { // it may be what somebody typed into an address
		more, err := b.Sources(t.Context(), id, bot.Viewer{}, page)
		if err != nil || (len(more.Citations) > 0) != (page < 0) || more.More {
			t.Errorf("page %d: %+v, %v", page, more, err)
		}
	}
}

func TestFindAndVerify(t *testing.T) {
	b := newBench(t, nil)
	find := request("ferry passengers")
	find.Kind = bot.Find
	if found := b.closed(b.submit(find)).Reply.Found; found == nil || len(found.Citations) == 0 || found.Citations[0].Document != "anna.txt" {
		t.Errorf("found %+v", found)
	}
	verify := request("The ferry Anna was built in 1987. The ferry Anna carries 300 passengers to the island. Penguins like cheese very much.")
	verify.Kind = bot.Verify
	claims := b.closed(b.submit(verify)).Reply.Claims
	if len(claims) != 3 {
		t.Fatalf("%d claims: %+v", len(claims), claims)
	}
	if len(claims[0].Supporting) == 0 || len(claims[0].Contradicting) != 0 {
		t.Errorf("a true claim: %+v", claims[0])
	}
	if len(claims[1].Supporting) != 0 || len(claims[1].Contradicting) == 0 || len(claims[1].Conflicts) == 0 {
		t.Errorf("a false claim: %+v", claims[1])
	}
	if len(claims[2].Supporting)+len(claims[2].Contradicting) != 0 {
		t.Errorf("a claim that the documents don't speak of: %+v", claims[2])
	}
}

// rooms shows each channel the collection of its name.
type rooms struct{}

func (rooms) Collections(p bot.Place) ([]string, bool) {
	if p.Channel == "nowhere" {
		return nil, false
	}
	return []string{p.Channel}, false
}

func TestPlacesSeeOnlyTheirCollections(t *testing.T) {
	b := newBench(t, func(o *inbox.Options) { o.Policy = rooms{} })
	put(t, b.index, []*retrieval.Document{
		{ID: "red/a.txt", Text: "The red boat has nine sails and a cat."},
		{ID: "blue/b.txt", Text: "The blue boat has seven sails and a dog."},
	})
	in := func(channel, text string) bot.Request {
		r := request(text)
		r.Place.Channel = channel
		return r
	}
	id := b.submit(in("red", "How many sails has the boat?"))
	for _, c := range b.closed(id).Reply.Answer.Citations {
		if c.Document != "red/a.txt" {
			t.Errorf("red sees %s", c.Document)
		}
	}
	var complaint *bot.Complaint
	if _, err := b.Recall(t.Context(), id, bot.Viewer{Place: bot.Place{Channel: "blue"}}); !errors.As(err, &complaint) || complaint.Reason != bot.Forbidden {
		t.Errorf("blue recalls it: %v", err)
	}
	if _, err := b.Submit(t.Context(), in("nowhere", "Which boat?")); !errors.As(err, &complaint) || complaint.Reason != bot.Forbidden {
		t.Errorf("nowhere: %v", err)
	}
	narrowed := in("red", "How many sails has the boat?")
	narrowed.Collection = "blue"
	if _, err := b.Submit(t.Context(), narrowed); !errors.As(err, &complaint) || complaint.Reason != bot.Forbidden {
		t.Errorf("red asks for blue: %v", err)
	}
}

// TestARestartGoesOn ends the Service at every step and starts another on the
// same store: each question is answered once, its placeholder made once.
func TestARestartGoesOn(t *testing.T) {
	for _, at := range []string{"open", "show"} {
		b := newBench(t, func(o *inbox.Options) { o.Grace = time.Millisecond })
		reached := make(chan struct{})
		var once atomic.Bool
		b.messenger.Before = func(ctx context.Context, call string, _ *bot.Request) error {
			if call != at || once.Swap(true) {
				return nil
			}
			close(reached)
			b.stop()
			return &bot.DeliveryError{After: time.Hour, Err: errors.New("the process ends")}
		}
		id := b.submit(request("When was the ferry Anna built?"))
		<-reached
		b.stop()
		// Run waits for work in progress, which waits for an hour: a process
		// would be killed. Another Service takes over.
		second, err := inbox.New(b.Options)
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- second.Run(ctx) }()
		b.closed(id)
		stop()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		if post := b.messenger.Post(id); post.Opened != 1 || len(post.Finals) != 1 {
			t.Errorf("stopped at %s: %d placeholders, %d replies", at, post.Opened, len(post.Finals))
		}
	}
}

// fullDisk is a Store that fails a few times to keep that a reply is ready.
type fullDisk struct {
	*bottest.Store
	failures atomic.Int64
}

func (s *fullDisk) Save(ctx context.Context, r bot.Record) error {
	if r.Step == bot.Replied && s.failures.Add(-1) >= 0 {
		return errors.New("disk full")
	}
	return s.Store.Save(ctx, r)
}

func TestAStoreThatFailsForAWhileLosesNothing(t *testing.T) {
	var full *fullDisk
	b := newBench(t, func(o *inbox.Options) {
		full = &fullDisk{Store: o.Store.(*bottest.Store)}
		full.failures.Store(1)
		o.Store = full
	})
	id := b.submit(request("When was the ferry Anna built?"))
	b.closed(id)
	if post := b.messenger.Post(id); post.Opened != 1 || len(post.Finals) != 1 {
		t.Errorf("%d placeholders, %d replies", post.Opened, len(post.Finals))
	}
}

// TestAnEditWhileThePlaceholderIsMade must not leave that placeholder behind.
func TestAnEditWhileThePlaceholderIsMade(t *testing.T) {
	b := newBench(t, nil)
	opening, goOn := make(chan struct{}), make(chan struct{})
	var once atomic.Bool
	b.messenger.Before = func(_ context.Context, call string, _ *bot.Request) error {
		if call == "open" && !once.Swap(true) {
			close(opening)
			<-goOn
		}
		return nil
	}
	r := request("When was the ferry Anna built?")
	id := b.submit(r)
	<-opening
	if done, err := b.Edit(t.Context(), r.Keys[0], "How many passengers does the ferry Anna carry?"); err != nil || !done {
		t.Fatalf("%v, %v", done, err)
	}
	close(goOn)
	b.closed(id)
	post := b.messenger.Post(id)
	if post.Opened != 1 || len(post.Finals) != 1 || !strings.Contains(post.Finals[0].Answer.Sentences[0].Text, "250") {
		t.Errorf("%d placeholders, replies %+v", post.Opened, post.Finals)
	}
}

func TestWhatIsAskedInPrivateStaysPrivate(t *testing.T) {
	b := newBench(t, nil)
	r := request("When was the ferry Anna built?")
	r.Place.Direct = true
	id := b.submit(r)
	b.closed(id)
	var c *bot.Complaint
	if _, err := b.Recall(t.Context(), id, bot.Viewer{Asker: "test/other"}); !errors.As(err, &c) || c.Reason != bot.Forbidden {
		t.Errorf("somebody else: %v", err)
	}
	if _, err := b.Recall(t.Context(), id, bot.Viewer{Asker: "test/u"}); err != nil {
		t.Errorf("the asker: %v", err)
	}
}

func TestEditsCountAsQuestions(t *testing.T) {
	b := newBench(t, func(o *inbox.Options) { o.Limits.PerAsker = 2 })
	r := request("When was the ferry Anna built?")
	b.closed(b.submit(r))
	if done, err := b.Edit(t.Context(), r.Keys[0], "Whose is the tug?"); err != nil || !done {
		t.Fatalf("%v, %v", done, err)
	}
	var c *bot.Complaint
	if _, err := b.Edit(t.Context(), r.Keys[0], "Whose is the ferry?"); !errors.As(err, &c) || c.Reason != bot.TooMany {
		t.Errorf("got %v", err)
	}
}

// panickingWriter shows a draft and panics.
type panickingWriter struct{}

func (panickingWriter) Summarize(_ context.Context, a bot.Answer, emit func(bot.Answer)) (bot.Answer, error) {
	emit(a)
	panic("the model's parser failed")
}

func TestADraftNeverComesAfterTheReply(t *testing.T) {
	b := newBench(t, func(o *inbox.Options) { o.Summarizer = panickingWriter{} })
	b.messenger.Before = func(_ context.Context, call string, _ *bot.Request) error {
		time.Sleep(20 * time.Millisecond)
		return nil
	}
	id := b.submit(request("When was the ferry Anna built?"))
	if failure := b.closed(id).Reply.Failure; failure == nil || failure.Reason != bot.Broken {
		t.Errorf("got %+v", failure)
	}
	if post := b.messenger.Post(id); len(post.Finals) != 1 || len(post.Drafts) > 1 {
		t.Errorf("%d drafts, %d replies", len(post.Drafts), len(post.Finals))
	}
}
