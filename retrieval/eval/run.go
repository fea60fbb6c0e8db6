package eval

import (
	"context"
	"fmt"
	"time"
)

// System is what is measured. Document IDs are those of the set.
type System interface {
	// Rank returns what is found for a question, about n documents.
	Rank(ctx context.Context, question string, n int) (Ranked, error)
	// Answer answers a question from all documents but those for which exclude
	// returns true. A nil exclude leaves out none.
	Answer(ctx context.Context, question string, exclude func(document string) bool) (Answer, error)
}

// Ranked is what was found for a question, the best first. Its order knows nothing
// of what is relevant.
type Ranked struct {
	// Documents holds each document once, in a place of its own.
	Documents []string
	// Places holds what people see: several documents are in one place if they are
	// shown as one, since they hold nearly the same text.
	Places [][]string
}

// Answer is what a System answers.
type Answer struct {
	// Sentences are what would be shown, the best first, whether or not the
	// system would rather refuse.
	Sentences  []string
	Confidence float64 // that the first sentence answers the question, 0 to 1
	Spoken     float64 // that the documents answer it at all, 0 to 1
	Answered   bool    // false: the system refuses
}

// rankDepth is how many documents are asked for: the deepest measure looks at
// the first 20.
const rankDepth = 20

// kind is why a question is asked.
type kind int

const (
	present kind = iota // the documents answer it
	removed             // the documents that answer it are taken away
	absent              // the set says that they don't answer it
	kinds
)

// outcome is one question as it was answered.
type outcome struct {
	kind       kind
	confidence float64 // in its first sentence
	spoken     float64 // confidence in the documents
	answered   bool
	right      bool // its first sentence is, or nobody knows
}

func newOutcome(k kind, a Answer, right bool) outcome {
	return outcome{k, a.Confidence, a.Spoken, a.Answered, right}
}

// Run puts every question of the set to the system, one after another.
// progress, if not nil, is called after each of total.
func Run(ctx context.Context, system System, set *Set, progress func(done, total int)) (*Report, error) {
	r := runner{system: system, set: set, report: newReport(set)}
	for i := range set.Questions {
		if err := r.askQuestion(ctx, &set.Questions[i]); err != nil {
			return nil, fmt.Errorf("question %s: %w", set.Questions[i].ID, err)
		}
		if progress != nil {
			progress(i+1, len(set.Questions))
		}
	}
	return r.sumUp(), nil
}

type runner struct {
	system  System
	set     *Set
	report  *Report
	cases   []outcome
	elapsed []float64 // milliseconds
}

// askQuestion asks one question in every way that it can be judged.
func (r *runner) askQuestion(ctx context.Context, q *Question) error {
	if len(q.Relevant) > 0 {
		ranked, err := r.system.Rank(ctx, q.Text, rankDepth)
		if err != nil {
			return err
		}
		r.report.Ranking.addRanked(ranked.Documents, q.Relevant)
		r.report.Folded.addPlaces(ranked.Places, q.Relevant)
	}
	began := time.Now()
	answer, err := r.system.Answer(ctx, q.Text, nil)
	if err != nil {
		return err
	}
	r.elapsed = append(r.elapsed, float64(time.Since(began).Microseconds())/1000)
	if !q.Answerable {
		r.cases = append(r.cases, newOutcome(absent, answer, false))
		return nil
	}
	right := true
	if q.JudgesSentences() {
		right = r.report.Sentences.addSentences(q, answer.Sentences)
	}
	r.cases = append(r.cases, newOutcome(present, answer, right))

	answer, err = r.system.Answer(ctx, q.Text, r.set.Article(q))
	if err != nil {
		return err
	}
	r.cases = append(r.cases, newOutcome(removed, answer, false))
	return nil
}
