package training

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"footnote/retrieval/eval"
)

// askedFile holds the questions of a set that names documents and answers by
// patterns: one JSON object a line with _id, text, want (what a right answer
// matches, null if the documents don't answer), document (what the path of a
// document that answers matches, below the folder DocumentsDir) and sentence
// (what answers). A question whose sentence isn't told is left out.
const askedFile = "questions.jsonl"

// loadAsked reads such a set.
func loadAsked(dir string) (*eval.Set, error) {
	paths, err := listDocuments(filepath.Join(dir, DocumentsDir))
	if err != nil {
		return nil, fmt.Errorf("read the test set: %w", err)
	}
	data, err := os.Open(filepath.Join(dir, askedFile))
	if err != nil {
		return nil, fmt.Errorf("read the test set: %w", err)
	}
	defer func() { _ = data.Close() }() // it was only read
	s := &eval.Set{Name: filepath.Base(dir), Titles: make(map[string]string)}
	lines := bufio.NewScanner(data)
	for n := 1; lines.Scan(); n++ {
		q, ok, err := readAsked(lines.Bytes(), paths)
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", data.Name(), n, err)
		}
		if ok {
			s.Questions = append(s.Questions, q)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read the test set: %w", err)
	}
	if err := addConversations(s, dir, paths); err != nil {
		return nil, err
	}
	if len(s.Questions) == 0 {
		return nil, fmt.Errorf("%s holds no questions", data.Name())
	}
	return s, nil
}

// conversationsFile holds such questions that follow one another where they have the
// same conversation.
const conversationsFile = "conversations.jsonl"

// addConversations adds the questions of conversations that have one before them, if
// there is such a file.
func addConversations(s *eval.Set, dir string, paths []string) error {
	data, err := os.ReadFile(filepath.Join(dir, conversationsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the test set: %w", err)
	}
	var before []eval.Question // of the conversation
	conversation := ""
	n := 0
	for line := range bytes.Lines(data) {
		n++
		var record struct {
			Conversation string `json:"conversation"`
		}
		err := json.Unmarshal(line, &record)
		var q eval.Question
		var ok bool
		if err == nil {
			q, ok, err = readAsked(line, paths)
		}
		if err != nil {
			return fmt.Errorf("%s, line %d: %w", conversationsFile, n, err)
		}
		if record.Conversation != conversation {
			conversation, before = record.Conversation, nil
		}
		for _, b := range slices.Backward(before) {
			q.Before = append(q.Before, b.Text)
			if q.Near == nil {
				q.Near = slices.Sorted(maps.Keys(b.Relevant))
			}
		}
		if ok && len(before) > 0 {
			s.Questions = append(s.Questions, q)
		}
		before = append(before, q)
	}
	return nil
}

// lookaround is what Go's patterns don't know. Where a pattern is only to find the
// answer in the sentence that has it, it can do without.
var lookaround = regexp.MustCompile(`\(\?<?[!=][^()]*\)`)

// readAsked reads one question; ok is false if nothing says what answers it.
func readAsked(line []byte, paths []string) (q eval.Question, ok bool, err error) {
	var record struct {
		ID       string  `json:"_id"`
		Text     string  `json:"text"`
		Want     *string `json:"want"`
		Document string  `json:"document"`
		Sentence string  `json:"sentence"`
	}
	if err := json.Unmarshal(line, &record); err != nil {
		return q, false, err
	}
	if record.ID == "" || record.Text == "" {
		return q, false, errors.New("it lacks _id or text")
	}
	q = eval.Question{ID: record.ID, Text: record.Text}
	if record.Want == nil {
		return q, true, nil
	}
	want, err := regexp.Compile("(?is)" + lookaround.ReplaceAllString(*record.Want, ""))
	if err != nil {
		return q, false, err
	}
	document, err := regexp.Compile("(?is)" + record.Document)
	if err != nil {
		return q, false, err
	}
	q.Relevant = make(map[string]float64)
	for _, path := range paths {
		if document.MatchString(path) {
			q.Relevant[path] = 1
		}
	}
	answer := want.FindString(record.Sentence)
	q.Answerable, q.Answers = true, []string{answer}
	return q, answer != "" && len(q.Relevant) > 0, nil
}

// listDocuments returns the slash-separated paths of the files below a folder.
func listDocuments(dir string) ([]string, error) {
	var paths []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, path)
		}
		return err
	})
	return paths, err
}
