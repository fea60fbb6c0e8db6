// Package blevex keeps passages in bleve and finds candidates for a query. It
// is the only importer of bleve.
//
// # On disk
//
// A [Store] is a data directory:
//
//	CURRENT             name and checksum of the generation that counts
//	LOCK                held by the process that makes the next one
//	gen-000007/
//	    manifest.json   versions, totals, the checksum of every file below
//	    files.tab       what was read: path, size, time, hash, documents
//	    changes.tab     the same of the files that were changed since
//	    bleve/          the index
//	    keys/           of each segment, the keys of its passages' vectors
//
// A change copies the current generation (its immutable segments by hard
// link), is applied to the copy and takes effect when CURRENT is renamed over.
// A process killed at any moment leaves the old generation or the new one. A
// generation whose checksums or versions don't match is not used: it is
// rebuilt from the documents. Where only segments are damaged and others are left,
// these make a generation, and only the files of the lost documents are read again.
//
// # In bleve
//
// Each passage is a bleve document "p<document>\x00<offset>" with the indexed
// fields b (its terms) and c (terms of title, headings and path). Each document
// has a record "d<document>" after its passages. Stored is of each a head l: its checksum,
// offset, key and language, and where its text is, or the record's facts as JSON. That is
// in a block, which up to 16 kB of a document share, compressed by zstd as the
// stored field t of the last of them. No passage is handed out that fails its checksum: an
// excerpt is verbatim or it is not shown.
//
// # Making segments
//
// Each goroutine that puts documents has a worker: a vocabulary that numbers
// terms, and a batch of entries whose terms are numbers. bleve has a batch made
// into a segment by [segments], which writes bleve's own format, zap, with a
// third of the work that zap's own maker does on terms as text. Everything
// after that is bleve's: keeping segments, merging them (when a change says so: few
// segments make searches cheap) and reading what is stored in them.
//
// # Ranking
//
// What bleve ships as BM25 is another formula (average length from dictionary
// cardinality, square root of the term frequency, idf squared), so the
// [Index] walks the postings of its segments itself and scores by BM25F. It reads
// them where they lie, decodes a list as a whole or, for a few passages, finds their
// places by how many come before. Words are scored from the rarest on, until the
// others can't lift a new passage among the best. What was looked up in dictionaries
// is remembered for a generation.
//
// # Meaning
//
// A store that [Store.UseVectors] was called on opens indexes that know the vectors
// of their passages, which package meaning keeps by the texts' keys. Which row of it
// is whose is found out when an index is opened, from the files in keys. A query
// with a vector is compared with all of them; the nearest are candidates beside the
// best by words.
package blevex
