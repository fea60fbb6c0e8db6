package engine

// MakeOptions say how vectors are made.
type MakeOptions struct {
	// Share is the share of the processors that is used, 0 for all.
	Share float64
	// Progress, if set, is told how far it is. It is never called at once by two
	// goroutines.
	Progress func(MakeProgress)
}

// MakeProgress is how far the making of vectors is.
type MakeProgress struct {
	Done, Total int  // passages
	Sentences   bool // it is about those inside the passages
}

// Made says what the making of vectors did.
type Made struct {
	Passages, Sentences int // vectors made
	// Busy says that another process is at it, and that this one did nothing.
	Busy bool
}
