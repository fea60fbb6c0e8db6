package bot

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"
)

// Model is a language model. It has no tools and no memory: it turns one
// prompt into one text.
type Model interface {
	// Complete yields the text piece by piece as the model writes it. An error,
	// a *ModelError where its class is known, is the last thing that it yields.
	// It ends soon after ctx does.
	Complete(ctx context.Context, p Prompt) iter.Seq2[string, error]
}

// Prompt is what a model is asked.
type Prompt struct {
	System string // what it is to do
	User   string // what it is to do it with
	// MaxTokens bounds what it writes; 0 leaves that to the Model.
	MaxTokens int
	// Schema is the JSON schema of what it is to write, "" for a text. A Model whose
	// server can't keep to one asks for a text: what comes may be either.
	Schema string
	// Used, if not nil, is told what the text has used, if that is known, before
	// Complete ends.
	Used func(Usage)
}

// Usage is what texts of a Model have used.
type Usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
	// Estimated reports whether the server left some of it unsaid.
	Estimated bool `json:"estimated,omitempty"`
	// Cost is in the currency of the prices that the operator has set, 0 if
	// there are none.
	Cost float64 `json:"cost,omitempty"`
}

// Add adds what another text has used.
func (u *Usage) Add(more Usage) {
	u.PromptTokens += more.PromptTokens
	u.CompletionTokens += more.CompletionTokens
	u.Estimated = u.Estimated || more.Estimated
	u.Cost += more.Cost
}

// Trouble classes what keeps a model from writing.
type Trouble string

const (
	Slow        Trouble = "slow"         // a deadline passed
	Limited     Trouble = "rate_limited" // the server wants fewer requests, or money
	Unavailable Trouble = "unavailable"  // no server answered, or it failed
	Refused     Trouble = "refused"      // the model, or a filter before it, won't
	Denied      Trouble = "denied"       // key or model are wrong: for the operator
	Foreign     Trouble = "foreign"      // what answers at the address is no server of a model: for the operator
	Spent       Trouble = "spent"        // the day's budget is used up
	Oversized   Trouble = "oversized"    // the prompt is longer than the model takes
	Garbled     Trouble = "garbled"      // what came back can't be parsed
)

// ModelError is a failure of a Model with its class.
type ModelError struct {
	Trouble Trouble
	After   time.Duration // when the server wants to be asked again, 0 if it doesn't say
	Err     error
}

func (e *ModelError) Error() string { return fmt.Sprintf("the model is %s: %v", e.Trouble, e.Err) }
func (e *ModelError) Unwrap() error { return e.Err }

// ErrStopped is the cause with which a Summarizer's context ends if the asker stops the
// model.
var ErrStopped = errors.New("the asker stopped the model")

// Rewriter makes follow-ups questions that stand alone.
type Rewriter interface {
	// Rewrite returns the question as it stands alone after the ones before it,
	// the oldest first; the question itself if it does already. What it returns
	// names nothing that the questions don't. request is for the log.
	Rewrite(ctx context.Context, request, question string, before []string) (string, error)
}

// Summarizer writes answers anew from their evidence.
type Summarizer interface {
	// Summarize returns the answer with sentences of its own, each checked
	// against the excerpts that it cites, or as it was if that can't be done:
	// Answer.Summary says which. It is asked whatever the outcome is: with sentences
	// that pass it is Answered. emit, if not nil, gets the answer each time it
	// has grown by a sentence, and first of all as the documents alone give it. It fails only
	// if ctx ends with another cause than ErrStopped: then what has passed stands.
	Summarize(ctx context.Context, a Answer, emit func(Answer)) (Answer, error)
}

// Summary says what a model had to do with an answer.
type Summary struct {
	// Model is the name of the one that wrote the sentences, "" if they are
	// the documents' own.
	Model string `json:"model,omitempty"`
	// Dropped is the number of its sentences that failed the check.
	Dropped int `json:"dropped"`
	// Omitted are those sentences, and why each failed, as far as they may be shown.
	Omitted []Omission `json:"omitted,omitempty"`
	// Writing is set while the model still writes: the sentences are the documents' own,
	// or those of the model's that have passed so far.
	Writing bool `json:"writing,omitempty"`
	// Stopped is set if the asker stopped the model.
	Stopped bool `json:"stopped,omitempty"`
	// Fallback says why the sentences are the documents' own although a model
	// was asked.
	Fallback string `json:"fallback,omitempty"`
	// Usage is what the model has used, nil if it was not asked or nobody counts.
	Usage *Usage `json:"usage,omitempty"`
}

// Omission is a sentence of a model that isn't shown as one of the answer.
type Omission struct {
	Text   string `json:"text,omitempty"` // "" if it isn't fit to be shown: it holds an address
	Reason string `json:"reason"`         // in English, for people
}
