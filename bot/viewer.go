package bot

import "time"

// Viewer is somebody who opens what was answered before: what a place may not
// see isn't shown there, whoever asked for it.
type Viewer struct {
	Place    Place
	Asker    string // as in Request
	Language string // the locale that the platform gives, "" if none
}

// Recalled is a reply that is opened again.
type Recalled struct {
	Request Request
	Reply   Reply
	// Changed are the numbers of the citations whose document has changed at
	// the cited bytes or is gone.
	Changed []int
	// Shared reports whether others may open it, as far as they may see what it cites.
	Shared bool
	// SharedUntil is when that ends, zero if it doesn't.
	SharedUntil time.Time
	// Own reports whether the viewer is the person who asked, on whatever platform.
	Own bool
}

// Surroundings are a cited excerpt between the text around it. Joined, the
// three are a verbatim piece of the document.
type Surroundings struct {
	Citation
	Before, After string
	// Answering are the bytes of Excerpt that the answer says, as in Answer.Said.
	Answering [][2]int
	// MoreBefore and MoreAfter tell that the document goes on.
	MoreBefore, MoreAfter bool
	Language              string // of the reply, as in Reply
}

// Sources is a page of further passages on an answered question.
type Sources struct {
	Question  string
	Citations []Citation // numbered on from those of the answer
	Page      int        // from 0
	More      bool
	Language  string // of the reply, as in Reply
}

// Rating is what somebody thinks of an answer. A later one of the same person
// replaces the one before; an empty Vote keeps it and adds the comment.
type Rating struct {
	Request string // ID of the request that was answered
	Asker   string
	Vote    Vote
	Comment string
	At      time.Time
}

// Vote is a thumb.
type Vote string

const (
	Up   Vote = "up"
	Down Vote = "down"
)

// Past is what somebody asked before.
type Past struct {
	Request      string
	Conversation string // as in Request
	Kind         Kind
	Question     string
	Outcome      Outcome // of an answer to Ask; "" if it failed
	Failed       bool
	At           time.Time
	Language     string // of the reply, as in Reply
}
