package lexicon

import "context"

// Terms answers questions about the terms that passages are indexed under. All
// methods take a batch and return as many results, in the same order. A term that
// is nowhere isn't an error.
type Terms interface {
	// Count returns how many passages have each term, in their text or in their
	// context, whichever are more.
	Count(ctx context.Context, terms []string) ([]int, error)
	// Together returns how many passages have both terms of each pair in their
	// text.
	Together(ctx context.Context, pairs []Pair) ([]int, error)
	// Nearest returns for each form the term that is one edit away (a letter added,
	// dropped, changed, or two swapped), begins with the same letter, and is in the
	// most passages; "" if there is none.
	Nearest(ctx context.Context, forms []string) ([]string, error)
}

// Pair is two terms that may stand together.
type Pair struct{ First, Second string }
