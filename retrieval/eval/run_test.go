package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

// scripted answers from a table; without the documents of an article its
// confidence drops.
type scripted map[string]struct {
	ranked     []string
	sentences  []string
	confidence float64
}

func (s scripted) Rank(_ context.Context, question string, n int) (Ranked, error) {
	a, ok := s[question]
	if !ok {
		return Ranked{}, errors.New("no such question")
	}
	found := Ranked{Documents: a.ranked}
	for _, id := range a.ranked {
		found.Places = append(found.Places, []string{id})
	}
	return found, nil
}

func (s scripted) Answer(_ context.Context, question string, exclude func(string) bool) (Answer, error) {
	a := s[question]
	c := a.confidence
	for _, id := range a.ranked {
		if exclude != nil && exclude(id) {
			c /= 4
		}
	}
	return Answer{a.sentences, c, c, c >= .4}, nil
}

// copies finds three documents that hold the same text, of which the last is the
// one that is judged, and another one.
type copies struct{ scripted }

func (copies) Rank(context.Context, string, int) (Ranked, error) {
	return Ranked{
		Documents: []string{"a", "other", "b", "c"},
		Places:    [][]string{{"a", "b", "c"}, {"other"}},
	}, nil
}

// TestCopiesAreNotRankedByTheirLabels: a judged copy has the place that its own
// rank gives it, and not the first of its kind. Where copies share a place, that
// counts on its own.
func TestCopiesAreNotRankedByTheirLabels(t *testing.T) {
	set := &Set{Questions: []Question{{ID: "1", Text: "q", Relevant: map[string]float64{"c": 1, "gone": 1}}}}
	report, err := Run(context.Background(), copies{}, set, nil)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "hit@1", report.Ranking.Hit1, 0)
	near(t, "MRR@10", report.Ranking.MRR10, 1./4)
	near(t, "recall@5", report.Ranking.Recall5, 1./2)
	near(t, "folded hit@1", report.Folded.Hit1, 1)
	near(t, "folded recall@5", report.Folded.Recall5, 1./2)
}

const (
	queries = `{"_id":"1","text":"How many?","metadata":{"answers":["80"]}}
{"_id":"2","text":"Who?","metadata":{"answers":["Zerouali"],"answerable":true}}

{"_id":"3","text":"Why?","metadata":{"answerable":false}}
`
	qrels  = "query-id\tcorpus-id\tscore\n1\ta1\t1\n2\tb1\t2\n2\ta1\t0\n"
	corpus = `{"_id":"a1","title":"A","text":"x"}
{"_id":"a2","title":"A","text":"x"}
{"_id":"b1","title":"","text":"x"}
`
)

func writeSet(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "small")
	if err := os.MkdirAll(filepath.Join(dir, "qrels"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRun(t *testing.T) {
	set, err := Load(writeSet(t, map[string]string{queriesFile: queries, qrelsFile: qrels, corpusFile: corpus}))
	if err != nil {
		t.Fatal(err)
	}
	report, err := Run(context.Background(), scripted{
		"How many?": {[]string{"a2", "a1"}, []string{"It was 70.", "It was 80."}, .8},
		"Who?":      {[]string{"b1"}, []string{"Mr Zerouali."}, .9},
		"Why?":      {[]string{"a1"}, nil, .3},
	}, set, nil)
	if err != nil {
		t.Fatal(err)
	}
	report.Latency = Latency{1, 2, 3, 4}
	report.Documents, report.Passages = 3, 4
	// Both parts of the article A are taken away from question 1.
	if got := report.Abstain.AUCRemoved; got != 1 {
		t.Errorf("AUC %v", got)
	}
	var text bytes.Buffer
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	line, err := json.MarshalIndent(report, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "report.txt", text.String())
	golden(t, "report.json", string(line)+"\n")
}

func TestRunWithoutUnanswerable(t *testing.T) {
	set := &Set{Name: "one", Questions: []Question{{ID: "1", Text: "q", Relevant: map[string]float64{"a": 1}, Answerable: true}}}
	report, err := Run(context.Background(), scripted{"q": {[]string{"a"}, []string{"s"}, .5}}, set, nil)
	if err != nil {
		t.Fatal(err)
	}
	line, err := json.Marshal(report)
	if err != nil || !bytes.Contains(line, []byte(`"auc_unanswerable":null`)) {
		t.Errorf("%s, %v", line, err)
	}
}

func TestRunNamesTheQuestion(t *testing.T) {
	set := &Set{Questions: []Question{{ID: "17", Text: "q", Relevant: map[string]float64{"a": 1}}}}
	if _, err := Run(context.Background(), scripted{}, set, nil); err == nil || !strings.Contains(err.Error(), "question 17") {
		t.Errorf("error %v", err)
	}
}

func TestLoadNamesWhatIsWrong(t *testing.T) {
	for _, test := range []struct {
		name, want string
		files      map[string]string
	}{
		{"no questions file", "queries.jsonl", map[string]string{qrelsFile: qrels}},
		{"no judgements", "test.tsv", map[string]string{queriesFile: queries}},
		{"broken line", "queries.jsonl, line 2", map[string]string{qrelsFile: qrels, queriesFile: `{"_id":"1","text":"x"}` + "\n{"}},
		{"no text", "line 1: it lacks _id or text", map[string]string{qrelsFile: qrels, queriesFile: `{"_id":"1"}`}},
		{"grade", `test.tsv, line 2: grade "high" is no number`, map[string]string{queriesFile: queries, qrelsFile: "q\td\ts\n1\ta\thigh\n"}},
		{"columns", "line 1: 2 columns", map[string]string{queriesFile: queries, qrelsFile: "1\ta\n"}},
		{"empty", "holds no questions", map[string]string{queriesFile: "", qrelsFile: qrels}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Load(writeSet(t, test.files)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q", err, test.want)
			}
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(path, []byte(got), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (-update writes it):\n%s", name, got)
	}
}
