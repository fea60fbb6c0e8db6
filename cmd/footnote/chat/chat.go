// Package chat holds a conversation: it answers one line after another, knows what
// a follow-up refers to, and shows the sources of the last answer.
package chat

import (
	"context"
	"crypto/rand"
	"log/slog"
	"strconv"
	"strings"

	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/bot/followup"
	"footnote/bot/inbox"
	"footnote/bot/present"
	"footnote/bot/wording"
	"footnote/cmd/footnote/replying"
	"footnote/retrieval"
	"footnote/retrieval/utterance"
)

// help lists the commands.
const help = `Type a question and press Enter. Commands:
  /sources   the excerpts of the last answer again, with all that is known of them
  /open N    what stands around excerpt N (also /context N)
  /help      this
  /quit      leave (also Ctrl-D)
`

// Options are what a conversation is held with.
type Options struct {
	Index   retrieval.Index
	Replier *replying.Replier
	// Rewriter is nil without a model.
	Rewriter bot.Rewriter
	// Printer renders answers. With JSON they are printed by PrintJSON instead.
	Printer   terminal.Printer
	JSON      bool
	Print     func(string) error
	PrintJSON func(any) error
	// Note tells the person something beside the output.
	Note func(format string, args ...any)
	// Asked is what is asked, for those who get no answer; "" says nothing.
	Asked string
	Log   *slog.Logger
}

// Chat is a conversation under way.
type Chat struct {
	o     Options
	last  *bot.Reply      // nil before the first
	turns []followup.Turn // the latest, for follow-ups
}

// New begins a conversation.
func New(o Options) *Chat { return &Chat{o: o} }

// Turn handles one line of the person's, and reports whether it was the last.
func (c *Chat) Turn(ctx context.Context, line string) (last bool, err error) {
	name, arg, _ := strings.Cut(line, " ")
	switch {
	case line == "":
		return false, nil
	case !strings.HasPrefix(line, "/"):
		return false, c.askQuestion(ctx, line)
	case name == "/quit" || name == "/exit":
		return true, nil
	case name == "/help":
		return false, c.o.Print(help)
	case name == "/sources":
		return false, c.showSources(ctx)
	case name == "/open" || name == "/context":
		return false, c.showAround(ctx, strings.TrimSpace(arg))
	}
	c.o.Note("there is no command %s (/help lists them)", name)
	return false, nil
}

func (c *Chat) askQuestion(ctx context.Context, question string) error {
	id := rand.Text()
	reply, err := c.o.Replier.Reply(ctx, replying.Message{
		ID: id, Text: question, Before: followup.Questions(c.turns), Near: followup.Near(c.turns),
		Complete: func(ctx context.Context, said utterance.Utterance) (string, bool) {
			return inbox.Complete(ctx, c.o.Rewriter, c.o.Log, id, said, c.turns)
		},
	})
	if err != nil {
		return err
	}
	c.last = reply
	if reply.Answer != nil { // what is no question is nothing to refer to
		c.rememberTurn(reply.Answer)
	}
	if c.o.JSON {
		return c.o.PrintJSON(c.o.Replier.JSON(reply))
	}
	return c.o.Print("\n" + c.o.Printer.Reply(reply) + c.asked(reply) + "\n")
}

// asked says what was asked where that gave no answer, "" elsewhere.
func (c *Chat) asked(reply *bot.Reply) string {
	if c.o.Asked == "" || reply.Guide != nil || replying.HasAnswered(reply) {
		return ""
	}
	return c.o.Printer.Aside(c.o.Asked)
}

// rememberedTurns is how far back a follow-up may refer.
const rememberedTurns = 3

func (c *Chat) rememberTurn(a *bot.Answer) {
	c.turns = append(c.turns, followup.NewTurn(a))
	c.turns = c.turns[max(0, len(c.turns)-rememberedTurns):]
}

// showSources shows the citations of the last answer with all their facts.
func (c *Chat) showSources(ctx context.Context) error {
	if len(c.lastCitations()) == 0 {
		c.noSources()
		return nil
	}
	var b strings.Builder
	for _, cited := range c.lastCitations() {
		b.WriteByte('\n')
		c.o.Printer.Citation(&b, c.asSource(cited), true)
	}
	return c.o.Print(b.String() + "\n")
}

// lastCitations returns what the last reply cites.
func (c *Chat) lastCitations() []bot.Citation {
	if c.last == nil {
		return nil
	}
	return c.last.Numbered()
}

// asSource returns a citation of the last reply in its language.
func (c *Chat) asSource(cited bot.Citation) present.Source {
	return present.Source{Citation: cited, Words: wording.In(c.last.Language)}
}

// noSources says why there is nothing to show.
func (c *Chat) noSources() {
	if c.last == nil {
		c.o.Note("there are no sources yet (ask something first)")
	} else {
		c.o.Note("the last answer has no sources (ask something else first)")
	}
}

// showAround shows a citation of the last answer with what stands around it.
func (c *Chat) showAround(ctx context.Context, number string) error {
	n, err := strconv.Atoi(strings.Trim(number, "[]"))
	list := c.lastCitations()
	if err != nil || n < 1 || n > len(list) {
		if len(list) == 0 {
			c.noSources()
		} else {
			c.o.Note("which excerpt? /open takes a number from 1 to %d", len(list))
		}
		return nil
	}
	cited, err := widenCitation(ctx, c.o.Index, list[n-1])
	if err != nil {
		return err
	}
	var b strings.Builder
	b.WriteByte('\n')
	c.o.Printer.Citation(&b, c.asSource(cited), true)
	return c.o.Print(b.String() + "\n")
}

// widenCitation widens a citation to the text around it. What was cited is what is
// highlighted.
func widenCitation(ctx context.Context, x retrieval.Index, c bot.Citation) (bot.Citation, error) {
	d, err := x.Document(ctx, c.Document)
	if err != nil {
		return c, err
	}
	s := inbox.Around(d, c)
	c.Start, c.End = c.Start-len(s.Before), c.End+len(s.After)
	c.Excerpt = s.Before + s.Excerpt + s.After
	c.Highlights = [][2]int{{len(s.Before), len(s.Before) + len(s.Excerpt)}}
	return c, nil
}
