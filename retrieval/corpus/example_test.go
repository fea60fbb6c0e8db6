package corpus_test

import (
	"context"
	"fmt"
	"testing/fstest"

	"footnote/retrieval"
	"footnote/retrieval/corpus"
)

// A corpus lists files, and parses each into the documents that it holds.
func Example() {
	c := corpus.New(fstest.MapFS{
		"boat.md":    {Data: []byte("# The boat\n\nThe boat lies in the harbour.\n")},
		"logs.jsonl": {Data: []byte(`{"id": "a", "title": "Monday", "text": "Calm."}` + "\n" + `{"id": "b", "title": "Tuesday", "text": "Wind."}` + "\n")},
		".hidden":    {Data: []byte("left out\n")},
	}, corpus.Options{})
	defer c.Close()
	ctx := context.Background()
	for file, err := range c.Files(ctx) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		content, err := c.Load(ctx, file)
		if err != nil {
			fmt.Println(err)
			continue
		}
		err = content.Documents(ctx, func(d *retrieval.Document) error {
			fmt.Printf("%s: %s (%s)\n", d.ID, d.Title, d.MediaType)
			return nil
		})
		if err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// boat.md: The boat (text/markdown)
	// logs.jsonl#a: Monday (application/json)
	// logs.jsonl#b: Tuesday (application/json)
}
