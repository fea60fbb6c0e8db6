package present

import (
	"strings"

	"footnote/bot"
	"footnote/bot/present/text"
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
)

// Block is one thing that a reply shows: a Note, a Headline, a Statement, a
// Figures, a Source, a Claim or an Excuse.
type Block interface{ isBlock() }

// Note is a remark beside the reply, one plain line.
type Note struct{ Text string }

// Headline says which outcome it is, or what follows.
type Headline struct {
	Sign Sign
	Text string
}

// Statement is a sentence of an answer, verbatim or written by a model, with the
// numbers of its citations.
type Statement struct {
	Lines     []string
	Citations []int
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
	// Answering are the byte ranges of the excerpt that the answer's sentences and
	// figures are, in order.
	Answering [][2]int
}

// Claim is a sentence of a text that was looked up, with what was found of it.
type Claim struct {
	Verdict   Verdict
	Sign      Sign
	Text      string
	Conflicts []string // what differs, in words
	Sources   []Source // those that speak against it first
}

// Verdict is what the documents say of a claim, in words.
type Verdict string

// The verdicts on claims.
const (
	Supported    Verdict = "Supported"
	Contradicted Verdict = "Contradicted"
	Mixed        Verdict = "Supported and contradicted"
	Unmentioned  Verdict = "Not in the documents"
)

// Excuse says why there is no answer, and under which id an operator finds it.
type Excuse struct{ Text, Request string }

func (Note) isBlock()      {}
func (Headline) isBlock()  {}
func (Statement) isBlock() {}
func (Figures) isBlock()   {}
func (Source) isBlock()    {}
func (Claim) isBlock()     {}
func (Excuse) isBlock()    {}

// ExcuseFor returns the block of a complaint.
func ExcuseFor(c *bot.Complaint) Excuse { return Excuse{c.Text, c.Request} }

// Reply returns what kind of reply it is, and its blocks from top to bottom.
func Reply(r *bot.Reply) (Tone, []Block) {
	var blocks []Block
	if r.Understood != "" {
		blocks = append(blocks, Note{"Understood as: " + text.OneLine(r.Understood)})
	}
	for _, why := range r.Unread {
		blocks = append(blocks, Note{"Not read: " + text.OneLine(why)})
	}
	var tone Tone
	var rest []Block
	switch {
	case r.Failure != nil:
		tone, rest = Failed, []Block{ExcuseFor(r.Failure)}
	case r.Answer != nil:
		tone, rest = Answer(r.Answer)
	case r.Found != nil:
		tone, rest = foundPassages(r.Found)
	default:
		tone, rest = claimBlocks(r.Claims, r.Unchecked)
	}
	return tone, append(blocks, rest...)
}

// Answer returns the tone and the blocks of an answer: each of the three outcomes
// under a sign of its own, then what differs, the notes and the sources.
func Answer(a *bot.Answer) (Tone, []Block) {
	var tone Tone
	var blocks []Block
	switch a.Outcome {
	case bot.Answered:
		tone = Answered
		for _, s := range a.Sentences {
			blocks = append(blocks, Statement{s.Lines(), s.Citations})
		}
	case bot.Related:
		tone = Related
		blocks = append(blocks, Headline{Magnifier, RelatedText})
	default:
		tone = NotFound
		blocks = append(blocks, Headline{NoEntry, NotFoundText})
	}
	for _, d := range a.Disagreements {
		blocks = append(blocks, Headline{Scales, DifferText}, Figures{figureLines(d), d.Figures})
	}
	blocks = append(blocks, noteBlocks(a)...)
	for _, c := range a.Citations {
		blocks = append(blocks, Source{c, answeringSpans(a, c)})
	}
	return tone, blocks
}

// foundPassages are the blocks of a search for passages.
func foundPassages(a *bot.Answer) (Tone, []Block) {
	tone, head := Found, Headline{Magnifier, FoundText}
	if len(a.Citations) == 0 {
		tone, head = NotFound, Headline{NoEntry, NoneFoundText}
	}
	blocks := append([]Block{head}, noteBlocks(a)...)
	return tone, append(blocks, Sources(a.Citations)...)
}

// claimBlocks are the blocks of a text whose sentences were looked up.
func claimBlocks(list []bot.Claim, unchecked int) (Tone, []Block) {
	tone, blocks := Checked, []Block(nil)
	if len(list) == 0 {
		tone, blocks = NotFound, []Block{Headline{NoEntry, NoClaimText}}
	}
	for _, c := range list {
		claim := Claim{Text: strings.TrimSpace(text.Clean(c.Text)), Conflicts: c.Conflicts}
		claim.Verdict, claim.Sign = verdictOn(c)
		for _, cited := range append(c.Contradicting[:len(c.Contradicting):len(c.Contradicting)], c.Supporting...) {
			claim.Sources = append(claim.Sources, Source{Citation: cited})
		}
		blocks = append(blocks, claim)
	}
	if left := Unchecked(unchecked); left != "" {
		blocks = append(blocks, Note{left})
	}
	return tone, blocks
}

func verdictOn(c bot.Claim) (Verdict, Sign) {
	switch {
	case len(c.Contradicting) > 0 && len(c.Supporting) > 0:
		return Mixed, Scales
	case len(c.Contradicting) > 0:
		return Contradicted, Cross
	case len(c.Supporting) > 0:
		return Supported, Check
	}
	return Unmentioned, NoEntry
}

func noteBlocks(a *bot.Answer) []Block {
	var blocks []Block
	for _, note := range Notes(a) {
		blocks = append(blocks, Note{note})
	}
	return blocks
}

// Sources returns the blocks of citations alone.
func Sources(list []bot.Citation) []Block {
	var blocks []Block
	for _, c := range list {
		blocks = append(blocks, Source{Citation: c})
	}
	return blocks
}
