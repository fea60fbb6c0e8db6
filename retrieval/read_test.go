package retrieval

import (
	"context"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/question"
)

func TestReadable(t *testing.T) {
	headings := []Heading{{Text: "Handbook"}, {Text: "Town"}, {Text: "Halls"}, {Text: "Who minds them"}} // the nearest three
	for _, c := range []struct{ title, id, want string }{
		{"halls", "a.md", "halls — Town — Who minds them: Ada Lund."},
		{"The quay", "a.md", "The quay — Town — Halls — Who minds them: Ada Lund."},
		{"", "lists/hall_list-2026.csv", "hall list 2026 — Town — Halls — Who minds them: Ada Lund."},
	} {
		h := &Hit{}
		h.Title, h.Document = c.title, c.id
		if got := Readable(h, headings, "Ada Lund."); got != c.want {
			t.Errorf("it reads %q, want %q", got, c.want)
		}
	}
}

// TestASceneDoesNotHideTheAnswer: a sentence counts as it answers the question with what
// was said around and before it, or without if one answers that better. What leans on a
// question before, and so has nothing told, is read with that only.
func TestASceneDoesNotHideTheAnswer(t *testing.T) {
	const asked = "How long is the quay?"
	for _, c := range []struct {
		told, earlier, best string
		want                []string
	}{
		{"", "", asked, []string{asked}},
		{asked, "", asked, []string{asked}},
		{"My boss wants to know. " + asked, "", asked, []string{"My boss wants to know. " + asked, asked}},
		{"We moor at Lund. " + asked, "", "We moor at Lund. " + asked, []string{"We moor at Lund. " + asked, asked}},
		{"", "Who built it?", "Who built it?\n" + asked, []string{"Who built it?\n" + asked}},
		{asked, "Who built it?", asked, []string{"Who built it?\n" + asked, asked}},
		{"I moor. " + asked, "Who built it?", asked, []string{"Who built it?\nI moor. " + asked, "Who built it?\n" + asked, "I moor. " + asked, asked}},
	} {
		q := Query{Question: question.Parse(asked), Told: c.told, Earlier: c.earlier}
		reader := &fakeReader{best: c.best}
		w := &Weights{}
		w.Evidence[evRead] = 1
		e := &evidence{meaning: reader, reads: true, readings: q.readings(), weights: w, outline: &outline{}}
		hits := []Hit{{Sentences: []Sentence{{Named: "It is long.", Score: 2}, {Named: "It is 90 m long.", Score: 1}}}}
		e.readSentences(t.Context(), hits)
		if !slices.Equal(reader.asked, c.want) {
			t.Errorf("read is %q, want %q", reader.asked, c.want)
		}
		if got := hits[0].Sentences[1].Evidence[evRead]; got != .5 {
			t.Errorf("%+v: the sentence that answers counts as %v", c, got)
		}
	}
}

// fakeReader reads sentences with a figure as answers to one question.
type fakeReader struct {
	Meaning
	best  string
	asked []string
}

func (r *fakeReader) Read(_ context.Context, asked string, texts []string) []float32 {
	r.asked = append(r.asked, asked)
	logits := make([]float32, len(texts))
	for i, text := range texts {
		logits[i] = -4
		if asked == r.best && strings.Contains(text, "90") {
			logits[i] = surelyRead / 2
		}
	}
	return logits
}
