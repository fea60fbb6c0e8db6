package meaning

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/encoder"
	"footnote/retrieval/encoder/weights"
)

// openBuiltIn returns the model inside the program.
func openBuiltIn(t *testing.T) Model {
	t.Helper()
	e, err := encoder.New()
	check(t, err)
	return NewLocal(e, weights.Identity)
}

// TestReferenceIsThatOfTheModelInside measures the figures anew that the cosines of
// others are brought to.
func TestReferenceIsThatOfTheModelInside(t *testing.T) {
	m := openBuiltIn(t)
	questions, passages := readSample()
	if len(questions) != 40 || slices.Contains(passages, "") {
		t.Fatalf("%d questions, an empty passage: %v", len(questions), slices.Contains(passages, ""))
	}
	vectors, err := m.Passages(t.Context(), passages)
	check(t, err)
	var queries [][]float32
	for _, q := range questions {
		v, err := m.Query(t.Context(), q)
		check(t, err)
		queries = append(queries, v)
	}
	curve, want := curveOf(queries, vectors), reference()
	for i, x := range curve {
		if math.Abs(x-want[i]) > .015 {
			t.Errorf("at %.2f it is %.3f, want %.3f", shares()[i], x, want[i])
		}
	}
	if t.Failed() {
		t.Logf("%.3f", curve)
	}
}

// other is a model whose vectors are those of the model inside, longer and all much
// alike, as those of some models are.
type other struct {
	Model
	size int
	fail error
}

func (o *other) Identity() string { return "other" }
func (*other) IsRemote() bool     { return true }
func (*other) Batch() int         { return 7 }

func (o *other) change(v []float32) []float32 {
	out := make([]float32, o.size)
	copy(out, v)
	for i := range v {
		out[i] *= 40 // not of length 1 either
	}
	out[o.size-1] = 90
	return out
}

func (o *other) Query(ctx context.Context, text string) ([]float32, error) {
	if o.fail != nil {
		return nil, o.fail
	}
	v, err := o.Model.Query(ctx, text)
	return o.change(v), err
}

func (o *other) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	if o.fail != nil {
		return nil, o.fail
	}
	list, err := o.Model.Passages(ctx, texts)
	for i := range list {
		list[i] = o.change(list[i])
	}
	return list, err
}

// TestOtherScalesAreBroughtToOne makes vectors of a model with other cosines and
// compares with those of the model inside: of texts that aren't in the sample.
func TestOtherScalesAreBroughtToOne(t *testing.T) {
	built := openBuiltIn(t)
	dir := filepath.Join(t.TempDir(), "meaning")
	o := &other{Model: built, size: 1000}
	s := NewStoreOf(dir, o, quiet())
	if m := s.Meaning(); m.Embed(t.Context(), "anything") != nil {
		t.Error("a model that wasn't set up gives vectors")
	}
	check(t, s.SetUp(t.Context()))
	question := "how do I get my money back"
	texts := []string{"Refunds are made within 14 days of the return.", "The harbour is closed in winter.", "Goods may be returned within a month."}
	query, err := built.Query(t.Context(), question)
	check(t, err)
	plain, err := built.Passages(t.Context(), texts)
	check(t, err)
	list, err := s.embedUnit(t.Context(), []Text{{Text: texts[0]}, {Text: texts[1]}, {Text: texts[2]}})
	check(t, err)
	m := s.Meaning()
	defer m.Close()
	v := m.Embed(t.Context(), question)
	if len(v) != 1024 {
		t.Fatalf("a vector has %d bytes, want 1024", len(v))
	}
	for i := range texts {
		want := 0.0
		for k, x := range query {
			want += float64(x) * float64(plain[i][k])
		}
		if got := m.Cosine(v, list[i].Values); math.Abs(got-want) > .06 {
			t.Errorf("%q: cosine %.3f, want about %.3f", texts[i], got, want)
		}
	}

	// What was measured is kept, and the vectors are found again.
	check(t, s.Passages.Add(list))
	again := NewStoreOf(dir, &other{Model: built, size: 1000, fail: errors.New("isn't asked again")}, quiet())
	check(t, again.SetUp(t.Context()))
	found := again.Meaning()
	defer found.Close()
	if found.Passages.Rows() != 1 { // the three have no keys of their own
		t.Errorf("%d rows", found.Passages.Rows())
	}
	if found.Embed(t.Context(), "what now") != nil || again.mayAsk() {
		t.Error("a model that fails gives vectors, or is asked again at once")
	}
}

func TestModelsThatCannotBeSetUp(t *testing.T) {
	down := errors.New("down")
	for name, test := range map[string]struct {
		model *other
		want  string
	}{
		"it fails":                 {&other{size: 400, fail: down}, "down"},
		"its vectors are too long": {&other{size: 5000}, "must be 1 to 4096"},
	} {
		test.model.Model = openBuiltIn(t)
		s := NewStoreOf(filepath.Join(t.TempDir(), "meaning"), test.model, quiet())
		if err := s.SetUp(t.Context()); err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "other") {
			t.Errorf("%s: %v", name, err)
		}
	}
	c := &calibration{Size: 2}
	for _, v := range [][]float32{{1}, {1, float32(math.NaN())}, {float32(math.Inf(1)), 0}} {
		if _, err := c.quantize(v); !errors.Is(err, errVector) {
			t.Errorf("%v is taken: %v", v, err)
		}
	}
}

func TestCurvesRise(t *testing.T) {
	c := &calibration{Curve: []float64{.7, .71, .72, .73, .74, .75, .755, .76, .78, .8, .82, .84, .86, .88, .9}}
	last := -2.0
	for x := -1.0; x <= 1; x += .01 {
		y := c.cosine(x)
		if y < last || y < -1 || y > 1 {
			t.Fatalf("%.2f becomes %.3f after %.3f", x, y, last)
		}
		last = y
	}
	for i, x := range c.Curve {
		if got := c.cosine(x); math.Abs(got-reference()[i]) > 1e-9 {
			t.Errorf("%v becomes %v, want %v", x, got, reference()[i])
		}
	}
}

// TestModelsReplaceEachOther: vectors of a model stay until all are made of another.
func TestModelsReplaceEachOther(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "meaning")
	built := openBuiltIn(t)
	first := NewStore(dir, &lengths{}, "toy", quiet())
	check(t, first.Make(t.Context(), first.Passages, textsUpTo(3, nil), MakeOptions{}))
	if !first.IsNoted() || Noted(dir) != "" {
		t.Error("the model inside is noted though there never was another")
	}
	second := NewStoreOf(dir, &other{Model: built, size: 500}, quiet())
	check(t, second.SetUp(t.Context()))
	check(t, second.Make(t.Context(), second.Passages, textsUpTo(3, nil), MakeOptions{}))
	rows := func(s *Store) int {
		m := s.Meaning()
		defer m.Close()
		return m.Passages.Rows()
	}
	if a, b := rows(first), rows(second); a != 3 || b != 3 || first.IsNoted() || second.IsNoted() {
		t.Errorf("%d and %d vectors, noted %v, %v", a, b, first.IsNoted(), second.IsNoted())
	}
	check(t, second.NoteMade())
	if a, b := rows(first), rows(second); a != 0 || b != 3 || Noted(dir) != "other" {
		t.Errorf("%d and %d vectors, noted %q", a, b, Noted(dir))
	}
	check(t, first.Make(t.Context(), first.Passages, textsUpTo(3, nil), MakeOptions{}))
	check(t, first.NoteMade())
	if _, err := os.Stat(second.own); err == nil || rows(first) != 3 {
		t.Errorf("the vectors of the other model stay, or those of this one are gone: %v", err)
	}
}

// TestNearInTheSample counts the pairs that pass bot/answering's bar of .3.
func TestNearInTheSample(t *testing.T) {
	m := openBuiltIn(t)
	questions, passages := readSample()
	vectors, err := m.Passages(t.Context(), passages)
	check(t, err)
	related, others := 0, 0
	for i, q := range questions {
		v, err := m.Query(t.Context(), q)
		check(t, err)
		for j := range vectors {
			cosine := 0.0
			for k, x := range v {
				cosine += float64(x) * float64(vectors[j][k])
			}
			switch {
			case cosine < .3:
			case i == j:
				related++
			default:
				others++
			}
		}
	}
	if related != 40 || others > 14 {
		t.Errorf("%d of 40 that belong together and %d of the others have it", related, others)
	}
}
