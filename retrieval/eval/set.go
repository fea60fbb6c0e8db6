package eval

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Set is a test collection.
type Set struct {
	Name      string
	Questions []Question // in the order of their file
	// Titles are the titles of the documents by ID, as far as the set tells
	// them. Documents of one title are parts of one article.
	Titles map[string]string
}

// Question is one question of a Set.
type Question struct {
	ID   string
	Text string
	// Before are the questions before it in a conversation, the latest first, and Near
	// the documents that answered the last of them.
	Before, Near []string
	// At is the day on which it is asked, the zero time if that isn't told.
	At time.Time
	// Relevant holds the grades above 0 of the judged documents by ID.
	Relevant map[string]float64
	// Answerable reports whether the documents answer the question.
	Answerable bool
	// Answers are short gold answers, Excerpts the gold sentences. Either may
	// be empty.
	Answers, Excerpts []string
	// Asked judges in their place, if it isn't nil.
	Asked *Asked
}

// Article returns a function that reports whether a document answers a question
// or is another part of an article that does.
func (s *Set) Article(q *Question) func(document string) bool {
	titles := make(map[string]bool)
	for id := range q.Relevant {
		if title := s.Titles[id]; title != "" {
			titles[title] = true
		}
	}
	return func(id string) bool { return q.Relevant[id] > 0 || titles[s.Titles[id]] }
}

const (
	corpusFile  = "corpus.jsonl"
	queriesFile = "queries.jsonl"
	qrelsFile   = "qrels/test.tsv"
)

// Load reads the set in dir: queries.jsonl, qrels/test.tsv and, for its
// titles, corpus.jsonl if it is there.
func Load(dir string) (*Set, error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find the test set: %w", err)
	}
	s := &Set{Name: filepath.Base(full)}
	relevant, err := readJudgements(filepath.Join(dir, qrelsFile))
	if err != nil {
		return nil, err
	}
	if s.Questions, err = readQuestions(filepath.Join(dir, queriesFile), relevant); err != nil {
		return nil, err
	}
	if len(s.Questions) == 0 {
		return nil, fmt.Errorf("%s holds no questions", filepath.Join(dir, queriesFile))
	}
	s.Titles, err = readTitles(filepath.Join(dir, corpusFile))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return s, err
}

func readQuestions(path string, relevant map[string]map[string]float64) ([]Question, error) {
	var list []Question
	err := eachLine(path, func(line []byte) error {
		var record struct {
			ID       string `json:"_id"`
			Text     string `json:"text"`
			Metadata struct {
				Answerable *bool    `json:"answerable"`
				Answers    []string `json:"answers"`
				Excerpts   []string `json:"excerpts"`
			} `json:"metadata"`
		}
		if err := json.Unmarshal(line, &record); err != nil {
			return err
		}
		if record.ID == "" || strings.TrimSpace(record.Text) == "" {
			return errors.New("it lacks _id or text")
		}
		m := record.Metadata
		list = append(list, Question{
			ID: record.ID, Text: record.Text, Relevant: relevant[record.ID],
			Answerable: len(relevant[record.ID]) > 0 && (m.Answerable == nil || *m.Answerable),
			Answers:    m.Answers, Excerpts: m.Excerpts,
		})
		return nil
	})
	return list, err
}

// readJudgements reads TREC judgements in BEIR's form: query, document and
// grade, tab-separated, with a header line. Grades of 0 and less are dropped.
func readJudgements(path string) (map[string]map[string]float64, error) {
	relevant := make(map[string]map[string]float64)
	first := true
	err := eachLine(path, func(line []byte) error {
		header := first
		first = false
		fields := strings.Split(strings.TrimRight(string(line), "\r"), "\t")
		if len(fields) != 3 {
			return fmt.Errorf("%d columns instead of query, document and grade", len(fields))
		}
		grade, err := strconv.ParseFloat(fields[2], 64)
		if err != nil && header {
			return nil
		}
		if err != nil {
			return fmt.Errorf("grade %q is no number", fields[2])
		}
		if grade <= 0 {
			return nil
		}
		if relevant[fields[0]] == nil {
			relevant[fields[0]] = make(map[string]float64)
		}
		relevant[fields[0]][fields[1]] = grade
		return nil
	})
	return relevant, err
}

func readTitles(path string) (map[string]string, error) {
	titles := make(map[string]string)
	err := eachLine(path, func(line []byte) error {
		var record struct {
			ID    string `json:"_id"`
			Title string `json:"title"`
		}
		if err := json.Unmarshal(line, &record); err != nil {
			return err
		}
		if record.Title != "" {
			titles[record.ID] = record.Title
		}
		return nil
	})
	return titles, err
}

// eachLine calls f with every line of a file that is not blank. Its errors
// name the file and the line.
func eachLine(path string, f func(line []byte) error) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read the test set: %w", err)
	}
	defer func() { err = cmp.Or(err, file.Close()) }()
	r := bufio.NewReaderSize(file, 1<<16)
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read the test set: %w", err)
		}
		if text := strings.TrimSpace(string(line)); text != "" {
			if err := f([]byte(strings.TrimSuffix(string(line), "\n"))); err != nil {
				return fmt.Errorf("%s, line %d: %w", path, n, err)
			}
		}
		if err != nil {
			return nil
		}
	}
}
