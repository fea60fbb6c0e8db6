package bot

import (
	"context"
	"fmt"
	"time"
)

// Messenger shows replies on one platform. The Service calls it from several
// goroutines, but Open and Show for one conversation never twice at once.
//
// A process can die between any two calls and within each. What Open and Show
// return is kept before the next step is taken, and a step that was not kept is
// taken again after a restart: with the same arguments they must not post a
// second message if the platform has any way to avoid that.
//
// Rate limits of the platform are the Messenger's own to wait for, as long as
// ctx allows. Errors that aren't a *DeliveryError are taken for passing ones.
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
	// After is when to try again, 0 to leave it to the Service.
	After time.Duration
	Err   error
}

func (e *DeliveryError) Error() string {
	if e.Final {
		return fmt.Sprintf("can't be delivered: %v", e.Err)
	}
	return fmt.Sprintf("not delivered: %v", e.Err)
}

func (e *DeliveryError) Unwrap() error { return e.Err }
