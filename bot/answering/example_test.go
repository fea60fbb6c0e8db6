package answering_test

import (
	"context"
	"fmt"
	"os"

	"footnote/bot"
	"footnote/bot/answering"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// An answer is sentences of the documents, each with the numbers of its citations. What
// the documents don't say has no answer.
func Example() {
	folder, err := os.MkdirTemp("", "footnote-example-*")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	ctx := context.Background()
	view, err := blevex.BuildTemporary(ctx, folder, []*retrieval.Document{
		{ID: "ferry.txt", Title: "The ferry", Text: "The ferry Anna was built in 1987. She carries 250 people to the island.", Language: "en"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer view.Close()
	answerer := answering.NewAnswerer(view.Index)
	for _, question := range []string{"When was the ferry Anna built?", "flurbish wozzle"} {
		a, err := answerer.Answer(ctx, bot.Question{Text: question})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(a.Outcome)
		for _, s := range a.Sentences {
			c := a.Citations[s.Citations[0]-1]
			fmt.Printf("%s [%d]: %s, bytes %d to %d\n", s.Text, c.N, c.Document, c.Start, c.End)
		}
	}
	// Output:
	// answered
	// The ferry Anna was built in 1987. [1]: ferry.txt, bytes 0 to 71
	// not_found
}
