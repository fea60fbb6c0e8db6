// Package utterance finds what somebody asks in what they wrote: people greet,
// thank, explain how they came to ask, address one another and paste what they saw.
// A message goes in as plain text, and what it is, what is asked and what only sets
// the scene come out.
package utterance
