// Package bot holds the types that a question and its answer are made of, from
// the event of a platform to the message that is posted, and the interfaces that
// the rooms below it consume. It knows no platform and decides nothing.
//
// A question goes this way: an adapter makes a [Request] and submits it to package
// inbox; package answering finds the [Answer] or, to what is no question, package
// guide the [Guide]; package present makes blocks of the [Reply], in the words of
// package wording; a [Messenger] draws them.
package bot
