// Package answering turns a question into a cited answer.
//
// An [Answerer] puts a question to a retrieval index, picks the sentences that
// answer it, decides the outcome by a calibrated confidence and returns an answer
// whose every sentence cites a verbatim excerpt. Where documents give different
// figures for what is asked, it cites both.
package answering
