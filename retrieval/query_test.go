package retrieval

import (
	"math"
	"strings"
	"testing"
)

// TestMiddleIsAsNearToBoth and as long as the first.
func TestMiddleIsAsNearToBoth(t *testing.T) {
	a, b := []int8{100, 0, 20, 0}, []int8{0, 100, 0, -20}
	length := func(v []int8) float64 { return math.Sqrt(float64(dot(v, v))) }
	v := middle(a, b)
	if off := math.Abs(length(v) - length(a)); off > 1 {
		t.Errorf("%v is longer or shorter than %v by %.1f", v, a, off)
	}
	if x, y := dot(v, a), dot(v, b); math.Abs(float64(x-y)) > 100 || x < 6000 {
		t.Errorf("%v is near one by %d and the other by %d", v, x, y)
	}
	if v := middle(a, []int8{-100, 0, -20, 0}); dot(v, a) <= 0 {
		t.Errorf("between opposites is %v", v)
	}
}

func dot(a, b []int8) (sum int) {
	for i := range a {
		sum += int(a[i]) * int(b[i])
	}
	return sum
}

// TestToldHasWhatSetsTheScene in the order of the message, without what is only polite.
func TestToldHasWhatSetsTheScene(t *testing.T) {
	q := NewQuery("Hi all! I lost my laptop at the airport. How fast do I need to report this? Thanks!")
	if want := "I lost my laptop at the airport. How fast do I need to report this?"; q.AllTold() != want {
		t.Errorf("told is %q, want %q", q.AllTold(), want)
	}
	if q := NewQuery("thanks all, I moved to Cork in March"); q.AllTold() != q.Question.Text && !strings.Contains(q.AllTold(), q.Question.Text) {
		t.Errorf("told is %q, without the question %q", q.AllTold(), q.Question.Text)
	}
	if q := NewQuery("How fast do I need to report a loss?"); q.AllTold() != q.Question.Text {
		t.Errorf("told is %q, the question %q", q.AllTold(), q.Question.Text)
	}
}
