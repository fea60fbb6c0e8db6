// Package weights owns the numbers that the program decides by and that data
// chose: how much each feature counts, and the lines between the outcomes.
//
// They are in weights.json, which "footnote eval fit" writes and nobody edits:
// each model with its features by name, the test sets it was fitted on with the
// SHA-256 of their files, and what it achieved on questions that it had not
// seen. A weight or a line that no fit chose says so and why. plan.json says
// what is fitted on what: the sets, what each counts, and the rules that choose
// the lines.
//
// The packages that use a model own the names of its features and read it with
// [Model.Vector], which fails if a name is missing or unknown: so code and file
// can't part. Package fit does the arithmetic, package training makes the
// samples.
package weights
