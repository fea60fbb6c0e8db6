package training

import (
	"context"
	"fmt"
	"slices"

	"footnote/retrieval/weights"
	"footnote/retrieval/weights/fit"
)

// evidenceCase is one answerable question with the sentences that compete.
type evidenceCase struct {
	set    string
	fold   int
	only   []string // features that the case is for, nil for all
	list   fit.List
	places []place
}

// place is one passage: where its sentences begin in the list.
type place struct {
	first    int
	relevant bool // its document is judged to answer
}

// evidenceCases asks the answerable questions of a set.
func (t *trainer) evidenceCases(ctx context.Context, s *testSet) ([]evidenceCase, error) {
	c, err := t.system.Open(ctx, s.dir, false, t.before)
	if err != nil {
		return nil, err
	}
	defer func() { _ = c.Close() }() // it was only read
	var cases []evidenceCase
	for i := range s.questions.Questions {
		q := &s.questions.Questions[i]
		t.progress(s.name+": sentences", i+1, len(s.questions.Questions))
		if !q.Answerable || !q.JudgesSentences() {
			continue
		}
		passages, err := c.Passages(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("question %s: %w", q.ID, err)
		}
		e := evidenceCase{set: s.name, fold: s.fold(q, t.plan.Folds), only: s.evidence.Only}
		e.list.Weight = s.evidence.Weight
		for _, p := range passages {
			e.places = append(e.places, place{len(e.list.Elements), q.Relevant[p.Document] > 0})
			for _, sentence := range p.Sentences {
				e.list.Elements = append(e.list.Elements, fit.Element{Features: sentence.Features, Right: q.Right(sentence.Text)})
			}
		}
		cases = append(cases, e)
	}
	return cases, nil
}

// fitEvidence fits the weights on cases for which in returns true, from start on:
// first those of all features on the sets for all, then single ones on theirs.
func (t *trainer) fitEvidence(cases []evidenceCase, start []float64, in func(e *evidenceCase) bool) ([]float64, error) {
	var lists []fit.List
	special := make(map[string][]fit.List)
	for i := range cases {
		e := &cases[i]
		switch {
		case !in(e):
		case e.only == nil:
			lists = append(lists, e.list)
		default:
			for _, name := range e.only {
				special[name] = append(special[name], e.list)
			}
		}
	}
	names := t.names.Evidence
	free := make([]bool, len(names))
	for i, name := range names {
		free[i] = special[name] == nil
	}
	from := slices.Clone(start)
	for i := range from {
		if !free[i] {
			from[i] = 0 // a fold's own
		}
	}
	w, err := fit.Listwise(lists, from, free, t.plan.Evidence.Ridge)
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		if free[i] {
			continue
		}
		alone := make([]bool, len(names))
		alone[i] = true
		if w, err = fit.Listwise(special[name], w, alone, t.plan.Evidence.Ridge); err != nil {
			return nil, fmt.Errorf("fit %s: %w", name, err)
		}
	}
	return w, nil
}

// inUnits scales the weights so that the plan's unit has weight 1: the order of
// sentences stays, and their scores are in units that other shares can count on.
func (t *trainer) inUnits(w []float64) ([]float64, error) {
	i := slices.Index(t.names.Evidence, t.plan.Evidence.Unit)
	if i < 0 || w[i] <= 0 {
		return nil, fmt.Errorf("the unit of evidence, %q, is no feature with a positive weight", t.plan.Evidence.Unit)
	}
	scaled := make([]float64, len(w))
	for k := range w {
		scaled[k] = w[k] / w[i]
	}
	return scaled, nil
}

// evidence fits the model of evidence and measures it.
func (t *trainer) evidence(ctx context.Context, sets []*testSet) (weights.Model, error) {
	var cases []evidenceCase
	var data []weights.Data
	for _, s := range sets {
		if s.evidence == nil || s.questions == nil {
			continue
		}
		found, err := t.evidenceCases(ctx, s)
		if err != nil {
			return weights.Model{}, fmt.Errorf("ask %s: %w", s.name, err)
		}
		d, err := describe(s, map[string]weights.Count{"questions": {N: len(found), Weight: s.evidence.Weight}})
		if err != nil {
			return weights.Model{}, err
		}
		cases, data = append(cases, found...), append(data, d)
	}
	if len(cases) == 0 {
		return t.before.Evidence, nil
	}
	old, err := t.before.Evidence.Vector(t.names.Evidence)
	if err != nil {
		return weights.Model{}, err
	}
	everything := func(*evidenceCase) bool { return true }
	full, err := t.fitEvidence(cases, make([]float64, len(old)), everything)
	if err != nil {
		return weights.Model{}, fmt.Errorf("fit the evidence: %w", err)
	}
	byFold := make([][]float64, t.plan.Folds)
	for fold := range byFold {
		if byFold[fold], err = t.fitEvidence(cases, full, func(e *evidenceCase) bool { return e.fold != fold }); err == nil {
			byFold[fold], err = t.inUnits(byFold[fold])
		}
		if err != nil {
			return weights.Model{}, fmt.Errorf("fit the evidence without fold %d: %w", fold, err)
		}
	}
	if full, err = t.inUnits(full); err != nil {
		return weights.Model{}, err
	}
	m := weights.Model{
		Kind: weights.Listwise, Source: fitted, Date: t.date, Ridge: t.plan.Evidence.Ridge, Unit: t.plan.Evidence.Unit,
		Features: features(t.names.Evidence, full), Data: data,
	}
	for i := range m.Features {
		m.Features[i].Note = t.noteOf(sets, m.Features[i].Name)
	}
	m.Figures = sentenceFigures(cases, old, byFold)
	m.Lines, err = t.chooseShares(cases, old, byFold)
	return m, err
}

// noteOf says where a weight comes from that was fitted on sets of its own.
func (t *trainer) noteOf(sets []*testSet, feature string) string {
	note := ""
	for _, s := range sets {
		if s.evidence != nil && s.questions != nil && slices.Contains(s.evidence.Only, feature) {
			if note == "" {
				note = "fitted with the other weights fixed, on "
			} else {
				note += ", "
			}
			note += s.name
		}
	}
	return note
}

// rightFirst reports whether the best sentence is right.
func (e *evidenceCase) rightFirst(w []float64) bool {
	best, most := -1, 0.0
	for i, element := range e.list.Elements {
		if score := dot(w, element.Features); best < 0 || score > most {
			best, most = i, score
		}
	}
	return best >= 0 && e.list.Elements[best].Right
}

// sentenceFigures measures how often the first sentence is right, each question
// by weights that haven't seen its article.
func sentenceFigures(cases []evidenceCase, old []float64, byFold [][]float64) []weights.Figure {
	var figures tally
	for i := range cases {
		e := &cases[i]
		figures.add(e.set, "right sentence first", e.rightFirst(byFold[e.fold]), e.rightFirst(old))
	}
	return figures.shares()
}

func dot(a, b []float64) float64 {
	var sum float64
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// describe tells what of a set was used.
func describe(s *testSet, samples map[string]weights.Count) (weights.Data, error) {
	files, err := hashSet(s.dir)
	return weights.Data{Set: s.name, Files: files, Samples: samples}, err
}
