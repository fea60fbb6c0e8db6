package utterance

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
)

// composer makes examples out of the pieces of others of one language: what people
// wrap a question in has nothing to do with the question.
type composer struct {
	random                              *rand.Rand
	opening, leading, closing, settings []string
	questions                           []string
	others                              [][]string // whole questions of test sets
	foreign                             *composer  // of another language; nil for none
}

func newComposer(examples []Example, random *rand.Rand) *composer {
	c := &composer{random: random}
	for i := range examples {
		e := &examples[i]
		if e.Kind != Asking {
			continue
		}
		asked := 0
		for _, p := range e.Pieces {
			asked += btoi(p.Label == Asked)
		}
		seen := 0
		for n, p := range e.Pieces {
			text := strings.TrimSpace(e.Text[p.Start:p.End])
			switch {
			case p.Label == Asked:
				seen++
				if asked == 1 {
					c.questions = append(c.questions, text)
				}
			case p.Label == Setting:
				c.settings = append(c.settings, text)
			case seen == asked:
				c.closing = append(c.closing, text)
			case n+1 < len(e.Pieces) && e.Pieces[n+1].Label == Asked:
				c.leading = append(c.leading, text)
				if n == 0 {
					c.opening = append(c.opening, text)
				}
			default:
				c.opening = append(c.opening, text)
			}
		}
	}
	return c
}

// bareQuestions returns those of some questions that neither begin nor end with a word
// that people put around questions: test sets have some with "pls" or "thx", which are
// not whole as they are.
func (c *composer) bareQuestions(lists [][]string) [][]string {
	around := make(map[string]bool)
	for _, piece := range slices.Concat(c.opening, c.closing) {
		if word := strings.ToLower(strings.TrimFunc(piece, isMark)); !strings.ContainsFunc(word, unicode.IsSpace) {
			around[word] = true
		}
	}
	bare := make([][]string, len(lists))
	for i, list := range lists {
		for _, q := range list {
			words := strings.FieldsFunc(strings.ToLower(q), func(r rune) bool { return unicode.IsSpace(r) || isMark(r) })
			if len(words) > 0 && !around[words[0]] && !around[words[len(words)-1]] {
				bare[i] = append(bare[i], q)
			}
		}
	}
	return slices.DeleteFunc(bare, func(list []string) bool { return len(list) == 0 })
}

func isMark(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

func (c *composer) one(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[c.random.IntN(len(list))]
}

func (c *composer) chance(p float64) bool { return c.random.Float64() < p }

// compose makes one example.
func (c *composer) compose() Example {
	var e Example
	var text strings.Builder
	add := func(piece string, label Label) {
		if piece == "" {
			return
		}
		if text.Len() > 0 {
			text.WriteString(c.gap(text.String()))
		}
		start := text.Len()
		if label == Social && c.chance(.03) {
			around := c.one([]string{"*", "_", "**", "~", "(", "[", "\""})
			closing := strings.NewReplacer("(", ")", "[", "]").Replace(around)
			piece = around + piece + closing
		}
		text.WriteString(piece)
		e.Pieces = append(e.Pieces, Piece{start, text.Len(), label})
	}
	question := c.one(c.questions)
	if len(c.others) > 0 && c.chance(.7) {
		question = c.one(c.others[c.random.IntN(len(c.others))])
	}
	if c.chance(.3) {
		question = strings.TrimRight(question, "?？؟ ")
	}
	if c.chance(.08) {
		question = keywordsOf(question, 1+c.random.IntN(4))
	}
	if c.chance(.3) {
		e.Text = question
		e.Pieces = []Piece{{0, len(e.Text), Asked}}
		return e
	}
	own := c
	if c.foreign != nil && c.chance(.12) {
		c = c.foreign // people greet in their language and ask in another's
	}
	if c.chance(.55) {
		add(c.one(c.opening), Social)
	}
	if c.chance(.3) {
		add(c.one(c.settings), Setting)
		if c.chance(.2) {
			add(c.one(c.settings), Setting)
		}
	}
	if c.chance(.35) {
		add(c.one(c.leading), Social)
	}
	add(question, Asked)
	if own.foreign != nil && own.chance(.08) {
		c = own.foreign
	}
	if c.chance(.12) {
		add(c.one(c.settings), Setting)
	}
	if c.chance(.5) {
		add(c.one(c.closing), Social)
	}
	if c.chance(.12) {
		add(c.litter(), Social)
	}
	e.Text = text.String()
	if c.chance(.25) {
		if lower := strings.ToLower(e.Text); len(lower) == len(e.Text) {
			e.Text = lower
		}
	}
	return e
}

// keywordsOf returns up to n words of a question that aren't common, as people type
// them into a search field, or the question if there are too few.
func keywordsOf(question string, n int) string {
	m := readMessage(question)
	var words []string
	for i, t := range m.tokens {
		if t.form == word && m.zipf[i] < common && len(words) < n {
			words = append(words, question[t.start:t.end])
		}
	}
	if len(words) < 2 {
		return question
	}
	return strings.Join(words, " ")
}

// gap is what stands between two pieces.
func (c *composer) gap(before string) string {
	last := rune(before[len(before)-1])
	switch {
	case strings.HasSuffix(before, "\n"):
		return ""
	case c.chance(.08):
		return "\n"
	case c.chance(.04):
		return "\n\n"
	case c.chance(.15) && (unicode.IsLetter(last) || unicode.IsDigit(last)):
		return []string{", ", ": ", " - ", "... ", ". "}[c.random.IntN(5)]
	}
	return " "
}

// litter is what chat programs and people leave at the end of messages.
func (c *composer) litter() string {
	list := []string{
		"cc <@U02AB3CDE>", "cc <@U0456XYZ> <@U07QRS>", "cc @anna @jo", "<@U9XYZ>", ":pray:", ":wave:", ":thread:", "🙏", "😅", ":)", ";)",
		"https://intranet.example.org/page/12", "https://example.com/t/4711?x=1", "<https://example.com|link>", "<#C04AB|general>", "<t:1700000000:R>", "/cc <@U11> <@U12>", "fyi @maria",
		"(edited)", "!!", "^^", "xx", "<!here>", "@here", "@channel",
	}
	return c.one(list)
}
