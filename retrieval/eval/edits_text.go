package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// WriteText prints the report for a person: a row a kind, a column a language.
func (r *EditsReport) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d claims\n", r.False.N+r.True.N)
	fmt.Fprintf(&b, "  false ones accepted %s (%d of %d), true ones accepted %s (%d of %d)\n\n",
		r.False.Share(), r.False.Accepted, r.False.N, r.True.Share(), r.True.Accepted, r.True.N)
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	var kinds []string
	fmt.Fprint(t, "accepted\t")
	for _, table := range r.Tables {
		fmt.Fprintf(t, "%s\t", table.Language)
		for _, k := range table.Kinds {
			kinds = append(kinds, k.Name)
		}
	}
	fmt.Fprintln(t)
	row := func(name string, count func(EditTable) EditCount) {
		fmt.Fprintf(t, "%s\t", name)
		for _, table := range r.Tables {
			if c := count(table); c.N > 0 {
				fmt.Fprintf(t, "%d/%d\t", c.Accepted, c.N)
			} else {
				fmt.Fprint(t, "\t")
			}
		}
		fmt.Fprintln(t)
	}
	slices.Sort(kinds)
	for _, kind := range slices.Compact(kinds) {
		row(kind, func(table EditTable) EditCount {
			i := slices.IndexFunc(table.Kinds, func(k EditCount) bool { return k.Name == kind })
			if i < 0 {
				return EditCount{}
			}
			return table.Kinds[i]
		})
	}
	row("all false", func(table EditTable) EditCount { return table.False })
	row("all true", func(table EditTable) EditCount { return table.True })
	_ = t.Flush() // into memory
	_, err := io.WriteString(w, b.String())
	return err
}
