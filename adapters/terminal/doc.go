// Package terminal shows replies and tables on a terminal: the same blocks as the
// chat platforms, wrapped to its width, with nothing in them that could steer it.
// It also reads what a person types and shows how something long proceeds.
package terminal
