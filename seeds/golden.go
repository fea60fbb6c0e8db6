package seeds

import (
	"bytes"
	_ "embed" // for golden.jsonl
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

//go:embed golden.jsonl
var golden []byte

// Question is one golden question with what a reader would expect of the
// answer.
type Question struct {
	ID   string `json:"_id"`
	Text string `json:"text"`
	// Outcomes are the acceptable ones, as package bot spells them: "answered",
	// "related", "not_found". A question lists either "answered" alone or one
	// or both of the others.
	Outcomes []string `json:"outcome"`
	// Document is the ID of the document that answers best, "" where none does.
	Document string `json:"document,omitempty"`
	// Also are other documents that state the same fact.
	Also []string `json:"also,omitempty"`
	// Sentence is a part, case and all, of every acceptable first sentence.
	Sentence string `json:"sentence,omitempty"`
	// Note says what the question is there to try.
	Note string `json:"note"`
	// Beyond, if set, says why the question is answered wrongly today: a limit
	// that is known, to be lifted.
	Beyond string `json:"beyond,omitempty"`
}

// Answerable reports whether the corpus answers the question.
func (q Question) Answerable() bool { return slices.Contains(q.Outcomes, "answered") }

// Allows reports whether outcome is one of those expected.
func (q Question) Allows(outcome string) bool { return slices.Contains(q.Outcomes, outcome) }

// Accepts reports whether sentence, taken from the document of that ID, is an
// acceptable first sentence of the answer.
func (q Question) Accepts(document, sentence string) bool {
	return q.Answerable() &&
		(document == q.Document || slices.Contains(q.Also, document)) &&
		strings.Contains(sentence, q.Sentence)
}

// Golden returns the golden questions in the order of the file.
func Golden() ([]Question, error) {
	dec := json.NewDecoder(bytes.NewReader(golden))
	dec.DisallowUnknownFields()
	var questions []Question
	for {
		var q Question
		err := dec.Decode(&q)
		if errors.Is(err, io.EOF) {
			return questions, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read golden question %d: %w", len(questions)+1, err)
		}
		questions = append(questions, q)
	}
}
