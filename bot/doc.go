// Package bot turns a question into a cited answer.
//
// An [Answerer] puts a [Question] to a retrieval index, picks the sentences
// that answer it, decides the [Outcome] by a calibrated confidence and returns
// an [Answer] whose every sentence cites a verbatim excerpt. Where documents give
// different figures for what is asked, it cites both ([Disagreement]). It knows no
// platform: adapters translate to and from these two types.
package bot
