package web

import (
	"footnote/bot"
	"footnote/bot/answering"
)

// sureness is how sure an answer is, for words.
type sureness string

const (
	unsaid  sureness = ""        // nothing can be said of it
	plain   sureness = "plain"   // the first sentence answers, as far as can be told
	perhaps sureness = "perhaps" // it may, and closest passages stand below it
)

// surenessOf returns how sure an answer is. Confidence is in a verbatim sentence: it says
// nothing of a model's words, of what was computed, and of documents that differ.
func surenessOf(r *bot.Reply) sureness {
	a := r.Answer
	if a == nil || !r.Final || a.Outcome != bot.Answered || len(a.Sentences) == 0 || len(a.Disagreements) > 0 {
		return unsaid
	}
	if first := a.Sentences[0]; first.End == 0 || first.Computed != nil || len(first.Citations) == 0 {
		return unsaid
	}
	if a.Confidence < answering.SureAlone {
		return perhaps
	}
	return plain
}
