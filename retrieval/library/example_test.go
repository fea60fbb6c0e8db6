package library_test

import (
	"context"
	"fmt"
	"os"
	"testing/fstest"

	"footnote/retrieval/library"
)

// A folder of documents becomes an index, which lists them.
func Example() {
	data, err := os.MkdirTemp("", "footnote-example-*")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(data)
	ctx := context.Background()
	files := fstest.MapFS{"boat.md": {Data: []byte("# The boat\n\nThe boat lies in the harbour.\n")}}
	l, err := library.Build(ctx, library.Options{Corpus: "boats", Files: files, Data: data})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer l.Close()
	live, err := l.Store.OpenLive(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer live.Close()
	titles, _, err := l.Catalog(live).Titles(ctx)
	fmt.Println(titles, err)
	// Output: [{boat.md The boat    text/markdown en}] <nil>
}
