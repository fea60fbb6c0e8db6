package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/chat"
	"footnote/cmd/footnote/console"
	"footnote/cmd/footnote/holdings"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/replying"
	"footnote/cmd/footnote/writing"
)

// chatCmd holds a conversation in the terminal.
type chatCmd struct {
	JSON bool `help:"Print each answer as one JSON object a line."`
	indexing.SyncFlag
}

// Help implements kong.HelpProvider.
func (chatCmd) Help() string {
	return "Type a question and press Enter; follow-ups such as \"and in 2016?\" are understood. /help lists the commands. Without a terminal, questions are read from standard input, one a line."
}

// Run talks until there is nothing more to read.
func (c *chatCmd) Run(ctx context.Context, a *app) error {
	x, l, err := a.OpenIndex(ctx, c.SyncFlag, indexing.InlineForMany)
	if err != nil {
		return err
	}
	defer x.Close()
	a.hintEmpty(x, l)
	model, err := writing.Open(a.settings.Model, x.Analyzer(), nil, a.Log)
	if err != nil {
		return err
	}
	t := chat.New(chat.Options{
		Index: x, Replier: replying.New(l.Library, holdings.Still{Index: x}, model.Summarizer), Rewriter: model.Rewriter,
		Printer: a.printer(ctx, x, l), JSON: c.JSON, Print: a.Print, PrintJSON: a.PrintJSON, Note: a.Note, Log: a.Log,
		Asked: l.Asked(false, x.Stats().Documents),
	})
	var read func(context.Context) (string, error)
	if f, typing := a.Interactive(); typing && a.Out.Terminal && !c.JSON {
		read = (&terminal.Prompt{In: f, Out: a.Stdout, Screen: a.Out}).ReadLine
		if err := a.Print(fmt.Sprintf("Ask about %s. /help lists commands.\n", terminal.OneLine(l.Corpus))); err != nil {
			return err
		}
	} else {
		read = console.LineReader(a.Stdin)
	}
	for {
		line, err := read(ctx)
		if err == nil || line != "" {
			quit, terr := t.Turn(ctx, strings.TrimSpace(line))
			if quit || terr != nil {
				return terr
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}
