//go:build linux

package corpus

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"footnote/retrieval"
	"footnote/retrieval/corpus/apart"
)

// What TestBesideOtherReaders asks for.
const (
	besideRecall = .96 // of pdftotext's words
	besideOrder  = .91 // of pdftotext's pairs of words
	besideParent = 300 << 20
	besideChild  = 512 << 20
	// besideWords is how many words a reader must have found for a file to count, and
	// besidePairs for the order of its words to count.
	besideWords = 20
	besidePairs = 100
)

// besideKind is what was found in the files of one kind.
type besideKind struct {
	files, read, tikaRead int
	ours, tikas           shares // of the third reader's words
	ourOrder, tikaOrder   shares
	ourNearer, tikaNearer shares // of the one of pdftotext's two orders that is nearer
	ofTika, ofOurs        shares // what we have of Tika's words, and Tika of ours
	onlyOurs, onlyTika    int
	// once has each of the third reader's words count once: catppt and catdoc repeat what
	// older saves of a file have left in it.
	once bool
}

// shares are shares of which the mean is told.
type shares []float64

func (s shares) mean() float64 {
	sum := 0.
	for _, v := range s {
		sum += v
	}
	return sum / float64(max(len(s), 1))
}

// TestBesideOtherReaders compares the words that are read of files, and their order, with
// those that other programs read. .ci/formats lays them out: files, what Tika read of them,
// and what a third program did.
func TestBesideOtherReaders(t *testing.T) {
	dir := os.Getenv("FOOTNOTE_TEST_BESIDE")
	if dir == "" {
		t.Skip("run by .ci/formats")
	}
	files := os.DirFS(filepath.Join(dir, "files"))
	names := readAllBeside(t, files, dir)
	kinds := make(map[string]*besideKind)
	for _, name := range names {
		ext := strings.ToLower(path.Ext(name))
		k := kinds[ext]
		if k == nil {
			k = &besideKind{once: ext != ".pdf"}
			kinds[ext] = k
		}
		k.add(t, readBeside(t, dir, "ours", name), readBeside(t, dir, "tika", name), readBeside(t, dir, "third", name), readBeside(t, dir, "layout", name), func(what string, share float64) {
			if os.Getenv("FOOTNOTE_TEST_BESIDE_LOW") != "" && share < .9 {
				t.Logf("%-6s %.3f %s", what, share, name)
			}
		})
	}
	t.Logf("%-10s %5s %5s %5s | of the third reader's words, order of them | of each other's words | text only here, there", "", "files", "read", "Tika")
	t.Logf("%-10s %5s %5s %5s | files   ours   Tika    files   ours   Tika  | files  of Tika's  of ours |", "", "", "", "")
	for _, ext := range slices.Sorted(maps.Keys(kinds)) {
		k := kinds[ext]
		t.Logf("%-10.10s %5d %5d %5d | %5d  %.3f  %.3f    %5d  %.3f  %.3f  | %5d      %.3f    %.3f | %d, %d", cmp.Or(ext, "(none)"), k.files, k.read, k.tikaRead,
			len(k.ours), k.ours.mean(), k.tikas.mean(), len(k.ourOrder), k.ourOrder.mean(), k.tikaOrder.mean(),
			len(k.ofTika), k.ofTika.mean(), k.ofOurs.mean(), k.onlyOurs, k.onlyTika)
		if len(k.ourNearer) > 0 {
			t.Logf("%-10.10s order beside the nearer one of pdftotext's two, in columns or in lines: ours %.3f, Tika's %.3f", ext, k.ourNearer.mean(), k.tikaNearer.mean())
		}
		switch {
		case ext == ".pdf" && (k.ours.mean() < besideRecall || k.ourOrder.mean() < besideOrder):
			t.Errorf("PDF: recall %.3f, order %.3f; want %.2f and %.2f", k.ours.mean(), k.ourOrder.mean(), besideRecall, besideOrder)
		case ext != ".pdf" && k.ours.mean() < k.tikas.mean():
			t.Errorf("%s: recall %.3f, Tika's is %.3f", ext, k.ours.mean(), k.tikas.mean())
		}
	}
}

// readAllBeside reads all files, each in a child, puts their texts beside those of the
// others, and returns their names. It asks what that takes of memory before anything is
// compared.
func readAllBeside(t *testing.T, files fs.FS, dir string) (names []string) {
	t.Helper()
	pool := newPool(t, apart.Options{})
	c := New(files, Options{Apart: pool})
	refused := 0
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		documents, problem := readApartFrom(t, c, name, int(info.Size()))
		if len(documents) == 0 {
			refused++
			if problem == nil || problem.Reason == "" {
				t.Errorf("%s: neither read nor refused with a reason", name)
			}
		}
		names = append(names, name)
		out := filepath.Join(dir, "ours", filepath.FromSlash(name)+".txt")
		return errors.Join(os.MkdirAll(filepath.Dir(out), 0o755), os.WriteFile(out, []byte(textOfAll(documents)), 0o600))
	})
	if err := errors.Join(err, pool.Close()); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files, of which %d gave no document, each with its reason", len(names), refused)
	parent, child := peakMemory(t), childrensPeak(t)
	t.Logf("peak memory: %s here, %s of a child", formatSize(parent), formatSize(child))
	if parent > besideParent || child > besideChild {
		t.Errorf("more than %s here or %s of a child", formatSize(besideParent), formatSize(besideChild))
	}
	return names
}

// add compares what the three read of a file, layout being another order of the third.
func (k *besideKind) add(t *testing.T, ours, tika, third, layout []string, low func(what string, share float64)) {
	t.Helper()
	k.files++
	if len(ours) >= besideWords {
		k.read++
	}
	if len(tika) >= besideWords {
		k.tikaRead++
	}
	switch {
	case len(ours) >= besideWords && len(tika) == 0:
		k.onlyOurs++
	case len(ours) == 0 && len(tika) >= besideWords:
		k.onlyTika++
		low("lost", 0)
	}
	if len(ours) >= besideWords && len(tika) >= besideWords {
		k.ofTika = append(k.ofTika, shareOf(tika, ours))
		k.ofOurs = append(k.ofOurs, shareOf(ours, tika))
	}
	if len(third) >= besideWords && len(ours) > 0 && len(tika) > 0 {
		words := third
		if k.once {
			words = slices.Compact(slices.Sorted(slices.Values(third)))
		}
		share := shareOf(words, ours)
		k.ours = append(k.ours, share)
		k.tikas = append(k.tikas, shareOf(words, tika))
		low("words", share)
	}
	if len(third) >= besidePairs && len(ours) > 0 && len(tika) > 0 {
		share := shareOf(pairsOf(third), pairsOf(ours))
		k.ourOrder = append(k.ourOrder, share)
		tikas := shareOf(pairsOf(third), pairsOf(tika))
		k.tikaOrder = append(k.tikaOrder, tikas)
		if len(layout) >= besidePairs {
			lines := pairsOf(layout)
			k.ourNearer = append(k.ourNearer, max(share, shareOf(lines, pairsOf(ours))))
			k.tikaNearer = append(k.tikaNearer, max(tikas, shareOf(lines, pairsOf(tika))))
		}
		low("order", share)
	}
}

// shareOf returns the share of some words, each as often as it comes, that others have.
func shareOf(words, in []string) float64 {
	counts := make(map[string]int)
	for _, w := range in {
		counts[w]++
	}
	found := 0
	for _, w := range words {
		if counts[w] > 0 {
			counts[w]--
			found++
		}
	}
	return float64(found) / float64(len(words))
}

// pairsOf returns each word with the one after it.
func pairsOf(words []string) []string {
	var pairs []string
	for i := 1; i < len(words); i++ {
		pairs = append(pairs, words[i-1]+" "+words[i])
	}
	return pairs
}

// brokenWord is a word that a line's end divides.
var brokenWord = regexp.MustCompile(`(\p{L})[-\x{2010}\x{00ad}]\r?\n\s*(\p{Ll})`)

// besideWordsOf returns the words of a text in lower case. Those that the ends of lines
// divide are put together, and ligatures are letters, whoever read them.
func besideWordsOf(text string) []string {
	text = strings.ReplaceAll(brokenWord.ReplaceAllString(text, "$1$2"), "\u00ad", "")
	return strings.FieldsFunc(strings.ToLower(norm.NFKC.String(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func readBeside(t *testing.T, dir, reader, name string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, reader, filepath.FromSlash(name)+".txt"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return besideWordsOf(string(text))
}

func textOfAll(documents []*retrieval.Document) string {
	var b strings.Builder
	for _, d := range documents {
		if !strings.HasPrefix(d.Text, d.Title) {
			b.WriteString(d.Title + "\n")
		}
		b.WriteString(d.Text + "\n")
	}
	return b.String()
}

// peakMemory returns the most memory that this process had, bytes.
func peakMemory(t *testing.T) int64 {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kilobytes << 10
}

// childrensPeak returns the most memory that a child had that has ended, bytes.
func childrensPeak(t *testing.T) int64 {
	t.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &usage); err != nil {
		t.Fatal(err)
	}
	return int64(usage.Maxrss) << 10
}
