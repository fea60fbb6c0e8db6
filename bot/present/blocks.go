package present

import (
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// Tone is what kind of reply it is, for a colour or a class at its edge.
type Tone string

// The tones of replies.
const (
	Answered Tone = "answered"
	Related  Tone = "related"   // the closest passages
	NotFound Tone = "not-found" // the documents don't speak of it
	Found    Tone = "found"     // passages that were looked for
	Checked  Tone = "claims"    // the sentences of a text that was looked up
	Guided   Tone = "guide"     // to a message that no sentence could answer
	Failed   Tone = "failed"
)

// Sign stands before a headline: not everybody tells colours apart.
type Sign int

// The signs before headlines.
const (
	NoSign Sign = iota
	Magnifier
	NoEntry
	Scales
	Cross
	Check
	Warning
	Books
)

// Block is one thing that a reply shows: a Note, a Headline, a Paragraph, a Bullets,
// a Questions, a Shelf, a Statement, a Figures, a Source, a Claim or an Excuse.
type Block interface{ isBlock() }

// Paragraph is plain text of the bot's own.
type Paragraph struct{ Text string }

// Bullets are short lines of the bot's own.
type Bullets struct{ Lines []string }

// Questions are questions that the documents answer, to be asked by whoever likes.
type Questions struct{ Lines []string }

// Shelf is a list of documents. Their citations have no excerpt.
type Shelf struct{ Documents []Source }

// Note is a remark beside the reply, one plain line.
type Note struct{ Text string }

// Headline says which outcome it is, or what follows.
type Headline struct {
	Sign Sign
	Text string
}

// Statement is a sentence of an answer with the numbers of its citations. A row of a
// table is told with the names of its columns.
type Statement struct {
	Lines     []string
	Citations []int
	Own       bool       // in a model's own words: no excerpt says it again
	Rests     []bot.Rest // what bears a model's words out
	Words     *wording.Words
}

// Figures are what documents say differently, under a Headline. Lines has one line
// a figure, with the number of its citation and its date.
type Figures struct {
	Lines   []string
	Figures []bot.Figure
}

// Source is an excerpt, verbatim, under its document's facts.
type Source struct {
	Citation bot.Citation
	// Words are the texts of the reply's language.
	Words *wording.Words
	// Answering are the byte ranges of the excerpt that the answer's sentences and
	// figures are, in order; Further has those of each further excerpt.
	Answering [][2]int
	Further   [][][2]int
}

// Unnumbered reports whether no excerpt can be opened by the citation's number.
func (s Source) Unnumbered() bool { return s.Citation.N == 0 }

// Texts returns the excerpt of a source and its further ones, in the order of
// Citation.Excerpts, with what answers marked.
func (s Source) Texts() []text.Marked {
	list := []text.Marked{{Text: s.Citation.Excerpt, Marks: s.Answering}}
	for i, e := range s.Citation.More {
		m := text.Marked{Text: e.Text}
		if i < len(s.Further) { // of a passage that answers nothing there are none
			m.Marks = s.Further[i]
		}
		list = append(list, m)
	}
	return list
}

// Claim is a sentence of a text that was looked up, with what was found of it.
type Claim struct {
	Verdict   Verdict
	Label     string // the verdict in words
	Sign      Sign
	Text      string
	Conflicts []string // what differs, in words
	Sources   []Source // those that speak against it first
}

// Verdict is what the documents say of a claim.
type Verdict string

// The verdicts on claims.
const (
	Supported    Verdict = "supported"
	Contradicted Verdict = "contradicted"
	Mixed        Verdict = "mixed"
	Unmentioned  Verdict = "not-found"
)

// Excuse says why there is no answer, and under which id an operator finds it.
type Excuse struct {
	Text    string
	Request string // the id in words, "" if there is none
}

func (Note) isBlock()      {}
func (Headline) isBlock()  {}
func (Paragraph) isBlock() {}
func (Bullets) isBlock()   {}
func (Questions) isBlock() {}
func (Shelf) isBlock()     {}
func (Statement) isBlock() {}
func (Figures) isBlock()   {}
func (Source) isBlock()    {}
func (Claim) isBlock()     {}
func (Excuse) isBlock()    {}

// Reply returns what kind of reply it is, and its blocks from top to bottom.
func Reply(r *bot.Reply) (Tone, []Block) {
	w := wording.In(r.Language)
	var blocks []Block
	if r.Understood != "" {
		blocks = append(blocks, Note{fmt.Sprintf(w.Understood, text.OneLine(r.Understood))})
	}
	for _, why := range r.Unread {
		blocks = append(blocks, Note{fmt.Sprintf(w.FileUnread, text.OneLine(why))})
	}
	var tone Tone
	var rest []Block
	switch {
	case r.Failure != nil && r.Failure.Reason == bot.Filed:
		tone, rest = Guided, []Block{Paragraph{reasonIn(w, r.Failure)}}
	case r.Failure != nil:
		tone, rest = Failed, []Block{excuseIn(w, r.Failure)}
	case r.Guide != nil:
		tone, rest = Guide(r.Guide, r.Language)
	case r.Answer != nil:
		tone, rest = Answer(r.Answer, r.Language)
	case r.Found != nil:
		tone, rest = foundPassages(w, r.Found)
	default:
		tone, rest = claimBlocks(w, r.Claims, r.Unchecked)
	}
	return tone, append(blocks, rest...)
}

// Answer returns the tone and the blocks of an answer, worded in a language: each of
// the three outcomes under a sign of its own, then what differs, the notes and the
// sources.
func Answer(a *bot.Answer, language string) (Tone, []Block) {
	w := wording.In(language)
	var tone Tone
	var blocks []Block
	switch writing := a.Summary != nil && a.Summary.Writing; {
	case a.Outcome == bot.Answered:
		tone = Answered
		blocks = statementBlocks(w, a)
	case writing: // a model may still find an answer in what is close
		tone = Related
		blocks = append(blocks, Headline{Magnifier, w.Working})
	case a.Outcome == bot.Related:
		tone = Related
		blocks = append(blocks, Headline{Magnifier, w.Related})
	default:
		tone = NotFound
		blocks = append(blocks, Headline{NoEntry, w.NotFound})
	}
	for _, d := range a.Disagreements {
		blocks = append(blocks, Headline{Scales, w.Differ}, Figures{figureLines(w, d), d.Figures})
	}
	blocks = append(blocks, noteBlocks(w, a)...)
	for i, c := range a.Citations {
		if tone == Answered && !a.IsCited(c.N) && (i == 0 || a.IsCited(a.Citations[i-1].N)) {
			blocks = append(blocks, Headline{Magnifier, w.AlsoClose})
		}
		blocks = append(blocks, answeringSource(w, a, c))
	}
	return tone, blocks
}

func statementBlocks(w *wording.Words, a *bot.Answer) []Block {
	var blocks []Block
	for _, s := range a.Sentences {
		blocks = append(blocks, Statement{Lines: readableLines(s), Citations: s.Citations, Own: s.End == 0, Rests: s.Rests, Words: w})
	}
	return blocks
}

// foundPassages are the blocks of a search for passages.
func foundPassages(w *wording.Words, a *bot.Answer) (Tone, []Block) {
	tone, head := Found, Headline{Magnifier, w.Found}
	if len(a.Citations) == 0 {
		tone, head = NotFound, Headline{NoEntry, w.NoneFound}
	}
	blocks := append([]Block{head}, noteBlocks(w, a)...)
	return tone, append(blocks, sourceBlocks(w, a.Citations)...)
}

// claimBlocks are the blocks of a text whose sentences were looked up.
func claimBlocks(w *wording.Words, list []bot.Claim, unchecked int) (Tone, []Block) {
	tone, blocks := Checked, []Block(nil)
	if len(list) == 0 {
		tone, blocks = NotFound, []Block{Headline{NoEntry, w.NoClaim}}
	}
	for _, c := range list {
		claim := Claim{Text: strings.TrimSpace(text.Clean(c.Text))}
		for _, conflict := range c.Conflicts {
			claim.Conflicts = append(claim.Conflicts, fmt.Sprintf(w.Differs, conflict))
		}
		claim.Verdict, claim.Sign, claim.Label = verdictOn(w, c)
		for _, cited := range append(c.Contradicting[:len(c.Contradicting):len(c.Contradicting)], c.Supporting...) {
			claim.Sources = append(claim.Sources, Source{Citation: cited, Words: w})
		}
		blocks = append(blocks, claim)
	}
	if unchecked > 0 {
		blocks = append(blocks, Note{w.Count(w.Unchecked, unchecked)})
	}
	return tone, blocks
}

// VerdictOn returns what the documents say of a claim.
func VerdictOn(c bot.Claim) Verdict {
	switch {
	case len(c.Contradicting) > 0 && len(c.Supporting) > 0:
		return Mixed
	case len(c.Contradicting) > 0:
		return Contradicted
	case len(c.Supporting) > 0:
		return Supported
	}
	return Unmentioned
}

func verdictOn(w *wording.Words, c bot.Claim) (v Verdict, sign Sign, label string) {
	switch v = VerdictOn(c); v {
	case Mixed:
		return v, Scales, w.Mixed
	case Contradicted:
		return v, Cross, w.Contradicted
	case Supported:
		return v, Check, w.Supported
	}
	return Unmentioned, NoEntry, w.Unmentioned
}

func noteBlocks(w *wording.Words, a *bot.Answer) []Block {
	var blocks []Block
	for _, note := range Notes(w, a) {
		blocks = append(blocks, Note{note})
	}
	return blocks
}

// Sources returns the blocks of citations alone.
func Sources(list []bot.Citation, language string) []Block {
	return sourceBlocks(wording.In(language), list)
}

func sourceBlocks(w *wording.Words, list []bot.Citation) []Block {
	var blocks []Block
	for _, c := range list {
		blocks = append(blocks, Source{Citation: c, Words: w})
	}
	return blocks
}
