package utterance

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
)

// FitOptions say how the models are fitted.
type FitOptions struct {
	Rounds     int // over all examples, for what finds the pieces
	KindRounds int // for what tells the kind
	Composed   int // examples that are made for each that was written
	Seed       uint64
	// Questions are further ones by language, in several lists that count the same, each
	// whole as it is.
	Questions map[string][][]string
	// HeldOut are such questions that nothing is fitted on; they draw the line beyond
	// which a message is taken for none that asks.
	HeldOut map[string][]string
}

// DefaultFit are the options that the shipped models were fitted with.
var DefaultFit = FitOptions{Rounds: 10, KindRounds: 20, Composed: 4, Seed: 1}

// Fit fits models to the examples that aren't held out, by averaged perceptrons
// (Collins, "Discriminative Training Methods for Hidden Markov Models", 2002).
func Fit(examples []Example, o FitOptions) *Model {
	random := rand.New(rand.NewPCG(o.Seed, o.Seed))
	byLanguage := make(map[string][]Example)
	var codes []string
	for _, e := range examples {
		if e.HeldOut {
			continue
		}
		if byLanguage[e.Language] == nil {
			codes = append(codes, e.Language)
		}
		byLanguage[e.Language] = append(byLanguage[e.Language], e)
	}
	slices.Sort(codes)
	var all []Example
	for _, code := range slices.Sorted(maps.Keys(o.Questions)) {
		if byLanguage[code] == nil { // nobody has written messages in it
			for _, q := range slices.Concat(o.Questions[code]...) {
				all = append(all, Example{Language: code, Text: q, Pieces: []Piece{{0, len(q), Asked}}})
			}
		}
	}
	composers := make([]*composer, len(codes))
	for i, code := range codes {
		composers[i] = newComposer(byLanguage[code], random)
		composers[i].others = composers[i].bareQuestions(o.Questions[code])
	}
	for i, code := range codes {
		own := byLanguage[code]
		all = append(all, own...)
		c := composers[i]
		for range o.Composed * (len(own) + len(slices.Concat(c.others...))) {
			if c.foreign = composers[random.IntN(len(composers))]; c.foreign == c {
				c.foreign = nil
			}
			all = append(all, c.compose())
		}
	}
	messages := make([]*message, len(all))
	gold := make([][]Label, len(all))
	for i := range all {
		messages[i] = readMessage(all[i].Text)
		gold[i] = all[i].labelsOf(messages[i])
	}
	order := random.Perm(len(all))
	m := &Model{tagger: fitTagger(messages, gold, order, o.Rounds, random)}
	kinds := newKindFitter()
	features := make([][]feature, len(all))
	for i := range all {
		features[i] = messages[i].messageFeatures(m.tagger.label(messages[i]))
	}
	for range o.KindRounds {
		random.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, i := range order {
			times := 1
			if all[i].Kind != Asking {
				times = otherKinds
			}
			for range times {
				kept := slices.DeleteFunc(slices.Clone(features[i]), func(feature) bool { return random.Float64() < dropped })
				kinds.learn(kept, all[i].Kind)
			}
		}
	}
	m.kinds = kinds.averaged()
	m.kinds.lead = m.leadFor(examples, o.HeldOut)
	return m
}

// fitTagger fits what finds the pieces of messages; it shuffles order.
func fitTagger(messages []*message, gold [][]Label, order []int, rounds int, random *rand.Rand) *tagger {
	tags := newTagFitter(random)
	for range rounds {
		random.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, i := range order {
			tags.learn(messages[i], gold[i])
		}
	}
	return tags.averaged()
}

// mostMistaken is the share of messages that ask and may be taken for others.
const mostMistaken = .002

// leadFor returns the least lead with which no more than mostMistaken of the
// questions that the models had not seen are taken for something else.
func (m *Model) leadFor(examples []Example, questions map[string][]string) int {
	var leads []int
	add := func(text string) {
		read := readMessage(text)
		_, lead := m.kinds.best(read.messageFeatures(m.tagger.label(read)))
		leads = append(leads, lead)
	}
	for i := range examples {
		if e := &examples[i]; e.HeldOut && e.Kind == Asking {
			add(e.Text)
		}
	}
	for _, list := range questions {
		for _, q := range list {
			add(q)
		}
	}
	if len(leads) == 0 {
		return 0
	}
	slices.Sort(leads)
	return leads[len(leads)-1-int(mostMistaken*float64(len(leads)))] + 1
}

// averager holds weights and what their average over all steps needs.
type averager struct {
	now, sum []float64
	step     float64
}

func newAverager(n int) *averager {
	return &averager{now: make([]float64, n), sum: make([]float64, n), step: 1}
}

func (a *averager) add(i int, by float64) {
	a.now[i] += by
	a.sum[i] += a.step * by
}

func (a *averager) average(i int) float64 { return a.now[i] - a.sum[i]/a.step }

// tagFitter learns a tagger.
type tagFitter struct {
	weights *averager
	moves   *averager
	random  *rand.Rand
	gold    []Label // of the message at hand
	kept    uint32  // decides which features are left out of it
}

// dropped is the share of features that is left out, others each time, so that no
// feature is relied on alone.
const dropped = .25

func newTagFitter(random *rand.Rand) *tagFitter {
	return &tagFitter{
		weights: newAverager(1 << tagBits * int(labelCount)),
		moves:   newAverager(shapeCount * int(labelCount+1) * int(labelCount)),
		random:  random,
	}
}

func moveIndex(shape int, before, label Label) int {
	return (shape*int(labelCount+1)+int(before))*int(labelCount) + int(label)
}

func (t *tagFitter) isDropped(f feature) bool {
	h := (uint32(f) ^ t.kept) * 2654435761
	return float64(h>>8) < dropped*(1<<24)
}

func (t *tagFitter) addFeatures(scores *[labelCount]float64, features []feature) {
	for _, f := range features {
		if t.isDropped(f) {
			continue
		}
		for l := range labelCount {
			scores[l] += t.weights.now[int(f)*int(labelCount)+int(l)]
		}
	}
}

func (t *tagFitter) move(shape int, before, label Label) float64 {
	return t.moves.now[moveIndex(shape, before, label)]
}

// penalty makes the right labels win by a margin.
func (t *tagFitter) penalty(token int, label Label) float64 {
	switch {
	case label == t.gold[token]:
		return 0
	case t.gold[token] == Asked:
		return lossOfAsked
	}
	return 1
}

// lossOfAsked is what it costs to miss a token that is asked, of what it costs to
// take one for asked that isn't: what is missed can't be found, and what is too much
// is weighed by how common it is.
const lossOfAsked = 3

// lossOfCut is what it costs to cut what belongs together where nothing parts it.
const lossOfCut = 4

func (t *tagFitter) cut(m *message, token int) float64 {
	if token > 0 && m.boundary(token) == 0 && t.gold[token] == t.gold[token-1] {
		return lossOfCut
	}
	return 0
}

// learn labels a message with the weights as they are, and moves them towards the
// right labels where that went wrong.
func (t *tagFitter) learn(m *message, gold []Label) {
	t.gold, t.kept = gold, t.random.Uint32()
	guess, _ := m.decode(t)
	if right := m.spansOf(gold); !slices.Equal(guess, right) {
		t.moveWeights(m, right, 1)
		t.moveWeights(m, guess, -1)
	}
	t.weights.step++
	t.moves.step++
}

// moveWeights adds by to the weights of all that speaks for the spans.
func (t *tagFitter) moveWeights(m *message, spans []span, by float64) {
	before := labelCount
	var features []feature
	for _, s := range spans {
		t.moves.add(moveIndex(m.shape(s.first, s.end), before, s.label), by)
		before = s.label
		features = m.spanFeatures(features[:0], s.first, s.end)
		for i := s.first; i < s.end; i++ {
			features = m.tokenFeatures(features, i)
		}
		for _, f := range features {
			if !t.isDropped(f) {
				t.weights.add(int(f)*int(labelCount)+int(s.label), by)
			}
		}
	}
}

// averaged returns the tagger of the average weights, scaled to bytes.
func (t *tagFitter) averaged() *tagger {
	scale := scaleOf(t.weights, t.moves)
	g := &tagger{weights: make([]int8, len(t.weights.now))}
	for i := range g.weights {
		g.weights[i] = toByte(t.weights.average(i), scale)
	}
	for b := range shapeCount {
		for before := range labelCount + 1 {
			for l := range labelCount {
				g.transitions[b][before][l] = toByte(t.moves.average(moveIndex(b, before, l)), scale)
			}
		}
	}
	return g
}

// kindFitter learns kinds.
type kindFitter struct{ weights *averager }

func newKindFitter() *kindFitter { return &kindFitter{newAverager((1<<kindBits + 1) * int(kindCount))} }

const biasFeature = 1 << kindBits // stands in every message

// askingMargin is by how much a message that asks must be surer to than another:
// to take a question for small talk costs more than the other way round.
const askingMargin = 3

// otherKinds is how often a message that asks nothing is looked at for each one that
// asks: there are few of them.
const otherKinds = 6

func (k *kindFitter) learn(features []feature, gold Kind) {
	features = append(features, biasFeature)
	var scores [kindCount]float64
	for kind := range kindCount {
		for _, f := range features {
			scores[kind] += k.weights.now[int(f)*int(kindCount)+int(kind)]
		}
		switch {
		case kind == gold:
		case gold == Asking:
			scores[kind] += askingMargin
		default:
			scores[kind]++
		}
	}
	guess := gold
	for kind := range kindCount {
		if scores[kind] > scores[guess] {
			guess = kind
		}
	}
	if guess != gold {
		for _, f := range features {
			k.weights.add(int(f)*int(kindCount)+int(gold), 1)
			k.weights.add(int(f)*int(kindCount)+int(guess), -1)
		}
	}
	k.weights.step++
}

func (k *kindFitter) averaged() *kinds {
	scale := scaleOf(k.weights)
	m := &kinds{weights: make([]int8, 1<<kindBits*int(kindCount))}
	for i := range m.weights {
		m.weights[i] = toByte(k.weights.average(i), scale)
	}
	for kind := range kindCount {
		m.bias[kind] = int(math.Round(k.weights.average(biasFeature*int(kindCount)+int(kind)) * scale))
	}
	return m
}

// scaleOf returns what brings all but the one in a thousand largest averages into a byte.
func scaleOf(list ...*averager) float64 {
	var sizes []float64
	for _, a := range list {
		for i := range a.now {
			if v := math.Abs(a.average(i)); v > 0 {
				sizes = append(sizes, v)
			}
		}
	}
	if len(sizes) == 0 {
		return 1
	}
	slices.Sort(sizes)
	return 127 / sizes[len(sizes)-1-len(sizes)/1000]
}

func toByte(v, scale float64) int8 { return int8(max(-127, min(127, math.Round(v*scale)))) }
