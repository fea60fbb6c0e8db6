package utterance

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Judgement counts how a model reads examples.
type Judgement struct {
	Messages int // of kind Asking
	// Whole are those of which every telling word that is asked was found, and no
	// telling word of another piece taken for asked.
	Whole int
	// Kept is how many telling words that are asked were found, of Telling.
	Kept, Telling int
	// Strange are telling words that were taken for asked and aren't, of Others.
	Strange, Others int
	// Kinds counts, by kind, how many messages there are and of how many the kind was
	// told.
	Kinds map[Kind]Share
}

// Share is some of all.
type Share struct {
	Of, All int
	Silent  int // taken for none that asks
}

// A telling word is one that isn't among the commonest: whether "the" counts as
// asked makes no difference.
const telling = 5.8

// Judge reads the examples for which wanted holds, and counts by language.
func (m *Model) Judge(examples []Example, wanted func(*Example) bool) map[string]*Judgement {
	judged := make(map[string]*Judgement)
	for i := range examples {
		e := &examples[i]
		if !wanted(e) {
			continue
		}
		j := judged[e.Language]
		if j == nil {
			j = &Judgement{Kinds: make(map[Kind]Share)}
			judged[e.Language] = j
		}
		j.add(e, m)
	}
	return judged
}

func (j *Judgement) add(e *Example, m *Model) {
	read := readMessage(e.Text)
	labels := m.tagger.label(read)
	kind, _ := m.kinds.tell(read, labels)
	k := j.Kinds[e.Kind]
	k.All++
	k.Of += btoi(kind == e.Kind)
	k.Silent += btoi(kind != Asking)
	j.Kinds[e.Kind] = k
	if e.Kind != Asking {
		return
	}
	whole := true
	for i, gold := range e.labelsOf(read) {
		if read.tokens[i].form != word || read.zipf[i] >= telling {
			continue
		}
		if gold == Asked {
			j.Telling++
			j.Kept += btoi(labels[i] == Asked)
		} else {
			j.Others++
			j.Strange += btoi(labels[i] == Asked)
		}
		whole = whole && (gold == Asked) == (labels[i] == Asked)
	}
	j.Messages++
	j.Whole += btoi(whole)
}

// Languages lists the languages of judgements in order.
func Languages(judged map[string]*Judgement) []string {
	return slices.SortedFunc(maps.Keys(judged), strings.Compare)
}

// bare is a text without what stands around its words.
func bare(text string) string {
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) || unicode.IsSymbol(r) })
}
