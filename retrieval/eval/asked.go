package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"os"
	"regexp"
	"strings"
	"time"
)

// Files of a set of questions as people ask them, beside the folder of its documents.
const (
	AskedFile         = "questions.jsonl"
	ConversationsFile = "conversations.jsonl"
)

// Asked is a question whose answers are told by patterns.
type Asked struct {
	ID, Text string
	// At is the day on which it is asked, the zero time if that isn't told.
	At time.Time
	// Kind is what is hard about it, "" if that isn't told.
	Kind string
	// Conversation is the same for questions that follow one another.
	Conversation string
	// Want is what a right answer matches, nil if the documents don't answer.
	Want *regexp.Regexp
	// Document is what the path of a document that answers matches.
	Document *regexp.Regexp
	// Sentence is one that answers, "" if none is told.
	Sentence string
}

// IsAnswer reports whether a sentence of a document answers: it matches Want, or holds
// what Sentence says however that is written. Rows are shown with the names of their
// columns and without the signs of a sheet, of markup or of JSON, which patterns may have.
func (q *Asked) IsAnswer(document, text string) bool {
	return q.Document.MatchString(document) && q.isAnswer(text)
}

func (q *Asked) isAnswer(text string) bool {
	return q.Want != nil && (q.Want.MatchString(text) || holdsInOrder(text, q.Sentence))
}

// holdsInOrder reports whether a text has the words of a sentence in their order, others
// between them or not.
func holdsInOrder(text, sentence string) bool {
	words := strings.Fields(bareText(html.UnescapeString(markupTag.ReplaceAllString(sentence, " "))))
	if len(words) < 2 {
		return false
	}
	n := 0
	for word := range strings.FieldsSeq(bareText(text)) {
		if n < len(words) && word == words[n] {
			n++
		}
	}
	return n == len(words)
}

var markupTag = regexp.MustCompile(`<[^<>]+>`)

// lookaround is what Go's patterns don't know. Without it they match a little more.
var lookaround = regexp.MustCompile(`\(\?<?[!=][^()]*\)`)

// ReadAsked reads a file of such questions, one JSON object a line with _id, text,
// want (null if the documents don't answer), document, sentence, kind,
// conversation and asked, the day.
func ReadAsked(path string) ([]Asked, error) {
	var list []Asked
	err := EachLine(path, func(line []byte) error {
		var r struct {
			ID           string  `json:"_id"`
			Text         string  `json:"text"`
			Want         *string `json:"want"`
			Document     string  `json:"document"`
			Sentence     string  `json:"sentence"`
			Kind         string  `json:"kind"`
			Conversation string  `json:"conversation"`
			Asked        string  `json:"asked"`
		}
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		if r.ID == "" || r.Text == "" {
			return errors.New("it lacks _id or text")
		}
		q := Asked{ID: r.ID, Text: r.Text, Kind: r.Kind, Conversation: r.Conversation, Sentence: r.Sentence}
		var err error
		if q.At, err = ReadDay(r.Asked); err != nil {
			return fmt.Errorf("asked: %w", err)
		}
		if q.Document, err = regexp.Compile("(?is)" + r.Document); err == nil && r.Want != nil {
			q.Want, err = regexp.Compile("(?is)" + lookaround.ReplaceAllString(*r.Want, ""))
		}
		list = append(list, q)
		return err
	})
	return list, err
}

// ReadDay reads a day such as 2026-11-15, the zero time from nothing.
func ReadDay(day string) (time.Time, error) {
	if day == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.DateOnly, day)
}

// EachLine calls f with the lines of a file that aren't blank, until one fails. The
// error names the line.
func EachLine(path string, f func(line []byte) error) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the test set: %w", err)
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, len(data)+1)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		if err := f(lines.Bytes()); err != nil {
			return fmt.Errorf("%s, line %d: %w", path, n, err)
		}
	}
	return lines.Err()
}
