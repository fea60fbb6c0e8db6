package bot

import "context"

// ThreadReader is a Messenger that can read what stands above a request's message: in
// its thread, or what it replies to. The inbox asks for it only if the message doesn't
// ask by itself: "can you answer this?".
type ThreadReader interface {
	// ReadThread returns what was said, in order. The error is a *Complaint if it
	// can't be read until somebody has changed that: it says to the asker what would
	// help. Other errors are as those of a Messenger.
	ReadThread(ctx context.Context, r *Request) ([]Said, error)
}

// Said is a message that stands above a request's.
type Said struct {
	Text  string // its Message.Content
	Files []File
	// Own reports whether the bot itself has said it, or another program.
	Own bool
	// Pointed reports whether the request's message is a reply to this one.
	Pointed bool
}

// Pointed is what a message that points at another one stands for.
type Pointed struct {
	Text  string `json:"text,omitempty"` // of the other one
	Files []File `json:"files,omitempty"`
	// Refusal says to the asker why there is no text.
	Refusal Reason `json:"refusal,omitempty"`
	Why     string `json:"why,omitempty"` // in words of the platform's; "" for those of Refusal
}
