// Package guide replies to messages that no sentence of the documents could answer:
// to those who greet, thank or ask for help, and to those who want a list of
// documents, a summary of one, or all that is said of something. What a reply says of
// the documents is verbatim, as in answers; package present words the rest.
package guide
