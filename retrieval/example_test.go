package retrieval_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// Passages tile their document: in order, joined, they are its text again.
func ExampleSplit() {
	d := &retrieval.Document{ID: "log.txt", Text: strings.Repeat("The ferry left the quay in the morning and came back at noon.\n\n", 30)}
	var joined strings.Builder
	for p := range retrieval.Split(d) {
		fmt.Println(p.Start, p.End)
		joined.WriteString(retrieval.PassageText(d, p))
	}
	fmt.Println(joined.String() == d.Text)
	// Output:
	// 0 567
	// 567 1134
	// 1134 1890
	// true
}

// A search of an index gives passages, the best first, each with its place in its
// document.
func ExampleSearch() {
	folder, err := os.MkdirTemp("", "footnote-example-*")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	ctx := context.Background()
	view, err := blevex.BuildTemporary(ctx, folder, []*retrieval.Document{
		{ID: "ferry.txt", Title: "The ferry", Text: "The ferry carries 250 people.", Language: "en"},
		{ID: "pier.txt", Title: "The pier", Text: "The pier is 80 metres long.", Language: "en"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer view.Close()
	found, err := retrieval.Search(ctx, view.Index, retrieval.NewQuery("How long is the pier?"))
	if err != nil {
		fmt.Println(err)
		return
	}
	best := found.Hits[0]
	fmt.Printf("%s, bytes %d to %d: %s\n", best.Document, best.Start, best.Start+len(best.Text), best.Text)
	// Output: pier.txt, bytes 0 to 27: The pier is 80 metres long.
}
