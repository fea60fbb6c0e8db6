package measuring

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"footnote/retrieval/eval"
	"footnote/retrieval/language"
	"footnote/retrieval/utterance"
)

// Messages are what the models are fitted on, or judged by, that find what a message
// asks.
type Messages struct {
	Examples string   // folder of files CODE.txt
	Sets     []string // folders of test sets, whose questions are whole as they are
	Output   string   // file of the model, "" to judge the one inside the program
}

// Read fits or judges, and returns how what was held out is read.
func (m Messages) Read() (*utterance.Report, error) {
	r := &utterance.Report{Date: time.Now().UTC().Format(time.DateOnly), Files: make(map[string]string)}
	examples, err := m.readExamples(r)
	if err != nil {
		return nil, err
	}
	fitted, heldOut := make(map[string][][]string), make(map[string][]string)
	for _, dir := range m.Sets {
		if err := addQuestions(dir, r, fitted, heldOut); err != nil {
			return nil, err
		}
	}
	if m.Output == "" {
		r.Languages = utterance.Shipped().Describe(examples, heldOut)
		return r, nil
	}
	o := utterance.DefaultFit
	o.Questions, o.HeldOut = fitted, heldOut
	model := utterance.Fit(examples, o)
	r.Languages, r.Lead = model.Describe(examples, heldOut), model.Lead()
	data, err := model.MarshalBinary()
	if err == nil {
		err = os.WriteFile(m.Output, data, 0o644)
	}
	if err == nil {
		data, err = json.MarshalIndent(r, "", "  ")
	}
	if err == nil {
		err = os.WriteFile(strings.TrimSuffix(m.Output, filepath.Ext(m.Output))+".json", append(data, '\n'), 0o644)
	}
	if err != nil {
		return nil, fmt.Errorf("write the model: %w", err)
	}
	return r, nil
}

// readExamples reads the folder of examples.
func (m Messages) readExamples(r *utterance.Report) ([]utterance.Example, error) {
	files, err := filepath.Glob(filepath.Join(m.Examples, "*.txt"))
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s holds no files CODE.txt of examples", m.Examples)
	}
	if err != nil {
		return nil, err
	}
	var all []utterance.Example
	for _, name := range files {
		code := strings.TrimSuffix(filepath.Base(name), ".txt")
		if language.For(code) == nil {
			return nil, fmt.Errorf("%s is named for no language that is known", name)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read examples: %w", err)
		}
		list, err := utterance.ReadExamples(name, code, strings.NewReader(string(data)))
		if err != nil {
			return nil, err
		}
		r.Files[filepath.Base(name)] = hashOf(data)
		r.Examples += len(list)
		all = append(all, list...)
	}
	return all, nil
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// addQuestions adds those of a test set by their language: every second one is
// held out. Those that are marked as chatty are left out, since they aren't whole.
func addQuestions(dir string, r *utterance.Report, fitted map[string][][]string, heldOut map[string][]string) error {
	name := filepath.Join(dir, "queries.jsonl")
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		name = filepath.Join(dir, eval.AskedFile)
		data, err = os.ReadFile(name)
	}
	if err != nil {
		return fmt.Errorf("read the test set: %w", err)
	}
	base := filepath.Base(dir)
	r.Files[filepath.Join(base, filepath.Base(name))] = hashOf(data)
	own := make(map[string][]string)
	lines := bufio.NewScanner(strings.NewReader(string(data)))
	for n := 0; lines.Scan(); n++ {
		var q struct{ Text, Kind string }
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return fmt.Errorf("%s, line %d: %w", name, n+1, err)
		}
		if q.Kind == "chatty" {
			continue
		}
		code := codeOf(q.Text)
		if n%2 == 0 {
			own[code] = append(own[code], q.Text)
			r.Questions++
		} else {
			heldOut[code] = append(heldOut[code], q.Text)
		}
	}
	for code, list := range own {
		fitted[code] = append(fitted[code], list)
	}
	return nil
}

// codeOf returns the language that a question is in, English if it may be in
// several.
func codeOf(text string) string {
	var words []string
	language.EachWord(text, func(word string) bool {
		words = append(words, strings.ToLower(word))
		return true
	})
	codes := language.Spoken(words).List()
	if len(codes) == 0 || slices.ContainsFunc(codes, func(l *language.Language) bool { return l.Code == "en" }) {
		return "en"
	}
	return codes[0].Code
}
