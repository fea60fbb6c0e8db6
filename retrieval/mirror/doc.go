// Package mirror keeps documents that are fetched from elsewhere as files of a folder,
// which a corpus then reads like any other: the bytes as they came, and beside each file
// what is known of where it came from (corpus.Origin) and what tells at the next time
// whether it has changed.
//
// A [Source] says what has changed and is asked about what it no longer names. What it
// reports is written at once, so that a pass that was interrupted goes on where it ended:
// what was looked at since the pass began is not looked at again.
//
// In the folder of a mirror lie:
//
//	guide/start.html           a file, as it came
//	guide/.start.html.origin   its address, facts and marks, as JSON
//	.pass                      when the last pass began, and ended if it did, as JSON
//	.lock                      held by the process that fetches
package mirror
