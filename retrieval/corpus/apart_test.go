package corpus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/corpus/apart"
)

// TestMain lets the test binary be the child that parses files.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == apart.Verb {
		os.Exit(serveApart(formatsAndHogs(), os.Args[2:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

func formatsAndHogs() []format { return append([]format{{"hog", 1, hogReader{}}}, newFormats()...) }

// hogReader does what parsers never should: what it is told to by the lines of a
// file whose name ends in .hog.
type hogReader struct{}

func (hogReader) sniff(in *input) bool { return strings.HasSuffix(in.name, ".hog") }

func (hogReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	for i, line := range strings.Fields(string(in.data)) {
		switch line {
		case "document":
			d := in.newDocument("text/plain")
			d.ID = fmt.Sprintf("%s#%d", in.id, i)
			d.Text = "The boat is green."
			if err := emit(d); err != nil {
				return err
			}
		case "grow": // piece by piece
			var all [][]byte
			for {
				all = append(all, slices.Repeat([]byte("x"), 1<<20))
				runtime.KeepAlive(all)
			}
		case "take": // at once
			fill(make([]byte, 3<<30))
		case "spin":
			for x := 0; ; x++ {
			}
		case "descend":
			return fmt.Errorf("%d", descend(1))
		case "flood":
			for i := 0; ; i++ {
				d := in.newDocument("text/plain")
				d.ID = fmt.Sprintf("%s#%d", in.id, i)
				d.Text = strings.Repeat("x", 1<<20)
				if err := emit(d); err != nil {
					return err
				}
			}
		case "die":
			p, _ := os.FindProcess(os.Getpid())
			_ = p.Kill()
			time.Sleep(time.Hour)
		case "interrupt":
			interruptProcess()
		case "stop":
			stopProcess()
		case "fault":
			_ = *(*int)(nil)
		case "lie":
			d := in.newDocument("text/plain")
			d.ID, d.Text = "other.txt", "The boat is red."
			return emit(d)
		case "environment":
			d := in.newDocument("text/plain")
			d.ID, d.Text = in.id, strings.Join(os.Environ(), "\n")
			return emit(d)
		}
	}
	return nil
}

func fill(b []byte) {
	for i := range b {
		b[i] = 1
	}
}

// descend calls itself until no stack is left.
func descend(n int) int {
	if n < 0 {
		return 0
	}
	return 1 + descend(n+1)
}

// newPool returns a pool for a test.
func newPool(t *testing.T, o apart.Options) *apart.Pool {
	t.Helper()
	p := apart.NewPool(o)
	t.Cleanup(func() { _ = p.Close() })
	return p
}

// readApartFrom reads a file of files in a child.
func readApartFrom(t *testing.T, c *Corpus, name string, size int) (documents []*retrieval.Document, problem *retrieval.ReadError) {
	t.Helper()
	loaded, err := c.Load(t.Context(), retrieval.File{Path: name, Size: int64(size)})
	if err == nil {
		err = loaded.Documents(t.Context(), func(d *retrieval.Document) error {
			documents = append(documents, d)
			return nil
		})
	}
	if err != nil && !errors.As(err, &problem) {
		t.Fatal(err)
	}
	return documents, problem
}

// TestHogsCostTheirFileOnly has files that take what a child has, each with a
// document before that: it is kept, the file is named, and the next file is read.
func TestHogsCostTheirFileOnly(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	type hog struct {
		does, reason string
		passing      bool
	}
	hogs := []hog{
		{"grow", "it takes more than 128 MB of memory to read; split it, or raise FOOTNOTE_FILE_MEMORY", true},
		{"spin", "it took longer than 100ms of processor time to parse; split it, or raise FOOTNOTE_FILE_TIME", true},
		{"flood", "more text comes out of it than is sane", false},
		{"die", "the process that read it was ended from outside", true},
		{"fault", "its parser failed; the file may be damaged", false},
		{"lie", "its parser failed; the file may be damaged", false},
	}
	if runtime.GOOS == "linux" && !raceDetector { // which takes memory of its own
		hogs = append(hogs, hog{"descend", "it takes more than 128 MB of memory to read", true},
			hog{"take", "it takes more than 128 MB of memory to read", true},
			hog{"stop", "the process that read it stood still and was ended", true})
	}
	files := fstest.MapFS{"after.html": {Data: []byte("<p>The boat is yellow.</p>")}}
	for _, h := range hogs {
		files[h.does+".hog"] = &fstest.MapFile{Data: []byte("document " + h.does)}
	}
	pool := newPool(t, apart.Options{Memory: 128 << 20, Children: 1})
	for _, h := range hogs {
		o := Options{Apart: pool, MaxFileSize: 4 << 20, FileTime: time.Minute}
		if h.does == "spin" {
			o.FileTime = 100 * time.Millisecond
		}
		if h.does == "stop" {
			o.Apart = newPool(t, apart.Options{Silence: 3 * time.Second})
		}
		c := New(files, o)
		c.setFormats(formatsAndHogs())
		documents, problem := readApartFrom(t, c, h.does+".hog", 20)
		if problem == nil || !strings.HasPrefix(problem.Reason, h.reason) || problem.Passing != h.passing || problem.Path != h.does+".hog" {
			t.Errorf("%s: %+v, want: %s", h.does, problem, h.reason)
		}
		if len(documents) == 0 || documents[0].Text != "The boat is green." {
			t.Errorf("%s: what came before is lost: %d documents", h.does, len(documents))
		}
		after, problem := readApartFrom(t, New(files, Options{Apart: pool}), "after.html", 20)
		if problem != nil || len(after) != 1 {
			t.Errorf("after %s: %d documents, %v", h.does, len(after), problem)
		}
	}
}

// TestApartIsTheSame reads files of several formats in this process and in a
// child, and compares all that is said of them.
func TestApartIsTheSame(t *testing.T) {
	long := strings.Repeat("The boat lies at the pier.\n", 100_000)
	files := fstest.MapFS{
		"a.html":    {Data: []byte("<title>Boats</title><h1>Green boats</h1><p>The boat is green.</p><h2>Piers</h2><p>It lies at the pier.</p>"), ModTime: time.Unix(1e9, 0)},
		"b.jsonl":   {Data: []byte(`{"id":"x","text":"The boat is green."}` + "\n{\n" + `{"text":"It lies at the pier."}`)},
		"c.zip":     {Data: zipOf(t, file{"a.txt", "The boat is green."}, file{"b.json", "{"})},
		"d.txt":     {Data: []byte(long)},
		"e.png":     {Data: []byte("\x89PNG\r\n\x1a\n")},
		"f.pdf":     {Data: []byte("%PDF-1.4 nothing")},
		"empty.txt": {},
		"g.md":      {Data: []byte("# Boats\n\n" + long)},
		"h.md":      {Data: []byte(strings.Repeat("# Boats\n\nThe boat is green.\n\n", 40_000))},
	}
	here := New(files, Options{})
	there := New(files, Options{Apart: newPool(t, apart.Options{}), Journal: t.TempDir()})
	defer here.Close()
	defer there.Close()
	for name, f := range files {
		told := make([]string, 2)
		for i, c := range []*Corpus{here, there} {
			loaded, err := c.Load(t.Context(), retrieval.File{Path: name, Size: int64(len(f.Data)), ModTime: f.ModTime})
			if err != nil {
				t.Fatal(err)
			}
			told[i] = loaded.Hash() + "\n"
			err = loaded.Documents(t.Context(), func(d *retrieval.Document) error {
				line, err := json.Marshal(d)
				told[i] += string(line) + "\n"
				return err
			})
			told[i] += fmt.Sprint(err, loaded.Readers())
			if problem := (*retrieval.ReadError)(nil); errors.As(err, &problem) {
				told[i] += fmt.Sprint(problem.Skipped, problem.Passing)
			}
		}
		if told[0] != told[1] {
			t.Errorf("%s: here\n%.2000s\nthere\n%.2000s", name, told[0], told[1])
		}
	}
}

// TestChildrenHaveNoSettings looks for a key where a file could reach it.
func TestChildrenHaveNoSettings(t *testing.T) {
	t.Setenv("FOOTNOTE_SLACK_BOT_TOKEN", "xoxb-secret")
	t.Setenv("HOME", t.TempDir())
	files := fstest.MapFS{"a.hog": {Data: []byte("environment")}}
	c := New(files, Options{Apart: newPool(t, apart.Options{})})
	c.setFormats(formatsAndHogs())
	documents, problem := readApartFrom(t, c, "a.hog", 20)
	if problem != nil || len(documents) != 1 {
		t.Fatalf("%d documents, %v", len(documents), problem)
	}
	if text := documents[0].Text; strings.Contains(text, "FOOTNOTE") || !strings.Contains(text, "HOME=") {
		t.Errorf("its environment is %q", text)
	}
}

// TestChildrenLeaveInterruptsToTheirParent sends one what a terminal sends to all
// processes of a program.
func TestChildrenLeaveInterruptsToTheirParent(t *testing.T) {
	files := fstest.MapFS{"a.hog": {Data: []byte("document interrupt document")}}
	c := New(files, Options{Apart: newPool(t, apart.Options{})})
	c.setFormats(formatsAndHogs())
	if documents, problem := readApartFrom(t, c, "a.hog", 20); problem != nil || len(documents) != 2 {
		t.Errorf("%d documents, %v", len(documents), problem)
	}
}

// TestFilesThatChangeWhileTheyAreRead are tried again: nothing of them is kept
// under a hash that they don't have.
func TestFilesThatChangeWhileTheyAreRead(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.html")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte("<p>"+strings.Repeat(text, 2*keptInMemory/len(text))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("The boat is green. ")
	c := New(os.DirFS(dir), Options{Apart: newPool(t, apart.Options{})})
	loaded, err := c.Load(t.Context(), retrieval.File{Path: "a.html", Size: 2 * keptInMemory})
	if err != nil {
		t.Fatal(err)
	}
	write("The boat is black. ")
	documents := 0
	err = loaded.Documents(t.Context(), func(*retrieval.Document) error { documents++; return nil })
	problem := (*retrieval.ReadError)(nil)
	if !errors.As(err, &problem) || !problem.Passing || !strings.Contains(problem.Reason, "changed while it was read") || documents > 0 {
		t.Errorf("%d documents, %v", documents, err)
	}
}

// TestSmallTextsNeedNoChild reads them where no child can be started.
func TestSmallTextsNeedNoChild(t *testing.T) {
	files := fstest.MapFS{
		"a.txt":  {Data: []byte("The boat is green.")},
		"a.md":   {Data: []byte("# Boats\n\nThe boat is green.")},
		"a.html": {Data: []byte("<p>The boat is green.")},
	}
	pool := newPool(t, apart.Options{})
	_ = pool.Close()
	c := New(files, Options{Apart: pool})
	for _, name := range []string{"a.txt", "a.md"} {
		if documents, problem := readApartFrom(t, c, name, 20); len(documents) != 1 || problem != nil {
			t.Errorf("%s: %d documents, %v", name, len(documents), problem)
		}
	}
	if documents, problem := readApartFrom(t, c, "a.html", 20); len(documents) != 0 || problem == nil || !problem.Passing {
		t.Errorf("a.html: %d documents, %v", len(documents), problem)
	}
}

// TestJournal has a process end while it parses: the next one leaves that file
// out, and no other, until it is told not to, or the file changes.
func TestJournal(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "reading")
	first := &journal{folder: folder}
	first.begin("done.pdf", "1")()
	first.begin("hand.pdf", "2")
	first.begin("also.pdf", "3")()
	alive := &journal{folder: folder}
	if alive.isSuspect("hand.pdf", "2") {
		t.Error("a file that another process parses is suspected")
	}
	alive.close()

	abandon(t, first)
	second := &journal{folder: folder}
	if !second.isSuspect("hand.pdf", "2") || second.isSuspect("done.pdf", "1") || second.isSuspect("also.pdf", "3") || second.isSuspect("other.pdf", "2") {
		t.Errorf("the suspects are %v", second.suspects)
	}
	second.close() // before the index knows of it
	third := &journal{folder: folder}
	if third.isSuspect("hand.pdf", "other") {
		t.Error("a changed file is suspected")
	}
	third.close()
	fourth := &journal{folder: folder}
	if !fourth.isSuspect("hand.pdf", "2") {
		t.Error("the suspect is forgotten before the index knows of it")
	}
	fourth.forgetTold()
	fourth.close()
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("left are %v", left)
	}

	fifth := &journal{folder: folder}
	fifth.begin("hand.pdf", "2")
	abandon(t, fifth)
	sixth := &journal{folder: folder}
	sixth.forgiveAll()
	if sixth.isSuspect("hand.pdf", "2") {
		t.Error("it is suspected though it is to be tried")
	}
	sixth.close()
	(*journal)(nil).begin("a", "b")()
	unwritable := &journal{folder: filepath.Join(folder, "a\x00b")}
	unwritable.begin("a", "b")()
	unwritable.close()
}

// abandon lets go of a journal as the end of its process does.
func abandon(t *testing.T, j *journal) {
	t.Helper()
	if err := errors.Join(j.log.Close(), j.lock.Unlock()); err != nil {
		t.Fatal(err)
	}
}

// TestSuspectsAreNamed reads a folder with a file during which the program ended.
func TestSuspectsAreNamed(t *testing.T) {
	files := fstest.MapFS{"a.html": {Data: []byte("<p>The boat is green.")}, "b.html": {Data: []byte("<p>The boat is red.")}}
	folder := t.TempDir()
	pool := newPool(t, apart.Options{})
	c := New(files, Options{Apart: pool, Journal: folder})
	loaded, err := c.Load(t.Context(), retrieval.File{Path: "a.html", Size: 20})
	if err != nil {
		t.Fatal(err)
	}
	dead := &journal{folder: folder}
	dead.begin("a.html", loaded.Hash())
	abandon(t, dead)
	_, problem := readApartFrom(t, c, "a.html", 20)
	if problem == nil || !problem.Passing || !problem.Fatal || !strings.Contains(problem.Reason, "footnote index --rehash tries it again") {
		t.Errorf("%+v", problem)
	}
	if documents, problem := readApartFrom(t, c, "b.html", 20); len(documents) != 1 || problem != nil {
		t.Errorf("%d documents, %v", len(documents), problem)
	}
	c.ForgiveAll()
	if documents, problem := readApartFrom(t, c, "a.html", 20); len(documents) != 1 || problem != nil {
		t.Errorf("%d documents, %v", len(documents), problem)
	}
}

// TestLargeFilesHaveMoreTime up to what a bundle has in all.
func TestLargeFilesHaveMoreTime(t *testing.T) {
	l := limits{time: 30 * time.Second}
	for size, want := range map[int]time.Duration{0: 30 * time.Second, 1<<20 - 1: 30 * time.Second, 12 << 20: 90 * time.Second, 1 << 40: 20 * time.Minute} {
		if got := l.timeOf(size); got != want {
			t.Errorf("%d bytes have %s, want %s", size, got, want)
		}
	}
}

// TestLongDocumentsAreSplit at lines, with their headings and pages, and nothing
// is lost.
func TestLongDocumentsAreSplit(t *testing.T) {
	var whole retrieval.Document
	var b strings.Builder
	for i := 0; b.Len() < 5*longDocument/2; i++ {
		whole.Pages = append(whole.Pages, retrieval.Page{Offset: b.Len(), Number: i + 1})
		heading := fmt.Sprintf("Boat %d", i)
		whole.Headings = append(whole.Headings, retrieval.Heading{Offset: b.Len(), Level: 1, Text: heading})
		b.WriteString(heading + "\n\n" + strings.Repeat("It lies at the pier.\n", 1000) + "\n")
	}
	whole.ID, whole.Text = "a.txt", strings.TrimSpace(b.String())
	var all []string
	headings := 0
	err := splitLongDocuments(func(d *retrieval.Document) error {
		checkDocument(t, d)
		if len(d.Pages) == 0 || d.Pages[0].Offset != 0 || len(d.Text) > longDocument {
			t.Errorf("%s: %d bytes, pages %v", d.ID, len(d.Text), d.Pages[:1])
		}
		all, headings = append(all, d.ID), headings+len(d.Headings)
		b.Reset()
		return nil
	})(&whole)
	if err != nil || !slices.Equal(all, []string{"a.txt", "a.txt#part-2", "a.txt#part-3"}) || headings != len(whole.Headings) {
		t.Errorf("parts %v with %d of %d headings: %v", all, headings, len(whole.Headings), err)
	}
	n := 0
	_ = splitLongDocuments(func(d *retrieval.Document) error { n += len(d.Text); return nil })(&retrieval.Document{Text: strings.Repeat("é", 2*longDocument)})
	if n != 4*longDocument {
		t.Errorf("of a text of one line %d bytes are left", n)
	}
}

// TestLargeTextsTakeLittleMemory reads tables, records and Markdown in a child with
// little more memory than twice their file, and finds their ends.
func TestLargeTextsTakeLittleMemory(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector takes memory of its own")
	}
	const size = 12 << 20
	for name, c := range map[string]struct{ head, row, foot string }{
		"a.csv": {"name,port,remarks\n", "Swan,Oslo,\"It lies at the pier until the tide turns, with all its crew\"\n", "Heron,Bergen,The last one\n"},
		"a.xml": {"<?xml version='1.0'?><boats>", "<boat><name>Swan</name><remarks>It lies at the pier until the tide turns.</remarks></boat>\n", "<boat>Heron is the last one</boat></boats>"},
		"a.md":  {"# Boats\n\n| name | port |\n|------|------|\n", "| Swan | *Oslo* at the pier |\n", "\nHeron is the last one.\n"},
		"b.md":  {"# Boats\n\n", "## Swan\n\nIt lies at the *pier* until the tide turns.\n\n", "Heron is the last one.\n"},
		"a.txt": {"Boats\n\n", "The swan lies at the pier until the tide turns.\n", "Heron is the last one.\n"},
	} {
		data := []byte(c.head + strings.Repeat(c.row, size/len(c.row)) + c.foot)
		o := Options{Apart: newPool(t, apart.Options{Memory: 160 << 20, Children: 1}), FileTime: 10 * time.Minute}
		documents, problem := readApartFrom(t, New(fstest.MapFS{name: {Data: data}}, o), name, len(data))
		if problem != nil || len(documents) == 0 {
			t.Errorf("%s: %d documents, %v", name, len(documents), problem)
			continue
		}
		rows := 0
		for _, d := range documents {
			rows += strings.Count(strings.ToLower(d.Text), "swan")
		}
		if last := documents[len(documents)-1]; !strings.Contains(last.Text, "Heron") || rows != size/len(c.row) {
			t.Errorf("%s: %d rows of %d in %s", name, rows, size/len(c.row), ids(documents))
		}
	}
}
