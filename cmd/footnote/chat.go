package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"footnote/bot/answering"
	"footnote/bot/inbox"
	"io"
	"strconv"
	"strings"

	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/bot/followup"
	"footnote/retrieval/blevex"
)

// chatCmd holds a conversation in the terminal.
type chatCmd struct {
	JSON bool `help:"Print each answer as one JSON object a line."`
	syncFlag
}

// Help implements kong.HelpProvider.
func (chatCmd) Help() string {
	return "Type a question and press Enter; follow-ups such as \"and in 2016?\" are understood. /help lists the commands. Without a terminal, questions are read from standard input, one a line."
}

const chatHelp = `Type a question and press Enter. Commands:
  /sources   the excerpts of the last answer again, with all that is known of them
  /open N    what stands around excerpt N (also /context N)
  /help      this
  /quit      leave (also Ctrl-D)
`

// Run talks until there is nothing more to read.
func (c *chatCmd) Run(ctx context.Context, a *app) error {
	x, l, err := a.open(ctx, c.syncFlag)
	if err != nil {
		return err
	}
	defer x.Close()
	a.hintEmpty(x, l)
	model, err := a.writers(x.Analyzer(), nil)
	if err != nil {
		return err
	}
	t := &chat{app: a, index: x, answerer: answering.NewAnswerer(x), model: model, json: c.JSON}
	var read func(context.Context) (string, error)
	if f, typing := a.interactive(); typing && a.out.Terminal && !c.JSON {
		read = (&terminal.Prompt{In: f, Out: a.stdout, Screen: a.out}).ReadLine
		if err := a.print(fmt.Sprintf("Ask about %s. /help lists commands.\n", terminal.OneLine(l.Corpus))); err != nil {
			return err
		}
	} else {
		read = lineReader(a.stdin)
	}
	for {
		line, err := read(ctx)
		if err == nil || line != "" {
			quit, terr := t.turn(ctx, strings.TrimSpace(line))
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

// chat is a conversation under way.
type chat struct {
	*app
	index    *blevex.Index
	answerer *answering.Answerer
	model    writers
	json     bool
	last     bot.Answer
	turns    []followup.Turn // the latest, for follow-ups
}

// turn handles one line of the person's.
func (t *chat) turn(ctx context.Context, line string) (quit bool, err error) {
	name, arg, _ := strings.Cut(line, " ")
	switch {
	case line == "":
		return false, nil
	case !strings.HasPrefix(line, "/"):
		return false, t.ask(ctx, line)
	case name == "/quit" || name == "/exit":
		return true, nil
	case name == "/help":
		return false, t.print(chatHelp)
	case name == "/sources":
		return false, t.sources(ctx)
	case name == "/open" || name == "/context":
		return false, t.show(ctx, strings.TrimSpace(arg))
	}
	t.note("there is no command %s (/help lists them)", name)
	return false, nil
}

func (t *chat) ask(ctx context.Context, question string) error {
	id := rand.Text()
	complete := inbox.Complete(ctx, t.model.rewriter, t.log, id, question, t.turns)
	answer, err := t.answerer.Write(ctx, bot.Question{ID: id, Text: complete}, t.model.summarizer, nil)
	if err != nil {
		return err
	}
	t.last = answer
	t.remember(answer)
	if t.json {
		return t.printJSON(answer)
	}
	var b strings.Builder
	b.WriteByte('\n')
	p := t.printer(ctx, t.index)
	if complete != question {
		p.Block(&b, "", "", terminal.Dim, "Understood as: "+terminal.OneLine(complete))
	}
	b.WriteString(p.Answer(answer) + "\n")
	return t.print(b.String())
}

// rememberedTurns is how far back a follow-up may refer.
const rememberedTurns = 3

func (t *chat) remember(a bot.Answer) {
	turn := followup.Turn{Question: a.Question}
	for _, s := range a.Sentences {
		turn.Answer = append(turn.Answer, s.Text)
	}
	t.turns = append(t.turns, turn)
	t.turns = t.turns[max(0, len(t.turns)-rememberedTurns):]
}

// sources shows the citations of the last answer with all their facts.
func (t *chat) sources(ctx context.Context) error {
	if len(t.last.Citations) == 0 {
		t.noSources()
		return nil
	}
	p := t.printer(ctx, t.index)
	var b strings.Builder
	for _, c := range t.last.Citations {
		b.WriteByte('\n')
		p.Citation(&b, c, nil, true)
	}
	return t.print(b.String() + "\n")
}

// noSources says why there is nothing to show.
func (t *chat) noSources() {
	if t.last.ID == "" {
		t.note("there are no sources yet (ask something first)")
	} else {
		t.note("the last answer has no sources (ask something else first)")
	}
}

// show shows a citation of the last answer with what stands around it.
func (t *chat) show(ctx context.Context, number string) error {
	n, err := strconv.Atoi(strings.Trim(number, "[]"))
	if err != nil || n < 1 || n > len(t.last.Citations) {
		if len(t.last.Citations) == 0 {
			t.noSources()
		} else {
			t.note("which excerpt? /open takes a number from 1 to %d", len(t.last.Citations))
		}
		return nil
	}
	c, err := around(ctx, t.index, t.last.Citations[n-1])
	if err != nil {
		return err
	}
	var b strings.Builder
	b.WriteByte('\n')
	t.printer(ctx, t.index).Citation(&b, c, nil, true)
	return t.print(b.String() + "\n")
}

// lineReader reads lines of any length from in. It gives up waiting when the
// context ends.
func lineReader(in io.Reader) func(context.Context) (string, error) {
	type result struct {
		line string
		err  error
	}
	r := bufio.NewReader(in)
	return func(ctx context.Context) (string, error) {
		read := make(chan result, 1)
		go func() {
			line, err := readLine(r)
			read <- result{line, err}
		}()
		select {
		case got := <-read:
			return got.line, got.err
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}
