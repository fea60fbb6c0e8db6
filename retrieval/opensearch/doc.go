// Package opensearch keeps passages on an OpenSearch cluster and finds candidates for a
// query there. It is the only importer of OpenSearch's client. Questions are understood,
// and passages ranked, exactly as by the embedded engine: the cluster holds terms that
// our analyzer made, and the scores are computed here.
//
// # On the cluster
//
// A [Store] has these indices, all named by its prefix P:
//
//	P-meta              the documents "state", "lease", "vectors-lease" and "extra-NAME"
//	P-000007            passages, of a rebuild that began as change 7
//	P-000007-documents  the facts of their documents, and the states of files
//	P                   an alias of the passages that count, for people and other programs
//
// Changes are numbered. Each passage, document and file has the number of the change
// that brought it ("from") and, once it was replaced or deleted, of the one that did so
// ("to"). The state names the number up to which changes count. A change writes rows
// that nobody sees, makes them searchable and then replaces the state in one write, on
// the condition that nobody else has: it takes effect as a whole or not at all, and
// whoever reads an earlier number goes on seeing what that was. A rebuild writes to new
// indices instead, and the same write switches to them.
//
// # One indexer
//
// The lease names who is changing the index, and until when unless it renews that. Its
// number is taken before anything is written. A number that never counted is listed in
// the state, so that what a process writes that was stopped and has lost its lease is
// never seen.
//
// # Ranking
//
// The terms of a passage stand in the fields b (its text) and c (title, headings and
// path) as words with spaces between, in the form of index terms. OpenSearch's own BM25
// of both fields adds up to no less than our BM25F, which saturates their sum: the best
// by it are fetched with their terms, scored here, and more are fetched where some
// passage that wasn't might be among the best.
//
// # Meaning
//
// A passage has its vector in v, and what made it in m. They are compared here, for
// the passages that words find: the cluster isn't asked for the nearest of all.
package opensearch
