// Package present turns a reply into blocks, the same on every platform: which
// outcome it is, what it says, which figures differ, what is to be noted, and the
// sources below. The words are those of package wording, in the reply's language, as
// plain text. An adapter draws the blocks in its platform's style and within its limits; escaping is the adapter's.
package present
