package retrieval

import (
	"strings"

	"footnote/retrieval/question"
	"footnote/retrieval/utterance"
)

// sceneWeight is what the words count that only set the scene of a question.
const sceneWeight = .3

// maxQueryBytes is how much of a message is read: what is longer is no question, and
// would keep a processor busy.
const maxQueryBytes = 16 << 10

// ClipQuery cuts a message to what a Query is made of at most.
func ClipQuery(message string) string {
	if len(message) <= maxQueryBytes {
		return message
	}
	return strings.ToValidUTF8(message[:maxQueryBytes], "")
}

// NewQuery reads what a message asks. What only sets the scene stands beside the
// question. A message that asks nothing is taken whole.
func NewQuery(message string) Query {
	u := utterance.Read(ClipQuery(message))
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
