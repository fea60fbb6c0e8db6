package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/asking"
	"footnote/cmd/footnote/console"
	"footnote/cmd/footnote/holdings"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/replying"
	"footnote/cmd/footnote/setting"
	"footnote/cmd/footnote/writing"
	"footnote/retrieval"
	"footnote/retrieval/library"
)

// askCmd answers one question, or with Batch many.
type askCmd struct {
	Question []string `arg:"" optional:"" help:"The question; its words are joined. Without it, or as -, the question is read from standard input."`
	Batch    string   `placeholder:"FILE" help:"Answer each line of FILE (- is standard input): a question, or JSON with _id, text and asked, the day. Prints one JSON object a line, in the same order."`
	Asked    string   `placeholder:"DATE" help:"Answer as if it were this day, such as 2026-11-15: what \"this week\" and \"latest\" mean hangs on it."`
	JSON     bool     `help:"Print the answer as one JSON object."`
	Alone    bool     `help:"Look at the documents and answer from them by itself, even if a running \"footnote serve\" of them could."`
	indexing.SyncFlag
}

// Help implements kong.HelpProvider.
func (askCmd) Help() string {
	return `Exit codes:

  0    answered (with --batch: every line was processed)
  3    the documents don't answer it: the output has the closest passages, if there are any
  1    something failed (with --batch: also if a line was no valid question)
  2    the command line or a setting is wrong
  130  interrupted

The JSON of an answer has the fields id, question, outcome (answered, related, not_found), confidence (0 to 1, that the first sentence answers), spoken (0 to 1, that the documents answer anywhere), sentences, citations, missing, elapsed_ms and corpus (what was asked), and where there is something to say disagreements (figures that documents give differently) and summary (what a model had to do with it, and what it used). start and end are byte offsets into the text that "footnote extract" prints, and excerpt is exactly the text between them.

What is no question ("hi", "help", "which documents are there about X?", "summarise X", "what do you know about X?") has the outcome not_found, no sentences, and the field guide: with to (greeting, thanks, help, identity, list, summary, about), and of topic, overview, documents, more and told (an answer with the excerpts) those that say something. Without --batch the exit code is 0 if the guide has what was asked for.`
}

// maxStdinQuestion bounds what is read from standard input as one question.
const maxStdinQuestion = 1 << 20

// Run answers.
func (c *askCmd) Run(ctx context.Context, a *app) error {
	if c.Batch != "" {
		if len(c.Question) > 0 {
			return usageError("give a question or --batch, not both")
		}
		return a.answerBatch(ctx, c.Batch, c.SyncFlag)
	}
	var at time.Time
	if c.Asked != "" {
		var err error
		if at, err = console.ReadDay(c.Asked); err != nil {
			return usageError("--asked: %v", err)
		}
	}
	question, err := a.questionText(c.Question)
	if err != nil {
		return err
	}
	l, err := a.UseLibrary(false)
	if err != nil {
		return err
	}
	if reply, ok := c.askServer(ctx, a, l, question, at); ok {
		return a.printReply(reply, l)
	}
	x, l, err := a.OpenIndexOf(ctx, l, c.SyncFlag, indexing.InlineForOne)
	if err != nil {
		return err
	}
	defer x.Close()
	model, err := writing.Open(a.settings.Model, x.Analyzer(), nil, a.Log)
	if err != nil {
		return err
	}
	replier := replying.New(l.Library, holdings.Still{Index: x}, model.Summarizer)
	request := asking.NewRequest(a.Indexer, a.settings.Model, l, question)
	request.JSON, request.Asked = c.JSON, at
	reply, err := asking.Answer(ctx, replier, x, l, request)
	if err != nil {
		return err
	}
	return a.printReply(reply, l)
}

// askServer has a running server of the same documents answer. It reports whether one
// did.
func (c *askCmd) askServer(ctx context.Context, a *app, l *indexing.Library, question string, at time.Time) (asking.Response, bool) {
	if c.NoSync || c.AllowEmpty || c.Alone {
		return asking.Response{}, false
	}
	request := asking.NewRequest(a.Indexer, a.settings.Model, l, question)
	request.JSON, request.Asked = c.JSON, at
	return asking.Ask(ctx, l.Data, request)
}

// printReply prints a reply to a question.
func (a *app) printReply(reply asking.Response, l *indexing.Library) error {
	if err := a.Print(reply.Output); err != nil {
		return err
	}
	if reply.Empty {
		a.noteEmpty(l)
	}
	if !reply.Answered {
		return errNotAnswered
	}
	return nil
}

// questionText returns the question of the command line or, where that has none,
// of standard input.
func (a *app) questionText(words []string) (string, error) {
	text := strings.Join(words, " ")
	if _, typing := a.Interactive(); text == "-" || text == "" && !typing {
		data, err := io.ReadAll(io.LimitReader(a.Stdin, maxStdinQuestion+1))
		if err != nil {
			return "", fmt.Errorf("read the question from standard input: %w", err)
		}
		if len(data) > maxStdinQuestion {
			return "", usageError("the question on standard input is longer than %s (--batch takes many, one a line)", setting.ByteSize(maxStdinQuestion))
		}
		text = string(data)
	}
	text = strings.TrimSpace(text)
	if text == "" {
		return "", usageError(`there is no question (try: footnote ask "What is this about?")`)
	}
	return text, nil
}

// printer renders for stdout what comes from x.
func (a *app) printer(ctx context.Context, x retrieval.Index, l *indexing.Library) terminal.Printer {
	return asking.NewPrinter(ctx, a.Out, x, l)
}

// hintEmpty tells somebody who gets no answers that there is nothing to ask.
func (a *app) hintEmpty(x library.Index, l *indexing.Library) {
	if x.Stats().Passages == 0 {
		a.noteEmpty(l)
	}
}

func (a *app) noteEmpty(l *indexing.Library) {
	a.Note("%s holds no text that can be read (footnote index says what it found there)", l.Corpus)
}
