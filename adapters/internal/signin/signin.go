// Package signin keeps an adapter signed in to its platform. When the platform
// refuses the bot's token, be it at the start or years later, calls are held back
// from then on, so that a thousand questions that wait don't ask a thousand times,
// and the token is tried again with growing pauses until the platform takes it.
package signin

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"footnote/adapters/internal/retry"
	"footnote/adapters/internal/uplink"
	"footnote/bot"
)

// lookAgain is how often it is looked whether a refused token was changed.
const lookAgain = 5 * time.Second

// Options of a Keeper. Platform, SignIn and Refuses are required.
type Options struct {
	Platform string // as it writes itself
	// SignIn asks the platform who the bot is.
	SignIn func(context.Context) error
	// Refuses reports whether an error says that the platform refuses the token.
	Refuses func(error) bool
	// Renew takes over a token that was changed since the last call and reports
	// whether there was one; nil if none ever is. It is asked before each attempt
	// and while the next one is waited for.
	Renew func() bool
	Links *uplink.List
	Log   *slog.Logger
	// First is the pause before the second attempt, and how long a call may try the
	// token for all others before the next one may; 0 is a second.
	First time.Duration
}

// Keeper keeps one adapter signed in. It is safe for use by several goroutines.
type Keeper struct {
	Options

	mu       sync.Mutex
	changed  chan struct{} // closed when what follows changes
	signedIn bool          // at least once
	refusal  error         // nil unless the token is refused
	next     time.Time     // when it is to be tried again
	probing  bool          // somebody tries it
	accepted time.Time     // when it was taken after a refusal
	pauses   retry.Pauses
}

// New returns a Keeper. Calls are let through before Run is called.
func New(o Options) *Keeper {
	o.First = cmp.Or(o.First, time.Second)
	return &Keeper{
		Options: o, changed: make(chan struct{}),
		pauses: retry.Pauses{First: o.First, Most: retry.LongestRefusal},
	}
}

// Run signs in, and signs in again whenever the platform refuses the token, until
// ctx ends.
func (k *Keeper) Run(ctx context.Context) {
	outage := retry.Pauses{First: k.First, Most: retry.LongestOutage}
	for ctx.Err() == nil {
		k.beginProbe()
		err := k.SignIn(ctx)
		k.leaveCall(true, err)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil:
			outage.Reset()
			k.awaitWake(ctx, func() bool { return k.refusal != nil })
			Pause(ctx, k.timeUntilProbe(), k.Renew)
		case k.Refuses(err):
			Pause(ctx, k.timeUntilProbe(), k.Renew)
		default:
			wait := outage.Next()
			k.Links.Explain(err.Error())
			k.Log.Warn(k.Platform+" can't be reached; trying again", "in", wait.Round(time.Millisecond), "error", err)
			Pause(ctx, wait, k.Renew)
		}
	}
}

// Call makes a call with the token. While the platform refuses the token it returns
// the refusal at once, but lets a call through now and then to try. Errors that the
// platform answers are *bot.DeliveryErrors, except for its own trouble.
func (k *Keeper) Call(op func() error) error {
	probe, err := k.enterCall()
	if err != nil {
		return err
	}
	err = op()
	k.leaveCall(probe, err)
	return err
}

// Refusal returns what Call would return without a call, nil if it would make one:
// what is held must not wait for its turn to be posted.
func (k *Keeper) Refusal() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.holdError()
}

// Note takes the error of a call that was made without Call, but may show that the
// token is refused.
func (k *Keeper) Note(err error) { k.leaveCall(false, err) }

// IsRefused reports whether the platform refuses the token.
func (k *Keeper) IsRefused() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.refusal != nil
}

// Tried returns when it is known whether the platform takes the token, or ctx ends.
func (k *Keeper) Tried(ctx context.Context) {
	k.awaitWake(ctx, func() bool { return k.signedIn || k.refusal != nil })
}

// SignedIn returns when the platform takes the token, or ctx ends.
func (k *Keeper) SignedIn(ctx context.Context) {
	k.awaitWake(ctx, func() bool { return k.signedIn && k.refusal == nil })
}

// Pause waits, but not longer than until renewed, if it isn't nil, says that a
// token was changed, or ctx ends.
func Pause(ctx context.Context, wait time.Duration, renewed func() bool) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	look := time.NewTicker(lookAgain)
	defer look.Stop()
	for {
		select {
		case <-timer.C:
			return
		case <-ctx.Done():
			return
		case <-look.C:
			if renewed != nil && renewed() {
				return
			}
		}
	}
}

// enterCall lets a call through, or returns the refusal and when to try again. probe
// reports whether the call tries the token for all others.
func (k *Keeper) enterCall() (probe bool, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.holdError(); err != nil || k.refusal == nil {
		return false, err
	}
	k.probing, k.next = true, time.Now().Add(k.First)
	return true, nil
}

// holdError returns the refusal as long as it isn't time to try the token again. The
// caller holds the lock.
func (k *Keeper) holdError() error {
	left := time.Until(k.next)
	if k.refusal == nil || left <= 0 {
		return nil
	}
	return &bot.DeliveryError{Refused: true, After: left, Err: k.refusal}
}

// beginProbe notes that the token is being tried, if it is refused.
func (k *Keeper) beginProbe() {
	if k.Renew != nil {
		k.Renew()
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.refusal != nil {
		k.probing, k.next = true, time.Now().Add(k.First)
	}
}

// leaveCall records the outcome of a call.
func (k *Keeper) leaveCall(probe bool, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch _, answered := errors.AsType[*bot.DeliveryError](err); {
	case err != nil && k.Refuses(err):
		k.noteRefusal(err)
	case probe && (err == nil || answered): // it has looked at more than the token
		k.noteAcceptance()
	}
}

// noteRefusal notes that the platform refuses the token. Calls that were under way
// together count once. The caller holds the lock.
func (k *Keeper) noteRefusal(err error) {
	first := k.refusal == nil
	if !first && !k.probing {
		return
	}
	if first && time.Since(k.accepted) > retry.LongestRefusal {
		k.pauses.Reset()
	}
	wait := k.pauses.Next()
	k.refusal, k.probing, k.next = refusalCause(err), false, time.Now().Add(wait)
	k.Links.RefuseToken(k.refusal.Error())
	if !k.signedIn {
		k.Links.Explain(k.refusal.Error())
	}
	level := slog.LevelDebug // it was said the first time
	if first {
		level = slog.LevelError
	}
	k.Log.Log(context.Background(), level, k.Platform+" refuses the bot's token; questions from there are held, and it is tried again", "in", wait.Round(time.Millisecond), "error", k.refusal)
	k.wakeWaiters()
}

// noteAcceptance notes that the platform takes the token. The caller holds the lock.
func (k *Keeper) noteAcceptance() {
	if k.refusal != nil {
		k.Log.Warn(k.Platform + " takes the bot's token again")
		k.refusal, k.probing, k.accepted = nil, false, time.Now()
		k.Links.AcceptToken()
	}
	k.signedIn = true
	k.wakeWaiters()
}

// wakeWaiters wakes those who wait for a change. The caller holds the lock.
func (k *Keeper) wakeWaiters() {
	close(k.changed)
	k.changed = make(chan struct{})
}

// timeUntilProbe returns how long it is until the token is to be tried again.
func (k *Keeper) timeUntilProbe() time.Duration {
	k.mu.Lock()
	defer k.mu.Unlock()
	return time.Until(k.next)
}

// awaitWake returns when ok holds, which is called under the lock, or when ctx ends.
func (k *Keeper) awaitWake(ctx context.Context, ok func() bool) {
	for {
		k.mu.Lock()
		done, changed := ok(), k.changed
		k.mu.Unlock()
		if done {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return
		}
	}
}

// refusalCause returns a refusal without the class that the adapter has given it.
func refusalCause(err error) error {
	if e, ok := errors.AsType[*bot.DeliveryError](err); ok && e.Err != nil {
		return e.Err
	}
	return err
}
