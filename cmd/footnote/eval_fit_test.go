package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/cmd/footnote/measuring"
	"footnote/retrieval/weights"
)

// fitSample is a small test bed: two sets of questions, claims, other documents,
// a plan, and the weights that a fit on all that gave.
const fitSample = "../../retrieval/weights/testdata"

// TestFitIsReproducible fits the three models on the sample and compares every
// weight, line and figure with those of before: a change of a feature, of the
// samples or of the arithmetic shows here. -update writes them anew.
func TestFitIsReproducible(t *testing.T) {
	t.Setenv("FOOTNOTE_SEMANTIC", "off") // vectors differ in their last digits between processors
	out := filepath.Join(t.TempDir(), "weights.json")
	in := func(name string) string { return filepath.Join(fitSample, name) }
	var stdout, stderr bytes.Buffer
	code := run([]string{
		"eval", "fit", "-o", out, "--plan", in("plan.json"), "--weights", in("before.json"), "--background", in("background"),
		in("coast"), in("notices"), in("claims"),
	}, nil, &stdout, &stderr)
	if code != exitOK {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	got := undated(t, out)
	want := in("fitted.json")
	if *update {
		data, err := got.Format()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(want, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sameModel(t, "evidence", undated(t, want).Evidence, got.Evidence)
	sameModel(t, "confidence", undated(t, want).Confidence, got.Confidence)
	sameModel(t, "checker", undated(t, want).Checker, got.Checker)

	// What was fitted can be measured with.
	stdout.Reset()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	if code := run([]string{"eval", "--weights", out, in("coast")}, nil, &stdout, &stderr); code != exitOK {
		t.Errorf("measure with the fitted weights: exit code %d: %s", code, stderr.String())
	}
}

// TestFitAmongATestSet fits among documents that have a file where the set has its own:
// that is a mistake of who asks for it.
func TestFitAmongATestSet(t *testing.T) {
	in := func(name string) string { return filepath.Join(fitSample, name) }
	var stdout, stderr bytes.Buffer
	code := run([]string{
		"eval", "fit", "-o", filepath.Join(t.TempDir(), "weights.json"), "--plan", in("plan.json"), "--background", in("coast"), in("coast"),
	}, nil, &stdout, &stderr)
	if want := "has a file corpus.jsonl of its own"; code != exitUsage || !strings.Contains(stderr.String(), want) {
		t.Errorf("exit code %d, want %d: %q, want %q", code, exitUsage, stderr.String(), want)
	}
}

func undated(t *testing.T, path string) *weights.Set {
	t.Helper()
	s, err := measuring.ReadWeights(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []*weights.Model{&s.Evidence, &s.Confidence, &s.Checker} {
		m.Date = ""
	}
	return s
}

// sameModel compares two models as far as another processor must agree, which may
// round the last digit of a weight otherwise, and so one of the shares.
func sameModel(t *testing.T, name string, want, got weights.Model) {
	t.Helper()
	const ofWeight, ofFigure = .002, .03
	near := func(what string, want, got, within float64) {
		t.Helper()
		if !(math.Abs(want-got) <= within) {
			t.Errorf("%s: %s is %v, was %v (-update writes it)", name, what, got, want)
		}
	}
	if len(want.Features) != len(got.Features) || len(want.Lines) != len(got.Lines) || len(want.Figures) != len(got.Figures) || len(want.Data) != len(got.Data) {
		t.Fatalf("%s: %d features, %d lines, %d figures of %d sets, were %d, %d, %d and %d", name,
			len(got.Features), len(got.Lines), len(got.Figures), len(got.Data),
			len(want.Features), len(want.Lines), len(want.Figures), len(want.Data))
	}
	near("the bias", want.Bias, got.Bias, ofWeight)
	for i, f := range want.Features {
		near(f.Name, f.Weight, got.Features[i].Weight, ofWeight)
	}
	for i, l := range want.Lines {
		near("the line "+l.Name, l.Value, got.Lines[i].Value, ofFigure)
	}
	for i, f := range want.Figures {
		near(f.Set+", "+f.Measure, f.Value, got.Figures[i].Value, ofFigure)
	}
	for i, d := range want.Data {
		for file, sum := range d.Files {
			if got.Data[i].Files[file] != sum {
				t.Errorf("%s: %s of %s is another file than it was", name, file, d.Set)
			}
		}
	}
}
