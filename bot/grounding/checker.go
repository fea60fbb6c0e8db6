package grounding

import (
	"slices"
	"strings"

	"footnote/bot"
	"footnote/retrieval"
)

// Evidence is one cited excerpt with the facts of its document.
type Evidence struct {
	Text      string
	Title     string
	Heading   string
	Author    string
	Publisher string
	Published string // ISO 8601 date, maybe reduced
	Language  string // BCP 47 base language, "" if unknown
}

// EvidenceOf returns the first excerpt of a citation with the facts of its document.
func EvidenceOf(c *bot.Citation) Evidence {
	return Evidence{
		Text: c.Excerpt, Title: c.Title, Heading: c.Heading, Author: c.Author, Publisher: c.Publisher, Published: c.Published,
	}
}

// Verdict is what a check found.
type Verdict struct {
	// Supported reports whether the evidence says what the claim says, word by word.
	Supported bool `json:"supported"`
	// Weighed reports whether it speaks of that, as far as words, figures and names
	// show which are compared over all its sentences together; see [Prepared.Weigh].
	Weighed bool `json:"-"`
	// Score is the probability, 0 to 1, that the evidence supports the claim,
	// where as many claims are supported as not.
	Score float64 `json:"score"`
	// Reasons tell why the claim is not supported; those that fail it whatever
	// its score come first.
	Reasons []Reason `json:"reasons,omitempty"`
	// Best are the sentences of the evidence that bear the claim out, in order
	// of how much each adds.
	Best []Place `json:"best,omitempty"`
	// Features are what Score was computed from, nil where it wasn't, and Plain is
	// the share of the claim's words without a capital that the best sentences
	// have: for fitting.
	Features []float64 `json:"-"`
	Plain    float64   `json:"-"`
}

// Reason is one thing that is wrong with a claim.
type Reason struct {
	Kind  ReasonKind `json:"kind"`
	Words string     `json:"words"`           // of the claim
	Found string     `json:"found,omitempty"` // of the evidence, what it says instead
}

// ReasonKind names what is wrong.
type ReasonKind string

const (
	Quote    ReasonKind = "quote"    // a quotation that isn't verbatim
	Number   ReasonKind = "number"   // a figure that the evidence doesn't have
	Unit     ReasonKind = "unit"     // a figure that it has in another unit
	Bound    ReasonKind = "bound"    // "more than" where it says no such thing
	Date     ReasonKind = "date"     // a date that it doesn't have
	Name     ReasonKind = "name"     // a name that it doesn't have
	Polarity ReasonKind = "polarity" // it says the opposite
	Roles    ReasonKind = "roles"    // who did it and to whom it was done are exchanged
	Language ReasonKind = "language" // another language: words can't be compared
	Added    ReasonKind = "added"    // words that what it comes from doesn't have
	Limit    ReasonKind = "limit"    // may for must, only, at least, if: it holds otherwise there
	Told     ReasonKind = "told"     // a fact that the evidence only says somebody tells
	Binding  ReasonKind = "binding"  // a figure of something else
	Coverage ReasonKind = "coverage" // too many words that it doesn't have
	Length   ReasonKind = "length"   // too long to be a sentence
	Empty    ReasonKind = "empty"    // nothing to check, or nothing to check it by
)

// Fatal reports whether the reason fails a claim whatever its score.
func (k ReasonKind) Fatal() bool { return k != Coverage }

// Contradictions lists what the evidence says otherwise than the claim, none where it
// merely lacks something that the claim says: then it may speak of something else.
func (v Verdict) Contradictions() []Reason {
	var list []Reason
	for _, r := range v.Reasons {
		switch r.Kind {
		case Polarity:
			list = append(list, r)
		case Told:
		case Number, Unit, Bound, Date, Limit, Binding, Roles:
			// A figure that no sentence has in any form is missing; so is a limit.
			if r.Found != "" && !sameWords(r.Words, r.Found) {
				list = append(list, r)
			}
		default:
			return nil
		}
	}
	return list
}

// sameWords reports whether two texts are the same but for case, signs and space.
func sameWords(a, b string) bool {
	return strings.TrimFunc(foldQuote(a), notWord) == strings.TrimFunc(foldQuote(b), notWord)
}

// Place is a byte range of the text of one piece of evidence.
type Place struct {
	Evidence int `json:"evidence"` // index
	retrieval.Span
	// Words are the stretches of it that the claim has, in some form.
	Words []retrieval.Span `json:"-"`
}

// Checker checks claims. It is safe for use by several goroutines.
type Checker struct {
	analyzer retrieval.Analyzer
	model    model
}

// NewChecker returns a Checker that compares words by their index terms. With
// a nil analyzer it folds English words by itself.
func NewChecker(a retrieval.Analyzer) *Checker {
	if a == nil {
		a = plainAnalyzer{}
	}
	return &Checker{a, shippedModel()}
}

// What is checked is bounded: no sentence is longer, or has more figures.
const (
	maxClaimBytes = 4 << 10
	maxFigures    = 64
)

// Check reports whether the evidence supports the claim, a sentence without
// citation marks.
func (c *Checker) Check(claim string, evidence []Evidence) Verdict {
	if len(claim) > maxClaimBytes {
		return Verdict{Reasons: []Reason{{Kind: Length}}}
	}
	return c.Prepare(evidence).Check(claim)
}

// Prepared is evidence that many claims are checked against: it is taken apart
// once. It is for one goroutine.
type Prepared struct {
	checker *Checker
	source  *source
	rows    *toldRows // nil where none was asked for
}

// Prepare takes evidence apart.
func (c *Checker) Prepare(evidence []Evidence) *Prepared {
	return &Prepared{checker: c, source: c.readEvidence(evidence)}
}

// Check is [Checker.Check] with this evidence.
func (p *Prepared) Check(claim string) Verdict {
	v := p.checkText(claim)
	if !v.Supported {
		if told, ok := p.checkRows(claim); ok {
			return told
		}
	}
	return v
}

// checkText is Check by the sentences of the evidence.
func (p *Prepared) checkText(claim string) Verdict {
	v, m := p.weighClaim(claim)
	if m == nil {
		return v
	}
	al := m.layClaim()
	if _, other := p.checker.otherLanguage(m); other && al.share() < oneLanguage {
		return v // words can't be compared
	}
	places, reasons := al.bestPlaces(), al.reasons
	if len(reasons) > 0 {
		if parted, ok := p.layParts(al); ok {
			places, reasons = parted, nil
		}
	}
	v.Best = places
	v.Reasons = slices.Concat(checkQuotes(claim, p.source), m.checkCodes(), reasons)
	v.Supported = len(v.Reasons) == 0
	return v
}

// Weigh reports whether the evidence speaks of what the claim says, by its words, figures
// and names over all sentences together. It is what to ask where a claim need not be
// true: it takes small changes of what is said for the same.
func (p *Prepared) Weigh(claim string) Verdict {
	v, _ := p.weighClaim(claim)
	return v
}

// weighClaim weighs a claim; the match is nil if there is no more to be asked.
func (p *Prepared) weighClaim(claim string) (Verdict, *matched) {
	if len(claim) > maxClaimBytes {
		return Verdict{Reasons: []Reason{{Kind: Length}}}, nil
	}
	c, s := p.checker, p.source
	cl := c.readClaim(claim, s)
	if len(cl.quantities) > maxFigures {
		return Verdict{Reasons: []Reason{{Kind: Length}}}, nil
	}
	if len(cl.content)+len(cl.quantities) == 0 || len(s.sentences) == 0 {
		return Verdict{Reasons: []Reason{{Kind: Empty, Words: claim}}}, nil
	}
	if places := s.placesOf(claim); len(places) > 0 {
		return Verdict{Supported: true, Weighed: true, Score: verbatim, Best: places}, nil
	}
	m := matchClaim(cl, s)
	v := Verdict{Best: m.bestPlaces(), Reasons: m.weighReasons()}
	v.Features, v.Plain = m.claimFeatures(v.Reasons), m.plainShare()
	v.Score = c.model.score(v.Features)
	if r, ok := c.otherLanguage(m); ok {
		v.Reasons = append(v.Reasons, r)
	}
	if v.Score < c.model.threshold || v.Plain < c.model.fewestPlain {
		v.Reasons = append(v.Reasons, Reason{Kind: Coverage, Words: m.uncoveredWords()})
	}
	v.Weighed = len(v.Reasons) == 0
	v.Supported = v.Weighed
	return v, m
}

// weighReasons compares figures, names and negation by all sentences together.
func (m *matched) weighReasons() []Reason {
	reasons := checkQuotes(m.claim.text, m.source)
	reasons = append(reasons, m.checkFigures()...)
	reasons = append(reasons, m.checkNames()...)
	reasons = append(reasons, m.checkCodes()...)
	reasons = append(reasons, m.checkPolarity()...)
	return append(reasons, m.checkRoles()...)
}

// verbatim is the score of a claim that the evidence has word for word.
const verbatim = .99
