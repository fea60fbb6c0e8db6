package pdf

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// shared is started once: with the race detector that takes seconds.
var shared = new(Engine)

func TestMain(m *testing.M) {
	code := m.Run()
	shared.Close()
	os.Exit(code)
}

// read reads a file on an instance of its own.
func (e *Engine) read(ctx context.Context, data []byte) (*Document, error) {
	i, err := e.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	return i.Read(ctx, data, Pace{})
}

func read(t *testing.T, b *builder) *Document {
	t.Helper()
	d, err := shared.read(t.Context(), b.bytes())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// texts prints paragraphs one a line: "# " before headings, "§2 " where
// page 2 begins inside one.
func texts(d *Document) string {
	var b strings.Builder
	for _, p := range d.Paragraphs {
		b.WriteString(strings.Repeat("#", p.Level))
		for i, part := range p.Parts {
			if i > 0 {
				fmt.Fprintf(&b, "§%d ", part.Page)
			}
			b.WriteString(part.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func check(t *testing.T, d *Document, want string) {
	t.Helper()
	if got := texts(d); got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
}

var left = []string{
	"The left column begins with some words that", "go on over several lines and so show how a",
	"column of running text looks like, with a", "last word that is divided at the end of hyph-",
	"enated lines, and the column ends in the mid-", "dle of a sentence which then continues at the",
}

var right = []string{
	"top of the right column of the same page and", "has a few more words to fill its own lines as",
	"well as the left one does, for a gutter is the", "white strip between two columns of text that",
	"both look like prose and not like the cells of", "a table with its short and even entries here.",
}

const both = "The left column begins with some words that go on over several lines and so show how a column of running text looks like, with a last word that is divided at the end of hyphenated lines, and the column ends in the middle of a sentence which then continues at the " +
	"top of the right column of the same page and has a few more words to fill its own lines as well as the left one does, for a gutter is the white strip between two columns of text that both look like prose and not like the cells of a table with its short and even entries here.\n"

func TestReadsTwoColumnsBelowAFullWidthTitle(t *testing.T) {
	b := &builder{}
	b.page(at("F2", 18, 60, 740, "A title over the whole width of both the columns"), lines(60, 700, left...), lines(320, 700, right...))
	check(t, read(t, b), "#A title over the whole width of both the columns\n"+both)
}

func TestReadsRotatedPages(t *testing.T) {
	for _, degrees := range []int{90, 180, 270} {
		b := &builder{rotate: degrees}
		b.page(lines(60, 700, left...), lines(320, 700, right...))
		check(t, read(t, b), both)
	}
}

func TestJoinsParagraphsAcrossPages(t *testing.T) {
	b := &builder{}
	b.page(lines(60, 700, left...))
	b.page(lines(60, 700, right...))
	want := strings.Replace(both, "at the top", "at the §2 top", 1)
	check(t, read(t, b), want)
}

func TestLeavesOutWhatPagesRepeat(t *testing.T) {
	b := &builder{}
	for i := 1; i <= 5; i++ {
		b.page(at("F1", 9, 60, 770, "Annual report"), lines(60, 700, fmt.Sprintf("Words of page number %d.", i)), at("F1", 9, 300, 30, fmt.Sprintf("Page %d of 5", i)))
	}
	d := read(t, b)
	got := texts(d)
	if strings.Contains(got, "Annual") || strings.Contains(got, "of 5") || strings.Count(got, "Words of page") != 5 {
		t.Errorf("read\n%s", got)
	}
	if want := []Note{{Page: 1, Text: "Annual report", Running: true}}; !slices.Equal(d.Beside, want) {
		t.Errorf("beside the text stand %+v, want %+v", d.Beside, want)
	}
}

// Titles of slides count as page numbers do, and the columns of a table are named anew at
// the top of each of its pages.
func TestKeepsTitlesAndHeadsThatPagesRepeat(t *testing.T) {
	b := &builder{}
	for i := 1; i <= 4; i++ {
		pieces := []string{at("F2", 24, 60, 740, fmt.Sprintf("Part %d", i)), at("F1", 9, 60, 30, "Harbour works, edition 7")}
		for j, row := range [][]string{{"Berth", "Depth", "Length", "Depth"}, {"A", "9", "80", "20"}, {"B", "11", "95", "30"}, {"C", "12", "99", "40"}} {
			for k, cell := range row {
				if j > 0 {
					cell = fmt.Sprint(i, cell)
				}
				pieces = append(pieces, at("F1", 10, 60+120*float64(k), 700-14*float64(j), cell))
			}
		}
		b.page(pieces...)
	}
	d := read(t, b)
	got := texts(d)
	for want, n := range map[string]int{"Part ": 4, "Berth\tDepth\tLength\tDepth\n": 1, "edition 7": 0, "1A\t19\t180\t120\n": 1, "4C\t": 1} {
		if strings.Count(got, want) != n {
			t.Errorf("%q comes %d times in\n%s", want, strings.Count(got, want), got)
		}
	}
	if len(d.Beside) != 1 || d.Beside[0].Text != "Harbour works, edition 7" {
		t.Errorf("beside the text stand %+v", d.Beside)
	}
}

// The initial of a paragraph belongs to its first line, notes at the foot of a column and
// stamps on the margin to no sentence.
func TestNothingBreaksASentence(t *testing.T) {
	b := &builder{}
	b.page(at("F2", 36, 60, 679, "O"), lines(92, 697, "nce upon a time the harbour froze over and all of the", "ships had to wait for the spring before they could"),
		lines(60, 673, "leave the town again, which took until the end of may in those", "years, and the council of the town let nobody pay for the"),
		at("F1", 7, 60, 60, "1 The ledgers of 1740 say so."),
		"BT /F1 9 Tf 0 1 -1 0 30 300 Tm (Archive number 77) Tj ET", "BT /F1 50 Tf .7 .7 -.7 .7 250 300 Tm (COPY) Tj ET")
	b.page(lines(60, 700, "berths that were taken by the ships that could not leave the", "town before the ice was gone."))
	check(t, read(t, b), "1 The ledgers of 1740 say so.\nArchive number 77\nCOPY\n"+
		"Once upon a time the harbour froze over and all of the ships had to wait for the spring before they could leave the town again, which took until the end of may in those years, "+
		"and the council of the town let nobody pay for the §2 berths that were taken by the ships that could not leave the town before the ice was gone.\n")
}

func TestKeepsTheEdgesOfShortDocuments(t *testing.T) {
	b := &builder{}
	for range 2 {
		b.page(at("F1", 9, 60, 770, "Annual report"), lines(60, 700, "Words of a page."))
	}
	if got := texts(read(t, b)); strings.Count(got, "Annual report") != 2 {
		t.Errorf("read\n%s", got)
	}
}

func TestTellsHeadingsByOutline(t *testing.T) {
	b := &builder{outline: "Safety first"}
	b.page(lines(60, 700, "1 Safety first"), lines(60, 660, left...))
	if got := texts(read(t, b)); !strings.HasPrefix(got, "#1 Safety first\n") {
		t.Errorf("read\n%s", got)
	}
}

func TestReadsTablesRowByRow(t *testing.T) {
	b := &builder{}
	var cells []string
	for i, row := range [][]string{{"Country", "Capital", "People"}, {"France", "Paris", "68"}, {"Spain", "Madrid", "48"}} {
		for j, cell := range row {
			cells = append(cells, at("F1", 10, 60+150*float64(j), 700-14*float64(i), cell))
		}
	}
	b.page(cells...)
	check(t, read(t, b), "Country\tCapital\tPeople\nFrance\tParis\t68\nSpain\tMadrid\t48\n")
}

// The cells of a table are kept together, though their lines stand beside those
// of other cells.
func TestKeepsLinesOfCellsTogether(t *testing.T) {
	b := &builder{}
	b.page(at("F1", 10, 60, 740, "Who does what on board"),
		lines(60, 700, "chief", "engineer*"), lines(200, 700, "looks after the machines and", "the fuel of the ship"),
		lines(60, 670, "mate"), lines(200, 670, "keeps the log and stands", "the watch from four to eight"))
	check(t, read(t, b), "Who does what on board\nchief engineer*\tlooks after the machines and the fuel of the ship\n"+
		"mate\tkeeps the log and stands the watch from four to eight\n")
}

// What fills a form is drawn after all else, and belongs to its label.
func TestReadsFilledForms(t *testing.T) {
	b := &builder{fields: []piece{{200, 700, "Anna"}, {200, 680, "Bergen"}}}
	b.page(at("F1", 10, 60, 700, "Name of the boat:"), at("F1", 10, 60, 680, "Port:"), at("F1", 10, 60, 640, "Signed below"))
	check(t, read(t, b), "Name of the boat:\tAnna\nPort:\tBergen\nSigned below\n")
}

func TestReadsRightToLeftTextInLogicalOrder(t *testing.T) {
	// On the page, the last letter of the word stands leftmost.
	b := &builder{toWide: "םולש"}
	b.page(at("F3", 12, 400, 700, "ABCD"))
	check(t, read(t, b), "שלום\n")
}

// A phrase that runs against its line keeps the order of its words.
func TestReadsPhrasesAgainstTheirLineInLogicalOrder(t *testing.T) {
	b := &builder{toWide: "םולשת"}
	b.page(at("F1", 12, 60, 700, "They say"), at("F3", 12, 115, 700, "EDC"), at("F3", 12, 150, 700, "ABCD"), at("F1", 12, 190, 700, "at the quay"))
	check(t, read(t, b), "They say שלום לשת at the quay\n")
}

func TestSpellsOutLigaturesAndJoinsCJK(t *testing.T) {
	b := &builder{toWide: "日本語ﬁ"}
	b.page(at("F3", 10, 60, 700, "ABCABC"), at("F3", 10, 60, 688, "CBACBA"), at("F3", 10, 60, 600, "D"))
	check(t, read(t, b), "日本語日本語語本日語本日\nfi\n")
}

func TestReadsFacts(t *testing.T) {
	b := &builder{info: "/Title (On reading) /Author (A. Writer) /CreationDate (D:20240131120000Z)"}
	b.page(lines(60, 700, "Words."))
	if d := read(t, b); d.Title != "On reading" || d.Author != "A. Writer" || d.Created != "D:20240131120000Z" {
		t.Errorf("read %q, %q, %q", d.Title, d.Author, d.Created)
	}
}

func TestSaysWhyAFileGivesNoText(t *testing.T) {
	text := &builder{}
	text.page(lines(60, 700, left...))
	whole := text.bytes()
	locked := &builder{encrypt: true, pages: text.pages}
	picture := &builder{}
	picture.page("0 0 100 100 re f")
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"encrypted":  {locked.bytes(), ErrPassword},
		"image only": {picture.bytes(), ErrNoText},
		"truncated":  {whole[:60], ErrDamaged},
		"empty":      {nil, ErrDamaged},
		"noise":      {[]byte("%PDF-1.4\nnothing that follows is a PDF"), ErrDamaged},
	} {
		if _, err := shared.read(t.Context(), c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestReadsTwoAtOnce(t *testing.T) {
	b := &builder{}
	b.page(lines(60, 700, left...), lines(320, 700, right...))
	data := b.bytes()
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			for range 3 {
				if d, err := shared.read(t.Context(), data); err != nil || texts(d) != both {
					t.Errorf("%v, %v", d, err)
				}
			}
		})
	}
	all.Wait()
}

// slow is one page that PDFium reads in a single call, for much longer than the
// test waits: nothing but an interrupt ends it.
func slow() []byte {
	var b builder
	b.page(strings.Repeat(lines(60, 700, left...)+"\n", 20_000))
	return b.bytes()
}

func TestEndsWithItsContext(t *testing.T) {
	data := slow()
	shared.read(t.Context(), nil) // start PDFium
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := shared.read(ctx, data); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("read a file too slow to read: %v", err)
	}
	b := &builder{}
	b.page(lines(60, 700, "Words."))
	check(t, read(t, b), "Words.\n")
}

func TestClosedEngineReadsNothing(t *testing.T) {
	e := new(Engine)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := e.read(t.Context(), nil); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}

// TestBoldByPrintingTwice reads once what is printed twice to look bold, and
// leaves double letters and ligatures alone.
func TestBoldByPrintingTwice(t *testing.T) {
	b := new(builder)
	var twice []string
	x := 50.0
	widths := map[rune]float64{'H': 722, 'r': 333, '-': 333, 'O': 778, 'f': 278, 'i': 222, 'c': 500}
	for _, c := range "Harbour-Office" {
		twice = append(twice, at("F1", 12, x, 700, string(c)), at("F1", 12, x+.6, 700.2, string(c)))
		x += cmp.Or(widths[c], 556) * 12 / 1000
	}
	twice = append(twice, at("F1", 12, 50, 600, "1111111111111111"), at("F1", 12, 50, 500, "Bookkeepers offer coffee"))
	b.page(twice...)
	check(t, read(t, b), "Harbour-Office\n1111111111111111\nBookkeepers offer coffee\n")
}
