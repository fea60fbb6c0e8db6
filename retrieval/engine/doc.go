// Package engine is what engines share that keep passages: by which formula they
// score, what they remember of a document, what they count, and how they report.
//
// There are two engines: blevex keeps an index in a folder, opensearch on a cluster.
// Both rank alike because the formula and its numbers stand here once. Package
// contract below is the suite of tests that both pass.
package engine
