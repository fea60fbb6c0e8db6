package retrieval

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"footnote/retrieval/question"
	"footnote/retrieval/utterance"
)

// sceneWeight is what the words count that only set the scene of a question. Of 955
// questions of five archives one of the sentences shown is right for .493 with 0, .501
// with .15, .504 with .3 and .506 with .6; of 111 with a scene for .34 with 0 and .43 with
// .6. More was not taken, since a scene may have nothing to do with the question.
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
	asked, told := u.Question, u.Told
	if asked == "" {
		asked, told = u.Text, ""
	}
	q := Query{Question: question.Parse(asked), Told: told}
	if u.Scene != "" {
		q.Beside = append(q.Beside, Beside{Text: u.Scene, Weight: sceneWeight})
	}
	return q
}

// AllTold returns the question with all that was said around and before it.
func (q *Query) AllTold() string { return q.after(cmp.Or(q.Told, q.Question.Text)) }

// after returns a text below the questions before it.
func (q *Query) after(text string) string {
	if q.Earlier != "" {
		return q.Earlier + "\n" + text
	}
	return text
}

// readings returns the question as it is read together with sentences: with all that was
// said around and before it, and without. Some of that is needed to understand it; the rest
// ("my manager asked me about this", or a question before it of something else) makes it
// one that no sentence seems to answer. On one archive three such scenes lose .27 of the
// right answers with all of it alone, .10 with the question alone, and .07 with both; on
// two others two unrelated questions before lose 11 of 25, and none with both. A message that
// leans on those before, which has nothing Told, is read with them only.
func (q *Query) readings() []string {
	list := []string{q.AllTold(), q.after(q.Question.Text)}
	if q.Told != "" {
		list = append(list, q.Told, q.Question.Text)
	}
	var distinct []string
	for _, text := range list {
		if !slices.Contains(distinct, text) {
			distinct = append(distinct, text)
		}
	}
	return distinct
}

// embedQuery returns the vector of what is asked: between that of the question, which may
// say nothing alone ("how long is that?"), and that of all that was told, which may speak
// of much else. It is nil where there is none now.
func embedQuery(ctx context.Context, m Meaning, question, told string) []int8 {
	asked := m.Embed(ctx, question)
	if told == question || asked == nil {
		return asked
	}
	all := m.Embed(ctx, told)
	if all == nil {
		return asked
	}
	return middle(asked, all)
}

// middle returns the vector between two of the same length, as long as the first.
func middle(a, b []int8) []int8 {
	var long, both float64 // squares of lengths
	for i := range a {
		sum := float64(a[i]) + float64(b[i])
		long += float64(a[i]) * float64(a[i])
		both += sum * sum
	}
	if both == 0 {
		return a
	}
	scale := math.Sqrt(long / both)
	v := make([]int8, len(a))
	for i := range a {
		v[i] = int8(max(-127, min(127, math.Round((float64(a[i])+float64(b[i]))*scale))))
	}
	return v
}
