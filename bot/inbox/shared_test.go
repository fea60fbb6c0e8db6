package inbox

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot"
)

// scripted are bot.Replicas that hand out what they are given.
type scripted struct {
	bot.Replicas
	mu       sync.Mutex
	claims   []bot.Task
	failures int
	released []bot.Task
}

func (s *scripted) Claim(context.Context) (bot.Task, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failures > 0 {
		s.failures--
		return bot.Task{}, false, errors.New("no database")
	}
	if len(s.claims) == 0 {
		return bot.Task{}, false, nil
	}
	t := s.claims[0]
	s.claims = s.claims[1:]
	return t, true, nil
}

func (s *scripted) Release(_ context.Context, conversation, request string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.released = append(s.released, bot.Task{Request: request, Conversation: conversation})
	return nil
}

// TestSharedLine: what was lost and claimed again has one worker; what is to be tried
// later stays here, and is given back at the end; a store that fails is asked again.
func TestSharedLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one, two := bot.Task{Request: "1", Conversation: "a"}, bot.Task{Request: "2", Conversation: "b"}
		s := &scripted{claims: []bot.Task{one, one, two}, failures: 2}
		l := newSharedLine(s, slog.New(slog.DiscardHandler))
		take := func(want bot.Task) {
			t.Helper()
			if got, err := l.takeNext(t.Context()); err != nil || got != want {
				t.Fatalf("%+v, %v, want %+v", got, err, want)
			}
		}
		take(one)
		take(two)
		l.putLater(one, time.Minute)
		began := time.Now()
		take(one)
		if waited := time.Since(began); waited != time.Minute {
			t.Errorf("tried again after %v", waited)
		}
		l.finishRequest(two)
		l.putLater(one, time.Minute)
		l.giveBack()
		if len(s.released) != 2 || s.released[0] != two || s.released[1] != one {
			t.Errorf("given back: %+v", s.released)
		}
		time.Sleep(2 * time.Minute)
		if len(l.again) != 0 {
			t.Error("what was given back comes again")
		}
	})
}
