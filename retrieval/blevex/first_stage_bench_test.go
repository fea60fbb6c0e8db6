package blevex

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/question"
)

// BenchmarkFirstStage looks for the 50 best passages for each of the questions in
// FOOTNOTE_BENCH_QUESTIONS, one a line as in the evaluation sets, in the index in
// FOOTNOTE_BENCH_DATA. It reports processor time, which a busy machine changes less
// than time on the clock.
func BenchmarkFirstStage(b *testing.B) {
	dir, questions := os.Getenv("FOOTNOTE_BENCH_DATA"), os.Getenv("FOOTNOTE_BENCH_QUESTIONS")
	if dir == "" || questions == "" {
		b.Skip("FOOTNOTE_BENCH_DATA names no index, or FOOTNOTE_BENCH_QUESTIONS no questions")
	}
	x, err := NewStore(dir, "bench", quiet()).Open(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	var queries []retrieval.Query
	f, err := os.Open(questions)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var line struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			b.Fatal(err)
		}
		queries = append(queries, retrieval.Query{Question: question.Parse(line.Text)})
	}
	var spent []time.Duration
	for b.Loop() {
		spent = spent[:0]
		for _, q := range queries {
			before := processorTime()
			if _, err := x.Candidates(b.Context(), q, 50); err != nil {
				b.Fatal(err)
			}
			spent = append(spent, processorTime()-before)
		}
	}
	slices.Sort(spent)
	at := func(share float64) float64 {
		return float64(spent[int(share*float64(len(spent)-1))].Microseconds()) / 1000
	}
	b.ReportMetric(at(.5), "p50-cpu-ms")
	b.ReportMetric(at(.95), "p95-cpu-ms")
	b.ReportMetric(float64(len(x.segments)), "segments")
}
