package corpus

import (
	"context"
	"regexp"
	"slices"
	"testing"
	"testing/fstest"

	"footnote/retrieval"
)

// TestNamesTheReaders of a file, and those of the files in it.
func TestNamesTheReaders(t *testing.T) {
	files := fstest.MapFS{
		"a.txt": {Data: []byte("The boat is green.")},
		"a.zip": {Data: zipOf(t, file{"a.txt", "One."}, file{"b.eml", "From: a@example.org\nSubject: x\nMIME-Version: 1.0\n\nTwo."})},
		"a.bin": {Data: []byte("\x00\x01\x02\x03")},
		"empty": {},
	}
	c := New(files, Options{})
	defer c.Close()
	for name, want := range map[string][]string{
		"a.txt": {"plain/1"},
		"a.zip": {"mail/1", "plain/1", "zip/1"},
		"a.bin": {noFormat.readerVersion()},
		"empty": {noFormat.readerVersion()},
	} {
		content, err := c.Load(t.Context(), retrieval.File{Path: name})
		if err != nil {
			t.Fatal(err)
		}
		_ = content.Documents(t.Context(), func(*retrieval.Document) error { return nil })
		if got := unversioned(content.Readers()); !slices.Equal(got, unversioned(want)) {
			t.Errorf("%s was read by %q, want %q", name, got, want)
		}
		if c.Outdated(retrieval.FileState{Readers: content.Readers()}) {
			t.Errorf("%s is outdated as soon as it is read", name)
		}
	}
}

func unversioned(keys []string) (names []string) {
	for _, key := range keys {
		names = append(names, regexp.MustCompile(`/\d+$`).ReplaceAllString(key, ""))
	}
	return names
}

// TestOutdated asks for what another version has read, or failed to read.
func TestOutdated(t *testing.T) {
	c := New(fstest.MapFS{}, Options{})
	c.setFormats([]format{{"pdf", 2, plainReader{}}, {"zip", 1, zipReader{}}})
	for _, s := range []struct {
		state retrieval.FileState
		want  bool
	}{
		{retrieval.FileState{Readers: []string{"zip/1"}}, false},
		{retrieval.FileState{Readers: []string{noFormat.readerVersion()}, Failed: "it is empty"}, false},
		{retrieval.FileState{Readers: []string{"pdf/2", "zip/1"}, Failed: "it is damaged"}, false},
		{retrieval.FileState{Readers: []string{"pdf/1", "zip/1"}}, true},
		{retrieval.FileState{Readers: []string{"pdf/1"}, Failed: "it is damaged"}, true},
		{retrieval.FileState{Readers: []string{"none/0"}, Failed: "it is binary"}, true},
		{retrieval.FileState{Readers: []string{"gone/1"}}, true},
		// Of programs that kept no versions.
		{retrieval.FileState{}, false},
		{retrieval.FileState{Failed: "it took longer than 30s to parse"}, true},
	} {
		if got := c.Outdated(s.state); got != s.want {
			t.Errorf("%+v: outdated %v", s.state, got)
		}
	}
}

// TestFormatsHaveNames that indexes can tell apart.
func TestFormatsHaveNames(t *testing.T) {
	seen := map[string]bool{noFormat.name: true}
	for _, f := range newFormats() {
		if f.version < 1 || seen[f.name] || !regexp.MustCompile(`^[a-z]+$`).MatchString(f.name) {
			t.Errorf("the format %s", f.readerVersion())
		}
		seen[f.name] = true
	}
}

// TestReadersOfWhatWasGivenUp may be asked for while the parser goes on.
func TestReadersOfWhatWasGivenUp(t *testing.T) {
	files := fstest.MapFS{"a.zip": {Data: zipOf(t, file{"a.act", "x"}, file{"b.txt", "x"})}}
	onStage(t, files, func(ctx context.Context, _ *stage, _ *input) error {
		<-ctx.Done()
		return nil // goes on with the other file
	}, func(t *testing.T, s *stage) {
		content, err := s.corpus.Load(t.Context(), retrieval.File{Path: "a.zip"})
		if err != nil {
			t.Fatal(err)
		}
		if err := content.Documents(t.Context(), func(*retrieval.Document) error { return nil }); err == nil {
			t.Error("it was read")
		}
		if got := unversioned(content.Readers()); !slices.Contains(got, "act") || !slices.Contains(got, "zip") {
			t.Errorf("read by %q", got)
		}
	})
}
