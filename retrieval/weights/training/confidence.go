package training

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"footnote/retrieval/eval"
	"footnote/retrieval/weights"
	"footnote/retrieval/weights/fit"
)

// confidenceCase is one question as it was asked.
type confidenceCase struct {
	set       string // with the background, if it was asked among it
	kind      Case
	fold      int
	sample    fit.Sample
	right     bool // what stands first answers
	forbidden bool // to answer
	// Confidence by the weights before, in the sentence and in the documents.
	before [2]float64
	// by weights that haven't seen the article
	now [2]float64
}

// The two confidences of a case: in the sentence that stands first, and in the
// documents.
const (
	inSentence = iota
	inDocuments
)

// holds reports whether that in which one may have confidence is so.
func (c *confidenceCase) holds(in int) bool {
	return c.kind == Present && (in == inDocuments || c.right)
}

// asked returns the cases that a question is asked in: how, and without which
// documents.
func (s *testSet) asked(q *eval.Question, weight map[Case]float64) map[Case]func(string) bool {
	cases := make(map[Case]func(string) bool)
	for kind, w := range weight {
		switch {
		case w == 0 || (kind == Absent) == q.Answerable:
		case kind == ArticleRemoved:
			cases[kind] = s.questions.Article(q)
		case kind == PassageRemoved:
			cases[kind] = func(id string) bool { return q.Relevant[id] > 0 }
		default:
			cases[kind] = nil
		}
	}
	return cases
}

// confidenceCases asks the questions of a set, whose documents are alone or among
// the background.
func (t *trainer) confidenceCases(ctx context.Context, s *testSet, name string, weight map[Case]float64, among bool, w *weights.Set) ([]confidenceCase, error) {
	var cases []confidenceCase
	for _, before := range []bool{false, true} {
		by := w
		if before {
			by = t.before
		}
		c, err := t.system.Open(ctx, s.dir, among, by)
		if err != nil {
			return nil, err
		}
		k := 0
		err = t.askEach(s, name, weight, func(q *eval.Question, kind Case, exclude func(string) bool) error {
			a, err := c.Answer(ctx, q, exclude)
			switch {
			case err != nil:
				return fmt.Errorf("question %s: %w", q.ID, err)
			case before:
				cases[k].before = [2]float64{a.Confidence, a.Spoken}
				k++
			default:
				cases = append(cases, confidenceCase{
					set: name, kind: kind, fold: s.fold(q, t.plan.Folds), forbidden: a.Forbidden,
					right:  !q.JudgesSentences() || q.Relevant[a.Document] > 0 && q.Right(a.Sentence),
					sample: fit.Sample{Features: a.Features, Weight: weight[kind]},
				})
			}
			return nil
		})
		if err = cmp.Or(err, c.Close()); err != nil {
			return nil, err
		}
	}
	return cases, nil
}

func (t *trainer) askEach(s *testSet, name string, weight map[Case]float64, f func(q *eval.Question, kind Case, exclude func(string) bool) error) error {
	for i := range s.questions.Questions {
		q := &s.questions.Questions[i]
		t.progress(name+": answers", i+1, len(s.questions.Questions))
		cases := s.asked(q, weight)
		for _, kind := range []Case{Present, ArticleRemoved, PassageRemoved, Absent} {
			exclude, ok := cases[kind]
			if !ok {
				continue
			}
			if err := f(q, kind, exclude); err != nil {
				return err
			}
		}
	}
	return nil
}

// confidence fits the models of confidence, in the sentence that stands first and in
// the documents, and measures them. w has the evidence that answers are weighed by.
func (t *trainer) confidence(ctx context.Context, sets []*testSet, w *weights.Set) (sentence, documents weights.Model, err error) {
	var cases []confidenceCase
	var data []weights.Data
	for _, s := range sets {
		if s.confidence == nil || s.questions == nil {
			continue
		}
		found, d, err := t.casesOf(ctx, s, w)
		if err != nil {
			return sentence, documents, fmt.Errorf("ask %s: %w", s.name, err)
		}
		cases, data = append(cases, found...), append(data, d)
	}
	if len(cases) == 0 {
		return t.before.Confidence, t.before.Spoken, nil
	}
	for _, name := range t.plan.Confidence.Without {
		if k := slices.Index(t.names.Confidence, name); k >= 0 {
			for i := range cases {
				cases[i].sample.Features[k] = 0
			}
		}
	}
	if sentence, err = t.fitConfidence(cases, inSentence, data); err == nil {
		documents, err = t.fitConfidence(cases, inDocuments, data)
	}
	return sentence, documents, err
}

// fitConfidence fits the model of one confidence on cases and measures it.
func (t *trainer) fitConfidence(cases []confidenceCase, in int, data []weights.Data) (weights.Model, error) {
	ridge := t.plan.Confidence.Ridge
	full, err := fit.Logistic(samplesBut(cases, in, -1), ridge)
	if err != nil {
		return weights.Model{}, fmt.Errorf("fit the confidence: %w", err)
	}
	for fold := range t.plan.Folds {
		m, err := fit.Logistic(samplesBut(cases, in, fold), ridge)
		if err != nil {
			return weights.Model{}, fmt.Errorf("fit the confidence without fold %d: %w", fold, err)
		}
		for i := range cases {
			if cases[i].fold == fold {
				cases[i].now[in] = m.Probability(cases[i].sample.Features)
			}
		}
	}
	m := weights.Model{
		Kind: weights.Logistic, Source: fitted, Date: t.date, Ridge: ridge,
		Bias: round(full.Bias, 3), Features: features(t.names.Confidence, full.Weights), Data: data,
	}
	m.Figures = calibration(cases, in)
	before, lines := &t.before.Confidence, t.plan.Confidence.Lines
	if in == inDocuments {
		before, lines = &t.before.Spoken, t.plan.Confidence.SpokenLines
	}
	for _, l := range lines {
		line, err := t.drawLine(l, cases, in, before)
		if err != nil {
			return weights.Model{}, err
		}
		m.Lines = append(m.Lines, line)
	}
	return m, nil
}

// casesOf asks the questions of a set in every way that the plan wants.
func (t *trainer) casesOf(ctx context.Context, s *testSet, w *weights.Set) ([]confidenceCase, weights.Data, error) {
	counts := make(map[string]weights.Count)
	var cases []confidenceCase
	for _, among := range []bool{false, true} {
		name, weight, suffix := s.name, s.confidence.Alone, ""
		if among {
			name, weight, suffix = s.name+" among "+t.background, s.confidence.Among, " among "+t.background
		}
		if among && t.background == "" || len(weight) == 0 {
			continue
		}
		found, err := t.confidenceCases(ctx, s, name, weight, among, w)
		if err != nil {
			return nil, weights.Data{}, err
		}
		for _, c := range found {
			key := string(c.kind) + suffix
			counts[key] = weights.Count{N: counts[key].N + 1, Weight: c.sample.Weight}
		}
		cases = append(cases, found...)
	}
	d, err := describe(s, counts)
	return cases, d, err
}

// samplesBut are the samples of all folds but one, of one confidence.
func samplesBut(cases []confidenceCase, in, fold int) []fit.Sample {
	var samples []fit.Sample
	for i := range cases {
		if c := &cases[i]; c.fold != fold {
			s := c.sample
			s.True = c.holds(in)
			samples = append(samples, s)
		}
	}
	return samples
}

// calibration measures by set how well a confidence tells apart and how true it is.
func calibration(cases []confidenceCase, in int) []weights.Figure {
	var figures []weights.Figure
	for _, set := range setsOf(cases) {
		decisions := func(before bool, kinds ...Case) []eval.Decision {
			var list []eval.Decision
			for i := range cases {
				c := &cases[i]
				if c.set != set || !slices.Contains(kinds, c.kind) {
					continue
				}
				d := eval.Decision{Confidence: c.now[in], Answerable: c.holds(in)}
				if before {
					d.Confidence = c.before[in]
				}
				list = append(list, d)
			}
			return list
		}
		add := func(measure string, of func([]eval.Decision) float64, kinds ...Case) {
			now := decisions(false, kinds...)
			if v := of(now); !math.IsNaN(v) {
				figures = append(figures, figure(set, measure, len(now), v, of(decisions(true, kinds...))))
			}
		}
		if in == inSentence {
			add("AUC right or wrong", eval.AUC, Present)
		}
		add("AUC article removed", eval.AUC, Present, ArticleRemoved)
		add("AUC passage removed", eval.AUC, Present, PassageRemoved)
		add("AUC absent", eval.AUC, Present, Absent)
		add("Brier", eval.Brier, Present, ArticleRemoved)
		add("ECE", eval.ECE, Present, ArticleRemoved)
	}
	return figures
}

func setsOf(cases []confidenceCase) []string {
	var sets []string
	for i := range cases {
		if !slices.Contains(sets, cases[i].set) {
			sets = append(sets, cases[i].set)
		}
	}
	return sets
}
