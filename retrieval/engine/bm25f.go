package engine

// Parameters of BM25F (Zaragoza, Craswell, Taylor, Saria, Robertson:
// "Microsoft Cambridge at TREC 13", 2004): term frequencies of the fields are
// normalised by length, weighted and added before they saturate. K1 and the b's are
// the usual ones.
//
// What the numbers were measured to do, on 500 questions each of SQuAD 2 and QED
// (hit@1) and on Cranfield (nDCG@10): as they are .878, .912, .395; BodyB .4 gives
// .870, .910, .397 and .9 .882, .910, .398; ContextB .4 .878, .912, .395;
// ContextWeight 0 .878, .880, .392, .5 .878, .908, .393 and 2 .878, .916, .395.
const (
	K1            = 1.2
	BodyB         = .75
	ContextB      = .75
	ContextWeight = 1
)

// MaxQueryWords bounds the work of a query: past it, the words that fewest
// passages have are kept.
const MaxQueryWords = 64

// SaturateFrequency is what a word's normalised frequency is worth, of its idf.
func SaturateFrequency(tf float32) float32 { return tf * (K1 + 1) / (K1 + tf) }

// Normalizer makes the term frequencies of a field comparable.
type Normalizer struct{ weight, b, average float32 }

// NormalizerFor returns that of the passages' context, or of their text.
func (t *Totals) NormalizerFor(context bool) Normalizer {
	passages := float32(max(t.Passages, 1))
	if context {
		return Normalizer{ContextWeight, ContextB, max(float32(t.ContextTerms)/passages, 1)}
	}
	return Normalizer{1, BodyB, max(float32(t.BodyTerms)/passages, 1)}
}

// Normalize returns the normalised frequency of a term that a field of so many terms
// has so often.
func (n Normalizer) Normalize(frequency, length float32) float32 {
	return n.weight * frequency / (1 - n.b + n.b*length/n.average)
}
