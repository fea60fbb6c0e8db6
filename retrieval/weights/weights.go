package weights

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
)

// Set is everything that the program weighs by.
type Set struct {
	// Evidence scores the sentences of passages, and with them the passages.
	Evidence Model `json:"evidence"`
	// Confidence is the probability that the sentence that stands first answers a
	// question, Spoken that the documents answer it at all.
	Confidence Model `json:"confidence"`
	Spoken     Model `json:"spoken"`
	// Checker is the probability that excerpts bear out a sentence.
	Checker Model `json:"checker"`
}

// Kind is how a model turns features into a score.
type Kind string

const (
	// Logistic models give the probability 1/(1+exp(-(bias + Σ weight·feature))).
	Logistic Kind = "logistic"
	// Listwise models order a list: the probability that an element is the right
	// one is the softmax of Σ weight·feature over the list. A common factor
	// changes no order, so their weights are scaled (see Model.Unit).
	Listwise Kind = "listwise logistic"
)

// Model is one model with where its numbers come from.
type Model struct {
	Kind Kind `json:"kind"`
	// Source is "fitted", or says what else the numbers are.
	Source string `json:"source"`
	Date   string `json:"date,omitempty"` // of the fit, ISO 8601
	// Ridge is the penalty on the squared weights, in samples.
	Ridge float64 `json:"ridge,omitempty"`
	// Unit is the feature of a listwise model whose weight is 1.
	Unit     string    `json:"unit,omitempty"`
	Bias     float64   `json:"bias,omitempty"`
	Features []Feature `json:"features"`
	Lines    []Line    `json:"lines,omitempty"`
	// Data are the test sets that the model was fitted on.
	Data []Data `json:"data,omitempty"`
	// Figures are of questions that the fit had not seen: see Figure.
	Figures []Figure `json:"figures,omitempty"`
}

// Feature is a named weight.
type Feature struct {
	Name   string  `json:"name"`
	Weight float64 `json:"weight"`
	// Note says where the weight comes from if the fit of the other weights
	// didn't choose it.
	Note string `json:"note,omitempty"`
}

// Line is a threshold or a share that belongs to a model.
type Line struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	// Rule says in words what chose the value.
	Rule string `json:"rule"`
	// Figures are what the rule looked at.
	Figures []Figure `json:"figures,omitempty"`
}

// Figure is one measurement. Shares are from 0 to 1.
type Figure struct {
	Set     string  `json:"set"`
	Measure string  `json:"measure"`
	N       int     `json:"n,omitempty"` // samples
	Value   float64 `json:"value"`
	// Before is the same measure of the weights before this fit, on the same
	// samples, which those may have been fitted on.
	Before *float64 `json:"before,omitempty"`
}

// Data is a test set that a model was fitted on.
type Data struct {
	Set string `json:"set"`
	// Files holds the SHA-256 of the set's files, or of its folder of documents,
	// by name.
	Files map[string]string `json:"files"`
	// Samples holds the number of samples and what each counts, by kind.
	Samples map[string]Count `json:"samples"`
}

// Count is a number of samples of one kind.
type Count struct {
	N      int     `json:"n"`
	Weight float64 `json:"weight"` // of each
}

//go:embed weights.json
var shipped []byte

//go:embed meant.json
var shippedMeant []byte

// Shipped returns the weights inside the program for searches by words alone. Nobody
// may change them.
func Shipped() *Set { return load() }

// ShippedMeant returns those for searches by words and by meaning.
func ShippedMeant() *Set { return loadMeant() }

var (
	load      = sync.OnceValue(func() *Set { return mustParse("weights.json", shipped) })
	loadMeant = sync.OnceValue(func() *Set { return mustParse("meant.json", shippedMeant) })
)

// mustParse reads a file that is inside the program: a test does, too.
func mustParse(name string, data []byte) *Set {
	s, err := Parse(data)
	if err != nil {
		panic(name + ": " + err.Error())
	}
	return s
}

// Parse reads a file of weights and checks what can be checked without the code
// that uses them.
func Parse(data []byte) (*Set, error) {
	s := &Set{}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(s); err != nil {
		return nil, fmt.Errorf("read weights: %w", err)
	}
	for _, m := range []struct {
		name  string
		model *Model
		kind  Kind
	}{{"evidence", &s.Evidence, Listwise}, {"confidence", &s.Confidence, Logistic}, {"checker", &s.Checker, Logistic}} {
		if err := m.model.check(m.kind); err != nil {
			return nil, fmt.Errorf("weights of %s: %w", m.name, err)
		}
	}
	return s, nil
}

func (m *Model) check(kind Kind) error {
	if m.Kind != kind {
		return fmt.Errorf("the kind is %q instead of %q", m.Kind, kind)
	}
	if m.Source == "" {
		return errors.New("the source is missing")
	}
	if len(m.Features) == 0 {
		return errors.New("there are no features")
	}
	seen := make(map[string]bool)
	for _, f := range m.Features {
		if f.Name == "" || seen[f.Name] {
			return fmt.Errorf("the feature %q is there twice or has no name", f.Name)
		}
		seen[f.Name] = true
	}
	for _, l := range m.Lines {
		if l.Rule == "" {
			return fmt.Errorf("the line %q doesn't say what chose it", l.Name)
		}
	}
	return nil
}

// Vector returns the weights in the order of names. Each name must be among the
// features, and each feature among the names.
func (m *Model) Vector(names []string) ([]float64, error) {
	byName := make(map[string]float64, len(m.Features))
	for _, f := range m.Features {
		byName[f.Name] = f.Weight
	}
	vector := make([]float64, len(names))
	for i, name := range names {
		w, ok := byName[name]
		if !ok {
			return nil, fmt.Errorf("there is no weight for the feature %q (fit the model anew with footnote eval fit)", name)
		}
		vector[i] = w
		delete(byName, name)
	}
	for _, f := range m.Features {
		if _, ok := byName[f.Name]; ok {
			return nil, fmt.Errorf("the code has no feature %q", f.Name)
		}
	}
	return vector, nil
}

// Line returns the value of a line.
func (m *Model) Line(name string) (float64, error) {
	for _, l := range m.Lines {
		if l.Name == name {
			return l.Value, nil
		}
	}
	return 0, fmt.Errorf("there is no line %q", name)
}
