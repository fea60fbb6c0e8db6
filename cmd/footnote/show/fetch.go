package show

import (
	"fmt"
	"strings"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/sites"
)

// Fetched says what was fetched.
func Fetched(screen terminal.Screen, list []sites.Fetched) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%s: %s\n", screen.Style(terminal.Bold, terminal.OneLine(f.Address)), FetchedCounts(f))
		for _, p := range f.Problems {
			screen.Block(&b, "  ", "    ", "", terminal.OneLine(p))
		}
	}
	return b.String()
}

// FetchedCounts counts what was fetched from a site.
func FetchedCounts(f sites.Fetched) string {
	return fmt.Sprintf("%s new, %s changed, %s unchanged, %s gone, %s failed", terminal.Thousands(f.New),
		terminal.Thousands(f.Changed), terminal.Thousands(f.Same), terminal.Thousands(f.Gone), terminal.Thousands(f.Failed))
}
