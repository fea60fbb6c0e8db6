package language

// Numbers holds the words for numbers and measures.
type Numbers struct {
	// Cardinals and Ordinals below a hundred.
	Cardinals, Ordinals []Series
	Scales              []Scale
	// Alone are scales that count without a number before them.
	Alone Words
	// Joiners may stand between two number words, ScaleJoiners only after a scale.
	Joiners, ScaleJoiners Words
	// Strangers are number words, scales and units that mean something else in
	// another language, or in their own: they count only in a text that may be in
	// theirs, and one alone is weak.
	Strangers Words
	// Shares are the parts of a whole, by what they divide by.
	Shares []Scale
	// BeforeShare are words after which "a third" is a share and no rank.
	BeforeShare Words
	// OrdinalMarks follow digits: 21st.
	OrdinalMarks Words
	// Loose are number words of any form, as evidence that a sentence has one.
	Loose Words

	// Joined reports whether number words are written as one: zweihundert. JoinedBy
	// may stand between ones and tens inside it, Stems stand there only.
	Joined   bool
	JoinedBy Words
	Stems    []Series

	// About, Nearly … are the words before a number that bound it.
	About, Nearly, Over, AtLeast, Under, AtMost Words
	// After are those behind it: or more.
	After Bounds

	// PerCent are phrases for a hundredth.
	PerCent Words
	// Units are names of units by the name that retrieval/quantity knows them by.
	Units map[string]Words
	// Currencies are names of money as evidence that a sentence has a price.
	Currencies Words
}

// Scale is what number words multiply by.
type Scale struct {
	Factor float64
	Words  Words
}

// Bounds are the words that bound a number.
type Bounds struct{ About, Nearly, Over, AtLeast, Under, AtMost Words }
