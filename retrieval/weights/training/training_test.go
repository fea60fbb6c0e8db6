package training

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/eval"
	"footnote/retrieval/weights"
)

const articles = 40

// parrot is a System of which each article has a feature of its own: all that
// could be learnt about it is learnt by heart. Whether a question about it is
// answered rightly depends on nothing else.
type parrot struct{}

func (parrot) Names() Names {
	n := Names{
		Evidence: []string{"unit", "rank"}, Checker: []string{"word"},
		Rank: "rank", Cosine: "unit", OfCosine: "of_cosine", OfBest: "of_best", Answered: "answered_from", Threshold: "threshold", FewestPlain: "fewest_plain",
	}
	for i := range articles {
		n.Confidence = append(n.Confidence, fmt.Sprint("article ", i))
	}
	return n
}

func (parrot) Open(context.Context, string, bool, *weights.Set) (Corpus, error) { return parrot{}, nil }

func (parrot) Check(c eval.Claim) Checked {
	return Checked{Features: []float64{float64(len(c.Text))}, Plain: 1}
}

// Passages has the right sentence first by its unit, and a wrong one with more
// rank.
func (parrot) Passages(_ context.Context, q *eval.Question) ([]Passage, error) {
	return []Passage{
		{"other", []Sentence{{"wrong", []float64{0, .9}}}},
		{"d" + strings.TrimPrefix(q.Text, "about "), []Sentence{{"right", []float64{1, .7}}}},
	}, nil
}

func (parrot) Answer(_ context.Context, q *eval.Question, _ func(string) bool) (Answer, error) {
	a := Answer{Features: make([]float64, articles), Confidence: .5}
	var n int
	if _, err := fmt.Sscan(strings.TrimPrefix(q.Text, "about "), &n); err != nil {
		return a, err
	}
	a.Features[n] = 1
	a.Sentence, a.Document = "right", fmt.Sprint("d", n)
	return a, nil
}

func (parrot) Close() error { return nil }

// writeParrotSet makes a set of two questions an article, of which every second
// article has answers to both.
func writeParrotSet(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "parrot")
	var corpus, queries, qrels strings.Builder
	qrels.WriteString("query-id\tcorpus-id\tscore\n")
	for i := range articles {
		fmt.Fprintf(&corpus, `{"_id":"d%d","title":"article %d","text":"x"}`+"\n", i, i)
		for k := range 2 {
			fmt.Fprintf(&queries, `{"_id":"q%d-%d","text":"about %d","metadata":{"answerable":%v,"answers":["right"]}}`+"\n", i, k, i, i%2 == 0)
			fmt.Fprintf(&qrels, "q%d-%d\td%d\t1\n", i, k, i)
		}
	}
	for name, text := range map[string]string{"corpus.jsonl": corpus.String(), "queries.jsonl": queries.String(), "qrels/test.tsv": qrels.String()} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func parrotPlan() *Plan {
	return &Plan{
		Folds:    5,
		Evidence: EvidencePlan{Ridge: .1, Unit: "unit", Sets: []EvidenceSet{{Set: "parrot", Weight: 1}}, OfBest: []float64{0, .4}, OfCosine: []float64{0}},
		Confidence: ConfidencePlan{
			Ridge: .1, Sets: []ConfidenceSet{{Set: "parrot", Alone: map[Case]float64{Present: 1, Absent: 1}}},
			Lines: []LinePlan{{Name: "answered_from", Share: .5}},
		},
	}
}

func parrotWeights() *weights.Set {
	s := &weights.Set{}
	for _, name := range (parrot{}).Names().Evidence {
		s.Evidence.Features = append(s.Evidence.Features, weights.Feature{Name: name, Weight: 1})
	}
	s.Evidence.Lines = []weights.Line{{Name: "of_best", Value: 1}, {Name: "of_cosine"}}
	s.Confidence.Lines = []weights.Line{{Name: "answered_from", Value: .5}}
	s.Checker.Source = "untouched"
	return s
}

// TestFiguresAreOfTheUnseen: what was learnt by heart is worth nothing in the
// figures, since questions about one article are judged by weights that were
// fitted without it.
func TestFiguresAreOfTheUnseen(t *testing.T) {
	after, err := Run(context.Background(), parrot{}, Options{
		Plan: parrotPlan(), Dirs: []string{writeParrotSet(t)}, Before: parrotWeights(), Date: "2026-11-30",
	})
	if err != nil {
		t.Fatal(err)
	}
	m := after.Confidence
	if w := m.Features[0].Weight - m.Features[1].Weight; w < 2 {
		t.Errorf("article 0, which is answered, weighs only %v more than article 1, which isn't", w)
	}
	for _, f := range m.Figures {
		if f.Measure == "AUC absent" && math.Abs(f.Value-.5) > .25 {
			t.Errorf("%s is %v: articles were judged by weights that had seen them", f.Measure, f.Value)
		}
	}
	if after.Checker.Source != "untouched" {
		t.Errorf("the checker, for which there are no claims, is %q", after.Checker.Source)
	}
	if d := m.Data; len(d) != 1 || d[0].Samples["present"].N != articles || d[0].Samples["absent"].N != articles || d[0].Files["queries.jsonl"] == "" {
		t.Errorf("the data are described as %+v", d)
	}
}

// misreading is a parrot that answers questions about every fourth article with a
// wrong sentence of the right document.
type misreading struct{ parrot }

func (misreading) Open(context.Context, string, bool, *weights.Set) (Corpus, error) {
	return misreading{}, nil
}

func (misreading) Answer(ctx context.Context, q *eval.Question, exclude func(string) bool) (Answer, error) {
	a, err := parrot{}.Answer(ctx, q, exclude)
	if slices.Index(a.Features, 1)%4 == 0 {
		a.Sentence = "wrong"
	}
	return a, err
}

// TestTwoConfidences: that the documents answer doesn't say that the sentence does.
func TestTwoConfidences(t *testing.T) {
	after, err := Run(context.Background(), misreading{}, Options{
		Plan: parrotPlan(), Dirs: []string{writeParrotSet(t)}, Before: parrotWeights(),
	})
	if err != nil {
		t.Fatal(err)
	}
	sentence, documents := after.Confidence.Features, after.Spoken.Features
	if w := sentence[2].Weight - sentence[0].Weight; w < 1 {
		t.Errorf("what answers weighs only %v more than what doesn't", w)
	}
	if w := documents[2].Weight - documents[0].Weight; w != 0 {
		t.Errorf("both documents answer, and one weighs %v more", w)
	}
}

// TestOfBestBringsTheRightDocumentFirst: the passage of the right sentence has a
// lower rank, so that the sentence must count.
func TestOfBestBringsTheRightDocumentFirst(t *testing.T) {
	p := parrotPlan()
	p.Confidence = ConfidencePlan{}
	dir := writeParrotSet(t)
	after, err := Run(context.Background(), parrot{}, Options{Plan: p, Dirs: []string{dir}, Before: parrotWeights()})
	if err != nil {
		t.Fatal(err)
	}
	if line := after.Evidence.Lines[0]; line.Value != .4 {
		t.Errorf("%+v", line)
	}
	for _, f := range after.Evidence.Figures {
		if f.Value != 1 {
			t.Errorf("%+v", f)
		}
	}
}

// TestSmallestOfBest: a larger value must be better by more than chance.
func TestSmallestOfBest(t *testing.T) {
	hits := func(value float64, n int) trial {
		x := trial{value: share{ofBest: value}, hits: make(map[string][]float64)}
		for i := range 100 {
			x.add("all", i < n)
		}
		return x
	}
	for _, test := range []struct {
		trials []trial
		want   float64
	}{
		{[]trial{hits(0, 50), hits(.2, 60), hits(.4, 61)}, .2}, // one question is chance
		{[]trial{hits(0, 50), hits(.2, 60), hits(.4, 70)}, .4},
		{[]trial{hits(.4, 60), hits(.2, 60), hits(0, 60)}, 0},
	} {
		if got, err := smallestShares(test.trials); got != (share{ofBest: test.want}) || err != nil {
			t.Errorf("%v, %v, want %v", got, err, test.want)
		}
	}
	if _, err := smallestShares(nil); err == nil {
		t.Error("nothing was tried, and something chosen")
	}
}

// TestHighestLine: lines are counted from the most confident answerable question
// down, and one that may not be answered doesn't pass.
func TestHighestLine(t *testing.T) {
	var cases []confidenceCase
	for _, confidence := range []float64{.912, .81, .713, .61} {
		c := confidenceCase{kind: Present, now: [2]float64{confidence}}
		c.sample.Weight = 1
		cases = append(cases, c)
	}
	other := confidenceCase{kind: ArticleRemoved, now: [2]float64{.99}}
	other.sample.Weight = 1
	cases = append(cases, other)
	for share, want := range map[float64]float64{.25: .91, .5: .81, .75: .71, 1: .61} {
		if got := highestLine(cases, inSentence, share, true); got != want {
			t.Errorf("%v of the answerable questions pass %v, want %v", share, got, want)
		}
	}
	cases[0].forbidden = true
	if got := highestLine(cases, inSentence, .5, true); got != .71 {
		t.Errorf("with one forbidden half pass %v", got)
	}
	if got := highestLine(cases, inSentence, .5, false); got != .81 {
		t.Errorf("where nothing is forbidden half pass %v", got)
	}
}

func TestMatchSet(t *testing.T) {
	for _, test := range []struct{ pattern, dir, want string }{
		{"squad2", "/data/squad2", "squad2"},
		{"xquad/*", "/data/xquad/de/", "xquad/de"},
		{"*", "/data/xquad/de", "de"},
		{"xquad/*", "/data/squad2", ""},
		{"a/b/c", "c", ""},
	} {
		if got, ok := matchSet(test.pattern, test.dir); ok != (test.want != "") || ok && got != test.want {
			t.Errorf("%s of %s: %q, %v", test.pattern, test.dir, got, ok)
		}
	}
}

func TestRunNamesWhatIsWrong(t *testing.T) {
	dir := writeParrotSet(t)
	for want, spoil := range map[string]func(*Options){
		"the plan has no row for " + dir: func(o *Options) { *o.Plan = Plan{Folds: 2} },
		"there are no test sets":         func(o *Options) { o.Dirs = nil },
		`the unit of evidence, "tact"`:   func(o *Options) { o.Plan.Evidence.Unit = "tact" },
		`"answered_from"`:                func(o *Options) { o.Before.Confidence.Lines = nil },
	} {
		o := Options{Plan: parrotPlan(), Dirs: []string{dir}, Before: parrotWeights()}
		spoil(&o)
		if _, err := Run(context.Background(), parrot{}, o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if _, err := ReadPlan(filepath.Join(dir, "nowhere.json")); err == nil {
		t.Error("a plan that isn't there is read")
	}
	if p, err := ReadPlan(""); err != nil || len(p.Evidence.Sets) == 0 {
		t.Errorf("the program's own plan: %+v, %v", p, err)
	}
}

func TestLoadAsked(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("documents/fees/pool.md", "x")
	write("documents/rules.md", "x")
	write(eval.AskedFile, `{"_id":"1","text":"What do adults pay?","want":"(?<!1)4 (euros|eur)","document":"POOL","sentence":"Adults pay 4 euros."}
{"_id":"2","text":"Who is the mayor?","want":null}
{"_id":"3","text":"What do dogs pay?","want":"nothing","document":"pool"}
{"_id":"4","text":"What do cats pay?","want":"nothing","document":"cats","sentence":"Cats pay nothing."}
`)
	s, err := loadAsked(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Questions) != 2 {
		t.Fatalf("%+v", s.Questions)
	}
	if q := s.Questions[0]; !q.Answerable || q.Relevant["fees/pool.md"] != 1 || len(q.Relevant) != 1 || !q.Right("Adults pay 4 Euros.") || q.Right("Adults pay 5 euros.") {
		t.Errorf("%+v", q)
	}
	if q := s.Questions[1]; q.Answerable || q.ID != "2" {
		t.Errorf("%+v", q)
	}
	for want, line := range map[string]string{
		"line 1: it lacks _id or text": `{"_id":"1"}`,
		"line 1: error parsing regexp": `{"_id":"1","text":"x","want":"("}`,
		"holds no questions":           `{"_id":"1","text":"x","want":"y"}`,
	} {
		write(eval.AskedFile, line)
		if _, err := loadAsked(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
