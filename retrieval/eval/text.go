package eval

import (
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"
)

// WriteText prints the report for a person.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d questions, %d documents, %d passages\n", r.Set, r.Questions, r.Documents, r.Passages)
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	if k := r.Ranking; k != nil {
		fmt.Fprintf(t, "\nRanking, %d questions\n", k.Questions)
		fmt.Fprintf(t, "  nDCG@10\t%.3f\tMRR@10\t%.3f\n", k.NDCG10, k.MRR10)
		fmt.Fprintf(t, "  hit@1\t%.3f\thit@5\t%.3f\thit@10\t%.3f\n", k.Hit1, k.Hit5, k.Hit10)
		fmt.Fprintf(t, "  recall@1\t%.3f\trecall@5\t%.3f\trecall@10\t%.3f\trecall@20\t%.3f\n", k.Recall1, k.Recall5, k.Recall10, k.Recall20)
	}
	if f := r.Folded; f != nil {
		fmt.Fprint(t, "\nRanking, documents that hold nearly the same text in one place\n")
		fmt.Fprintf(t, "  hit@1\t%.3f\thit@5\t%.3f\thit@10\t%.3f\n", f.Hit1, f.Hit5, f.Hit10)
		fmt.Fprintf(t, "  recall@5\t%.3f\trecall@10\t%.3f\trecall@20\t%.3f\n", f.Recall5, f.Recall10, f.Recall20)
	}
	if s := r.Sentences; s != nil {
		fmt.Fprintf(t, "\nSentences, %d questions\n", s.Questions)
		fmt.Fprintf(t, "  right first\t%.3f\tamong those shown\t%.3f\n", s.First, s.Shown)
	}
	_ = t.Flush() // into memory
	if r.Abstain != nil {
		r.Abstain.writeText(&b)
	}
	fmt.Fprintf(&b, "\nLatency of an answer\n  p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms\n", r.Latency.P50, r.Latency.P95, r.Latency.P99, r.Latency.Max)
	_, err := io.WriteString(w, b.String())
	return err
}

func (a *Abstention) writeText(b *strings.Builder) {
	fmt.Fprintf(b, "\nAbstention, %d answerable questions, %d with their article removed, %d unanswerable\n", a.Answerable, a.Removed, a.Unanswerable)
	fmt.Fprintf(b, "  ROC AUC %s against removed, %s against unanswerable; Brier %s, ECE %s\n", a.AUCRemoved, a.AUCUnanswerable, a.Brier, a.ECE)
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "confidence from\tanswered\tremoved: refused\tunanswerable: refused\trisk\t\n")
	for _, p := range a.Curve {
		writeRow(t, fmt.Sprintf("%.3f", p.Threshold), p)
	}
	writeRow(t, "as set", a.Drawn)
	_ = t.Flush() // into memory
}

func writeRow(w io.Writer, threshold string, p Point) {
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t\n", threshold, percentOf(p.Coverage), percentOf(p.Rejected), percentOf(p.Unanswerable), percentOf(p.Risk))
}

func percentOf(s Share) string {
	if math.IsNaN(float64(s)) {
		return none
	}
	return fmt.Sprintf("%.1f %%", 100*float64(s))
}

// none stands where there is nothing to measure.
const none = "–"

// String prints three decimals, a dash for nothing.
func (s Share) String() string {
	if math.IsNaN(float64(s)) {
		return none
	}
	return fmt.Sprintf("%.3f", float64(s))
}
