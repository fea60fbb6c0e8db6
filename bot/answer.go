package bot

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Question is what somebody asked, stripped of its platform.
type Question struct {
	ID   string // "" lets the Answerer choose one
	Text string
	// Before are the questions that were asked before it in the same conversation, the
	// latest first: they may help to find the passages.
	Before []string
	// Whole takes Text as it is: a claim has nothing around it to be taken off.
	Whole bool
	// Leans takes Text as it is, too: it is a question that leans on what was said before,
	// or was completed from that, without what stood around it.
	Leans bool
	// At is when it was asked, the zero time for now: "this week" hangs on it.
	At time.Time
	// Near are the documents that the answer before cites.
	Near []string
	// Exclude, if set, leaves out the documents for which it returns true.
	Exclude func(document string) bool
	// Collections, if set, returns false for collections of which Exclude leaves out
	// every document. An index may leave those out at once.
	Collections func(name string) bool
	// Always answers with the best sentence, however low its confidence: for
	// measuring, not for people.
	Always bool
	// Evidence is how many excerpts to collect in Answer.Evidence.
	Evidence int
}

// Outcome tells how far the documents answer a question.
type Outcome string

const (
	// Answered: the first sentence is believed to answer the question.
	Answered Outcome = "answered"
	// Related: the passages are close to the question but don't answer it.
	Related Outcome = "related"
	// NotFound: the documents don't speak of it.
	NotFound Outcome = "not_found"
)

// Answer is what the documents say to a question. Its JSON is the output of
// "footnote ask --json".
type Answer struct {
	ID       string `json:"id"`
	Question string `json:"question"`
	// Asked is what the question asks without what people say around it, "" if that
	// is all of it.
	Asked   string  `json:"asked,omitempty"`
	Outcome Outcome `json:"outcome"`
	// Confidence is the calibrated probability, 0 to 1, that the sentence that
	// stands first answers the question.
	Confidence float64 `json:"confidence"`
	// Spoken is the calibrated probability, 0 to 1, that the documents answer the
	// question anywhere.
	Spoken float64 `json:"spoken"`
	// Sentences are verbatim, the best first. Empty unless Answered.
	Sentences []Sentence `json:"sentences"`
	// Citations are numbered from 1 in the order that the answer first uses
	// them, one a document. With Related they are the closest passages, of which
	// several may be of one document.
	Citations []Citation `json:"citations"`
	// Disagreements are figures on which documents differ. Empty unless Answered.
	Disagreements []Disagreement `json:"disagreements,omitempty"`
	// Missing are the words of the question that no passage of the corpus has.
	Missing []string `json:"missing"`
	// Corrected are the words that no passage has and that were taken for
	// misspelt ones, with the word taken instead, or for two, with these.
	Corrected map[string]string `json:"corrected,omitempty"`
	// Languages are those of the documents, as BCP 47 codes, if they may be why the
	// question isn't answered: it is in none of them.
	Languages []string `json:"languages,omitempty"`
	// Elapsed is in milliseconds.
	Elapsed float64 `json:"elapsed_ms"`
	// Summary says what a model had to do with the sentences, nil if none was
	// asked.
	Summary *Summary `json:"summary,omitempty"`
	// Evidence are the best excerpts of the best documents, for a Summarizer to
	// work from, whatever the outcome.
	Evidence []Citation `json:"-"`
	// Features are what Confidence was computed from, for calibration.
	Features []float64 `json:"-"`
	// Forbidden reports whether something beside the features forbade to answer,
	// however high they made Confidence.
	Forbidden bool `json:"-"`
}

// Sentence is one sentence of an answer: the bytes [Start, End) of the
// document that its first citation names, or a model's own words, or a computed result, if End is 0.
type Sentence struct {
	// Text is what stands from Start to End, with lines joined that were broken to a width.
	Text      string `json:"text"`
	Citations []int  `json:"citations"` // Citation.N
	Start     int    `json:"start"`
	End       int    `json:"end"`
	// Broken are its lines as they are to be read, white space folded, if it is more
	// than one: what announces a list, a table, a command or a paragraph, and that.
	Broken []string `json:"lines,omitempty"`
	// Cells are those of a row of a table, if the sentence is one.
	Cells []Cell `json:"cells,omitempty"`
	// Computed is set if the sentence was computed from rows of a table.
	Computed *Computed `json:"computed,omitempty"`
	// Rests is what a model's sentence rests on: nil for the documents' own.
	Rests []Rest `json:"rests,omitempty"`
}

// Computed says how a sentence was computed: what Text says stands nowhere, or the row
// that it is was the largest or the smallest.
type Computed struct {
	Operation string `json:"operation"` // count, list, sum, mean, most or least
	Rows      int    `json:"rows"`      // of the table that its first citation names
}

// Rest is what an excerpt says that bears out a sentence of a model.
type Rest struct {
	Citation int      `json:"citation"` // Citation.N
	Text     string   `json:"text"`     // verbatim
	Words    [][2]int `json:"words"`    // byte ranges of Text that the sentence has, too
}

// Cell is a cell of a row, verbatim.
type Cell struct {
	Column string `json:"column,omitempty"` // its name, "" if the table has none or it isn't known
	Text   string `json:"text"`
	// Asked is set for the one whose column the question names.
	Asked bool `json:"asked,omitempty"`
}

// Lines returns the sentence as it is to be read, its white space folded.
func (s Sentence) Lines() []string {
	if len(s.Broken) > 0 {
		return s.Broken
	}
	return []string{strings.Join(strings.Fields(s.Text), " ")}
}

// IsCited reports whether a sentence, or a figure that differs, rests on citation n. What
// isn't cited is only close to the question.
func (a *Answer) IsCited(n int) bool {
	return slices.ContainsFunc(a.Sentences, func(s Sentence) bool { return slices.Contains(s.Citations, n) }) ||
		slices.ContainsFunc(a.Disagreements, func(d Disagreement) bool {
			return slices.ContainsFunc(d.Figures, func(f Figure) bool { return f.Citation == n })
		})
}

// Disagreement is what documents say differently of the same thing.
type Disagreement struct {
	// Figures are of different documents, that of the answer first.
	Figures []Figure `json:"figures"`
}

// Figure is a number or a date as a document has it: its bytes [Start, End),
// which are a part of an excerpt of the Citation.
type Figure struct {
	Text      string `json:"text"`
	Sentence  string `json:"sentence"` // that it stands in, verbatim
	Citation  int    `json:"citation"` // Citation.N
	Published string `json:"published"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
}

// Citation is a verbatim excerpt with its document's facts: Excerpt equals
// the document's text at the bytes [Start, End).
type Citation struct {
	N          int      `json:"n"`
	Document   string   `json:"document"`
	Title      string   `json:"title"`
	URL        string   `json:"url"`
	Author     string   `json:"author"`
	Publisher  string   `json:"publisher"`
	Published  string   `json:"published"` // ISO 8601 date, maybe reduced
	Page       int      `json:"page"`      // from 1; 0 if the document has none
	Heading    string   `json:"heading"`
	Start      int      `json:"start"`
	End        int      `json:"end"`
	Excerpt    string   `json:"excerpt"`
	Highlights [][2]int `json:"highlights"` // byte ranges of Excerpt
	// Best is the byte range of Excerpt of the sentence that most probably answers, where
	// the answer doesn't say it: of passages that are only close.
	Best [2]int `json:"best,omitzero"`
	// Near are the byte ranges of Excerpt that are near the question in meaning.
	Near [][2]int `json:"-"`
	// More are further excerpts of the document that sentences rest on.
	More []Excerpt `json:"more,omitempty"`
	// Duplicates are documents that hold nearly the same passage.
	Duplicates []string `json:"duplicates,omitempty"`
	// Score is the rank of a passage that was looked for, as searches compare it; 0 in
	// an answer.
	Score float64 `json:"score,omitempty"`
}

// Excerpt is a verbatim piece of a document: its bytes [Start, End).
type Excerpt struct {
	Page       int      `json:"page"`
	Heading    string   `json:"heading"`
	Start      int      `json:"start"`
	End        int      `json:"end"`
	Text       string   `json:"excerpt"`
	Highlights [][2]int `json:"highlights"` // byte ranges of Text
}

// IsComputed reports whether the answer was computed from rows of a table.
func (a *Answer) IsComputed() bool {
	return a.Outcome == Answered && len(a.Sentences) > 0 && a.Sentences[0].Computed != nil
}

// Said returns which bytes of a verbatim piece of the document of citation n, which
// begins at start and ends at end, the answer says: its sentences and the figures that
// differ. They are in order, and none lies in another.
func (a *Answer) Said(n, start, end int) [][2]int {
	var spans [][2]int
	for _, s := range a.Sentences {
		if len(s.Citations) > 0 && s.Citations[0] == n && s.Start < s.End && s.Start >= start && s.End <= end {
			spans = append(spans, [2]int{s.Start - start, s.End - start})
		}
	}
	for _, d := range a.Disagreements {
		for _, f := range d.Figures {
			span := [2]int{f.Start - start, f.End - start}
			holds := func(s [2]int) bool { return s[0] <= span[0] && span[1] <= s[1] }
			if f.Citation == n && span[0] >= 0 && f.End <= end && !slices.ContainsFunc(spans, holds) {
				spans = append(spans, span)
			}
		}
	}
	slices.SortFunc(spans, func(x, y [2]int) int { return cmp.Compare(x[0], y[0]) })
	return spans
}

// Excerpts returns all excerpts of the citation.
func (c *Citation) Excerpts() []Excerpt {
	first := Excerpt{c.Page, c.Heading, c.Start, c.End, c.Excerpt, c.Highlights}
	return append([]Excerpt{first}, c.More...)
}

// Add adds the excerpt of another citation of the same document, unless the
// citation has it.
func (c *Citation) Add(other Citation) {
	for _, e := range c.Excerpts() {
		if e.Start <= other.Start && other.End <= e.End {
			return
		}
	}
	c.More = append(c.More[:len(c.More):len(c.More)], other.Excerpts()[0])
}
