// Package training makes weights from test sets.
//
// A [Plan] says which set counts how much for which model. [Run] asks a
// [System], the very code that serves, for the features of each question's
// sentences and answers and of each claim, fits the three models, and measures
// each on questions that its weights haven't seen: the questions about one
// article are in one of ten folds, and each fold is judged by weights that were
// fitted on the others. The lines between the outcomes are chosen on these
// judgements, too. What comes out is a [weights.Set] with all of its figures,
// those of the weights before it beside them.
//
// The order matters: what an answer's features are depends on which sentence is
// the best, so that the confidence is fitted with the weights of evidence that
// were just found.
package training
