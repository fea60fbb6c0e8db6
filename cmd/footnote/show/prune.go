package show

import (
	"fmt"
	"strings"
	"time"

	"footnote/adapters/terminal"
)

// Pruned is "footnote prune --json".
type Pruned struct {
	Folder  string    `json:"folder"`
	Removed bool      `json:"removed"` // what is to go is gone
	Indexes []Pruning `json:"indexes"`
}

// Pruning is an index that may go.
type Pruning struct {
	Name    string    `json:"name"`
	Corpus  string    `json:"corpus,omitempty"` // "" if it doesn't say
	Bytes   int64     `json:"bytes"`
	Changed time.Time `json:"changed,omitzero"`
	Goes    bool      `json:"goes"`
	Why     string    `json:"why"` // it goes, or stays
}

// Text lists them.
func (p Pruned) Text(screen terminal.Screen) string {
	var b strings.Builder
	if len(p.Indexes) == 0 {
		return fmt.Sprintf("There is no index in %s.\n", terminal.OneLine(p.Folder))
	}
	n, bytes := 0, int64(0)
	for _, i := range p.Indexes {
		what, style := "stays", ""
		if i.Goes {
			n++
			bytes += i.Bytes
			what, style = "goes", terminal.Yellow
			if p.Removed {
				what = "gone"
			}
		}
		fmt.Fprintf(&b, "%s  %s  %s, %s\n", screen.Style(style, fmt.Sprintf("%-5s", what)), terminal.OneLine(i.Name), Megabytes(i.Bytes), i.Why)
		if i.Corpus != "" {
			fmt.Fprintf(&b, "       %s\n", screen.Style(terminal.Dim, terminal.OneLine(i.Corpus)))
		}
	}
	switch {
	case n == 0:
		b.WriteString("Nothing to remove: a name removes an index whose documents are there, too.\n")
	case p.Removed:
		fmt.Fprintf(&b, "Removed %s, %s.\n", indexes(n), Megabytes(bytes))
	default:
		fmt.Fprintf(&b, "footnote prune --yes removes %s, %s.\n", indexes(n), Megabytes(bytes))
	}
	return b.String()
}

func indexes(n int) string {
	if n == 1 {
		return "1 index"
	}
	return terminal.Thousands(n) + " indexes"
}
