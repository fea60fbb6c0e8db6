package utterance

import (
	"math"
	"strconv"
)

const kindBits = 15 // of the hashes of message features

// kinds tells what a message is: a linear model over its words.
type kinds struct {
	weights []int8 // by feature and kind
	bias    [kindCount]int
	// lead is by how much another kind must be likelier than that the message asks.
	lead int
}

// messageFeatures returns what is looked at to tell the kind of a labelled message.
func (m *message) messageFeatures(labels []Label) []feature {
	var list []feature
	add := func(h hasher) { list = append(list, h.feature(kindBits)) }
	previous, before := "<first>", "<none>"
	words, rare, asked, rareAsked, mentions := 0, 0, 0, 0, 0
	asks := false
	for i, t := range m.tokens {
		if t.form != word {
			add(begin("form").at(int(t.form)))
			if t.form == mention {
				mentions++
			}
			if t.form == punctuation {
				add(begin("mark").with(t.key))
			}
			continue
		}
		words++
		key := m.commonKey(i)
		asks = asks || m.asks[i]
		if m.zipf[i] < common {
			rare++
		}
		if labels[i] == Asked {
			asked++
			if m.zipf[i] < common {
				rareAsked++
			}
		} else {
			add(begin("led by").with(key))
			add(begin("led by pair").with(previous).with(key))
		}
		add(begin("has").with(key))
		add(begin("has word").with(t.key))
		add(begin("pair").with(previous).with(key))
		add(begin("three").with(before).with(previous).with(key))
		if words <= 3 {
			add(begin("word " + strconv.Itoa(words)).with(key))
			add(begin("beginning " + strconv.Itoa(words)).with(before).with(previous).with(key))
		}
		before, previous = previous, key
	}
	add(begin("pair").with(previous).with("<last>"))
	add(begin("three").with(before).with(previous).with("<last>"))
	add(begin("first and last").with(m.commonKey(0)).with(m.commonKey(len(m.tokens) - 1)))
	if words <= longestPhrase {
		h := begin("phrase")
		for i, t := range m.tokens {
			if t.form == word {
				h = h.with(m.commonKey(i))
			}
		}
		add(h)
	}
	add(begin("words").at(min(words, 12)))
	add(begin("rare").at(min(rare, 4)).at(min(words, 4)))
	add(begin("asks").at(btoi(asks)).at(min(m.questions, 1)))
	add(begin("asked").at(min(asked, 5)).at(min(rareAsked, 3)))
	add(begin("asked rare").at(btoi(asks)).at(min(m.questions, 1)).at(min(rareAsked, 3)))
	add(begin("mentions").at(min(mentions, 2)).at(min(m.questions, 1)))
	return list
}

// tell returns what a labelled message is, and what it rather is than one that asks,
// if it may be one that asks nothing.
func (k *kinds) tell(m *message, labels []Label) (kind, perhaps Kind) {
	perhaps, lead := k.best(m.messageFeatures(labels))
	if lead < k.lead {
		return Asking, perhaps
	}
	return perhaps, perhaps
}

// best returns the likeliest kind, and by how much it is likelier than that the
// message asks, over the root of the number of features: more of them add up in a long
// message.
func (k *kinds) best(features []feature) (Kind, int) {
	scores := k.bias
	for _, f := range features {
		for kind := range kindCount {
			scores[kind] += int(k.weights[int(f)*int(kindCount)+int(kind)])
		}
	}
	best := Asking
	for kind := range kindCount {
		if scores[kind] > scores[best] {
			best = kind
		}
	}
	return best, int(10 * float64(scores[best]-scores[Asking]) / math.Sqrt(float64(max(len(features), 1))))
}
