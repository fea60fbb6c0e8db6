package library

import (
	"context"
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"footnote/retrieval"
)

// openSynced returns a library of the files, synced and served.
func openSynced(t *testing.T, files fstest.MapFS) (*Library, Live) {
	t.Helper()
	l, err := Build(t.Context(), Options{Corpus: "files", Files: files, Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	live, err := l.Store.OpenLive(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = live.Close() })
	return l, live
}

var harbour = fstest.MapFS{
	"boats/red.md":  {Data: []byte("# The red boat\n\nThe red boat lies in the harbour of the town.\n")},
	"boats/blue.md": {Data: []byte("# The blue boat\n\nThe blue boat lies in the bay north of the town.\n")},
	"town.md":       {Data: []byte("# The town\n\nThe town has a harbour and a bay for its boats.\n")},
	"empty.txt":     {},
}

// TestCatalog lists what an index holds, as App Home does.
func TestCatalog(t *testing.T) {
	l, live := openSynced(t, harbour)
	last := l.Syncs().Last
	list := l.Catalog(live)
	want := []Title{{Document: "boats/blue.md", Title: "The blue boat", MediaType: "text/markdown", Language: "en"}, {Document: "boats/red.md", Title: "The red boat", MediaType: "text/markdown", Language: "en"}, {Document: "town.md", Title: "The town", MediaType: "text/markdown", Language: "en"}}
	titles, synced, err := list.Titles(t.Context())
	if err != nil || last.IsZero() || !synced.Equal(last) || !slices.Equal(titles, want) {
		t.Fatalf("%v as of %v, want %v as of %v, %v", titles, synced, want, last, err)
	}
	// What is remembered holds for as long as nothing changes: it isn't listed again.
	if _, err := l.Sync(t.Context(), retrieval.SyncOptions{}); err != nil {
		t.Fatal(err)
	}
	list.views = nil // whoever lists again fails
	if again, synced, err := list.Titles(t.Context()); err != nil || synced.Equal(last) || !synced.Equal(l.Syncs().Last) || !slices.Equal(again, want) {
		t.Errorf("the same list is as of %v, want %v, %v", synced, l.Syncs().Last, err)
	}
	if names, err := list.Collections(t.Context()); err != nil || !slices.Equal(names, []string{"", "boats"}) {
		t.Errorf("collections %q, %v", names, err)
	}
}

// TestCensus counts what an index holds.
func TestCensus(t *testing.T) {
	l, live := openSynced(t, harbour)
	n, err := l.Counter(live).Census(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n.Files != 4 || n.Documents != 3 || n.Skipped != 1 || len(n.Unread) != 0 || n.Passages == 0 || n.Since.IsZero() {
		t.Errorf("%+v", n)
	}
	if len(n.Collections) != 2 || n.Collections[0].Name != "boats" || n.Collections[0].Documents != 2 {
		t.Errorf("collections %+v", n.Collections)
	}
}

// TestCatalogFollowsTheIndex: a document that is gone is listed no longer, and a
// new one at once.
func TestCatalogFollowsTheIndex(t *testing.T) {
	files := maps.Clone(harbour)
	l, live := openSynced(t, files)
	list := l.Catalog(live)
	if _, _, err := list.Titles(t.Context()); err != nil {
		t.Fatal(err)
	}
	delete(files, "boats/blue.md")
	files["bay.md"] = &fstest.MapFile{Data: []byte("# The bay\n\nThe bay lies north of the town.\n")}
	if _, err := l.Sync(t.Context(), retrieval.SyncOptions{}); err != nil {
		t.Fatal(err)
	}
	want := []Title{{Document: "bay.md", Title: "The bay", MediaType: "text/markdown", Language: "en"}, {Document: "boats/red.md", Title: "The red boat", MediaType: "text/markdown", Language: "en"}, {Document: "town.md", Title: "The town", MediaType: "text/markdown", Language: "en"}}
	if titles, _, err := list.Titles(t.Context()); err != nil || !slices.Equal(titles, want) {
		t.Errorf("%v, %v, want %v", titles, err, want)
	}
}

// TestNothingOfAnEarlierViewIsRemembered: what is listed and counted while a new
// generation is being opened lacks its documents, so it is done again.
func TestNothingOfAnEarlierViewIsRemembered(t *testing.T) {
	_, earlier := openSynced(t, fstest.MapFS{"town.md": harbour["town.md"]})
	l, live := openSynced(t, harbour)
	list, counter := l.Catalog(earlier), l.Counter(earlier)
	for _, stage := range []struct {
		live Live
		want int
	}{{earlier, 1}, {live, 3}} {
		list.views, counter.live = stage.live, stage.live
		titles, _, err := list.Titles(t.Context())
		if err != nil || len(titles) != stage.want {
			t.Errorf("%d titles, %v, want %d", len(titles), err, stage.want)
		}
		if n, err := counter.Census(t.Context()); err != nil || n.Documents != stage.want {
			t.Errorf("%d documents, %v, want %d", n.Documents, err, stage.want)
		}
	}
}

// counting counts the documents whose facts are looked up.
type counting struct {
	Views
	facts int
}

func (c *counting) View(ctx context.Context) (*retrieval.View, error) {
	x, err := c.Views.View(ctx)
	if err != nil {
		return nil, err
	}
	return retrieval.NewView(countingIndex{x.Index, c}, x.Close), nil
}

type countingIndex struct {
	retrieval.Index
	counting *counting
}

func (c countingIndex) Facts(ctx context.Context, id string) (*retrieval.Document, error) {
	c.counting.facts++
	return c.Index.Facts(ctx, id)
}

func (c countingIndex) State() string { return c.Index.(interface{ State() string }).State() }

// TestCatalogListsWhatHasChanged and nothing else again.
func TestCatalogListsWhatHasChanged(t *testing.T) {
	files := maps.Clone(harbour)
	l, live := openSynced(t, files)
	views := &counting{Views: live}
	list := l.Catalog(views)
	for _, step := range []struct {
		change func()
		want   []string
		facts  int
	}{
		{func() {}, []string{"The blue boat", "The red boat", "The town"}, 3},
		{func() {
			files["town.md"] = &fstest.MapFile{Data: []byte("# The city\n\nThe city has a harbour and a bay for its boats.\n")}
			files["sea.md"] = &fstest.MapFile{Data: []byte("# The sea\n\nThe sea is deep.\n")}
		}, []string{"The blue boat", "The red boat", "The sea", "The city"}, 2},
		{func() { delete(files, "boats/blue.md") }, []string{"The red boat", "The sea", "The city"}, 0},
	} {
		step.change()
		if _, err := l.Sync(t.Context(), retrieval.SyncOptions{}); err != nil {
			t.Fatal(err)
		}
		views.facts = 0
		titles, _, err := list.Titles(t.Context())
		var names []string
		for _, title := range titles {
			names = append(names, title.Title)
		}
		if err != nil || !slices.Equal(names, step.want) || views.facts != step.facts {
			t.Errorf("%q, %v after %d facts, want %q after %d", names, err, views.facts, step.want, step.facts)
		}
	}
}
