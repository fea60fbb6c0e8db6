package corpus

import (
	"strings"
	"testing"
	"time"
)

// TestBeginningOfOfficeFiles reads what comes before the damage, or before it
// is too much, and says that it is not all.
func TestBeginningOfOfficeFiles(t *testing.T) {
	docx := zipOf(t, file{"[Content_Types].xml", ""},
		file{"word/document.xml", `<w:document><w:body><w:p><w:r><w:t>The boat is green.</w:t></w:r></w:p><w:p><w:r></w:p><w:p><w:r><w:t>`})
	long := strings.Repeat("Harbour", 13)
	rows := "boat " + long + ";port " + long + "\n" + strings.Repeat("The boat is green;2\n", 1_000_000) // each row with the names above it
	for name, c := range map[string]struct {
		data   []byte
		reason string
	}{
		"a.docx": {docx, "a part of it is not valid XML; the file may be damaged (what comes before that was read)"},
		"a.csv":  {[]byte(rows), "it holds more than 256 MB of text; split it (what comes before that was read)"},
	} {
		if raceDetector && len(c.data) > 1<<20 {
			continue // one goroutine, which would take a minute
		}
		documents, problem := readBytes(t, name, c.data, Options{FileTime: 5 * time.Minute})
		if problem == nil || problem.Reason != c.reason || problem.Skipped {
			t.Errorf("%s: %v, want %q", name, problem, c.reason)
		}
		if len(documents) == 0 || !strings.Contains(documents[0].Text, "The boat is green") {
			t.Errorf("%s: %d documents", name, len(documents))
		}
	}
}
