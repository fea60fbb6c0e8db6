package bot

import "context"

// Teller is a Messenger that can reach an asker elsewhere when a reply can't be shown
// where they asked: by a direct message. The inbox asks for it once, before it closes a
// request without a reply.
type Teller interface {
	// TellUndelivered says to the asker why there is no reply. It doesn't have to be
	// tried again, and says nothing where the asker is the one who can't be reached.
	TellUndelivered(ctx context.Context, r *Request, cause error) error
}
