package pdf

import (
	"strconv"
	"strings"
	"testing"
)

// TestReadsWhatIsPrintedTwiceOnce: shadows and layers repeat no line, and what stands twice
// on a page in two places does.
func TestReadsWhatIsPrintedTwiceOnce(t *testing.T) {
	b := &builder{}
	b.page(at("F1", 10, 60, 700, "Printed to look bold"), at("F1", 10, 60, 650, "Between the two"), at("F1", 10, 60.4, 700, "Printed to look bold"), at("F1", 10, 60, 600, "Between the two"))
	check(t, read(t, b), "Printed to look bold\nBetween the two\nBetween the two\n")
}

// TestReadsAFormThatDrawsItself: the page's own line is read, and the form's once.
func TestReadsAFormThatDrawsItself(t *testing.T) {
	stream := func(facts, s string) string { return "<< " + facts + " >>\nstream\n" + s + "\nendstream" }
	const resources = "/Resources << /Font << /F1 6 0 R >> /XObject << /X 5 0 R >> >>"
	page := at("F1", 12, 60, 700, "A line of the page itself") + "\n/X Do"
	form := at("F1", 12, 60, 600, "A line of the form") + "\n/X Do"
	data := assemble([]string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R " + resources + " >>",
		stream("/Length "+strconv.Itoa(len(page)), page), stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800] "+resources+" /Length "+strconv.Itoa(len(form)), form),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	}, "")
	d, err := shared.read(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(d); strings.Count(got, "page itself") != 1 || strings.Count(got, "of the form") != 1 {
		t.Errorf("read\n%s", got)
	}
}
