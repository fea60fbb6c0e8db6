package utterance

import "strings"

// Kind is what a message is.
type Kind int

// The kinds of messages.
const (
	Asking      Kind = iota // asks something that documents may answer
	Greeting                // "hi", and nothing else
	Thanks                  // "thanks, that helps"
	Help                    // "help", "how does this work"
	Identity                // "who are you", "what can you do"
	Listing                 // "which documents do you have about X", "list all X"
	Summarizing             // "summarise the travel policy"
	About                   // "what do you know about X"
	Pointing                // "can you answer this?", or a mention and nothing else
	Chatter                 // anything else that asks nothing: "lol", "brb", "I agree"
)

// Utterance is a message taken apart.
type Utterance struct {
	Text string
	Kind Kind
	// Question is what is asked, in the words of the message, or the topic X of
	// Listing, Summarizing and About. Without either it is "".
	Question string
	// Scene is what only sets the scene: it may help to find passages, and its words
	// are no evidence if they are missing.
	Scene string
	// ToOthers reports whether the message speaks to somebody else by name or mention.
	ToOthers bool
}

// Read takes a message apart.
func Read(text string) Utterance {
	text = strings.TrimSpace(text)
	if text == "" {
		return Utterance{Kind: Pointing}
	}
	return Utterance{Text: text, Question: text}
}
