// Package meaning keeps vectors of texts on disk and finds them again by the texts:
// which ones mean nearly the same is then a matter of products. It knows nothing of
// where the texts stand; an index asks it by their keys.
//
// A [Model] makes the vectors: the one inside the program, one that was pulled, or one
// of a server. Others than the first are set up before they are used (calibrate.go):
// their cosines are brought to the scale of that one, which the weights of the ranking
// were fitted with.
//
// # On disk
//
// A [Store] is a folder beside an index:
//
//	LOCK         held by the process that makes vectors
//	model.json   names the model whose vectors were last made of all texts
//	passages/    a [Folder] of vectors of passages
//	sentences/   one of sentences
//	models/HASH  the two folders of another model, and calibration.json
//
// Vectors of several models lie there while those of a new one are made: the ones
// before serve until all are.
//
// A Folder holds few files that are never written again once they have their name,
// runs: a header that names the model, the keys of some texts in order, and their
// vectors in the same order, of signed bytes, all as long. The key of a text
// is a hash of it, so that a text is never embedded twice, whatever becomes of the
// document that it stands in or of the index. Runs are mapped into memory, and
// small ones are merged. A folder changes only by files that appear and vanish:
// readers hold a [Snapshot], writers don't wait for them.
//
// Of a run the header and the keys are checked when it is opened, and the vectors
// when one of it is first used. A damaged run counts as not there, is removed by the
// next process that makes vectors, and its vectors are made again.
package meaning
