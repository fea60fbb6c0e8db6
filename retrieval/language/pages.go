package language

// Pages holds what pages of the web put around their text, as regular expressions.
type Pages struct {
	// Invitations begin a block that leads elsewhere: to read on, to share, to comment.
	Invitations []string
	// Notices stand in a block that says nothing of the matter: legal lines, cookies,
	// newsletters.
	Notices []string
}
