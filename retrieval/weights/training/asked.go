package training

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"footnote/retrieval/eval"
)

// loadAsked reads a set that names documents, below the folder DocumentsDir, and
// answers by patterns (eval.Asked). An answerable question whose sentence isn't told
// is left out.
func loadAsked(dir string) (*eval.Set, error) {
	paths, err := listDocuments(filepath.Join(dir, DocumentsDir))
	if err != nil {
		return nil, fmt.Errorf("read the test set: %w", err)
	}
	single, err := eval.ReadAsked(filepath.Join(dir, eval.AskedFile))
	if err != nil {
		return nil, err
	}
	s := &eval.Set{Name: filepath.Base(dir), Titles: make(map[string]string)}
	for i := range single {
		if q, ok := questionOf(&single[i], paths); ok {
			s.Questions = append(s.Questions, q)
		}
	}
	turns, err := eval.ReadAsked(filepath.Join(dir, eval.ConversationsFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	addConversations(s, turns, paths)
	if len(s.Questions) == 0 {
		return nil, fmt.Errorf("%s holds no questions", filepath.Join(dir, eval.AskedFile))
	}
	return s, nil
}

// addConversations adds the questions that have one before them in their conversation.
func addConversations(s *eval.Set, turns []eval.Asked, paths []string) {
	var before []eval.Question // of the conversation
	for i := range turns {
		if i > 0 && turns[i].Conversation != turns[i-1].Conversation {
			before = nil
		}
		q, ok := questionOf(&turns[i], paths)
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
}

// questionOf returns a question for training; ok is false if it is answerable and
// nothing says what answers it.
func questionOf(a *eval.Asked, paths []string) (q eval.Question, ok bool) {
	q = eval.Question{ID: a.ID, Text: a.Text, At: a.At}
	if a.Want == nil {
		return q, true
	}
	q.Relevant = make(map[string]float64)
	for _, path := range paths {
		if a.Document.MatchString(path) {
			q.Relevant[path] = 1
		}
	}
	q.Answerable, q.Asked = true, a
	return q, a.Sentence != "" && len(q.Relevant) > 0
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
