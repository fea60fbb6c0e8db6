package answering

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"time"

	"footnote/bot"

	"footnote/bot/grounding"
	"footnote/retrieval"
	"footnote/retrieval/frequency"
	"footnote/retrieval/language"
	"footnote/retrieval/question"
)

// Answerer answers questions from an index. It is safe for use by several
// goroutines.
type Answerer struct {
	views   Views
	weights *Weights
}

// Views gives out an index that changes, as it is at one moment, so that an
// answer and all its excerpts come from one state of the documents.
type Views interface {
	// View returns the index as it is now, for the caller to close. With an
	// error there is no view, and so nothing to close: that holds for a ctx that
	// has ended, too.
	View(ctx context.Context) (*retrieval.View, error)
}

// NewAnswerer returns an Answerer that reads from x, which doesn't change.
func NewAnswerer(x retrieval.Index) *Answerer { return NewLiveAnswerer(still{x}) }

// NewLiveAnswerer returns an Answerer that answers each question from the view
// that is current when it is asked.
func NewLiveAnswerer(v Views) *Answerer { return &Answerer{v, shippedWeights()} }

// still is an index that doesn't change.
type still struct{ index retrieval.Index }

func (s still) View(context.Context) (*retrieval.View, error) {
	return retrieval.NewView(s.index, func() {}), nil
}

const (
	answerPassages  = 8 // passages whose sentences compete
	maxSentences    = 3
	relatedPassages = 3
	// alsoAnswers is the share of the best sentence's score from which on
	// another sentence is taken into the answer too. On 500 questions each of
	// SQuAD 2 and QED the right one is among those shown for .848 and .708 of them,
	// with .8 for .858 and .714, with .95 for .836 and .696; the first alone is
	// right for .810 and .682.
	alsoAnswers = .88
	// Another sentence of a document that is in the answer must be read as nearly as good:
	// no more than alsoRead behind the best one in the logit, which must itself be below
	// answersAlone. Of 955 questions as people ask them one of those shown is right for .461
	// then, with 1.43 a reply; for .474 with 1.61 without these bounds, and for .438 with
	// 1.22 if each is of another document.
	alsoRead     = .5
	answersAlone = 2.5
)

// Answer searches, picks the sentences that answer and decides the outcome.
// It fails only if the index can't be read or ctx ends.
func (a *Answerer) Answer(ctx context.Context, q bot.Question) (bot.Answer, error) {
	began := time.Now()
	answer := bot.Answer{
		ID: cmp.Or(q.ID, rand.Text()), Question: q.Text, Outcome: bot.NotFound,
		Sentences: []bot.Sentence{}, Citations: []bot.Citation{}, Missing: []string{},
	}
	x, err := a.views.View(ctx)
	if err != nil {
		return answer, fmt.Errorf("answer the question: %w", err)
	}
	defer x.Close()
	query := a.NewQuery(q, answerPassages)
	asked := query.Question
	if asked.Text != strings.TrimSpace(q.Text) {
		answer.Asked = asked.Text
	}
	found, err := retrieval.Search(ctx, x, query)
	if err != nil {
		return answer, fmt.Errorf("answer the question: %w", err)
	}
	if err := hideExcludedWords(ctx, x, &q, &found); err != nil {
		return answer, fmt.Errorf("answer the question: %w", err)
	}
	answer.Missing = missingWords(found.Words, asked.Spoken)
	answer.Corrected = found.CorrectedWords()
	ranked, err := a.followPointers(ctx, x, query, rankSentences(found.Hits))
	if err != nil {
		return answer, fmt.Errorf("answer the question: %w", err)
	}
	answer.Features = confidenceFeatures(asked, q.Near, found, ranked)
	sure := a.weights.confidencesIn(found)
	answer.Confidence, answer.Spoken = sure.sentence.of(answer.Features), sure.documents.of(answer.Features)
	checker := grounding.NewChecker(x.Analyzer())
	if len(ranked) > 0 && (namesStranger(asked, found.Words, found.Hits, checker) || speaksOfOthers(asked, found.Words, ranked[0].hit, checker)) {
		answer.Forbidden = true
		answer.Confidence = min(answer.Confidence, sure.sentence.mostOfStranger())
	}
	computed, err := a.computeAnswer(ctx, x, q, query, found, ranked, &answer)
	if !computed {
		answer.Outcome = sure.outcome(answer.Confidence, answer.Spoken, answer.Features, len(ranked))
	}
	switch {
	case computed || err != nil:
	case answer.Outcome == bot.Answered || q.Always:
		err = a.composeAnswer(ctx, x, q, asked, found, ranked, &answer)
	case answer.Outcome == bot.Related:
		closest := closestPassages(ranked)
		err = composeSentences(ctx, x, asked, &answer, closest)
		for i := range answer.Citations { // there is one a passage
			pointOutBest(&answer.Citations[i], closest[i])
		}
		answer.Sentences = []bot.Sentence{}
	}
	if err == nil && q.Evidence > 0 {
		err = collectEvidence(ctx, x, &answer, found.Hits, ranked, q.Evidence)
	}
	answer.Elapsed = milliseconds(time.Since(began))
	return answer, err
}

// composeAnswer fills an answer with the sentences that answer, and with what other documents
// say differently.
func (a *Answerer) composeAnswer(ctx context.Context, x retrieval.Index, q bot.Question, asked question.Question, found retrieval.Result, ranked []candidate, answer *bot.Answer) error {
	chosen := chooseSentences(ranked, asked)
	if answer.Outcome != bot.Answered {
		return composeSentences(ctx, x, asked, answer, chosen)
	}
	chosen, err := a.answerParts(ctx, x, q, asked, chosen)
	if err != nil {
		return fmt.Errorf("answer the question: %w", err)
	}
	if err := composeSentences(ctx, x, asked, answer, chosen); err != nil {
		return err
	}
	if err := newDispute(x, asked, found.Hits).addDisagreements(ctx, answer, chosen); err != nil || answer.Confidence >= SureAlone {
		return err
	}
	return addClosest(ctx, x, answer, ranked)
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// helping are words that a question may need and that say nothing of what is
// missing: anybody.
var helping = language.Gather(func(l *language.Language) language.Words { return l.Asks.Helping })

// leastTelling is how much the lack of a word must say for it to be named as missing.
const leastTelling = .25

// missingWords lists the words of a question, in one of these languages, that no passage
// has and that are not used everywhere.
func missingWords(words []retrieval.Word, spoken language.Codes) []string {
	list := []string{}
	previous := ""
	for _, w := range words {
		lower := strings.ToLower(w.Text)
		if w.Missing() && !slices.Contains(list, w.Text) && !question.IsInterrogative(spoken, previous, lower) && !(w.Text == lower && helping.In(lower, spoken)) && frequency.Telling(spoken, lower) >= leastTelling {
			list = append(list, w.Text)
		}
		previous = lower
	}
	return list
}

// candidate is a sentence in the running, with its hit.
type candidate struct {
	retrieval.Sentence
	hit   *retrieval.Hit
	score float64
}

func (c candidate) text() string { return c.hit.Text[c.Start-c.hit.Start : c.End-c.hit.Start] }

// rankSentences orders the sentences of the hits, the best first.
func rankSentences(hits []retrieval.Hit) []candidate {
	var ranked []candidate
	for i := range hits {
		for _, s := range hits[i].Sentences {
			ranked = append(ranked, candidate{s, &hits[i], s.Score})
		}
	}
	slices.SortStableFunc(ranked, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return ranked
}

// chooseSentences takes the best sentence, and those that come close to it and neither
// are shown with it nor say the same in the same words.
func chooseSentences(ranked []candidate, asked question.Question) []candidate {
	var chosen []candidate
	var shown []retrieval.Span // by chosen
	for _, c := range ranked {
		if len(chosen) == maxSentences || c.score < alsoAnswers*ranked[0].score {
			break
		}
		span := completeSpan(c, asked)
		said := false
		for i, o := range chosen {
			same := o.hit.Document == c.hit.Document
			said = said || same && (!alsoAnswersBeside(c, ranked[0]) || shown[i].Start < span.End && span.Start < shown[i].End) || sameWords(o, c)
		}
		if !said {
			chosen, shown = append(chosen, c), append(shown, span)
		}
	}
	return chosen
}

// alsoAnswersBeside reports whether a sentence of a document that is in the answer may
// stand beside the best one.
func alsoAnswersBeside(c, best candidate) bool {
	return c.WasRead && !c.Heads() && best.ReadLogit() < answersAlone && c.ReadLogit() >= best.ReadLogit()-alsoRead
}

// SureAlone is the confidence from which on an answer comes with nothing but what it
// cites. Of 955 questions as people ask them what answers is then shown for .74, for .69
// without further passages, for .75 with them below every answer; two of three answers
// have some.
const SureAlone = .6

// addClosest cites the closest passages below the sentences of an answer that may not be
// right, as far as it doesn't cite them yet.
func addClosest(ctx context.Context, x retrieval.Index, answer *bot.Answer, ranked []candidate) error {
	for _, c := range closestPassages(ranked) {
		cited := func(o bot.Citation) bool {
			return o.Document == c.hit.Document && o.Start < c.hit.End && c.hit.Start < o.End
		}
		if len(answer.Citations) >= relatedPassages || slices.ContainsFunc(answer.Citations, cited) {
			continue
		}
		more, err := citeHit(ctx, x, c.hit, []retrieval.Span{c.Span})
		if err != nil {
			return err
		}
		more.N = len(answer.Citations) + 1
		pointOutBest(&more, c)
		answer.Citations = append(answer.Citations, more)
	}
	return nil
}

// pointOutBest notes which sentence of a passage most probably answers.
func pointOutBest(c *bot.Citation, best candidate) {
	if from, to := best.Start-c.Start, best.End-c.Start; from >= 0 && from < to && to <= len(c.Excerpt) {
		c.Best = [2]int{from, to}
	}
}

// closestPassages takes the passages with the best sentences, each with its best one. Of
// 1,817 questions as people ask them what answers is in one of them for .77, for .72 if
// they are of three documents.
func closestPassages(ranked []candidate) []candidate {
	var chosen []candidate
	for _, c := range ranked {
		if len(chosen) == relatedPassages {
			break
		}
		if !slices.ContainsFunc(chosen, func(o candidate) bool { return o.hit == c.hit }) {
			chosen = append(chosen, c)
		}
	}
	return chosen
}

// sameWords reports whether two sentences say the same in nearly the same words.
func sameWords(a, b candidate) bool {
	x, y := strings.Fields(strings.ToLower(a.text())), strings.Fields(strings.ToLower(b.text()))
	set := make(map[string]bool, len(x))
	for _, w := range x {
		set[w] = true
	}
	both := 0
	for _, w := range y {
		if set[w] {
			both++
		}
	}
	return both*5 >= 4*max(len(x), len(y))
}
