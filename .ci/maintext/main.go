// Command maintext measures what three readers make of saved pages of the web, in one run:
// Footnote's own, go-trafilatura and go-readability, and votes of the libraries on the lines
// of the first. It is a module of its own, so that the program depends on neither library.
//
//	cd .ci/maintext && go run . DIR
//
// EVERY=N in the environment takes every Nth page.
//
// DIR has gold.jsonl, a page a line with segments of text that must and must not come
// through, and pages.tar.gz with the pages.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"
	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"footnote/retrieval"
	"footnote/retrieval/corpus"
)

func main() { os.Exit(run()) }

func run() int {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run . DIR")
		return 2
	}
	if err := measurePages(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "maintext:", err)
		return 1
	}
	return 0
}

// savedPage is a page with segments of text that must and must not come through.
type savedPage struct {
	File    string   `json:"file"`
	URL     string   `json:"url"`
	With    []string `json:"with"`
	Without []string `json:"without"`
	data    []byte
	own     string // what Footnote reads
}

// The readers that vote.
const own, first, second = "Footnote", "go-trafilatura", "go-readability"

// system is a reader with what came of it.
type system struct {
	name              string
	read              func(*savedPage) string
	kept, lost, noise int
	guts              int // pages of which not half of the segments came through
}

func measurePages(dir string) error {
	pages, err := loadPages(dir)
	if err != nil {
		return err
	}
	texts := make(map[string]string) // of the page in hand, by system
	systems := []*system{
		{name: own, read: readOwn},
		{name: first, read: func(p *savedPage) string { return readTrafilatura(p, true) }},
		{name: second, read: readReadability},
	}
	// A library that finds less than a share of what Footnote does has lost the article,
	// and has no vote on the page.
	voters := func(share float64, names ...string) []string {
		list := []string{texts[own]}
		for _, name := range names {
			if float64(len(letters(texts[name]))) >= share*float64(len(letters(texts[own]))) {
				list = append(list, texts[name])
			}
		}
		return list
	}
	add := func(name string, read func(*savedPage) string) {
		systems = append(systems, &system{name: name, read: read})
	}
	// What Footnote reads, without the lines that none of the voters has. Adding lines that
	// both libraries have gains nothing: it misses fewer segments than either.
	for _, share := range []float64{0, .5, .7} {
		add(fmt.Sprintf("voted by both, %.1f", share), func(p *savedPage) string {
			if list := voters(share, first, second); len(list) == 3 {
				return vote(p.own, list[1:]...)
			}
			return texts[own]
		})
		add(fmt.Sprintf("by any, %.1f", share), func(p *savedPage) string { return vote(p.own, voters(share, first, second)[1:]...) })
		add(fmt.Sprintf("by %s, %.1f", second, share), func(p *savedPage) string { return vote(p.own, voters(share, second)[1:]...) })
	}
	for i := range pages {
		clear(texts)
		for _, s := range systems {
			text := oneLine(s.read(&pages[i]))
			texts[s.name] = text
			s.count(&pages[i], text)
		}
	}
	fmt.Printf("%d pages         precision    recall      F1  boilerplate  gutted\n", len(pages))
	for _, s := range systems {
		precision := float64(s.kept) / float64(s.kept+s.noise)
		recall := float64(s.kept) / float64(s.kept+s.lost)
		fmt.Printf("%-22s %.3f     %.3f   %.3f  %6d       %4d\n", s.name, precision, recall,
			2*precision*recall/(precision+recall), s.noise, s.guts)
	}
	return nil
}

// count counts the segments that came through.
func (s *system) count(p *savedPage, text string) {
	kept := 0
	for _, w := range p.With {
		if strings.Contains(text, oneLine(w)) {
			kept++
		}
	}
	s.kept += kept
	s.lost += len(p.With) - kept
	if kept*2 < len(p.With) {
		s.guts++
	}
	for _, w := range p.Without {
		if strings.Contains(text, oneLine(w)) {
			s.noise++
		}
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// loadPages reads the pages of a folder.
func loadPages(dir string) ([]savedPage, error) {
	archive, err := os.Open(filepath.Join(dir, "pages.tar.gz"))
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	unzipped, err := gzip.NewReader(archive)
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte)
	for r := tar.NewReader(unzipped); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if files[h.Name], err = io.ReadAll(r); err != nil {
			return nil, err
		}
	}
	gold, err := os.ReadFile(filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		return nil, err
	}
	every, err := strconv.Atoi(os.Getenv("EVERY"))
	if err != nil || every < 1 {
		every = 1
	}
	var pages []savedPage
	n := 0
	for line := range bytes.Lines(gold) {
		if n++; n%every != 0 {
			continue
		}
		var p savedPage
		if err := json.Unmarshal(line, &p); err != nil {
			return nil, err
		}
		if p.data = files[p.File]; p.data == nil {
			return nil, fmt.Errorf("%s is not in the archive", p.File)
		}
		pages = append(pages, p)
	}
	return pages, nil
}

// readOwn returns what Footnote reads.
func readOwn(p *savedPage) string {
	dir, err := os.MkdirTemp("", "maintext")
	if err != nil {
		return ""
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "page.html")
	if os.WriteFile(name, p.data, 0o600) != nil {
		return ""
	}
	var b strings.Builder
	_ = corpus.ReadFile(context.Background(), name, corpus.Options{}, func(d *retrieval.Document) error {
		b.WriteString(d.Text + "\n")
		return nil
	})
	p.own = b.String()
	return p.own
}

// parsePage returns the tree of a page, whatever its charset.
func parsePage(p *savedPage) (*html.Node, *url.URL) {
	address, err := url.Parse(p.URL)
	if err != nil {
		address = &url.URL{Scheme: "https", Host: "example.org", Path: "/"}
	}
	utf8, err := charset.NewReader(bytes.NewReader(p.data), "text/html")
	if err != nil {
		utf8 = bytes.NewReader(p.data)
	}
	root, err := html.Parse(utf8)
	if err != nil {
		return &html.Node{Type: html.DocumentNode}, address
	}
	return root, address
}

func readTrafilatura(p *savedPage, fallback bool) (text string) {
	defer func() { _ = recover() }() // a page that breaks it gave nothing
	root, address := parsePage(p)
	got, err := trafilatura.ExtractDocument(root, trafilatura.Options{OriginalURL: address, ExcludeComments: true, EnableFallback: fallback})
	if err != nil || got == nil {
		return ""
	}
	return got.ContentText
}

func readReadability(p *savedPage) (text string) {
	defer func() { _ = recover() }()
	root, address := parsePage(p)
	parser := readability.NewParser()
	parser.Logger = slog.New(slog.DiscardHandler)
	got, err := parser.ParseDocument(root, address)
	if err != nil || got.Node == nil {
		return ""
	}
	var b strings.Builder
	if got.RenderText(&b) != nil {
		return ""
	}
	return b.String()
}

// vote returns the lines of a text that one of the others has at least, whatever white
// space and marks stand between the words; all if there are no others.
func vote(text string, others ...string) string {
	for i := range others {
		others[i] = letters(others[i])
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		said := letters(line)
		if len(others) == 0 || slices.ContainsFunc(others, func(other string) bool { return strings.Contains(other, said) }) {
			b.WriteString(line)
		}
	}
	return b.String()
}

// letters leaves of a text its letters and digits.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
