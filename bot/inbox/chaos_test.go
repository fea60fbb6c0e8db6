package inbox_test

import (
	"context"
	"errors"
	"fmt"
	"footnote/bot/inbox"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
)

// chaos is people who ask, edit and delete while the platform comes and goes
// and the process is started anew. Time passes in a bubble; what is shown are
// failures, for an index can't be opened in there.
type chaos struct {
	t         *testing.T
	seed      uint64
	store     *bottest.Store
	messenger bottest.Messenger
	service   *inbox.Service
	stop      func()
	asked     []*asked

	mu     sync.Mutex
	random *rand.Rand
	began  time.Time
	down   time.Duration
	shown  map[string]int // calls under way, by conversation
}

type asked struct {
	id, key, conversation string
	edits                 int
	deleted               bool
}

func (c *chaos) n(below int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.random.IntN(below)
}

// call is what a call of the platform comes to.
func (c *chaos) call(_ context.Context, call string, r *bot.Request) error {
	if call == "retract" {
		return nil
	}
	c.mu.Lock()
	if c.shown[r.Conversation]++; c.shown[r.Conversation] > 1 {
		c.t.Errorf("seed %d: two calls at once in %s", c.seed, r.Conversation)
	}
	c.mu.Unlock()
	time.Sleep(time.Duration(c.n(300)) * time.Millisecond)
	c.mu.Lock()
	c.shown[r.Conversation]--
	c.mu.Unlock()
	switch {
	case time.Since(c.began) > c.down || c.n(3) == 0:
		return nil
	case c.n(3) == 0:
		return refusal()
	case c.n(2) == 0:
		return &bot.DeliveryError{After: time.Duration(c.n(200)) * time.Second, Err: errors.New("429")}
	}
	return errors.New("503")
}

func (c *chaos) start() {
	var err error
	c.service, err = inbox.New(inbox.Options{Store: c.store, Views: failing{}, Workers: 3, Messengers: map[string]bot.Messenger{"test": &c.messenger}})
	if err != nil {
		c.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(c.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- c.service.Run(ctx) }()
	c.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			c.t.Error(err)
		}
	}
}

// step does one thing.
func (c *chaos) step(i int) {
	t := c.t
	what := c.n(10)
	if what < 5 || len(c.asked) == 0 {
		r := request(fmt.Sprint("question ", i))
		r.Conversation = fmt.Sprint("test/", c.n(4))
		receipt, err := c.service.Submit(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		c.asked = append(c.asked, &asked{id: receipt.ID, key: r.Keys[0], conversation: r.Conversation})
		return
	}
	a := c.asked[c.n(len(c.asked))]
	switch {
	case what < 7:
		done, err := c.service.Edit(t.Context(), a.key, fmt.Sprint("edited ", i))
		if err != nil || done == a.deleted {
			t.Errorf("seed %d: edited %v, %v", c.seed, done, err)
		}
		a.edits++
	case what < 8:
		if _, err := c.service.Delete(t.Context(), a.key); err != nil {
			t.Error(err)
		}
		a.deleted = true
	case what < 9:
		time.Sleep(time.Duration(c.n(60)) * time.Second)
	default:
		c.stop()
		c.start()
	}
}

// check looks at what has become of everything.
func (c *chaos) check() {
	if left, err := c.store.Unfinished(c.t.Context()); len(left) > 0 || err != nil || c.service.Pending() != 0 {
		c.t.Errorf("seed %d: %d unfinished, %d pending, %v", c.seed, len(left), c.service.Pending(), err)
	}
	place := make(map[string]int)
	for i, id := range c.messenger.Order() {
		place[id] = i
	}
	last := make(map[string]int)
	for _, a := range c.asked {
		post := c.messenger.Post(a.id)
		if a.deleted {
			continue
		}
		if post.Opened != 1 || post.Retract || len(post.Finals) == 0 || len(post.Finals) > 1+a.edits {
			c.t.Errorf("seed %d: %d placeholders, %d replies after %d edits, retracted %v", c.seed, post.Opened, len(post.Finals), a.edits, post.Retract)
		}
		if a.edits > 0 {
			continue // its place changes
		}
		if place[a.id] < last[a.conversation] {
			c.t.Errorf("seed %d: answered in another order than asked", c.seed)
		}
		last[a.conversation] = place[a.id]
	}
}

// TestWhateverHappens asks for what is promised: one answer each, in order,
// whatever happens in between.
func TestWhateverHappens(t *testing.T) {
	for seed := range uint64(150) {
		synctest.Test(t, func(t *testing.T) {
			c := &chaos{
				t: t, seed: seed, store: bottest.NewStore(), random: rand.New(rand.NewPCG(seed, 1)),
				began: time.Now(), shown: make(map[string]int),
			}
			c.down = time.Duration(c.n(600)) * time.Second
			c.messenger.Before = c.call
			c.start()
			for i := range 40 {
				c.step(i)
				time.Sleep(time.Duration(c.n(400)) * time.Millisecond)
			}
			time.Sleep(time.Hour)
			c.check()
			c.stop()
		})
	}
}

// TestWhatWasLeftComesFirst submits to a Service that has yet to look at what
// the one before it has left.
func TestWhatWasLeftComesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &chaos{t: t, store: bottest.NewStore()}
		var want []string
		for range 3 {
			var err error
			c.service, err = inbox.New(inbox.Options{Store: c.store, Views: failing{}, Messengers: map[string]bot.Messenger{"test": &c.messenger}})
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				receipt, err := c.service.Submit(t.Context(), request("Which ships call at the harbour?"))
				if err != nil {
					t.Fatal(err)
				}
				want = append(want, receipt.ID)
			}
		}
		ctx, stop := context.WithCancel(t.Context())
		go func() { _ = c.service.Run(ctx) }()
		synctest.Wait()
		if got := c.messenger.Order(); fmt.Sprint(got) != fmt.Sprint(want) || c.service.Pending() != 0 {
			t.Errorf("answered in the order %v, asked %v, %d pending", got, want, c.service.Pending())
		}
		stop()
		synctest.Wait()
	})
}

// TestWhoIsForgottenLeavesNoPlaceholder, though another process forgets them
// while the platform refuses the reply.
func TestWhoIsForgottenLeavesNoPlaceholder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &chaos{t: t, store: bottest.NewStore()}
		c.messenger.Before = func(_ context.Context, call string, _ *bot.Request) error {
			if call == "show" {
				return errors.New("503")
			}
			return nil
		}
		c.start()
		receipt, err := c.service.Submit(t.Context(), request("Which ships call at the harbour?"))
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Second)
		if n, err := c.store.Forget(t.Context(), "test/u"); err != nil || n != 1 {
			t.Fatalf("forgot %d, %v", n, err)
		}
		time.Sleep(5 * time.Minute)
		if post := c.messenger.Post(receipt.ID); post.Opened != 1 || !post.Retract || c.service.Pending() != 0 {
			t.Errorf("%d placeholders, retracted %v, %d pending", post.Opened, post.Retract, c.service.Pending())
		}
		c.stop()
	})
}

// readOnly is a Store that writes nothing down.
type readOnly struct{ *bottest.Store }

func (readOnly) Add(context.Context, bot.Record) (string, error) { return "", errors.New("disk full") }

func (readOnly) Revise(context.Context, string, func(*bot.Record)) error {
	return errors.New("disk full")
}

// TestWhatIsNotWrittenDownTakesNoRoom or the queue would be full some day.
func TestWhatIsNotWrittenDownTakesNoRoom(t *testing.T) {
	b := newBench(t, func(o *inbox.Options) { o.Limits.Pending = 2 })
	r := request("When was the ferry Anna built?")
	b.closed(b.submit(r))
	for b.Pending() > 0 { // its worker isn't done with it yet
		time.Sleep(time.Millisecond)
	}
	b.Store = readOnly{b.store}
	for range 3 {
		if _, err := b.Submit(t.Context(), request("Whose is the tug?")); err == nil || errors.As(err, new(*bot.Complaint)) {
			t.Errorf("submit: %v", err)
		}
		if _, err := b.Edit(t.Context(), r.Keys[0], "Whose is the ferry?"); err == nil || errors.As(err, new(*bot.Complaint)) {
			t.Errorf("edit: %v", err)
		}
	}
	if n := b.Pending(); n != 0 {
		t.Errorf("%d are pending", n)
	}
}
