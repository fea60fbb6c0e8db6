package encoder

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/encoder/kernel"
	"footnote/retrieval/encoder/weights"
)

// openReader returns the reader that the program carries, with these kernels.
func openReader(t testing.TB, set *kernel.Set) *Reader {
	t.Helper()
	r, err := NewReader(open(t, set))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// eachReader runs a test with each of the kernels of this processor.
func eachReader(t *testing.T, test func(t *testing.T, r *Reader)) {
	for _, set := range kernel.All() {
		t.Run(set.Name, func(t *testing.T) { test(t, openReader(t, set)) })
	}
}

// TestReaderReadsAsItWasTrained: training/train.py wrote what the model gave in full
// precision. On slow kernels the shortest texts must do.
func TestReaderReadsAsItWasTrained(t *testing.T) {
	data, err := os.ReadFile("testdata/reader.json")
	if err != nil {
		t.Fatal(err)
	}
	type read struct {
		Question string
		Texts    []string
		Scores   []float32
	}
	var golden []read
	if err := json.Unmarshal(data, &golden); err != nil {
		t.Fatal(err)
	}
	var shortest []read // pairs
	for _, g := range golden {
		for i, text := range g.Texts {
			shortest = append(shortest, read{g.Question, []string{text}, g.Scores[i : i+1]})
		}
	}
	slices.SortFunc(shortest, func(a, b read) int { return len(a.Question+a.Texts[0]) - len(b.Question+b.Texts[0]) })
	shortest = shortest[:4]
	eachReader(t, func(t *testing.T, r *Reader) {
		golden := golden
		if !r.IsFast() {
			golden = shortest
		}
		n, sum, most := 0, 0.0, 0.0
		for _, g := range golden {
			scores, err := r.Read(t.Context(), g.Question, g.Texts)
			if err != nil {
				t.Fatal(err)
			}
			for i, want := range g.Scores {
				off := math.Abs(float64(scores[i] - want))
				if n, sum, most = n+1, sum+off, max(most, off); off > .5 {
					t.Errorf("%s\n%s\nhas %.2f, want %.2f", g.Question, g.Texts[i], scores[i], want)
				}
			}
		}
		if mean := sum / float64(n); mean > .15 {
			t.Errorf("scores are off by %.2f in the mean", mean)
		} else {
			t.Logf("%d scores are off by %.2f in the mean, %.2f at most", n, mean, most)
		}
	})
}

// TestReaderReadsEachTextAlone: what is read beside it doesn't matter.
func TestReaderReadsEachTextAlone(t *testing.T) {
	eachReader(t, func(t *testing.T, r *Reader) {
		texts := []string{"Leave: You get 25 days.", "Parking: A day costs £4.", "", "Leave: " + string(make([]byte, 3000)), "Leave: " + strings.Repeat("days of leave ", 200)}
		question := "how many days of leave do I get"
		if !r.IsFast() {
			question, texts = "days of leave", []string{"25 days.", "Parking.", ""}
		}
		together, err := r.Read(t.Context(), question, texts)
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range texts {
			alone, err := r.Read(t.Context(), question, []string{text})
			if err != nil || math.Abs(float64(alone[0]-together[i])) > .01 {
				t.Errorf("%.20q has %v alone, %v beside the others, %v", text, alone, together[i], err)
			}
		}
		if together[0] <= together[1] {
			t.Errorf("the answer has %v, another sentence %v", together[0], together[1])
		}
	})
}

// TestReaderReadsAPair: the question, a mark, the text and a mark, both cut to what the
// reader was trained with.
func TestReaderReadsAPair(t *testing.T) {
	e := openBest(t)
	ids := func(text string) []int32 { return e.tokenizer.appendPieces(nil, &buffers{}, text, MaxPieces) }
	for _, test := range []struct {
		question, text string
		pieces, second int
	}{
		{"", "", 3, 2},
		{"how high is the tide", "It is high.", 12, 7},
		{"how high is the tide", strings.Repeat("tide ", 900), pairPieces, 7},
		{strings.Repeat("tide ", 900), strings.Repeat("tide ", 900), pairPieces, askedPieces},
	} {
		s := newScratch(e.model.Dims)
		s.clearTexts()
		s.question = e.tokenizer.appendPieces(nil, &s.text, test.question, askedPieces)
		if !e.addPair(s, test.text) || len(s.ids) != test.pieces || s.seconds[0] != test.second {
			t.Errorf("%.20q, %.20q: %d pieces, the text from %v on; want %d, %d", test.question, test.text, len(s.ids), s.seconds, test.pieces, test.second)
		}
		asked, read := s.ids[:s.seconds[0]], s.ids[s.seconds[0]:]
		if end := ids("")[1]; asked[len(asked)-1] != end || read[len(read)-1] != end {
			t.Errorf("%.20q, %.20q: no mark at the end: %v, %v", test.question, test.text, asked, read)
		}
		if want := ids(test.text)[1:]; len(s.ids) < pairPieces && !slices.Equal(read, want) {
			t.Errorf("%.20q: read as %v, want %v", test.text, read, want)
		}
	}
}

func TestReadingAllocatesNothing(t *testing.T) {
	eachReader(t, func(t *testing.T, r *Reader) {
		s, texts := newScratch(r.encoder.model.Dims), []string{"high tide"}
		if r.IsFast() {
			for range 30 { // more than one pass
				texts = append(texts, "It is at noon.")
			}
		}
		scores := make([]float32, len(texts))
		if n := testing.AllocsPerRun(2, func() {
			if err := r.scoreAll(t.Context(), s, scores, "when", texts); err != nil {
				t.Error(err)
			}
		}); n != 0 {
			t.Errorf("%v allocations", n)
		}
	})
}

// TestReadersOfOtherEncodersAreRefused: the layers must be as wide, and the shared ones
// be there.
func TestReadersOfOtherEncodersAreRefused(t *testing.T) {
	m, err := weights.OpenReader()
	if err != nil {
		t.Fatal(err)
	}
	toy, err := Open(openToy(t)) // one layer, of another width inside
	if err != nil {
		t.Fatal(err)
	}
	for _, shared := range []int{1, 2} {
		other := *m
		other.Shared = shared
		if _, err := newReaderOf(toy, &other); err == nil {
			t.Errorf("a reader with %d shared layers is taken beside another encoder", shared)
		}
	}
}

func TestReadingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if scores, err := openReader(t, kernel.All()[0]).Read(ctx, "when", []string{"tide"}); err == nil {
		t.Error("no error of a context that has ended:", scores)
	}
}

// BenchmarkReader reads eight sentences with one question.
func BenchmarkReader(b *testing.B) {
	r := openReader(b, kernel.All()[0])
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
