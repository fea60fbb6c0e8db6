package corpus

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"footnote/retrieval"
)

// savedPage is a page with segments of text that must and must not come
// through.
type savedPage struct {
	File    string   `json:"file"`
	With    []string `json:"with"`
	Without []string `json:"without"`
	data    []byte
}

// savedPages returns the pages of the shared evaluation data.
func savedPages(t testing.TB) []savedPage {
	t.Helper()
	const dir = "../../../shared/data/extraction/"
	gold, err := os.Open(dir + "gold.jsonl")
	if err != nil {
		t.Skip("the evaluation data is not here: ../shared/data/extraction")
	}
	defer gold.Close()
	archive, err := os.Open(dir + "pages.tar.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	unzipped, err := gzip.NewReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string][]byte)
	for tr := tar.NewReader(unzipped); ; {
		h, err := tr.Next()
		if err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if files[h.Name], err = io.ReadAll(tr); err != nil {
			t.Fatal(err)
		}
	}
	var pages []savedPage
	lines := bufio.NewScanner(gold)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p savedPage
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if p.data = files[p.File]; p.data == nil {
			t.Fatalf("%s is not in the archive", p.File)
		}
		pages = append(pages, p)
	}
	return pages
}

// segments counts what came through.
type segments struct{ kept, lost, noise int }

func (s *segments) add(p *savedPage, text string) {
	text = oneLine(text)
	for _, w := range p.With {
		if strings.Contains(text, oneLine(w)) {
			s.kept++
		} else {
			s.lost++
		}
	}
	for _, w := range p.Without {
		if strings.Contains(text, oneLine(w)) {
			s.noise++
		}
	}
}

func (s *segments) scores() (precision, recall, f1 float64) {
	precision = float64(s.kept) / float64(s.kept+s.noise)
	recall = float64(s.kept) / float64(s.kept+s.lost)
	return precision, recall, 2 * precision * recall / (precision + recall)
}

// TestMainTextOfSavedPages measures the reader on pages of the web.
func TestMainTextOfSavedPages(t *testing.T) {
	if raceDetector {
		t.Skip("measured without the race detector, which makes it take minutes")
	}
	pages := savedPages(t)
	systems := []struct {
		name string
		read func(*savedPage) string
	}{
		{"whole body", func(p *savedPage) string {
			root, err := parseHTML(context.Background(), decodeMarkup(p.data, ""))
			if err != nil {
				t.Fatalf("%s: %v", p.File, err)
			}
			text := &plainText{}
			writeHTML(text, root, nil)
			return text.b.String()
		}},
		{"footnote", func(p *savedPage) string {
			text := ""
			in := &input{id: p.File, name: p.File, data: p.data}
			err := htmlReader{}.read(context.Background(), in, func(d *retrieval.Document) error {
				text = d.Text
				return nil
			})
			if err != nil {
				t.Errorf("%s: %v", p.File, err)
			}
			return text
		}},
	}
	t.Logf("%-12s %9s %9s %9s %9s", "", "precision", "recall", "F1", "MB/s")
	var f1 float64
	for _, system := range systems {
		var all segments
		var halves [2]segments
		bytes, start := 0, time.Now()
		for i := range pages {
			text := system.read(&pages[i])
			all.add(&pages[i], text)
			halves[i%2].add(&pages[i], text)
			bytes += len(pages[i].data)
		}
		speed := float64(bytes) / 1e6 / time.Since(start).Seconds()
		var precision, recall float64
		precision, recall, f1 = all.scores()
		t.Logf("%-12s %9.3f %9.3f %9.3f %9.1f", system.name, precision, recall, f1, speed)
		for i := range halves {
			precision, recall, f1 := halves[i].scores()
			t.Logf("  half %d     %9.3f %9.3f %9.3f", i+1, precision, recall, f1)
		}
	}
	if f1 < .90 {
		t.Errorf("F1 is %.3f, want at least .90", f1)
	}
}
