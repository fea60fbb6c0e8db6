package encoder_test

import (
	"context"
	"fmt"

	"footnote/retrieval/encoder"
)

// The question shares no word with the passage that answers it.
func Example() {
	e, err := encoder.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	passages := []string{
		"Refunds are made within 14 days of the return.",
		"The harbour is closed in winter.",
	}
	vectors, err := e.EmbedAll(context.Background(), passages)
	if err != nil {
		fmt.Println(err)
		return
	}
	stored := make([]int8, len(passages)*encoder.Size)
	for i, v := range vectors {
		encoder.Quantize(stored[i*encoder.Size:][:encoder.Size], v)
	}

	question, query := make([]float32, encoder.Size), make([]int8, encoder.Size)
	e.Embed(question, "how do I get my money back")
	encoder.Quantize(query, question)
	products := make([]int32, len(passages))
	e.Scan(products, query, stored)
	for i, p := range products {
		if cosine := float64(p) * encoder.Cosine; cosine > .3 {
			fmt.Println(passages[i])
		}
	}
	// Output: Refunds are made within 14 days of the return.
}
