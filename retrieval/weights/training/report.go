package training

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"footnote/retrieval/weights"
)

// WriteReport prints the weights, the lines and the figures of a fit for a
// person, beside those before it.
func WriteReport(w io.Writer, after, before *weights.Set) error {
	var b strings.Builder
	for _, m := range []struct {
		name       string
		now, prior *weights.Model
	}{
		{"Evidence", &after.Evidence, &before.Evidence},
		{"Confidence", &after.Confidence, &before.Confidence},
		{"Spoken", &after.Spoken, &before.Spoken},
		{"Checker", &after.Checker, &before.Checker},
	} {
		fmt.Fprintf(&b, "%s, %s\n", m.name, m.now.Source)
		t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
		writeWeights(t, m.now, m.prior)
		for _, l := range m.now.Lines {
			old := "–"
			if v, err := m.prior.Line(l.Name); err == nil {
				old = fmt.Sprintf("%.3f", v)
			}
			fmt.Fprintf(t, "  line %s\t%.3f\t%s\n", l.Name, l.Value, old)
			writeFigures(t, "    ", l.Figures)
		}
		writeFigures(t, "  ", m.now.Figures)
		_ = t.Flush() // into memory
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeWeights(w io.Writer, now, prior *weights.Model) {
	old := make(map[string]float64)
	for _, f := range prior.Features {
		old[f.Name] = f.Weight
	}
	// A listwise model's weights mean the same whatever their unit.
	scale := 1.0
	if u := old[now.Unit]; now.Unit != "" && u != 0 {
		scale = 1 / u
	}
	fmt.Fprintln(w, "  weight\tnow\tbefore")
	if now.Kind == weights.Logistic {
		fmt.Fprintf(w, "  bias\t%.3f\t%.3f\n", now.Bias, prior.Bias)
	}
	for _, f := range now.Features {
		fmt.Fprintf(w, "  %s\t%.3f\t%.3f\n", f.Name, f.Weight, scale*old[f.Name])
	}
}

func writeFigures(w io.Writer, indent string, figures []weights.Figure) {
	for _, f := range figures {
		before := "–"
		if f.Before != nil {
			before = fmt.Sprintf("%.3f", *f.Before)
		}
		fmt.Fprintf(w, "%s%s: %s\t%.3f\t%s\n", indent, f.Set, f.Measure, f.Value, before)
	}
}
