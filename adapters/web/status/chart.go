package status

import (
	"fmt"
	"html"
	"html/template"
	"strconv"
	"strings"
)

// Charts are SVG without text or colours: labels stand beside them as HTML,
// which stays legible at any width, and colours come from the style sheet by
// classes. They stretch to the box that the style sheet gives them.

// barChart is stacked bars over time.
type barChart struct {
	ID          string // unique on the page, for the references to title and description
	Title, Desc string
	Classes     []string // of the parts of a bar, from the bottom
	Bars        []bar
}

type bar struct {
	Label string // shown where one points at the bar
	Parts []int
}

const (
	barWidth    = 10
	barGap      = 2
	chartHeight = 100
)

// drawSVG draws the chart.
func (c barChart) drawSVG() template.HTML {
	most := 1
	for _, b := range c.Bars {
		most = max(most, sumCounts(b.Parts))
	}
	var w strings.Builder
	fmt.Fprintf(&w, `<svg class="chart" role="img" aria-labelledby="%s-t %s-d" viewBox="0 0 %d %d" preserveAspectRatio="none">`,
		html.EscapeString(c.ID), html.EscapeString(c.ID), max(1, len(c.Bars)*barWidth-barGap), chartHeight)
	c.writeHead(&w)
	fmt.Fprintf(&w, `<path class="base" d="M0 %d H%d"/>`, chartHeight, max(1, len(c.Bars)*barWidth-barGap))
	for i, b := range c.Bars {
		// The whole column reacts to the pointer, not only the bar.
		fmt.Fprintf(&w, `<g><title>%s</title><rect class="column" x="%d" y="0" width="%d" height="%d"/>`,
			html.EscapeString(b.Label), i*barWidth, barWidth-barGap, chartHeight)
		below := 0
		for p, n := range b.Parts {
			if n > 0 {
				top := barHeight(below+n, most)
				fmt.Fprintf(&w, `<rect class="%s" x="%d" y="%s" width="%d" height="%s"/>`, html.EscapeString(c.Classes[p]),
					i*barWidth, formatDecimal(chartHeight-top), barWidth-barGap, formatDecimal(top-barHeight(below, most)))
			}
			below += n
		}
		w.WriteString("</g>")
	}
	w.WriteString("</svg>")
	return template.HTML(w.String())
}

func (c barChart) writeHead(w *strings.Builder) {
	fmt.Fprintf(w, `<title id="%s-t">%s</title><desc id="%s-d">%s</desc>`,
		html.EscapeString(c.ID), html.EscapeString(c.Title), html.EscapeString(c.ID), html.EscapeString(c.Desc))
}

// barHeight returns the height of a bar for n if the bar for most is as high as the
// chart.
func barHeight(n, most int) float64 { return float64(n) * chartHeight / float64(most) }

// drawSparkline draws values as a line. Beside figures that say the same, it is
// decoration for those who see it.
func drawSparkline(values []float64) template.HTML {
	if len(values) < 2 {
		return ""
	}
	most := 0.0
	for _, v := range values {
		most = max(most, v)
	}
	if most == 0 {
		most = 1
	}
	var w strings.Builder
	fmt.Fprintf(&w, `<svg class="spark" aria-hidden="true" viewBox="0 0 %d %d" preserveAspectRatio="none"><polyline points="`, len(values)-1, chartHeight)
	for i, v := range values {
		if i > 0 {
			w.WriteByte(' ')
		}
		fmt.Fprintf(&w, "%d,%s", i, formatDecimal(chartHeight-max(0, v)/most*chartHeight))
	}
	w.WriteString(`" vector-effect="non-scaling-stroke"/></svg>`)
	return template.HTML(w.String())
}

// shareBar draws how much n is of most, likewise for the eye only.
func shareBar(n, most int) template.HTML {
	return template.HTML(fmt.Sprintf(`<svg class="share" aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none"><rect width="%s" height="1"/></svg>`,
		formatDecimal(barHeight(n, max(1, most)))))
}

// formatDecimal writes a number for SVG: short, and the same on all machines.
func formatDecimal(f float64) string {
	s := strconv.FormatFloat(f, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

func sumCounts(list []int) int {
	n := 0
	for _, v := range list {
		n += v
	}
	return n
}
