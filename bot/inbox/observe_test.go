package inbox_test

import (
	"context"
	"errors"
	"footnote/bot/inbox"
	"slices"
	"sync"
	"testing"

	"footnote/bot"
)

// TestObserversHearOfEverything asks, is refused, fails and can't deliver.
func TestObserversHearOfEverything(t *testing.T) {
	var mu sync.Mutex
	var events []inbox.Event
	heard := func() []inbox.Event {
		mu.Lock()
		defer mu.Unlock()
		list := events
		events = nil
		for i := range list {
			list[i].Took = 0
		}
		return list
	}
	watched := func(o *inbox.Options) {
		o.Observe = func(e inbox.Event) {
			mu.Lock()
			defer mu.Unlock()
			events = append(events, e)
		}
	}
	expect := func(what string, want ...inbox.Event) {
		t.Helper()
		for i := range want {
			want[i].Platform, want[i].Kind = "test", bot.Ask
		}
		if got := heard(); !slices.Equal(got, want) {
			t.Errorf("%s: heard %+v, want %+v", what, got, want)
		}
	}

	b := newBench(t, watched)
	b.ask("When was the ferry Anna built?")
	expect("an answer", inbox.Event{Stage: "wait"}, inbox.Event{Stage: "open"},
		inbox.Event{Stage: "answer", Outcome: bot.Answered}, inbox.Event{Stage: "show", Outcome: bot.Answered})
	if n := b.Pending(); n > 1 { // the worker may be about to let go of it
		t.Errorf("%d are pending after the answer", n)
	}
	if _, err := b.Submit(t.Context(), request(" ")); err == nil {
		t.Error("an empty question is taken")
	}
	expect("a refusal", inbox.Event{Stage: "refuse", Reason: bot.Empty})
	b.messenger.Before = func(context.Context, string, *bot.Request) error {
		return &bot.DeliveryError{Final: true, Err: errors.New("channel_not_found")}
	}
	b.ask("When was the ferry Anna built?")
	expect("no delivery", inbox.Event{Stage: "wait"}, inbox.Event{Stage: "undelivered"})

	broken := newBench(t, func(o *inbox.Options) { watched(o); o.Views = failing{} })
	broken.ask("When was the ferry Anna built?")
	expect("a failure", inbox.Event{Stage: "wait"}, inbox.Event{Stage: "open"},
		inbox.Event{Stage: "answer", Reason: bot.Broken}, inbox.Event{Stage: "show", Reason: bot.Broken})
}
