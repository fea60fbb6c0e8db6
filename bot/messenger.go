package bot

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Messenger shows replies on one platform. The inbox calls it from several
// goroutines, but Open and Show for one conversation never twice at once.
//
// A process can die between any two calls and within each. What Open and Show
// return is kept before the next step is taken, and a step that was not kept is
// taken again after a restart: with the same arguments they must not post a
// second message if the platform has any way to avoid that.
//
// Rate limits of the platform are the Messenger's own to wait for, as long as
// ctx allows. Errors fall into three classes. Those that aren't a *DeliveryError
// are taken for passing ones: the step is tried again for some minutes, and then
// the request is closed. After a Final one it is closed at once. After a Refused
// one it is held, for as long as the platform refuses the bot.
type Messenger interface {
	// Open shows that a request is being worked on, by a placeholder or a
	// status, and returns a reference to it, opaque to the bot.
	Open(ctx context.Context, r *Request) (ref string, err error)
	// Show puts a reply in the place of what ref names and returns the
	// reference to use from now on. Replies that aren't final may be skipped;
	// the final one must be shown whole. After a final reply Show is called
	// again only if the question is edited.
	Show(ctx context.Context, r *Request, ref string, reply *Reply) (string, error)
	// Retract takes back what ref names, because the question was deleted
	// before it was answered.
	Retract(ctx context.Context, r *Request, ref string) error
}

// DeliveryError says how a failure of a Messenger is to be taken.
type DeliveryError struct {
	// Final: no attempt can succeed. The channel is gone, the bot was removed
	// or may not write there.
	Final bool
	// Refused: the platform refuses the bot itself, whatever it has to say. Its
	// token was revoked or has expired, or it lacks a right that somebody can give
	// it. Nothing is wrong with the request, and nobody knows how long it takes:
	// it is held, doesn't count as tried, and is shown once the platform takes the
	// bot again. A Messenger that knows that its platform refuses it says so
	// without asking the platform each time.
	Refused bool
	// After is when to try again, 0 to leave it to the inbox.
	After time.Duration
	Err   error
}

func (e *DeliveryError) Error() string {
	switch {
	case e.Final:
		return fmt.Sprintf("can't be delivered: %v", e.Err)
	case e.Refused:
		return fmt.Sprintf("refused: %v", e.Err)
	}
	return fmt.Sprintf("not delivered: %v", e.Err)
}

func (e *DeliveryError) Unwrap() error { return e.Err }

// IsRefused reports whether an error of a Messenger says that its platform
// refuses the bot itself.
func IsRefused(err error) bool {
	e, ok := errors.AsType[*DeliveryError](err)
	return ok && e.Refused
}
