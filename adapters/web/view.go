package web

import (
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"footnote/adapters/internal/text"
	"footnote/adapters/internal/wording"
	"footnote/bot"
)

// turn is a question with its reply, as the template "turn" shows it.
type turn struct {
	ID, Question string
	Kind         bot.Kind
	// Class is how the reply looks: "answered", "related", "not-found",
	// "found", "claims", "failed" or "waiting".
	Class      string
	Label      string // what kind of reply it is, in words
	Waiting    bool   // the reply isn't final
	Understood string
	Sentences  []sentence
	Differing  [][]figure // figures on which documents differ
	Notes      []string
	Cards      []card
	Claims     []claim
	Failure    *bot.Complaint
	Talk       string // address of the conversation, "" if it isn't one of these pages
	More       bool   // there may be further passages
}

type sentence struct {
	Text  string
	Chips []chip
}

// figure is one of several that documents give for the same thing.
type figure struct {
	Text, Sentence, Date string
	Chip                 chip
}

// chip is the number of a citation behind a sentence.
type chip struct {
	N      int
	Anchor string // of its card
	Title  string
}

// card is an excerpt under its document's facts.
type card struct {
	N       int
	Anchor  string // "" if no sentence leads to it
	Title   string
	Facts   []string
	Link    template.URL // to the document, at the cited bytes
	Web     string       // where the document says it came from
	Excerpt []run
	Whole   []run // if Excerpt is but the part around what was said
	More    []piece
	Also    string
	Changed bool // the document doesn't have the excerpt any more
}

// piece is a further excerpt of a document.
type piece struct {
	Where   string
	Link    template.URL
	Excerpt []run
}

type claim struct {
	Text      string
	Class     string
	Verdict   string
	Conflicts []string
	Cards     []card
}

// newTurn readies a reply for the template; nil is one that hasn't begun.
func newTurn(r bot.Request, reply *bot.Reply, changed []int) turn {
	t := turn{ID: r.ID, Question: strings.TrimSpace(text.Clean(r.Text)), Kind: r.Kind}
	if id, ok := strings.CutPrefix(r.Conversation, r.Asker+"/"); ok && conversationID.MatchString(id) {
		t.Talk = "/c/" + id
	}
	if reply == nil {
		t.Class, t.Label, t.Waiting = "waiting", wording.Working, true
		return t
	}
	t.Waiting, t.Understood, t.Failure = !reply.Final, reply.Understood, reply.Failure
	cards := func(list []bot.Citation) []card {
		var cards []card
		for _, c := range list {
			cards = append(cards, newCard(r.ID, c, saidBy(reply, c), slices.Contains(changed, c.N)))
		}
		return cards
	}
	switch {
	case reply.Failure != nil:
		t.Class, t.Label = "failed", "No answer"
	case reply.Answer != nil:
		t.answer(reply.Answer)
		t.Cards = cards(reply.Answer.Citations)
	case reply.Found != nil:
		t.Class, t.Label, t.Notes, t.More = "found", wording.Found, wording.Notes(reply.Found), true
		if len(reply.Found.Citations) == 0 {
			t.Class, t.Label, t.More = "not-found", wording.NoneFound, false
		}
		t.Cards = cards(reply.Found.Citations)
	default:
		t.Class, t.Label = "claims", "What the documents say of it"
		if len(reply.Claims) == 0 {
			t.Class, t.Label = "not-found", "The text makes no claim that could be looked up"
		}
		for _, c := range reply.Claims {
			found := append(cards(c.Contradicting), cards(c.Supporting)...)
			for i := range found {
				found[i].Anchor = "" // several claims have cards of one number
			}
			t.Claims = append(t.Claims, newClaim(c, found))
		}
		if left := wording.Unchecked(reply.Unchecked); left != "" {
			t.Notes = append(t.Notes, left)
		}
	}
	return t
}

// answer readies the three outcomes.
func (t *turn) answer(a *bot.Answer) {
	t.More = len(a.Citations) > 0
	t.Notes = wording.Notes(a)
	switch a.Outcome {
	case bot.Answered:
		t.Class, t.Label = "answered", "Answer"
	case bot.Related:
		t.Class, t.Label = "related", wording.Related
	default:
		t.Class, t.Label = "not-found", wording.NotFound
	}
	for _, s := range a.Sentences {
		one := sentence{Text: text.Clean(strings.Join(s.Lines(), "\n"))}
		for _, n := range s.Citations {
			one.Chips = append(one.Chips, t.chip(a, n))
		}
		t.Sentences = append(t.Sentences, one)
	}
	for _, d := range a.Disagreements {
		var figures []figure
		for _, f := range d.Figures {
			figures = append(figures, figure{
				Text: text.OneLine(f.Text), Sentence: text.OneLine(f.Sentence),
				Date: wording.Date(f.Published), Chip: t.chip(a, f.Citation),
			})
		}
		t.Differing = append(t.Differing, figures)
	}
}

func (t *turn) chip(a *bot.Answer, n int) chip {
	c := chip{N: n, Anchor: anchor(t.ID, n)}
	if i := slices.IndexFunc(a.Citations, func(c bot.Citation) bool { return c.N == n }); i >= 0 {
		c.Title = wording.Title(a.Citations[i])
	}
	return c
}

func newClaim(c bot.Claim, cards []card) claim {
	out := claim{Text: strings.TrimSpace(text.Clean(c.Text)), Conflicts: c.Conflicts, Cards: cards}
	switch against, behind := len(c.Contradicting) > 0, len(c.Supporting) > 0; {
	case against && behind:
		out.Class, out.Verdict = "mixed", "Supported and contradicted"
	case against:
		out.Class, out.Verdict = "contradicted", "Contradicted"
	case behind:
		out.Class, out.Verdict = "supported", "Supported"
	default:
		out.Class, out.Verdict = "not-found", wording.NotFound
	}
	return out
}

func newCard(answer string, c bot.Citation, said [2]int, changed bool) card {
	shown, whole := excerpt(c, said)
	var more []piece
	for _, e := range c.More {
		runs := stretches(bot.Citation{Excerpt: e.Text, Highlights: e.Highlights}, [2]int{}, 0, len(e.Text))
		at := place{document: c.Document, answer: answer, start: e.Start, end: e.End, sum: checksum(e.Text)}
		more = append(more, piece{wording.Where(c, e), template.URL(address("/source", at, nil)), runs})
	}
	return card{
		N: c.N, Anchor: anchor(answer, c.N), Title: wording.Title(c), Facts: wording.Facts(c),
		Link: template.URL(address("/source", citedAt(answer, c), nil)), Web: webAddress(c.URL),
		Excerpt: shown, Whole: whole, More: more,
		Also: wording.AlsoIn(c.Duplicates), Changed: changed,
	}
}

func anchor(answer string, n int) string { return "r-" + answer + "-" + strconv.Itoa(n) }

// webAddress is an address of a document if it leads to the web, "" otherwise.
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// count writes a number of things for people.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "\u202f" + digits[i:]
	}
	return digits + " " + many
}

// lastPage is the furthest page of a list that anybody gets: all that comes
// before a page has to be found for it.
const lastPage = 100

// pageNumber reads the number of a page, from 0; what is none counts as 0.
func pageNumber(s string) int {
	n, _ := strconv.Atoi(s)
	return min(max(n, 0), lastPage)
}
