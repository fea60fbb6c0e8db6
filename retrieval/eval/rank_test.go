package eval

import (
	"math"
	"testing"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func TestRanking(t *testing.T) {
	relevant := map[string]float64{"a": 2, "b": 1, "c": 1}
	ranked := []string{"x", "a", "y", "c"}
	// By hand: gains 2/log2(3) + 1/log2(5) over 2/log2(2) + 1/log2(3) + 1/log2(4).
	near(t, "nDCG", NDCG(ranked, relevant, 10), (2/math.Log2(3)+1/math.Log2(5))/(2+1/math.Log2(3)+.5))
	near(t, "nDCG@1", NDCG(ranked, relevant, 1), 0)
	near(t, "nDCG of the best order", NDCG([]string{"a", "c", "b", "x"}, relevant, 10), 1)
	near(t, "recall@2", Recall(ranked, relevant, 2), 1./3)
	near(t, "recall@20", Recall(ranked, relevant, 20), 2./3)
	near(t, "MRR", ReciprocalRank(ranked, relevant, 10), .5)
	near(t, "MRR@1", ReciprocalRank(ranked, relevant, 1), 0)
	near(t, "hit@1", Hit(ranked, relevant, 1), 0)
	near(t, "hit@2", Hit(ranked, relevant, 2), 1)
	near(t, "nDCG of nothing", NDCG(nil, relevant, 10), 0)
	near(t, "nDCG without judgements", NDCG(ranked, nil, 10), 0)
	near(t, "recall without judgements", Recall(ranked, nil, 10), 0)
}

func TestPercentile(t *testing.T) {
	values := []float64{5, 1, 4, 2, 3}
	for p, want := range map[float64]float64{0: 1, 20: 1, 21: 2, 50: 3, 95: 5, 100: 5} {
		near(t, "percentile", Percentile(values, p), want)
	}
	near(t, "percentile of nothing", Percentile(nil, 50), 0)
}
