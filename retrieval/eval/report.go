package eval

import (
	"encoding/json"
	"math"
	"slices"
)

// Report is the result of a run. Shares and means are from 0 to 1, times in
// milliseconds.
type Report struct {
	Set       string `json:"set"`
	Questions int    `json:"questions"`
	Documents int    `json:"documents"` // left for the caller to fill in
	Passages  int    `json:"passages"`  // likewise

	Ranking   *Ranking    `json:"ranking,omitempty"`
	Folded    *Folded     `json:"folded,omitempty"`
	Sentences *Sentences  `json:"sentences,omitempty"`
	Abstain   *Abstention `json:"abstention,omitempty"`
	Latency   Latency     `json:"latency_ms"`
}

// Ranking says how well the judged documents are found, each document in a place
// of its own: means over the questions that have some.
type Ranking struct {
	Questions int     `json:"questions"`
	NDCG10    float64 `json:"ndcg@10"`
	MRR10     float64 `json:"mrr@10"`
	// Hit is the share of the questions with a relevant document among the
	// first k, Recall the mean share of the relevant documents found there.
	Hit1     float64 `json:"hit@1"`
	Hit5     float64 `json:"hit@5"`
	Hit10    float64 `json:"hit@10"`
	Recall1  float64 `json:"recall@1"`
	Recall5  float64 `json:"recall@5"`
	Recall10 float64 `json:"recall@10"`
	Recall20 float64 `json:"recall@20"`
}

// Folded says how well the judged documents are found where those that hold nearly
// the same text take one place, as people see them. A place counts for each judged
// document in it, whichever stands first there.
type Folded struct {
	Questions int     `json:"questions"`
	Hit1      float64 `json:"hit@1"`
	Hit5      float64 `json:"hit@5"`
	Hit10     float64 `json:"hit@10"`
	Recall5   float64 `json:"recall@5"`
	Recall10  float64 `json:"recall@10"`
	Recall20  float64 `json:"recall@20"`
}

// Sentences says how often the sentence that answers is found, over the
// answerable questions for which it is known.
type Sentences struct {
	Questions int     `json:"questions"`
	First     float64 `json:"first"` // the first sentence is right
	Shown     float64 `json:"shown"` // one of those shown is
}

// Abstention says how well the system knows what the documents don't answer.
type Abstention struct {
	Answerable   int `json:"answerable"`
	Removed      int `json:"removed"`      // asked again without their articles
	Unanswerable int `json:"unanswerable"` // by the set's own word

	AUCRemoved      Share `json:"auc_removed"`      // answerable against removed
	AUCUnanswerable Share `json:"auc_unanswerable"` // answerable against unanswerable
	// Brier and ECE are of the confidence in the documents, over answerable and removed.
	Brier Share `json:"brier"`
	ECE   Share `json:"ece"`
	// Drawn is what the system's own line between answering and refusing does;
	// its Threshold is not known and 0.
	Drawn Point   `json:"drawn"`
	Curve []Point `json:"risk_coverage"`
}

// Share is a number that JSON shows as null where there is nothing to measure.
type Share float64

// MarshalJSON implements json.Marshaler.
func (s Share) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(s)) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(s))
}

// Latency is the time of whole answers, in milliseconds.
type Latency struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

func newReport(set *Set) *Report {
	return &Report{Set: set.Name, Questions: len(set.Questions), Ranking: &Ranking{}, Folded: &Folded{}, Sentences: &Sentences{}}
}

func (k *Ranking) addRanked(ranked []string, relevant map[string]float64) {
	k.Questions++
	k.NDCG10 += NDCG(ranked, relevant, 10)
	k.MRR10 += ReciprocalRank(ranked, relevant, 10)
	k.Hit1 += Hit(ranked, relevant, 1)
	k.Hit5 += Hit(ranked, relevant, 5)
	k.Hit10 += Hit(ranked, relevant, 10)
	k.Recall1 += Recall(ranked, relevant, 1)
	k.Recall5 += Recall(ranked, relevant, 5)
	k.Recall10 += Recall(ranked, relevant, 10)
	k.Recall20 += Recall(ranked, relevant, 20)
}

func (f *Folded) addPlaces(places [][]string, relevant map[string]float64) {
	f.Questions++
	among := func(k int) []string { return slices.Concat(places[:min(k, len(places))]...) }
	found := func(k int) float64 { return Recall(among(k), relevant, math.MaxInt) }
	hit := func(k int) float64 { return Hit(among(k), relevant, math.MaxInt) }
	f.Hit1 += hit(1)
	f.Hit5 += hit(5)
	f.Hit10 += hit(10)
	f.Recall5 += found(5)
	f.Recall10 += found(10)
	f.Recall20 += found(20)
}

// addSentences reports whether the first sentence is right.
func (s *Sentences) addSentences(q *Question, sentences []string) bool {
	s.Questions++
	first := len(sentences) > 0 && q.Right(sentences[0])
	if first {
		s.First++
	}
	for _, text := range sentences {
		if q.Right(text) {
			s.Shown++
			break
		}
	}
	return first
}

// sumUp turns sums into means and fills in the rest.
func (r *runner) sumUp() *Report {
	rep := r.report
	meanOf(rep.Ranking.Questions, &rep.Ranking.NDCG10, &rep.Ranking.MRR10, &rep.Ranking.Hit1, &rep.Ranking.Hit5, &rep.Ranking.Hit10,
		&rep.Ranking.Recall1, &rep.Ranking.Recall5, &rep.Ranking.Recall10, &rep.Ranking.Recall20)
	meanOf(rep.Folded.Questions, &rep.Folded.Hit1, &rep.Folded.Hit5, &rep.Folded.Hit10,
		&rep.Folded.Recall5, &rep.Folded.Recall10, &rep.Folded.Recall20)
	meanOf(rep.Sentences.Questions, &rep.Sentences.First, &rep.Sentences.Shown)
	if rep.Ranking.Questions == 0 {
		rep.Ranking, rep.Folded = nil, nil
	}
	if rep.Sentences.Questions == 0 {
		rep.Sentences = nil
	}
	rep.Abstain = measureAbstention(r.cases)
	rep.Latency = Latency{Percentile(r.elapsed, 50), Percentile(r.elapsed, 95), Percentile(r.elapsed, 99), Percentile(r.elapsed, 100)}
	return rep
}

func meanOf(n int, sums ...*float64) {
	for _, sum := range sums {
		if n > 0 {
			*sum /= float64(n)
		}
	}
}

func measureAbstention(cases []outcome) *Abstention {
	a := &Abstention{}
	var taken, never []Decision
	drawn := make([]outcome, len(cases))
	for i, c := range cases {
		d := Decision{c.spoken, c.kind == present}
		if c.kind != absent {
			taken = append(taken, d)
		}
		if c.kind != removed {
			never = append(never, d)
		}
		switch c.kind {
		case present:
			a.Answerable++
		case removed:
			a.Removed++
		case absent:
			a.Unanswerable++
		}
		drawn[i] = c
		drawn[i].confidence = 0
		if c.answered {
			drawn[i].confidence = 1
		}
	}
	if a.Answerable == 0 {
		return nil
	}
	a.AUCRemoved, a.AUCUnanswerable = Share(AUC(taken)), Share(AUC(never))
	a.Brier, a.ECE = Share(Brier(taken)), Share(ECE(taken))
	a.Drawn = pointAt(drawn, 1)
	a.Drawn.Threshold = 0
	a.Curve = riskCurve(cases)
	return a
}
