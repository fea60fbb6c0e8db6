// Package eval measures how well a system finds documents, picks the sentence
// that answers, and knows when the documents don't answer.
//
// A [Set] is a collection in BEIR's layout (Thakur et al., "BEIR", 2021): a
// file of questions, and the documents judged relevant to each. [Run] puts the
// questions to a [System] and sums up in a [Report]: ranking, sentences,
// abstention and latency. To measure abstention each answerable question is
// asked a second time with the documents that answer it taken away: then
// everything but a refusal is wrong.
//
// The package knows nothing of how a system works, so that any can be measured
// with it.
package eval
