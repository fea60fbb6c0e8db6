// Package fit fits the weights of two kinds of models: logistic regression, and
// a listwise one that picks an element of a list.
//
// Both maximise a penalised likelihood by Newton's method. They have about
// twenty features, so that the matrix of second derivatives is small and a few
// steps do; nothing is drawn by chance, and the same samples in the same order
// give the same weights.
package fit
