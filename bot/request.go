package bot

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"
)

// Place is where somebody asks: as much of it as access rules and rate limits
// tell apart.
type Place struct {
	Platform string `json:"platform"`          // "slack", "discord", "web", "terminal"
	Space    string `json:"space,omitempty"`   // Slack team or Discord guild, "" if there is none
	Channel  string `json:"channel,omitempty"` // "" in places that have none
	// Direct reports whether only the asker reads the conversation.
	Direct bool `json:"direct,omitempty"`
	// Roles are those that the asker has here.
	Roles []string `json:"roles,omitempty"`
	// Email is the asker's address, in small letters, if the platform has verified it and
	// access rules can name it; else "".
	Email string `json:"email,omitempty"`
}

// Kind is what somebody wants.
type Kind string

const (
	Ask    Kind = "ask"    // an answer
	Find   Kind = "find"   // the passages that speak of the text, and no answer
	Verify Kind = "verify" // for each claim of the text the passages that support or contradict it
)

// Request is one message to the bot, as an adapter hands it in. All of it is
// kept on disk until it is answered and, for as long as the retention setting
// says, after.
type Request struct {
	// ID is given by the inbox. People see it as the request id.
	ID string `json:"id"`
	// Keys are the names under which the platform may deliver the same message
	// again. Two requests that share one are the same.
	Keys  []string `json:"keys"`
	Kind  Kind     `json:"kind"`
	Place Place    `json:"place"`
	// Conversation names the requests that are answered in order and remember
	// one another, such as "slack/T1/C1/1700000000.000100".
	Conversation string `json:"conversation"`
	// Asker is the same for one person over time, such as "slack/T1/U1".
	Asker string `json:"asker"`
	// PerMinute is how many questions a minute the asker may ask, 0 for as many as
	// anybody.
	PerMinute int `json:"-"`
	// Network, if set, is where an asker comes from who could be another one at any
	// time. What comes from there is counted together, too.
	Network string `json:"-"`
	Text    string `json:"text"`
	// Home is set for a request that the process that took it is to answer, as long as
	// it lives: the asker sees there how the reply grows.
	Home bool `json:"-"`
	// Again is set if another process may have begun to answer it: what it has posted is
	// to be looked for.
	Again bool `json:"-"`
	// Unasked is set for a message that nobody has addressed to the bot, where it
	// listens. It gets a reply only if it is a question that the documents answer;
	// else nothing of it is kept.
	Unasked bool `json:"unasked,omitempty"`
	// Above is set if something stands above the message that it may be about, and that
	// a ThreadReader can read.
	Above bool `json:"above,omitempty"`
	// Files came with the message.
	Files []File `json:"files,omitempty"`
	// Collection, if set, narrows the documents down.
	Collection string `json:"collection,omitempty"`
	// Filter, if set, narrows them down further.
	Filter *Filter `json:"filter,omitempty"`
	// Limit is how many excerpts Find is to return, 0 for as many as fit a message.
	Limit int `json:"limit,omitempty"`
	// Thorough has Verify look up every sentence of the text, however long it is, and
	// shows how far that is.
	Thorough bool `json:"thorough,omitempty"`
	// Told is what was said before, the oldest first, in a conversation that the asker
	// keeps and the bot doesn't.
	Told []Told `json:"told,omitempty"`
	// Language is the one to answer in, a code of package wording. An adapter sets it
	// to the locale that its platform gives, if it does; the inbox to what Text shows.
	Language string    `json:"language,omitempty"`
	Received time.Time `json:"received"`
	// Origin is what the adapter needs to reply. The bot doesn't look into it.
	Origin json.RawMessage `json:"origin,omitempty"`
}

// Told is a question with its answer, as an asker keeps them.
type Told struct {
	Question string `json:"question"`
	Answer   string `json:"answer,omitempty"`
}

// Receipt says what became of a submitted request.
type Receipt struct {
	ID string
	// Again reports whether the request had been submitted before: then there is nothing
	// left to do but to acknowledge it.
	Again bool
}

// Reply is what goes back for a Request.
type Reply struct {
	Request string `json:"request"` // its ID
	Kind    Kind   `json:"kind"`
	// Final reports whether it is the whole reply and not one that is still growing.
	Final bool `json:"final"`
	// Understood is the question as the conversation completed it, "" if it
	// was taken as it is.
	Understood string `json:"understood,omitempty"`
	// Language is what it is worded in, "" for English.
	Language string `json:"language,omitempty"`

	// One of these is set.
	Answer  *Answer    `json:"answer,omitempty"`  // to Ask
	Guide   *Guide     `json:"guide,omitempty"`   // to Ask, if no sentence could answer it
	Found   *Answer    `json:"found,omitempty"`   // to Find: citations only
	Claims  []Claim    `json:"claims,omitempty"`  // to Verify
	Failure *Complaint `json:"failure,omitempty"` // to any
	// Unread says of files that came with the message why they can't be read, each with
	// its name.
	Unread []string `json:"unread,omitempty"`
	// Progress is how far a thorough check is, nil for a final reply.
	Progress *Progress `json:"progress,omitempty"`
	// Unchecked is how many sentences of a text under Verify were left out
	// because there are too many.
	Unchecked int `json:"unchecked,omitempty"`
}

// Citations returns all that a reply shows, what speaks against a claim first.
func (r *Reply) Citations() []Citation {
	var list []Citation
	if r.Answer != nil {
		list = append(list, r.Answer.Citations...)
	}
	if r.Guide != nil && r.Guide.Told != nil {
		list = append(list, r.Guide.Told.Citations...)
	}
	if r.Found != nil {
		list = append(list, r.Found.Citations...)
	}
	for _, c := range r.Claims {
		list = append(append(list, c.Contradicting...), c.Supporting...)
	}
	return list
}

// Outcome is that of the answer, "" if the reply is another or a failure.
func (r *Reply) Outcome() Outcome {
	if r.Answer != nil {
		return r.Answer.Outcome
	}
	return ""
}

// Numbered returns the first citation of each number, which is the one that
// inbox.Service.Context opens. Only under Verify are there others.
func (r *Reply) Numbered() []Citation {
	var list []Citation
	for _, c := range r.Citations() {
		if !slices.ContainsFunc(list, func(o Citation) bool { return o.N == c.N }) {
			list = append(list, c)
		}
	}
	return list
}

// Progress is how many sentences of a text are looked up.
type Progress struct {
	Done int `json:"done"`
	All  int `json:"all"`
}

// Claim is a sentence of a text under Verify with what the documents say of
// it. Both lists empty means that they don't speak of it.
type Claim struct {
	Text string `json:"text"`
	// Supporting and Contradicting are numbered over all claims of the reply,
	// one number a document.
	Supporting    []Citation `json:"supporting"`
	Contradicting []Citation `json:"contradicting"`
	// Conflicts says in words what differs, such as "instead of “80” the source says “50”".
	Conflicts []string `json:"conflicts,omitempty"`
}

// Reason classes what kept the bot from answering.
type Reason string

const (
	Busy      Reason = "busy"       // the queue is full
	TooMany   Reason = "too_many"   // the asker, or the place, has asked too much
	Forbidden Reason = "forbidden"  // the place may see no documents
	Empty     Reason = "empty"      // there is no question
	NoText    Reason = "no_text"    // there is nothing to look up
	NoneAbove Reason = "none_above" // no question stands above that is pointed at
	Unread    Reason = "unread"     // what stands above, or a file, can't be read
	Filed     Reason = "filed"      // the message had only files, which are read
	TooLong   Reason = "too_long"   // the text is longer than is read
	Late      Reason = "late"       // the deadline has passed
	Broken    Reason = "broken"     // an error of ours, logged under the request id
	Gone      Reason = "gone"       // the answer is no longer kept
	Absent    Reason = "absent"     // no such document, or none that the place may see
)

// Complaint says why there is no answer. As an error it is what the inbox refuses
// requests with.
type Complaint struct {
	Reason Reason `json:"reason"`
	// Text is what the asker reads. Package present has it for a Reason, in the
	// asker's language; an adapter words what only it knows.
	Text     string `json:"text,omitempty"`
	Language string `json:"language,omitempty"` // of the asker, "" for English
	Request  string `json:"request"`            // its ID, for the operator to look up
	// After is when to try again, 0 if that helps at no particular time.
	After time.Duration `json:"after,omitempty"`
}

// Error implements error.
func (c *Complaint) Error() string {
	return cmp.Or(c.Text, "refused: "+string(c.Reason)) + " (request " + c.Request + ")"
}

// Complain makes a Complaint of which package present knows the words.
func Complain(reason Reason, request string, after time.Duration) *Complaint {
	return &Complaint{Reason: reason, Request: request, After: after}
}
