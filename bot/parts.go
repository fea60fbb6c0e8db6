package bot

import (
	"context"
	"slices"
	"strings"

	"footnote/retrieval"
)

// conjunctions join the parts of a question, prepositions may stand before the
// word that the second asks with, askers are those of English beside what
// retrieval.Interrogative knows.
var (
	conjunctions = strings.Fields("and und et y e i и en og och ve")
	prepositions = strings.Fields("by for from in of on to with at von mit für par pour de por para con")
	askers       = strings.Fields("what which how")
)

// mostWrapping is how many words of politeness may stand before a question.
const mostWrapping = 5

// parts takes a question in two parts apart, such as "Who founded the yard, and
// when?", into two that stand alone: the second has the words of the first that it
// leaves out. It returns nil for any other.
func parts(question string) []string {
	type span struct{ start, end int }
	var words []span
	for start, end := range wordsOf(question) {
		words = append(words, span{start, end})
	}
	is := func(i int, list []string) bool {
		return i < len(words) && slices.Contains(list, strings.ToLower(question[words[i].start:words[i].end]))
	}
	asks := func(i int) bool {
		return i < len(words) && (is(i, askers) || retrieval.Interrogative("", strings.ToLower(question[words[i].start:words[i].end])))
	}
	from := 0 // "Hello, please tell me who …"
	for from < mostWrapping && !asks(from) {
		from++
	}
	if !asks(from) {
		return nil
	}
	words = words[from:]
	for i := 1; i+1 < len(words); i++ {
		if !is(i, conjunctions) || !asks(i+1) && !(is(i+1, prepositions) && asks(i+2)) {
			continue
		}
		first, second := strings.TrimRight(question[words[0].start:words[i].start], " ,;"), question[words[i+1].start:]
		if i == 1 { // When and where was it built?
			return []string{first + question[words[i+1].end:], second}
		}
		return []string{first, strings.TrimRight(second, " ?") + " " + first[words[1].start-words[0].start:]}
	}
	return nil
}

// alsoMeets is the share of the score of a part's best sentence that one with the
// kind of thing which the part asks for must have.
const alsoMeets = .6

// answerParts returns the sentences chosen for a question, those that answer a part
// of its own first. A part that the documents don't answer has none.
func (a *Answerer) answerParts(ctx context.Context, x retrieval.Index, q Question, chosen []candidate) ([]candidate, error) {
	var answers []candidate
	for _, part := range parts(clip(q.Text, maxQuestionBytes)) {
		found, err := retrieval.Search(ctx, x, retrieval.Query{Text: part, Limit: answerPassages, Exclude: q.Exclude, Weights: a.weights.sentences})
		if err != nil {
			return nil, err
		}
		ranked := rankSentences(found.Hits)
		sure := a.weights.confidence.outcome(a.weights.confidence.of(features(part, found, ranked)), len(ranked))
		if sure == NotFound {
			continue
		}
		best := ranked[0]
		if sure == Related && best.hit.Document != chosen[0].hit.Document {
			continue // what is little evidence alone is more beside the rest
		}
		if retrieval.Expect(part) != retrieval.ExpectAnything && !best.Expected {
			i := slices.IndexFunc(ranked, func(c candidate) bool { return c.Expected })
			if i < 0 || ranked[i].score < alsoMeets*best.score {
				continue
			}
			best = ranked[i]
		}
		answers = append(answers, best)
	}
	var all []candidate
	for _, c := range append(answers, chosen...) {
		said := func(o candidate) bool { return o.hit.Document == c.hit.Document && o.Span == c.Span || sameWords(o, c) }
		if len(all) < maxSentences && !slices.ContainsFunc(all, said) {
			all = append(all, c)
		}
	}
	return all, nil
}
