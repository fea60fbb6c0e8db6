package attached_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/attached"
	"footnote/bot/wording"
	"footnote/retrieval/blevex"
)

// newShelf returns a shelf with its folder.
func newShelf(t *testing.T) (*attached.Shelf, string) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "attached")
	if err := os.MkdirAll(filepath.Join(folder, "left-behind"), 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := attached.New(attached.Options{Folder: folder, Index: blevex.BuildTemporary, MaxSize: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	return s, folder
}

// item is a file with this content; fetched counts how often it was.
func item(name, content string, fetched *int) attached.Item {
	f := bot.File{ID: "F-" + name, Name: name, Size: int64(len(content))}
	return attached.Item{File: f, Fetch: func(_ context.Context, most int64) ([]byte, error) {
		*fetched++
		return []byte(content[:min(int64(len(content)), most)]), nil
	}}
}

func entries(t *testing.T, folder string) int {
	t.Helper()
	list, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

func TestFilesAreDocumentsWhileTheyAreOpen(t *testing.T) {
	s, folder := newShelf(t)
	if n := entries(t, folder); n != 0 {
		t.Errorf("%d entries are left of a dead process", n)
	}
	fetched := 0
	items := []attached.Item{
		item("plan.md", "# The plan\n\nThe roof is mended in May.", &fetched),
		item("../up#1.csv", "Town,Days\nOslo,12\n", &fetched),
	}
	for range 2 {
		o, err := s.Open(t.Context(), items)
		if err != nil || len(o.Unread) > 0 {
			t.Fatal(err, o.Unread)
		}
		d, err := o.Document(t.Context(), bot.AttachedID(items[0].File))
		if err != nil || d.Title != "The plan" || !strings.Contains(d.Text, "mended in May") {
			t.Errorf("%+v, %v", d, err)
		}
		if d, err := o.Document(t.Context(), bot.AttachedID(items[1].File)); err != nil || !strings.Contains(d.Text, "Oslo") {
			t.Errorf("%+v, %v", d, err)
		}
		o.Close()
	}
	if fetched != 2 || entries(t, folder) != 1 {
		t.Errorf("fetched %d times, %d folders", fetched, entries(t, folder))
	}
	if err := s.Close(); err != nil || entries(t, folder) != 0 {
		t.Errorf("closed, there are %d folders: %v", entries(t, folder), err)
	}
}

func TestOnlySomeStayOpen(t *testing.T) {
	s, folder := newShelf(t)
	fetched := 0
	first, err := s.Open(t.Context(), []attached.Item{item("first.txt", "The roof is mended in May.", &fetched)})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		o, err := s.Open(t.Context(), []attached.Item{item(fmt.Sprintf("%d.txt", i), "The roof is mended in May.", &fetched)})
		if err != nil {
			t.Fatal(err)
		}
		o.Close()
	}
	if n := entries(t, folder); n != 17 {
		t.Errorf("%d folders, want 16 and the one that is read", n)
	}
	if _, err := first.Document(t.Context(), bot.AttachedID(bot.File{ID: "F-first.txt", Name: "first.txt"})); err != nil {
		t.Errorf("what is read is gone: %v", err)
	}
	first.Close()
	if n := entries(t, folder); n != 16 {
		t.Errorf("%d folders", n)
	}
}

func TestWhyFilesArentRead(t *testing.T) {
	s, _ := newShelf(t)
	fetched := 0
	failing := func(name string, err error) attached.Item {
		return attached.Item{File: bot.File{ID: name, Name: name}, Fetch: func(context.Context, int64) ([]byte, error) {
			fetched++
			return nil, err
		}}
	}
	for name, c := range map[string]struct {
		item attached.Item
		why  string
		kept bool
	}{
		"too large":    {item("a.txt", strings.Repeat("a", 2<<20), &fetched), "a.txt: it is larger than 1 MB", true},
		"not fetched":  {failing("b.txt", errors.New("reset")), "b.txt: it can't be fetched now", false},
		"not allowed":  {failing("c.txt", fmt.Errorf("no: %w", &bot.Complaint{Text: "ask somebody"})), "c.txt: ask somebody", true},
		"not readable": {item("d.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", &fetched), "d.png: ", true},
		"empty":        {item("e.txt", "", &fetched), "e.txt: ", true},
	} {
		t.Run(name, func(t *testing.T) {
			before := fetched
			for range 2 {
				o, err := s.Open(t.Context(), []attached.Item{c.item})
				if err != nil || o.View != nil || len(o.Unread) != 1 || !strings.HasPrefix(o.Unread[0].File.Name+": "+o.Unread[0].Say(wording.In("")), c.why) {
					t.Errorf("%v, %v", o.Unread, err)
				}
				o.Close()
			}
			// What may pass is tried again, and what is too large isn't tried at all.
			if n := fetched - before; c.kept && n > 1 || !c.kept && n != 2 {
				t.Errorf("fetched %d times", n)
			}
		})
	}
}

func TestTheLatestFilesAreRead(t *testing.T) {
	s, _ := newShelf(t)
	fetched := 0
	var items []attached.Item
	for i := range 8 {
		items = append(items, item(fmt.Sprintf("%d.txt", i), fmt.Sprintf("The roof of house %d is mended in May.", i), &fetched))
	}
	o, err := s.Open(t.Context(), items)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if _, err := o.Facts(t.Context(), bot.AttachedID(items[7].File)); err != nil || fetched != attached.MostFiles {
		t.Errorf("fetched %d, %v", fetched, err)
	}
}
