package encoder_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"footnote/retrieval/encoder"
)

// TestReaderReadsAsItWasTrained: training/train.py wrote what the model gave in full
// precision.
func TestReaderReadsAsItWasTrained(t *testing.T) {
	data, err := os.ReadFile("testdata/reader.json")
	if err != nil {
		t.Fatal(err)
	}
	var golden []struct {
		Question string
		Texts    []string
		Scores   []float32
	}
	if err := json.Unmarshal(data, &golden); err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	n, sum := 0, 0.0
	for _, g := range golden {
		scores, err := r.Read(t.Context(), g.Question, g.Texts)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range g.Scores {
			off := math.Abs(float64(scores[i] - want))
			if n, sum = n+1, sum+off; off > 1.5 {
				t.Errorf("%s\n%s\nhas %.2f, want %.2f", g.Question, g.Texts[i], scores[i], want)
			}
		}
	}
	if mean := sum / float64(n); mean > .3 {
		t.Errorf("scores are off by %.2f in the mean", mean)
	} else {
		t.Logf("%d scores are off by %.2f in the mean", n, mean)
	}
}

// TestReaderReadsEachTextAlone: what is read beside it doesn't matter.
func TestReaderReadsEachTextAlone(t *testing.T) {
	r := newReader(t)
	texts := []string{"Leave: You get 25 days.", "", "Leave: " + string(make([]byte, 3000)), "Parking: A day costs £4."}
	together, err := r.Read(t.Context(), "how many days of leave do I get", texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		alone, err := r.Read(t.Context(), "how many days of leave do I get", []string{text})
		if err != nil || math.Abs(float64(alone[0]-together[i])) > .01 {
			t.Errorf("%.20q has %v alone, %v beside the others, %v", text, alone, together[i], err)
		}
	}
	if together[0] <= together[3] {
		t.Errorf("the answer has %v, another sentence %v", together[0], together[3])
	}
}

func newReader(t testing.TB) *encoder.Reader {
	t.Helper()
	e, err := encoder.New()
	if err != nil {
		t.Fatal(err)
	}
	r, err := encoder.NewReader(e)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// BenchmarkReader reads eight sentences with one question.
func BenchmarkReader(b *testing.B) {
	r := newReader(b)
	texts := make([]string, 8)
	for i := range texts {
		texts[i] = "Travel policy v4 — Travel policy v4 — Booking: Book flights at least 21 days ahead and trains at least 7 days ahead, by the portal and not by an agency."
	}
	for b.Loop() {
		if _, err := r.Read(b.Context(), "how long before my trip must the tickets be bought?", texts); err != nil {
			b.Fatal(err)
		}
	}
}
