package weights

import (
	"regexp"
	"strings"
	"testing"
)

// TestShippedSaysWhatChoseIt: no weight and no line is in the program without the
// figures, or the reason, that chose it.
func TestShippedSaysWhatChoseIt(t *testing.T) {
	hash := regexp.MustCompile(`^[0-9a-f]{64}$`)
	s := Shipped()
	for name, m := range map[string]*Model{"evidence": &s.Evidence, "confidence": &s.Confidence, "checker": &s.Checker} {
		if len(m.Figures) == 0 || len(m.Data) == 0 {
			t.Errorf("%s has %d figures of %d test sets", name, len(m.Figures), len(m.Data))
		}
		for _, d := range m.Data {
			if len(d.Files) == 0 {
				t.Errorf("%s: nothing says which version of %s it was", name, d.Set)
			}
			for file, sum := range d.Files {
				if !hash.MatchString(sum) {
					t.Errorf("%s: the SHA-256 of %s of %s is %q", name, file, d.Set, sum)
				}
			}
		}
		for _, l := range m.Lines {
			if len(l.Figures) == 0 && !strings.Contains(l.Rule, "by hand") {
				t.Errorf("%s: nothing was measured for the line %s", name, l.Name)
			}
		}
	}
}

// TestShippedIsAsWritten: weights.json is what "footnote eval fit" writes, and
// was not edited in a form that it would not write.
func TestShippedIsAsWritten(t *testing.T) {
	got, err := Shipped().Format()
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(shipped) {
		t.Errorf("weights.json would be written otherwise:\n%s", got)
	}
}

// small is a set of weights with one feature a model.
func small() *Set {
	return &Set{
		Evidence: Model{
			Kind: Listwise, Source: "a test", Features: []Feature{{Name: "rank", Weight: 1.5}, {Name: "overlap", Weight: 1, Note: "the unit"}},
			Lines: []Line{{Name: "of_best", Value: .4, Rule: "by hand"}},
		},
		Confidence: Model{Kind: Logistic, Source: "a test", Bias: -2, Features: []Feature{{Name: "match", Weight: 4}}},
		Checker:    Model{Kind: Logistic, Source: "a test", Features: []Feature{{Name: "top"}}},
	}
}

func TestParseReadsWhatFormatWrites(t *testing.T) {
	data, err := small().Format()
	if err != nil {
		t.Fatal(err)
	}
	if line := `{ "name": "rank", "weight": 1.5 },`; !strings.Contains(string(data), line) {
		t.Errorf("a feature doesn't stand in a line of its own:\n%s", data)
	}
	s, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	w, err := s.Evidence.Vector([]string{"overlap", "rank"})
	if err != nil || w[0] != 1 || w[1] != 1.5 {
		t.Errorf("weights %v, %v", w, err)
	}
	if v, err := s.Evidence.Line("of_best"); err != nil || v != .4 {
		t.Errorf("the line is %v, %v", v, err)
	}
	if _, err := s.Evidence.Line("of_worst"); err == nil {
		t.Error("a line that isn't there has a value")
	}
}

func TestVectorNamesWhatIsWrong(t *testing.T) {
	for _, test := range []struct {
		names []string
		want  string
	}{
		{[]string{"rank", "overlap", "pairs"}, `no weight for the feature "pairs"`},
		{[]string{"rank"}, `the code has no feature "overlap"`},
		{[]string{"rank", "rank", "overlap"}, `no weight for the feature "rank"`},
	} {
		if _, err := small().Evidence.Vector(test.names); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: error %v, want %q", test.names, err, test.want)
		}
	}
}

func TestParseNamesWhatIsWrong(t *testing.T) {
	for want, spoil := range map[string]func(*Set){
		`evidence: the kind is "logistic"`:    func(s *Set) { s.Evidence.Kind = Logistic },
		"confidence: the source is missing":   func(s *Set) { s.Confidence.Source = "" },
		"checker: there are no features":      func(s *Set) { s.Checker.Features = nil },
		`the feature "rank" is there twice`:   func(s *Set) { s.Evidence.Features[1].Name = "rank" },
		`the feature "" is there twice or`:    func(s *Set) { s.Checker.Features[0].Name = "" },
		`"of_best" doesn't say what chose it`: func(s *Set) { s.Evidence.Lines[0].Rule = "" },
	} {
		s := small()
		spoil(s)
		data, err := s.Format()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Parse(data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if _, err := Parse([]byte(`{"evidence": {"weigth": 1}}`)); err == nil || !strings.Contains(err.Error(), "weigth") {
		t.Errorf("a misspelt field: %v", err)
	}
}
