package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"footnote/adapters/terminal"
	"footnote/adapters/web/login"
	"footnote/cmd/footnote/tokens"
	"footnote/retrieval/private"
)

// tokenCmd gives out what scripts sign in with.
type tokenCmd struct {
	Add    tokenAddCmd    `cmd:"" help:"Give out a token, and print it once."`
	List   tokenListCmd   `cmd:"" help:"List the tokens that were given out."`
	Remove tokenRemoveCmd `cmd:"" help:"Take a token back."`
}

// tokenAddCmd gives out a token.
type tokenAddCmd struct {
	Name      string        `arg:"" help:"Name of the token, such as weekly-report. Access rules can name it: web: {tokens: [weekly-report]}."`
	Scopes    []login.Scope `name:"scope" default:"${program_scopes}" enum:"${scopes}" placeholder:"SCOPE" help:"What it opens: ${enum} (default: ${default})."`
	Groups    []string      `name:"group" placeholder:"NAME" help:"Groups of the access rules whose documents it opens (default: none)."`
	PerMinute int           `name:"per-minute" placeholder:"N" help:"Questions a minute that it may ask (default: as many as a person)."`
	Days      int           `placeholder:"DAYS" help:"Days that it is good for (default: until it is removed)."`
}

// Validate implements kong's check of a command.
func (c *tokenAddCmd) Validate() error {
	if c.PerMinute < 0 || c.Days < 0 {
		return errors.New("--per-minute and --days can't be less than 0")
	}
	return nil
}

// tokenBook returns the tokens of the documents that the settings mean.
func (a *app) tokenBook() (*tokens.Book, error) {
	l, err := a.UseLibrary(false)
	if err != nil {
		return nil, err
	}
	return tokens.NewBook(l.Data, time.Now), nil
}

// withTokenBook has f use the tokens of the documents that the settings mean: those in
// the data folder, or those that all replicas share.
func (a *app) withTokenBook(ctx context.Context, f func(*tokens.Book) error) error {
	if !a.settings.Store.IsShared() {
		book, err := a.tokenBook()
		if err != nil {
			return err
		}
		return f(book)
	}
	store, err := a.settings.Store.OpenKept(ctx, "", "")
	if err != nil {
		return err
	}
	return errors.Join(f(tokens.NewSharedBook(store, time.Now)), store.Close())
}

// Run gives the token out.
func (c *tokenAddCmd) Run(ctx context.Context, a *app) error {
	if l, err := a.UseLibrary(false); err != nil {
		return err
	} else if err := private.MakeFolder(l.Data); err != nil {
		return fmt.Errorf("keep the token: %w", err)
	}
	t := tokens.Token{Name: c.Name, Scopes: c.Scopes, Groups: c.Groups, PerMinute: c.PerMinute}
	if c.Days > 0 {
		t.Expires = time.Now().UTC().Truncate(time.Second).Add(time.Duration(c.Days) * 24 * time.Hour)
	}
	var text string
	err := a.withTokenBook(ctx, func(book *tokens.Book) (err error) {
		text, err = book.Add(t)
		return err
	})
	if err != nil {
		return err
	}
	a.Note("the token of %s, which is shown only now; send it as Authorization: Bearer …", c.Name)
	return a.Print(text + "\n")
}

// tokenListCmd lists tokens.
type tokenListCmd struct {
	JSON bool `help:"Print one JSON object."`
}

// Run lists the tokens.
func (c *tokenListCmd) Run(ctx context.Context, a *app) error {
	var list []tokens.Token
	err := a.withTokenBook(ctx, func(book *tokens.Book) (err error) {
		list, err = book.List()
		return err
	})
	if err != nil {
		return err
	}
	if c.JSON {
		return a.PrintJSON(map[string]any{"tokens": append([]tokens.Token{}, list...)})
	}
	var b strings.Builder
	for _, t := range list {
		fmt.Fprintf(&b, "%s: %s", t.Name, joinScopes(t.Scopes, ", "))
		if len(t.Groups) > 0 {
			fmt.Fprintf(&b, "; groups %s", terminal.OneLine(strings.Join(t.Groups, ", ")))
		}
		if t.PerMinute > 0 {
			fmt.Fprintf(&b, "; %d questions a minute", t.PerMinute)
		}
		if !t.Expires.IsZero() {
			fmt.Fprintf(&b, "; until %s", t.Expires.Format("2 January 2006"))
		}
		b.WriteByte('\n')
	}
	if len(list) == 0 {
		b.WriteString("No tokens were given out (footnote token add NAME gives one out).\n")
	}
	return a.Print(b.String())
}

func joinScopes(list []login.Scope, between string) string {
	var names []string
	for _, s := range list {
		names = append(names, string(s))
	}
	return strings.Join(names, between)
}

// tokenRemoveCmd takes a token back.
type tokenRemoveCmd struct {
	Name string `arg:"" help:"Name of the token."`
}

// Run takes the token back. A running server follows at once.
func (c *tokenRemoveCmd) Run(ctx context.Context, a *app) error {
	removed := false
	err := a.withTokenBook(ctx, func(book *tokens.Book) (err error) {
		removed, err = book.Remove(c.Name)
		return err
	})
	if err != nil {
		return err
	}
	if !removed {
		return fmt.Errorf("there is no token %s (footnote token list names them)", terminal.OneLine(c.Name))
	}
	return a.Print("Removed.\n")
}
