package encoder

import (
	"testing"

	"footnote/retrieval/encoder/kernel"
)

const (
	question = "Who pays for the ferry to the island?" // 11 pieces
	passage  = "The harbour office keeps a register of every boat that lies in the inner basin. Owners pay by the " +
		"metre and by the month, and those who pay for a year in advance get one month free. A berth that has " +
		"not been used for ninety days may be given to the next on the waiting list, unless the owner has told " +
		"the office in writing when the boat will return. Visitors lie alongside the eastern pier, where " +
		"electricity and water are included; they may stay for at most two weeks between June and September. " +
		"In winter the lock is opened twice a day, an hour before high water, and on Sundays only if somebody " +
		"has asked for it by Friday noon. The pilot answers on channel twelve day and night." // 147 pieces
)

func benchmarkEach(b *testing.B, run func(b *testing.B, e *Encoder)) {
	for _, set := range kernel.All() {
		b.Run(set.Name, func(b *testing.B) { run(b, open(b, set)) })
	}
}

func BenchmarkQuestion(b *testing.B) { benchmarkText(b, question) }

func BenchmarkPassage(b *testing.B) { benchmarkText(b, passage) }

func benchmarkText(b *testing.B, text string) {
	benchmarkEach(b, func(b *testing.B, e *Encoder) {
		v := make([]float32, Size)
		b.ReportMetric(float64(countPieces(e, text)), "pieces")
		for b.Loop() {
			e.Embed(v, text)
		}
	})
}

// BenchmarkSentences embeds 16 short sentences together.
func BenchmarkSentences(b *testing.B) {
	benchmarkEach(b, func(b *testing.B, e *Encoder) {
		var texts []string
		for range 16 {
			texts = append(texts, question)
		}
		for b.Loop() {
			if _, err := e.EmbedAll(b.Context(), texts); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkScan compares a question with 173,664 passages, as many as a large
// archive has.
func BenchmarkScan(b *testing.B) {
	benchmarkEach(b, func(b *testing.B, e *Encoder) {
		const n = 173664
		vectors, dots := make([]int8, n*Size), make([]int32, n)
		for i := range vectors {
			vectors[i] = int8(i * 7)
		}
		b.SetBytes(int64(len(vectors)))
		for b.Loop() {
			e.Scan(dots, vectors[:Size], vectors)
		}
	})
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		openBest(b)
	}
}
