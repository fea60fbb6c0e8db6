// Package tally computes what is asked of the rows of a table: how many there are, which
// they are, what they come to, which is the largest. It reads a question as an operation,
// conditions on cells and a column, takes the table that explains every word of the
// question, and computes nothing where none does: a table of something else has a number
// for everything. It stores nothing and knows no search.
package tally
