package markup

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/block/blocktest"
)

var update = flag.Bool("update", false, "write the golden files")

// readers are the readers by the endings of files.
var readers = map[string]func(string) *block.Document{
	".adoc": AsciiDoc, ".rst": RST, ".tex": LaTeX, ".1": Man, ".8": Man, ".mediawiki": MediaWiki,
}

// TestGolden reads a document in each language.
func TestGolden(t *testing.T) {
	for ext, read := range readers {
		files, _ := filepath.Glob("testdata/*" + ext)
		if len(files) == 0 {
			t.Errorf("no file of %s", ext)
		}
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) {
				source, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				d := read(string(source))
				got := fmt.Sprintf("title: %s\nauthor: %s\ndate: %s\n\n%s\n", d.Title, d.Author, d.Created, blocktest.Show(d.Blocks))
				golden := file + ".golden"
				if *update {
					if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				blocktest.Same(t, strings.TrimSpace(got), string(want))
			})
		}
	}
}

// FuzzReaders reads what is cut off or mixed up: no reader may panic or go on for ever.
func FuzzReaders(f *testing.F) {
	for ext := range readers {
		files, _ := filepath.Glob("testdata/*" + ext)
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			for cut := 0; cut < len(source); cut += 1 + len(source)/8 {
				f.Add(string(source[cut:]))
				f.Add(string(source[:cut]))
			}
		}
	}
	f.Add(strings.Repeat("[[", 300) + strings.Repeat("{{", 300) + strings.Repeat(`\section{`, 300))
	f.Add(strings.Repeat(`\'`, 3000))
	f.Add(strings.Repeat("* ", 3000) + "x")
	f.Fuzz(func(_ *testing.T, source string) {
		for _, read := range readers {
			read(source)
		}
	})
}
