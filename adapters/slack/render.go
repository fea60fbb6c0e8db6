package slack

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"footnote/adapters/internal/text"
	"footnote/adapters/internal/wording"
	"footnote/bot"
)

var italic = &slack.RichTextSectionTextStyle{Italic: true}

// render makes the blocks of a whole reply, without its buttons. The citations
// lead where links say.
func render(reply *bot.Reply, links wording.Links) []piece {
	var pieces []piece
	if reply.Understood != "" {
		pieces = append(pieces, paragraphs("Understood as: "+text.OneLine(reply.Understood), italic)...)
	}
	switch {
	case reply.Failure != nil:
		pieces = append(pieces, failure(reply.Failure)...)
	case reply.Answer != nil:
		pieces = append(pieces, answer(reply.Answer, links)...)
	case reply.Found != nil:
		pieces = append(pieces, found(reply.Found, links)...)
	default:
		pieces = append(pieces, claims(reply.Claims, links)...)
		if left := wording.Unchecked(reply.Unchecked); left != "" {
			pieces = append(pieces, paragraphs(left, italic)...)
		}
	}
	return pieces
}

// answer renders the three outcomes, each under a sign of its own.
func answer(a *bot.Answer, links wording.Links) []piece {
	var pieces []piece
	switch a.Outcome {
	case bot.Answered:
		for _, s := range a.Sentences {
			pieces = append(pieces, sentence(s)...)
		}
	case bot.Related:
		pieces = append(pieces, headline("mag", wording.Related))
	default:
		pieces = append(pieces, headline("no_entry_sign", wording.NotFound))
	}
	for _, d := range a.Disagreements {
		pieces = append(pieces, headline("scales", wording.Differ))
		for _, figure := range wording.Figures(d) {
			pieces = append(pieces, paragraphs(figure, nil)...)
		}
	}
	pieces = append(pieces, notes(a)...)
	return append(pieces, citations(a.Citations, links)...)
}

// sentence renders one sentence with the numbers of its citations behind it.
func sentence(s bot.Sentence) []piece {
	refs := references(s.Citations)
	whole := text.Clean(strings.Join(s.Lines(), "\n"))
	parts := text.Split(whole, maxSection-text.UTF16(refs), text.UTF16)
	var pieces []piece
	for i, part := range parts {
		l := new(line).bold(part)
		if i == len(parts)-1 {
			l.text(refs)
		}
		pieces = append(pieces, l.piece())
	}
	return pieces
}

func references(numbers []int) string {
	var refs strings.Builder
	for _, n := range numbers {
		fmt.Fprintf(&refs, "[%d]", n)
	}
	if refs.Len() == 0 {
		return ""
	}
	return "\u00a0" + refs.String() // a no-break space keeps them with the last word
}

func headline(emoji, title string) piece { return new(line).emoji(emoji).bold(title).piece() }

func notes(a *bot.Answer) []piece {
	var pieces []piece
	for _, note := range wording.Notes(a) {
		pieces = append(pieces, paragraphs(note, italic)...)
	}
	return pieces
}

func citations(list []bot.Citation, links wording.Links) []piece {
	var pieces []piece
	for _, c := range list {
		pieces = append(pieces, citation(c, links)...)
	}
	return pieces
}

// citation renders an excerpt, verbatim, under its document's facts.
func citation(c bot.Citation, links wording.Links) []piece {
	head := new(line).text(fmt.Sprintf("[%d] ", c.N)).append(source(c, links))
	pieces := quote(head, text.Marked{Text: c.Excerpt, Marks: c.Highlights})
	for _, e := range c.More {
		where := new(line).text(text.Clip(wording.Where(c, e), maxFacts, text.UTF16))
		pieces = append(pieces, quote(where, text.Marked{Text: e.Text, Marks: e.Highlights})...)
	}
	if also := wording.AlsoIn(c.Duplicates); also != "" {
		pieces = append(pieces, paragraphs(text.Clip(also, maxFacts, text.UTF16), italic)...)
	}
	return pieces
}

const maxTitle, maxFacts = 200, 600 // what is shown of a document's

// source names the document of a citation.
func source(c bot.Citation, links wording.Links) *line {
	title, original := links.Targets(c, address)
	l := new(line).link(title, text.Clip(wording.Title(c), maxTitle, text.UTF16))
	if facts := wording.Facts(c); len(facts) > 0 {
		l.text(text.Clip(" · "+strings.Join(facts, " · "), maxFacts, text.UTF16))
	}
	if original != "" {
		l.text(" · ").link(original, wording.Original)
	}
	return l
}

func found(a *bot.Answer, links wording.Links) []piece {
	title, sign := wording.Found, "mag"
	if len(a.Citations) == 0 {
		title, sign = wording.NoneFound, "no_entry_sign"
	}
	return append(append([]piece{headline(sign, title)}, notes(a)...), citations(a.Citations, links)...)
}

// claims renders what the documents say of each sentence of a text.
func claims(list []bot.Claim, links wording.Links) []piece {
	if len(list) == 0 {
		return []piece{headline("no_entry_sign", "The message makes no claim that could be looked up")}
	}
	var pieces []piece
	for _, c := range list {
		verdict := new(line)
		switch {
		case len(c.Contradicting) > 0 && len(c.Supporting) > 0:
			verdict.emoji("scales").bold("Supported and contradicted")
		case len(c.Contradicting) > 0:
			verdict.emoji("x").bold("Contradicted")
		case len(c.Supporting) > 0:
			verdict.emoji("white_check_mark").bold("Supported")
		default:
			verdict.emoji("no_entry_sign").bold(wording.NotFound)
		}
		pieces = append(pieces, verdict.piece())
		pieces = append(pieces, paragraphs("“"+strings.TrimSpace(c.Text)+"”", nil)...)
		for _, conflict := range c.Conflicts {
			pieces = append(pieces, paragraphs("Differs: "+conflict, italic)...)
		}
		pieces = append(pieces, citations(c.Contradicting, links)...)
		pieces = append(pieces, citations(c.Supporting, links)...)
	}
	return pieces
}

// failure says why there is no answer, and under which id an operator finds it.
func failure(c *bot.Complaint) []piece {
	pieces := []piece{new(line).emoji("warning").text(text.Clip(c.Text, maxSection-10, text.UTF16)).piece()}
	if c.Request != "" {
		pieces = append(pieces, paragraphs("Request "+c.Request, italic)...)
	}
	return pieces
}

// draft is what a growing answer says so far, in Markdown, "" if nothing.
func draft(r *bot.Reply) string {
	if r.Answer == nil || r.Answer.Outcome != bot.Answered {
		return ""
	}
	var b strings.Builder
	for i, s := range r.Answer.Sentences {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(inert(text.Clean(strings.Join(s.Lines(), "\n"))) + references(s.Citations))
	}
	if text.UTF16(b.String()) > maxMarkdown {
		return "" // the whole answer will come in several messages
	}
	return b.String()
}
