package eval

import (
	"math"
	"testing"
)

func TestAUC(t *testing.T) {
	for _, test := range []struct {
		name string
		of   []Decision
		want float64
	}{
		{"apart", []Decision{{.9, true}, {.8, true}, {.2, false}}, 1},
		{"upside down", []Decision{{.1, true}, {.9, false}}, 0},
		{"all equal", []Decision{{.5, true}, {.5, false}, {.5, false}}, .5},
		// Pairs: .8 beats .6 and .3; .6 ties with .6 and beats .3.
		{"mixed", []Decision{{.8, true}, {.6, true}, {.6, false}, {.3, false}}, 3.5 / 4},
	} {
		near(t, test.name, AUC(test.of), test.want)
	}
	// A confidence that is no number equals nothing, not even itself.
	near(t, "no number", AUC([]Decision{{math.NaN(), false}, {.5, true}}), 1)
	if got := AUC([]Decision{{.5, true}}); !math.IsNaN(got) {
		t.Errorf("with one kind only it is %v", got)
	}
}

func TestCalibration(t *testing.T) {
	of := []Decision{{.9, true}, {.9, false}, {.2, false}}
	near(t, "Brier", Brier(of), (.01+.81+.04)/3)
	// One bin holds .9 twice with one true, the other .2 with none.
	near(t, "ECE", ECE(of), (math.Abs(1.8-1)+.2)/3)
	near(t, "Brier of certainty", Brier([]Decision{{1, true}, {0, false}}), 0)
	near(t, "ECE of certainty", ECE([]Decision{{1, true}, {0, false}}), 0)
}

func TestCurve(t *testing.T) {
	cases := []outcome{
		{present, .9, 0, true, true}, {present, .5, 0, true, false},
		{removed, .6, 0, true, false}, {removed, .1, 0, false, false},
		{absent, .3, 0, false, false},
	}
	half, all := riskCurve(cases)[0], riskCurve(cases)[len(coverages)-1]
	if want := (Point{Threshold: .9, Coverage: .5, Rejected: 1, Unanswerable: 1, Risk: 0}); half != want {
		t.Errorf("half covered: %+v, want %+v", half, want)
	}
	// From .5 on three are answered, of which only the first is right.
	if want := (Point{Threshold: .5, Coverage: 1, Rejected: .5, Unanswerable: 1, Risk: Share(2. / 3)}); all != want {
		t.Errorf("all covered: %+v, want %+v", all, want)
	}
}

// TestTwoConfidencesAreMeasured: what is told of the documents is measured by the
// confidence in them, what is risked by that in the sentence.
func TestTwoConfidencesAreMeasured(t *testing.T) {
	a := measureAbstention([]outcome{{present, .3, .9, true, true}, {removed, .6, .1, true, false}})
	if a.AUCRemoved != 1 {
		t.Errorf("AUC %v", a.AUCRemoved)
	}
	near(t, "Brier", float64(a.Brier), .01)
	if all := a.Curve[len(coverages)-1]; all.Threshold != .3 || all.Risk != .5 {
		t.Errorf("all covered: %+v", all)
	}
}
