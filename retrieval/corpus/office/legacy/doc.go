// Package legacy reads the formats of Office before 2007: Word's .doc
// (MS-DOC), Excel's .xls (MS-XLS), PowerPoint's .ppt (MS-PPT), and Rich Text.
//
// It stands apart from package office since these are the least used and the
// most dangerous formats: binary structures that point at each other, written
// by forty years of programs. Names of records, structures and fields are those
// of Microsoft's open specifications, so that a line of code can be looked up
// there.
//
// Nothing in a file is trusted. Numbers are read through [le], which knows no
// index out of range, every loop has an end that the file can't move, and text
// is taken off a budget. What is damaged ends early, with what came before it.
package legacy
