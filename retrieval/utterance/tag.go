package utterance

import "math"

// Label is what a piece of a message is for.
type Label uint8

// The labels of pieces.
const (
	Social  Label = iota // greets, thanks, leads in, addresses
	Setting              // sets the scene
	Asked                // is asked
	labelCount
)

const (
	tagBits = 18 // of the hashes of features
	// longestSpan is how many tokens a span has at the most; what goes on longer in
	// one sentence is several of the same label.
	longestSpan = 40
	// boundaryCount is how many ways there are to be apart: not at all, by the end of a
	// segment, by that of a sentence.
	boundaryCount = 3
	// shapeCount is how many shapes of spans are told apart where labels meet: how it
	// begins and ends, and up to how many tokens it has.
	shapeCount    = boundaryCount * boundaryCount * countedTokens
	countedTokens = 4
)

// shape returns the shape of the span [first, end).
func (m *message) shape(first, end int) int {
	return (m.boundary(first)*boundaryCount+m.boundary(end))*countedTokens + min(end-first, countedTokens) - 1
}

// span is a run of tokens of one sentence with one label: [first, end).
type span struct {
	first, end int
	label      Label
}

// tagger cuts messages into labelled spans: a linear model over tokens, spans and
// neighbours (Sarawagi and Cohen, "Semi-Markov Conditional Random Fields for
// Information Extraction", 2004).
type tagger struct {
	weights     []int8                                       // by feature and label
	transitions [shapeCount][labelCount + 1][labelCount]int8 // by the label before; labelCount is none
}

// scorer is what a decoding asks of a model while it is used or fitted.
type scorer interface {
	// addFeatures adds the weights of features, by label.
	addFeatures(scores *[labelCount]float64, features []feature)
	move(shape int, before, label Label) float64
	// penalty is what a token costs if it gets a label.
	penalty(token int, label Label) float64
	// cut is what it costs to begin a span at a token.
	cut(m *message, token int) float64
}

func (g *tagger) addFeatures(scores *[labelCount]float64, features []feature) {
	for _, f := range features {
		for l := range labelCount {
			scores[l] += float64(g.weights[int(f)*int(labelCount)+int(l)])
		}
	}
}

func (g *tagger) move(shape int, before, label Label) float64 {
	return float64(g.transitions[shape][before][label])
}

func (g *tagger) penalty(int, Label) float64 { return 0 }

func (g *tagger) cut(*message, int) float64 { return 0 }

// boundary returns how token i and the one before are apart.
func (m *message) boundary(i int) int {
	switch {
	case i <= 0 || i >= len(m.tokens) || m.sentence[i] != m.sentence[i-1]:
		return 2
	case m.segment[i] != m.segment[i-1]:
		return 1
	}
	return 0
}

// mayMeet reports whether a span may end before token i where one of the same label
// begins.
func (m *message) mayMeet(i, first int) bool { return m.boundary(i) == 2 || i-first == longestSpan }

// step is the best way to a label at a token.
type step struct {
	score  float64
	first  int // of the span that ends there
	before Label
}

// decode finds the spans that fit best together, and how well they do.
func (m *message) decode(s scorer) (spans []span, score float64) {
	n := len(m.tokens)
	if n == 0 {
		return nil, 0
	}
	// sums are the scores of the tokens up to each.
	sums := make([][labelCount]float64, n+1)
	var features []feature
	for i := range n {
		features = m.tokenFeatures(features[:0], i)
		sums[i+1] = sums[i]
		s.addFeatures(&sums[i+1], features)
		for l := range labelCount {
			sums[i+1][l] += s.penalty(i, l)
		}
	}
	steps := make([][labelCount]step, n+1)
	for end := 1; end <= n; end++ {
		for l := range labelCount {
			steps[end][l].score = math.Inf(-1)
		}
		sentence := m.sentences[m.sentence[end-1]]
		for first := end - 1; first >= max(sentence.first, end-longestSpan); first-- {
			var own [labelCount]float64
			features = m.spanFeatures(features[:0], first, end)
			s.addFeatures(&own, features)
			shape, cut := m.shape(first, end), s.cut(m, first)
			for l := range labelCount {
				score := cut + own[l] + sums[end][l] - sums[first][l]
				if first == 0 {
					if score += s.move(shape, labelCount, l); score > steps[end][l].score {
						steps[end][l] = step{score, 0, labelCount}
					}
					continue
				}
				for before := range labelCount {
					if before == l && !m.mayMeet(first, steps[first][before].first) {
						continue
					}
					if total := score + steps[first][before].score + s.move(shape, before, l); total > steps[end][l].score {
						steps[end][l] = step{total, first, before}
					}
				}
			}
		}
	}
	last := Social
	for l := range labelCount {
		if steps[n][l].score > steps[n][last].score {
			last = l
		}
	}
	score = steps[n][last].score
	for end := n; end > 0; {
		s := steps[end][last]
		spans = append(spans, span{s.first, end, last})
		end, last = s.first, s.before
	}
	for i, j := 0, len(spans)-1; i < j; i, j = i+1, j-1 {
		spans[i], spans[j] = spans[j], spans[i]
	}
	return spans, score
}

// label returns the label of each token.
func (g *tagger) label(m *message) []Label {
	spans, _ := m.decode(g)
	return spread(spans, len(m.tokens))
}

// forced is a tagger that takes the tokens [first, end) for asked.
type forced struct {
	*tagger
	first, end int
}

func (f forced) penalty(token int, label Label) float64 {
	if f.first <= token && token < f.end && label != Asked {
		return math.Inf(-1)
	}
	return 0
}

// marginOf returns by how much better the spans fit that the tagger finds than those with
// which the tokens [first, end) are asked, in its weights as they are summed.
func (g *tagger) marginOf(m *message, first, end int) float64 {
	_, best := m.decode(g)
	_, asked := m.decode(forced{g, first, end})
	return best - asked
}

func spread(spans []span, n int) []Label {
	labels := make([]Label, n)
	for _, s := range spans {
		for i := s.first; i < s.end; i++ {
			labels[i] = s.label
		}
	}
	return labels
}

// spansOf returns the spans that labels make.
func (m *message) spansOf(labels []Label) []span {
	var spans []span
	for i, l := range labels {
		if n := len(spans) - 1; n >= 0 && spans[n].label == l && !m.mayMeet(i, spans[n].first) {
			spans[n].end++
			continue
		}
		spans = append(spans, span{i, i + 1, l})
	}
	return spans
}
