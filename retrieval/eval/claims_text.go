package eval

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// WriteText prints the report for a person.
func (r *ClaimsReport) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d claims\n", r.N)
	fmt.Fprintf(&b, "  balanced accuracy %s, precision %s, recall %s, ROC AUC %s\n", r.BalancedAccuracy, r.Precision, r.Recall, r.AUC)
	fmt.Fprintf(&b, "  weighed by words alone: balanced accuracy %s\n", r.Weighed)
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "\nlabel\tclaims\tpassed\t\n")
	for _, c := range r.Labels {
		fmt.Fprintf(t, "%s\t%d\t%d\t\n", c.Name, c.N, c.Passed)
	}
	fmt.Fprint(t, "\nfailed by\tclaims\tsupported\t\n")
	for _, c := range r.Reasons {
		fmt.Fprintf(t, "%s\t%d\t%d\t\n", c.Name, c.N, c.Passed)
	}
	_ = t.Flush() // into memory
	_, err := io.WriteString(w, b.String())
	return err
}
