package retrieval

import (
	"footnote/retrieval/question"
	"footnote/retrieval/utterance"
)

// sceneWeight is what the words count that only set the scene of a question.
const sceneWeight = .3

// NewQuery reads what a message asks. What only sets the scene stands beside the
// question. A message that asks nothing is taken whole.
func NewQuery(message string) Query {
	u := utterance.Read(message)
	asked := u.Question
	if asked == "" {
		asked = u.Text
	}
	q := Query{Question: question.Parse(asked)}
	if u.Scene != "" {
		q.Beside = append(q.Beside, Beside{Text: u.Scene, Weight: sceneWeight})
	}
	return q
}
