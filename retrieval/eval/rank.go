package eval

import (
	"math"
	"slices"
)

// NDCG is the normalised discounted cumulative gain of the first k documents
// (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques",
// 2002), with the grade itself as gain, as trec_eval has it. relevant holds
// grades above 0; without any, NDCG is 0.
func NDCG(ranked []string, relevant map[string]float64, k int) float64 {
	var gain, ideal float64
	for i, id := range ranked[:min(k, len(ranked))] {
		gain += relevant[id] * rankDiscount(i)
	}
	var grades []float64
	for _, grade := range relevant {
		grades = append(grades, grade)
	}
	slices.Sort(grades)
	slices.Reverse(grades)
	for i, grade := range grades[:min(k, len(grades))] {
		ideal += grade * rankDiscount(i)
	}
	if ideal == 0 {
		return 0
	}
	return gain / ideal
}

// rankDiscount is that of the rank i, counted from 0.
func rankDiscount(i int) float64 { return 1 / math.Log2(float64(i+2)) }

// Recall is the share of the relevant documents among the first k.
func Recall(ranked []string, relevant map[string]float64, k int) float64 {
	if len(relevant) == 0 {
		return 0
	}
	found := 0
	for _, id := range ranked[:min(k, len(ranked))] {
		if relevant[id] > 0 {
			found++
		}
	}
	return float64(found) / float64(len(relevant))
}

// ReciprocalRank is 1 over the rank, from 1, of the first relevant document
// among the first k, 0 if there is none.
func ReciprocalRank(ranked []string, relevant map[string]float64, k int) float64 {
	for i, id := range ranked[:min(k, len(ranked))] {
		if relevant[id] > 0 {
			return 1 / float64(i+1)
		}
	}
	return 0
}

// Hit is 1 if a relevant document is among the first k, else 0.
func Hit(ranked []string, relevant map[string]float64, k int) float64 {
	if ReciprocalRank(ranked, relevant, k) > 0 {
		return 1
	}
	return 0
}

// Percentile is the smallest of the values that p percent of them don't exceed
// (the nearest-rank method); 0 if there are none. values need no order.
func Percentile(values []float64, p float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	rank := int(math.Ceil(p / 100 * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}
