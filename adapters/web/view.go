package web

import (
	"cmp"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// turn is a question with its reply, as the template "turn" shows it.
type turn struct {
	ID, Question string
	Kind         bot.Kind
	Lang         string // of what the reply says itself
	Words        *wording.Words
	// Class is how the reply looks: "answered", "related", "not-found",
	// "found", "claims", "guide", "failed" or "waiting".
	Class      string
	Label      string // what kind of reply it is, in words
	Sure       sureness
	Narrowed   []string // what the documents were narrowed down to
	Waiting    bool     // the reply isn't final
	Understood string
	Parts      []part // of a reply to what no sentence could answer
	Sentences  []sentence
	Differing  [][]figure // figures on which documents differ
	Notes      []string
	LeftOut    []bot.Omission // sentences of a model that failed the check
	Writing    string         // the model that still writes
	Stoppable  bool           // a model writes, or may
	// Close are passages that the answer doesn't cite, under a label.
	CloseLabel string
	Close      []card
	Cards      []card
	Claims     []claim
	Check      *checkView // of Claims
	Progress   *progress  // of a check
	File       string     // name of the file that was checked
	Failure    *present.Excuse
	Rated      bool   // it can be rated
	Talk       string // address of the conversation, "" if it isn't one of these pages
	More       bool   // there may be further passages
	Own        bool   // the visitor has asked it
	Shared     bool   // others may open it
	// SharedUntil is when that ends, zero if it doesn't.
	SharedUntil time.Time
	Printed     bool // on paper nothing can be pressed
	At          time.Time
}

// part is a paragraph, a list of lines, of questions to ask or of documents.
type part struct {
	Text      string
	Lines     []string
	Questions []string
	Shelf     []card
	// Conversation is where Questions can be asked, "" if nowhere, under the Key.
	Conversation, Key string
}

type sentence struct {
	Text  string
	Chips []chip
	Rests []rest // of a model's: what bears it out
}

// rest is a sentence of an excerpt with the words marked that a model's has, too.
type rest struct {
	Chip  chip
	Words []run
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

// claim is a sentence of a text that was checked.
type claim struct {
	Text      string
	Class     string
	Verdict   string
	Conflicts []string
	Cards     []card
}

// longestChecked is how much of a text that was checked stands above the result, in runes.
const longestChecked = 400

// newTurn readies a reply for the template; nil is one that hasn't begun.
func newTurn(r bot.Request, reply *bot.Reply, changed []int) turn {
	t := turn{ID: r.ID, Question: strings.TrimSpace(text.Clean(r.Text)), Kind: r.Kind, At: r.Received}
	if r.Kind == bot.Verify {
		t.File = fileOf(r)
		t.Question = cmp.Or(t.File, text.Clip(t.Question, longestChecked, text.Runes))
	}
	if id, ok := strings.CutPrefix(r.Conversation, r.Asker+"/"); ok && conversationID.MatchString(id) {
		t.Talk = "/c/" + id
	}
	t.speakIn(r.Language)
	t.Narrowed = narrowedTo(t.Words, r)
	if reply == nil {
		t.Class, t.Label, t.Waiting = "waiting", t.Words.Working, true
		return t
	}
	t.speakIn(reply.Language)
	t.Waiting, t.Understood, t.Rated = !reply.Final, reply.Understood, reply.Guide == nil
	if t.Understood != "" { // it has a place of its own on the page
		plain := *reply
		plain.Understood = ""
		reply = &plain
	}
	tone, blocks := present.Reply(reply)
	t.Class, t.Label, t.Stoppable = string(tone), t.labelOf(tone), isWriting(reply)
	if t.Stoppable && reply.Answer.Outcome != bot.Answered {
		t.Class = "waiting"
	}
	t.noteModel(reply)
	t.More = reply.Found != nil && len(reply.Found.Citations) > 0 || reply.Answer != nil && len(reply.Answer.Citations) > 0
	for _, b := range blocks {
		t.addBlock(b, reply, changed)
	}
	t.Sure = surenessOf(reply)
	if len(t.Claims) > 0 {
		t.Check = newCheckView(t.ID, t.Claims, "", 0, rowsInTurn)
	}
	if reply.Progress != nil && !reply.Final {
		t.addProgress(reply)
	}
	return t
}

// keyOf returns the key of a form in a turn: the same each time, so that a question of
// it is asked once.
func keyOf(request string) string {
	const length = 26
	if request == "" {
		return ""
	}
	return strings.Repeat(request, length/len(request)+1)[:length]
}

func (t *turn) speakIn(language string) {
	t.Words = wording.In(language)
	t.Lang = t.Words.Code
}

// labelOf names the tones that no headline names.
func (t *turn) labelOf(tone present.Tone) string {
	switch tone {
	case present.Answered:
		return t.Words.Answer
	case present.Failed:
		return t.Words.NoAnswer
	case present.Checked:
		return t.Words.Checked
	}
	return ""
}

// addBlock readies one block of the reply for the template.
func (t *turn) addBlock(block present.Block, reply *bot.Reply, changed []int) {
	newCards := func(sources ...present.Source) []card {
		var cards []card
		for _, s := range sources {
			cards = append(cards, newCard(t.ID, s, saidBy(reply, s.Citation), slices.Contains(changed, s.Citation.N)))
		}
		return cards
	}
	switch b := block.(type) {
	case present.Note:
		t.Notes = append(t.Notes, b.Text)
	case present.Headline:
		switch {
		case b.Sign == present.Scales: // the template has that over the figures
		case len(t.Cards) > 0:
			t.CloseLabel = b.Text
		default:
			t.Label = b.Text
		}
	case present.Paragraph:
		t.Parts = append(t.Parts, part{Text: b.Text})
	case present.Bullets:
		t.Parts = append(t.Parts, part{Lines: b.Lines})
	case present.Questions:
		t.Parts = append(t.Parts, part{Questions: b.Lines, Conversation: strings.TrimPrefix(t.Talk, "/c/"), Key: keyOf(t.ID)})
	case present.Shelf:
		t.Parts = append(t.Parts, part{Shelf: newCards(b.Documents...)})
	case present.Excuse:
		t.Failure = &b
	case present.Statement:
		one := sentence{Text: text.Clean(strings.Join(b.Lines, "\n"))}
		for _, n := range b.Citations {
			one.Chips = append(one.Chips, t.makeChip(reply, n))
		}
		for _, r := range b.Rests {
			one.Rests = append(one.Rests, t.newRest(reply, r))
		}
		t.Sentences = append(t.Sentences, one)
	case present.Figures:
		var figures []figure
		for _, f := range b.Figures {
			figures = append(figures, figure{
				Text: text.OneLine(f.Text), Sentence: text.OneLine(f.Sentence),
				Date: t.Words.Date(f.Published), Chip: t.makeChip(reply, f.Citation),
			})
		}
		t.Differing = append(t.Differing, figures)
	case present.Source:
		if t.CloseLabel != "" {
			t.Close = append(t.Close, newCards(b)...)
		} else {
			t.Cards = append(t.Cards, newCards(b)...)
		}
	case present.Claim:
		cards := newCards(b.Sources...)
		for i := range cards {
			cards[i].Anchor = "" // several claims have cards of one number
		}
		t.Claims = append(t.Claims, claim{Text: b.Text, Class: string(b.Verdict), Verdict: b.Label, Conflicts: b.Conflicts, Cards: cards})
	}
}

func (t *turn) makeChip(r *bot.Reply, n int) chip {
	c := chip{N: n, Anchor: citationAnchor(t.ID, n)}
	cited := r.Citations()
	if i := slices.IndexFunc(cited, func(c bot.Citation) bool { return c.N == n }); i >= 0 {
		c.Title = present.Title(cited[i])
	}
	return c
}

// noteModel notes what a model has written beside the sentences, and whether it still writes.
func (t *turn) noteModel(reply *bot.Reply) {
	if reply.Answer == nil || reply.Answer.Summary == nil {
		return
	}
	s := reply.Answer.Summary
	t.LeftOut = s.Omitted
	if s.Writing {
		t.Writing, t.LeftOut = s.Model, nil
	}
}

// isWriting reports whether a model is at work on a reply.
func isWriting(reply *bot.Reply) bool {
	return !reply.Final && reply.Answer != nil && reply.Answer.Summary != nil && reply.Answer.Summary.Writing
}

// newRest readies what bears a sentence out.
func (t *turn) newRest(reply *bot.Reply, r bot.Rest) rest {
	var words []run
	for _, one := range (text.Marked{Text: r.Text, Marks: r.Words}).Clean().Runs() {
		words = append(words, run{Run: one})
	}
	return rest{t.makeChip(reply, r.Citation), words}
}

func newCard(answer string, s present.Source, said [2]int, changed bool) card {
	c := s.Citation
	shown, whole := cutExcerpt(c, said)
	var more []piece
	for _, e := range c.More {
		runs := markStretches(bot.Citation{Excerpt: e.Text, Highlights: e.Highlights}, [2]int{}, 0, len(e.Text))
		at := place{document: c.Document, answer: answer, start: e.Start, end: e.End, sum: textChecksum(e.Text)}
		more = append(more, piece{present.Where(s.Words, c, e), template.URL(placeAddress("/source", at, nil)), runs})
	}
	link := placeAddress("/source", citedAt(answer, c), nil)
	if said[1] > 0 {
		link = atSentence(link)
	}
	return card{
		N: c.N, Anchor: citationAnchor(answer, c.N), Title: present.Title(c), Facts: present.Facts(s.Words, c),
		Link: template.URL(link), Web: quoteAddress(c.URL, quoteOf(c, said)),
		Excerpt: shown, Whole: whole, More: more,
		Also: present.AlsoIn(s.Words, c.Duplicates), Changed: changed,
	}
}

// quoteOf returns what to look for where a document came from: what was said, or the
// excerpt.
func quoteOf(c bot.Citation, said [2]int) string {
	if said[1] > 0 {
		return c.Excerpt[said[0]:said[1]]
	}
	return c.Excerpt
}

func citationAnchor(answer string, n int) string { return "r-" + answer + "-" + strconv.Itoa(n) }

// webAddress returns an address of a document if it leads to the web, "" otherwise.
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// lastPage is the furthest page of a list that anybody gets: all that comes
// before a page has to be found for it.
const lastPage = 100

// pageNumber reads the number of a page, which begin with 0. Text that isn't such a
// number counts as 0.
func pageNumber(s string) int {
	n, _ := strconv.Atoi(s)
	return min(max(n, 0), lastPage)
}
