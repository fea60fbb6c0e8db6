package main

import (
	"context"
	"crypto/rand"
	"errors"

	"footnote/adapters/sqlite"
	"footnote/adapters/web"
	"footnote/adapters/web/api"
	"footnote/bot"
	"footnote/cmd/footnote/serving"
	"footnote/cmd/footnote/version"
)

// mcpCmd serves the Model Context Protocol over standard input and output.
type mcpCmd struct{ emptyFlag }

// Help implements kong.HelpProvider.
func (mcpCmd) Help() string {
	return `A program such as a desktop assistant starts it and talks to it over standard input and output. It has the tools ask, search, read and check, and the documents as resources, and follows the documents as serve does. What is asked is kept nowhere. Whoever starts it sees all documents; "footnote serve" has the same at /mcp, with access rules and tokens.`
}

// Run serves until the input ends.
func (c *mcpCmd) Run(ctx context.Context, a *app) (err error) {
	s := server{app: a, settings: &serveCmd{emptyFlag: c.emptyFlag}}
	defer func() { err = errors.Join(err, s.closeAll()) }()
	for _, step := range []func(context.Context) error{s.openDocuments, s.readDocuments} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	if s.store, err = sqlite.OpenMemory(ctx); err != nil {
		return err
	}
	s.addCleanup(s.store.Close)
	key := make([]byte, 32)
	_, _ = rand.Read(key)                                      // never fails
	replies, err := web.New(web.Options{Key: key, Log: a.log}) // its pages aren't served
	if err != nil {
		return err
	}
	if err := s.newAnswers(map[string]bot.Messenger{web.Platform: replies}); err != nil {
		return err
	}
	if err := replies.Use(ctx, s.answers); err != nil {
		return err
	}
	doors := api.New(api.Options{Bot: replies.Programs(), Platform: web.Platform, Version: version.Running().Version, Log: a.log})
	vectors := a.newVectorMaker(s.library, s.live)
	return serving.RunServices(ctx, a.log,
		a.followDocuments(s.library, vectors), vectors.service(),
		serving.Service{Name: "answers", Run: s.answers.Run},
		serving.Service{Name: "mcp", Run: func(ctx context.Context) error {
			return doors.ServeMCP(ctx, api.Caller{Asker: web.Platform + "/mcp"}, a.stdin, a.stdout)
		}},
	)
}
