package discord

import (
	"fmt"
	"strings"

	"footnote/adapters/internal/text"
	"footnote/adapters/internal/wording"
	"footnote/bot"
)

// Colours at the edge of a reply. Each outcome has a sign, too: not everybody
// tells colours apart.
const (
	green = 0x2e8b57
	amber = 0xd98e04
	grey  = 0x80848e
	red   = 0xc0392b
)

// rendered is a whole reply, before it is cut into messages.
type rendered struct {
	pieces []piece
	colour int
}

// render renders a reply without its buttons. The citations lead where links say.
func render(reply *bot.Reply, links wording.Links) rendered {
	var out rendered
	if reply.Understood != "" {
		out.pieces = append(out.pieces, note("Understood as: "+reply.Understood))
	}
	var list []piece
	switch {
	case reply.Failure != nil:
		list, out.colour = failure(reply.Failure), red
	case reply.Answer != nil:
		list, out.colour = answer(reply.Answer, links)
	case reply.Found != nil:
		list, out.colour = found(reply.Found, links)
	default:
		list, out.colour = claims(reply.Claims, links), grey
		if left := wording.Unchecked(reply.Unchecked); left != "" {
			list = append(list, note(left))
		}
	}
	out.pieces = append(out.pieces, list...)
	return out
}

// answer renders the three outcomes, each under a sign and in a colour of its own.
func answer(a *bot.Answer, links wording.Links) (list []piece, colour int) {
	switch a.Outcome {
	case bot.Answered:
		colour = green
		for _, s := range a.Sentences {
			list = append(list, sentence(s)...)
		}
	case bot.Related:
		colour = amber
		list = append(list, headline("🔎", wording.Related))
	default:
		colour = grey
		list = append(list, headline("🚫", wording.NotFound))
	}
	for _, d := range a.Disagreements {
		list = append(list, headline("⚖️", wording.Differ))
		for _, figure := range wording.Figures(d) {
			list = append(list, lines("", figure)...)
		}
	}
	return append(append(list, noted(a)...), citations(a.Citations, links)...), colour
}

// sentence renders one sentence with the numbers of its citations behind it.
func sentence(s bot.Sentence) []piece {
	list := lines("", strings.Join(s.Lines(), "\n"))
	list[len(list)-1].text += references(s.Citations)
	return list
}

func references(numbers []int) string {
	const most = 20 // keeps the length of a piece in bounds
	var refs strings.Builder
	for _, n := range numbers[:min(most, len(numbers))] {
		refs.WriteString(escape(fmt.Sprintf("[%d]", n)))
	}
	if refs.Len() == 0 {
		return ""
	}
	return "\u00a0**" + refs.String() + "**" // a no-break space keeps them with the last word
}

func headline(sign, title string) piece { return textPiece(sign + " **" + escape(title) + "**") }

func noted(a *bot.Answer) []piece {
	var list []piece
	for _, n := range wording.Notes(a) {
		list = append(list, note(n))
	}
	return list
}

func citations(list []bot.Citation, links wording.Links) []piece {
	var out []piece
	for _, c := range list {
		out = append(out, citation(c, links)...)
	}
	return out
}

// citation renders an excerpt, verbatim, under its document's facts.
func citation(c bot.Citation, links wording.Links) []piece {
	const longFacts = 250
	list := quote(source(c, links), text.Marked{Text: c.Excerpt, Marks: c.Highlights})
	for _, e := range c.More {
		where := escape(text.Clip(wording.Where(c, e), longFacts, text.UTF16))
		list = append(list, quote(where, text.Marked{Text: e.Text, Marks: e.Highlights})...)
	}
	if also := wording.AlsoIn(c.Duplicates); also != "" {
		list = append(list, note(also))
	}
	return list
}

// source names the document of a citation.
func source(c bot.Citation, links wording.Links) string {
	const longTitle, longFacts, longest = 150, 250, 1500 // the excerpt begins in the same piece
	title, original := links.Targets(c, address)
	head := "**" + escape(fmt.Sprintf("[%d]", c.N)) + "** " + link(text.Clip(wording.Title(c), longTitle, text.UTF16), title)
	if original != "" {
		original = " · " + link(wording.Original, original)
	}
	if facts := wording.Facts(c); len(facts) > 0 {
		room := (longest - text.UTF16(head+original)) / 2 // escaped, it may be twice as long
		head += escape(text.Clip(" · "+strings.Join(facts, " · "), min(longFacts, room), text.UTF16))
	}
	return head + original
}

func found(a *bot.Answer, links wording.Links) ([]piece, int) {
	head, colour := headline("🔎", wording.Found), amber
	if len(a.Citations) == 0 {
		head, colour = headline("🚫", wording.NoneFound), grey
	}
	return append(append([]piece{head}, noted(a)...), citations(a.Citations, links)...), colour
}

// claims renders what the documents say of each sentence of a text.
func claims(list []bot.Claim, links wording.Links) []piece {
	if len(list) == 0 {
		return []piece{headline("🚫", "The message makes no claim that could be looked up")}
	}
	var out []piece
	for _, c := range list {
		sign, verdict := "🚫", wording.NotFound
		switch {
		case len(c.Contradicting) > 0 && len(c.Supporting) > 0:
			sign, verdict = "⚖️", "Supported and contradicted"
		case len(c.Contradicting) > 0:
			sign, verdict = "❌", "Contradicted"
		case len(c.Supporting) > 0:
			sign, verdict = "✅", "Supported"
		}
		out = append(out, headline(sign, verdict))
		out = append(out, lines("", "“"+strings.TrimSpace(c.Text)+"”")...)
		for _, conflict := range c.Conflicts {
			out = append(out, note("Differs: "+conflict))
		}
		out = append(out, citations(c.Contradicting, links)...)
		out = append(out, citations(c.Supporting, links)...)
	}
	return out
}

// failure says why there is no answer, and under which id an operator finds it.
func failure(c *bot.Complaint) []piece {
	list := lines("⚠️ ", c.Text)
	if c.Request != "" {
		list = append(list, note("Request "+c.Request))
	}
	return list
}

// surroundings renders an excerpt between the text around it, cut to one
// message: the excerpt itself stays whole for as long as it fits.
func surroundings(s *bot.Surroundings, links wording.Links) rendered {
	const around = 1200
	before, after := tail(s.Before, around), text.Clip(s.After, around, escapedSize)
	if s.MoreBefore && !strings.HasPrefix(before, "…") {
		before = "… " + before
	}
	if s.MoreAfter && !strings.HasSuffix(after, "…") {
		after += " …"
	}
	whole := before + s.Excerpt + after
	mark := [2]int{len(before), len(before) + len(s.Excerpt)}
	list := quote(source(s.Citation, links), text.Marked{Text: whole, Marks: [][2]int{mark}})
	return rendered{list, grey}
}

// tail cuts s to its last characters.
func tail(s string, limit int) string {
	if escapedSize(s) <= limit {
		return s
	}
	parts := text.Split(s, limit/2, escapedSize)
	last := parts[len(parts)-1]
	if len(parts) > 1 && escapedSize(last) < limit/4 {
		last = parts[len(parts)-2] + last
	}
	return "…" + last
}
