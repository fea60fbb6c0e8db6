// Package meaning keeps vectors of texts on disk and finds them again by the texts:
// which ones mean nearly the same is then a matter of products. It knows nothing of
// where the texts stand; an index asks it by their keys.
//
// # On disk
//
// A [Store] is a folder beside an index:
//
//	LOCK         held by the process that makes vectors
//	passages/    a [Folder] of vectors of passages
//	sentences/   one of sentences
//
// A Folder holds few files that are never written again once they have their name,
// runs: a header that names the model, the keys of some texts in order, and their
// vectors in the same order, each of [encoder.Size] signed bytes. The key of a text
// is a hash of it, so that a text is never embedded twice, whatever becomes of the
// document that it stands in or of the index. Runs are mapped into memory, and
// small ones are merged. A folder changes only by files that appear and vanish:
// readers hold a [Snapshot], writers don't wait for them.
//
// Of a run the header and the keys are checked when it is opened, and the vectors
// when one of it is first used. A damaged run counts as not there, is removed by the
// next process that makes vectors, and its vectors are made again.
package meaning
