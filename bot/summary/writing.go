package summary

import (
	"log/slog"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/bot"
	"footnote/bot/grounding"
)

// writing is a summary in the making.
type writing struct {
	checker   Checker
	relevance relevance
	evidence  []bot.Citation // the excerpt of number n is evidence[n-1]
	// refutes, if not nil, is asked about what the checker has passed.
	refutes func(sentence string, cited []bot.Citation) bool
	log     *slog.Logger

	written   int // bytes
	sentences []draft
	dropped   int
	omitted   []bot.Omission
	rests     map[string][]bot.Rest // by sentence: what bears it out, by numbers of excerpts
	repeated  int
	declined  bool
	seen      map[string]bool // all that was written, folded
}

// A small model may write one sentence over and over, or many that nothing bears out:
// it is stopped after so many that it has written before, or so many that were dropped
// before any passed.
const (
	mostRepeated = 3
	mostDropped  = 12
)

// isHopeless reports whether there is no point in reading on.
func (w *writing) isHopeless() bool {
	return w.repeated >= mostRepeated || w.dropped >= mostDropped && len(w.sentences) == 0
}

// takeDraft checks a sentence and keeps it if it passes.
func (w *writing) takeDraft(d draft) bool {
	if strings.Contains(strings.ToUpper(d.text), noAnswer) {
		w.declined = len(w.sentences) == 0
		return false
	}
	folded := strings.ToLower(d.text)
	if w.seen[folded] {
		w.repeated++
		w.log.Info("sentence dropped", "objection", "it repeats a sentence", "cites", d.cites)
		return false
	}
	w.seen[folded] = true
	if objection := w.objectionTo(&d); objection != "" {
		w.dropped++
		w.noteOmission(d.text, objection)
		w.log.Info("sentence dropped", "objection", objection, "cites", d.cites)
		return false
	}
	w.sentences = append(w.sentences, d)
	return true
}

// objectionTo says why a sentence can't be shown, "" if it can. Citations of
// excerpts that don't exist are taken out of it.
func (w *writing) objectionTo(d *draft) string {
	d.cites = slices.DeleteFunc(d.cites, func(n int) bool { return n < 1 || n > len(w.evidence) })
	if address.MatchString(d.text) {
		return holdsAddress
	}
	if len(d.cites) == 0 && !w.attribute(d) {
		return "it cites no excerpt, and none says it"
	}
	var excerpts []bot.Citation
	var cited []grounding.Evidence
	for _, n := range d.cites {
		excerpts = append(excerpts, w.evidence[n-1])
		cited = append(cited, grounding.EvidenceOf(&w.evidence[n-1]))
	}
	v := w.checker.Check(d.text, cited)
	w.rests[d.text] = restsOf(d.cites, cited, v.Best)
	switch {
	case !v.Supported:
		return wordReasons(v.Reasons)
	case !w.relevance.isRelevant(d.text, cited, v.Best) && !restsOnNear(excerpts, v.Best):
		return "it doesn't speak of the question"
	case w.refutes != nil && w.refutes(d.text, excerpts):
		return "the model, asked again, doesn't find it in the excerpts"
	}
	return ""
}

// attribute finds the excerpt that says what a sentence without marks says, and cites it:
// small models never write marks. What a model was stopped in the middle of is no
// sentence.
func (w *writing) attribute(d *draft) bool {
	if last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(d.text, "\"'”’»)")); !unicode.Is(unicode.STerm, last) {
		return false
	}
	for i, c := range w.evidence {
		if w.checker.Check(d.text, []grounding.Evidence{grounding.EvidenceOf(&c)}).Supported {
			d.cites = []int{i + 1}
			return true
		}
	}
	return false
}

// wordReasons words the reasons of a verdict, for the log and for people.
func wordReasons(reasons []grounding.Reason) string {
	if len(reasons) == 0 {
		return "the excerpts don’t say it"
	}
	var parts []string
	for _, r := range reasons {
		parts = append(parts, wordReason(r))
	}
	return strings.Join(parts, "; ")
}

// answerWith returns a with the sentences so far, and the excerpts that they cite
// numbered in the order of first use.
func (w *writing) answerWith(a bot.Answer, model string) bot.Answer {
	a.Summary = &bot.Summary{Model: model, Dropped: w.dropped, Omitted: slices.Clone(w.omitted)}
	a.Outcome = bot.Answered
	a.Sentences = make([]bot.Sentence, 0, len(w.sentences))
	before := a.Citations
	a.Citations = []bot.Citation{}
	number := func(c bot.Citation) int {
		i := slices.IndexFunc(a.Citations, func(cited bot.Citation) bool { return cited.Document == c.Document })
		if i < 0 {
			i = len(a.Citations)
			c.N = i + 1
			a.Citations = append(a.Citations, c)
		}
		a.Citations[i].Add(c)
		return i + 1
	}
	for _, d := range w.sentences {
		s := bot.Sentence{Text: d.text}
		for _, n := range d.cites {
			s.Citations = append(s.Citations, number(w.evidence[n-1]))
		}
		slices.Sort(s.Citations)
		for _, r := range w.rests[d.text] {
			r.Citation = number(w.evidence[r.Citation-1])
			s.Rests = append(s.Rests, r)
		}
		a.Sentences = append(a.Sentences, s)
	}
	// What the documents give different figures for stays to be said.
	disagreements := slices.Clone(a.Disagreements)
	for i, d := range disagreements {
		figures := slices.Clone(d.Figures)
		for k, f := range figures {
			figures[k].Citation = number(before[f.Citation-1])
		}
		disagreements[i].Figures = figures
	}
	a.Disagreements = disagreements
	return a
}
