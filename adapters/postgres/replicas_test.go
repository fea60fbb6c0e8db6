package postgres

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/adapters/postgres/postgrestest"
	"footnote/bot"
	"footnote/bot/secret"
)

// long is longer than any of these tests takes: no lease ends by itself.
const long = time.Hour

func addRequest(t *testing.T, s *Store, id, conversation string) {
	t.Helper()
	r := bot.Record{Request: bot.Request{ID: id, Keys: []string{id}, Conversation: conversation, Place: bot.Place{Platform: "p"}, Received: time.Now()}, Step: bot.Received}
	if _, err := s.Add(t.Context(), r); err != nil {
		t.Fatal(err)
	}
}

// claim takes the next request, which must be the one of that ID.
func claim(t *testing.T, s *Store, want string) bot.Task {
	t.Helper()
	c, ok, err := s.Claim(t.Context())
	if err != nil || ok != (want != "") || c.Request != want {
		t.Fatalf("claimed %q, %v, %v, want %q", c.Request, ok, err, want)
	}
	return c
}

func closeAndRelease(t *testing.T, s *Store, c bot.Task) {
	t.Helper()
	r, err := s.Load(t.Context(), c.Request)
	if err != nil {
		t.Fatal(err)
	}
	r.Step = bot.Closed
	if err := errors.Join(s.Save(t.Context(), r), s.Release(t.Context(), c.Conversation, c.Request)); err != nil {
		t.Fatal(err)
	}
}

// expire ends all leases of a store's process at once, as if it had died long ago.
func expire(t *testing.T, s *Store) {
	t.Helper()
	if _, err := s.pool.Exec(t.Context(), "UPDATE footnote_leases SET until = now() - interval '1 hour' WHERE owner = $1", s.owner); err != nil {
		t.Fatal(err)
	}
}

// TestClaimsKeepTheOrder: one conversation has one worker, conversations take turns, and
// what isn't closed is claimed again.
func TestClaimsKeepTheOrder(t *testing.T) {
	url := postgrestest.NewURL(t)
	a, b := openStore(t, url, long), openStore(t, url, long)
	for _, id := range []string{"1a", "1b", "1c"} {
		addRequest(t, a, id, "one")
	}
	first := claim(t, a, "1a")
	claim(t, b, "") // the conversation has a worker
	addRequest(t, b, "2a", "two")
	closeAndRelease(t, a, first)
	second := claim(t, a, "2a") // whose turn is before that of the conversation that just had one
	third := claim(t, b, "1b")
	claim(t, a, "")
	closeAndRelease(t, a, second)
	if err := b.Release(t.Context(), third.Conversation, third.Request); err != nil {
		t.Fatal(err)
	}
	if again := claim(t, a, "1b"); !again.Again || third.Again {
		t.Errorf("claimed before: %v, and the first time %v", again.Again, third.Again)
	}
	if n, err := a.Pending(t.Context(), ""); err != nil || n != 2 {
		t.Errorf("%d wait, %v", n, err)
	}
}

// TestADeadReplicaIsTakenOver: what it worked on goes to another one, and if it was only
// stopped for a while, it can't save any more.
func TestADeadReplicaIsTakenOver(t *testing.T) {
	url := postgrestest.NewURL(t)
	dead, heir := openStore(t, url, long), openStore(t, url, long)
	addRequest(t, dead, "x", "one")
	claim(t, dead, "x")
	r, err := dead.Load(t.Context(), "x")
	if err != nil {
		t.Fatal(err)
	}
	claim(t, heir, "")
	expire(t, dead)
	c := claim(t, heir, "x")
	if !c.Again {
		t.Error("the heir isn't told that somebody had it")
	}
	r.Step = bot.Opened
	if err := dead.Save(t.Context(), r); !errors.Is(err, bot.ErrStale) {
		t.Errorf("who lost the lease saves: %v", err)
	}
	if err := dead.Release(t.Context(), c.Conversation, "x"); err != nil {
		t.Fatal(err)
	}
	claim(t, dead, "") // it didn't release what is another's
	closeAndRelease(t, heir, c)
	if err := dead.renewLeases(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r, err = heir.Load(t.Context(), "x"); err != nil || r.Step != bot.Closed {
		t.Errorf("%s, %v", r.Step, err)
	}
}

// TestHomeAnswers: a reply that somebody watches grow is found where they watch, and
// elsewhere only if that process has died.
func TestHomeAnswers(t *testing.T) {
	url := postgrestest.NewURL(t)
	home, other := openStore(t, url, long), openStore(t, url, long)
	r := bot.Record{Request: bot.Request{ID: "x", Keys: []string{"x"}, Conversation: "one", Home: true}, Step: bot.Received}
	if _, err := home.Add(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	claim(t, other, "")
	expire(t, home)
	c := claim(t, other, "x")
	if err := other.Release(t.Context(), c.Conversation, c.Request); err != nil {
		t.Fatal(err)
	}
	if err := home.renewLeases(t.Context()); err != nil {
		t.Fatal(err)
	}
	claim(t, home, "x")
}

// TestAllIsGivenBack: a process that ends leaves nothing that others wait for.
func TestAllIsGivenBack(t *testing.T) {
	url := postgrestest.NewURL(t)
	leaving, staying := openStore(t, url, long), openStore(t, url, long)
	addRequest(t, leaving, "x", "one")
	claim(t, leaving, "x")
	if err := leaving.Close(); err != nil {
		t.Fatal(err)
	}
	claim(t, staying, "x")
}

// TestManyReplicasAnswerOnce has workers of several processes take all that comes, while
// it comes: each request once, each conversation in order and never twice at a time.
func TestManyReplicasAnswerOnce(t *testing.T) {
	url := postgrestest.NewURL(t)
	const replicas, workers, conversations, each = 3, 3, 10, 12
	ctx, done := context.WithCancel(t.Context())
	defer done()
	var mu sync.Mutex
	busy, order, left := make(map[string]bool), make(map[string][]string), conversations*each
	var wg sync.WaitGroup
	for range replicas {
		s := openStore(t, url, long)
		wake := make(chan struct{}, 1)
		go s.Listen(ctx, func(bot.Notice) {
			select {
			case wake <- struct{}{}:
			default:
			}
		})
		for range workers {
			wg.Go(func() {
				for ctx.Err() == nil {
					c, ok, err := s.Claim(ctx)
					if err != nil || !ok {
						if err != nil && ctx.Err() == nil {
							t.Error(err)
							return
						}
						pause(ctx, 20*time.Millisecond, wake)
						continue
					}
					mu.Lock()
					if busy[c.Conversation] || c.Again {
						t.Errorf("%s has two workers, or was claimed before: %v", c.Conversation, c.Again)
					}
					busy[c.Conversation] = true
					order[c.Conversation] = append(order[c.Conversation], c.Request)
					mu.Unlock()
					r, err := s.Load(ctx, c.Request)
					r.Step = bot.Closed
					err = errors.Join(err, s.Save(ctx, r))
					mu.Lock()
					busy[c.Conversation] = false
					left--
					last := left == 0
					mu.Unlock()
					if err = errors.Join(err, s.Release(context.WithoutCancel(ctx), c.Conversation, c.Request)); err != nil {
						t.Error(err)
					}
					if last {
						done()
					}
				}
			})
		}
		wg.Go(func() { // two may write into a conversation at once
			for n := range each {
				for c := range conversations {
					id := fmt.Sprintf("c%d/%03d", c, n)
					r := bot.Record{Request: bot.Request{ID: id + "/" + s.owner, Keys: []string{id}, Conversation: fmt.Sprint("c", c)}, Step: bot.Received}
					if _, err := s.Add(ctx, r); err != nil && ctx.Err() == nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	if left != 0 {
		t.Errorf("%d are left", left)
	}
	for c, list := range order {
		var numbers []string
		for _, id := range list {
			numbers = append(numbers, strings.Split(id, "/")[1])
		}
		if len(list) != each || !slices.IsSorted(numbers) {
			t.Errorf("%s was answered in the order %v", c, numbers)
		}
	}
}

// TestOneHolds: of several processes one does what is to be done alone. When it stops,
// or loses its lease, another one does.
func TestOneHolds(t *testing.T) {
	url := postgrestest.NewURL(t)
	a, b := openStore(t, url, long), openStore(t, url, long)
	type event struct{ who, what string }
	events := make(chan event, 10)
	hold := func(ctx context.Context, s *Store, who string) {
		err := s.Hold(ctx, "sockets", func() {}, func(ctx context.Context) error {
			events <- event{who, "begins"}
			<-ctx.Done()
			events <- event{who, "ends"}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	expect := func(want ...event) {
		t.Helper()
		for _, w := range want {
			if got := <-events; got != w {
				t.Fatalf("%v, want %v", got, w)
			}
		}
	}
	first, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() { hold(first, a, "a") })
	expect(event{"a", "begins"})
	second, stopSecond := context.WithCancel(t.Context())
	wg.Go(func() { hold(second, b, "b") })
	stop()
	expect(event{"a", "ends"}, event{"b", "begins"})
	// What another process took meanwhile ends here.
	if _, err := b.pool.Exec(t.Context(), "UPDATE footnote_leases SET owner = 'somebody', until = now() + interval '1 hour' WHERE name = 'h/sockets'"); err != nil {
		t.Fatal(err)
	}
	if err := b.renewLeases(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect(event{"b", "ends"})
	stopSecond()
	wg.Wait()
}

// TestLimitsAreShared: all processes count together.
func TestLimitsAreShared(t *testing.T) {
	url := postgrestest.NewURL(t)
	a, b := openStore(t, url, 0), openStore(t, url, 0)
	for i, s := range []*Store{a, b, a} {
		if wait, err := s.Spend(t.Context(), "asker/u", 3); err != nil || wait != 0 {
			t.Fatalf("question %d: %v, %v", i, wait, err)
		}
	}
	if wait, err := b.Spend(t.Context(), "asker/u", 3); err != nil || wait <= 0 || wait > 20*time.Second {
		t.Errorf("one too many has to wait %v, %v", wait, err)
	}
	if wait, err := b.Spend(t.Context(), "asker/v", 3); err != nil || wait != 0 {
		t.Errorf("another one waits %v, %v", wait, err)
	}
	postgrestest.Execute(t, url, "UPDATE footnote_limits SET at = at - interval '20 seconds'")
	if wait, err := a.Spend(t.Context(), "asker/u", 3); err != nil || wait != 0 {
		t.Errorf("a third of a minute later: %v, %v", wait, err)
	}
}

// TestNoticesAreHeard: who listens hears of what another process has changed.
func TestNoticesAreHeard(t *testing.T) {
	url := postgrestest.NewURL(t)
	a, b := openStore(t, url, long), openStore(t, url, long)
	heard := make(chan string, 100)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go a.Listen(ctx, func(n bot.Notice) { heard <- n.Changed })
	addRequest(t, b, "x", "one")
	if err := b.Revise(t.Context(), "x", func(r *bot.Record) { r.Edition++ }); err != nil {
		t.Fatal(err)
	}
	if err := b.Remove(t.Context(), "x"); err != nil {
		t.Fatal(err)
	}
	for n := 0; n < 2; {
		if <-heard == "x" {
			n++
		}
	}
}

// TestConnectionsAreMadeAgain: a server that is restarted ends all connections. What is
// asked next is taken, and notices are heard again.
func TestConnectionsAreMadeAgain(t *testing.T) {
	url := postgrestest.NewURL(t)
	name := strings.ToLower(rand.Text())
	s, other := openStore(t, secret.New(url.Reveal()+"&application_name="+name), 0), openStore(t, url, long)
	addRequest(t, s, "x", "one")
	terminate := "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" + name + "'"
	postgrestest.Execute(t, url, terminate)
	addRequest(t, s, "y", "one")
	postgrestest.Execute(t, url, terminate)
	if list, err := s.Unfinished(t.Context()); err != nil || len(list) != 2 {
		t.Errorf("%d are there, %v", len(list), err)
	}
	heard := make(chan string, 100)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go s.Listen(ctx, func(n bot.Notice) {
		if n.Missed {
			heard <- "missed"
		}
		if n.Changed != "" {
			heard <- n.Changed
		}
	})
	<-heard // it listens again, or looks by itself
	if err := other.Remove(t.Context(), "x"); err != nil {
		t.Fatal(err)
	}
	for got := ""; got != "x"; got = <-heard {
		if got == "missed" { // it may not have listened yet
			_ = other.Remove(t.Context(), "x")
		}
	}
}
