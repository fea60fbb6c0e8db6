package language

// Span is a byte range [Start, End) of a text.
type Span struct{ Start, End int }
