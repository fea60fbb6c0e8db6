package bot

// Guide is the reply to a message to which no sentence of the documents could be the
// answer: a greeting, a word of thanks, a call for help, the wish for a list of
// documents, for a summary of one, or for all that is said of something.
type Guide struct {
	ID      string    `json:"id"`
	Message string    `json:"message"`
	To      GuideKind `json:"to"`
	// Topic is what the documents are wanted of, "" if there is none.
	Topic string `json:"topic,omitempty"`
	// Overview says what there is, nil where that was not asked.
	Overview *Overview `json:"overview,omitempty"`
	// Documents are those of a list, or those that the name of one to summarize fits.
	Documents []Title `json:"documents,omitempty"`
	// More is how many further documents the list has.
	More int `json:"more,omitempty"`
	// Told has the main points of a document, or the passages that speak of the
	// topic; nil where neither was asked.
	Told *Answer `json:"told,omitempty"`
	// Named reports whether Told is of a document that the topic names.
	Named bool `json:"named,omitempty"`
}

// GuideKind is what a Guide replies to.
type GuideKind string

// The kinds of guides.
const (
	ToGreeting  GuideKind = "greeting"
	ToThanks    GuideKind = "thanks"
	ToHelp      GuideKind = "help"
	ToIdentity  GuideKind = "identity"
	ToListing   GuideKind = "list"
	ToSummarize GuideKind = "summary"
	ToAbout     GuideKind = "about"
)

// HasFound reports whether the guide has what was asked for.
func (g *Guide) HasFound() bool {
	switch g.To {
	case ToListing:
		return len(g.Documents) > 0 || g.Topic == "" && g.Overview != nil && g.Overview.Documents > 0
	case ToSummarize:
		return g.Named
	case ToAbout:
		return g.Told != nil && len(g.Told.Citations) > 0
	}
	return true
}
