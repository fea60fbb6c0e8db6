package main

import (
	"context"
	"errors"
	"fmt"

	"footnote/adapters"
	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/bot/access"
	"footnote/bot/inbox"
	"footnote/cmd/footnote/platforms"
)

// forgetCmd removes what is kept of a person.
type forgetCmd struct {
	User string `arg:"" help:"The person, by the ids of the platform: ${people}, or web/… as the log names at the level info who signs in; or an e-mail address that is verified: then on all platforms."`
	JSON bool   `help:"Print one JSON object."`

	known []adapters.Platform
}

// Help implements kong.HelpProvider.
func (c forgetCmd) Help() string {
	return "Removes all questions, answers and ratings of a person from Footnote's store. What stands in " + access.JoinWords("or", platforms.TitlesOf(c.known)) + " stays there. Visitors of the page who don't sign in with a name of their own can only be told by their cookie: they press Forget this below an answer."
}

// Run forgets.
func (c *forgetCmd) Run(ctx context.Context, a *app) (err error) {
	store, _, err := a.openQuestions(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	n, err := inbox.ForgetPerson(ctx, store, c.User)
	if err == nil {
		err = store.SetValue(ctx, bot.NotesKey(c.User), nil)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return a.PrintJSON(map[string]any{"user": c.User, "removed": n})
	}
	if n == 0 {
		return fmt.Errorf("nothing is kept of %s (a person is %s, by the ids of the platform, or web/… as the log names who signs in; or a verified e-mail address)", terminal.OneLine(c.User), access.JoinWords("or", platforms.PersonsOf(c.known)))
	}
	return a.Print(fmt.Sprintf("Removed what was kept of %[2]s: %[1]s questions with their answers, and ratings.\n", terminal.Thousands(n), terminal.OneLine(c.User)))
}
