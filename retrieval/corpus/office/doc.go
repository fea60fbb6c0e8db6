// Package office reads the text of Office files: word processors', spreadsheets'
// and presentations', in Office Open XML, OpenDocument, Rich Text and the
// binary formats of Office before 2007; and of e-books.
//
// Each becomes [Block]s in reading order. What a reader of the page wouldn't
// see, such as deleted or hidden text, comments, formulas and the codes of
// fields, is left out; so is what stands on each page, such as headers and
// footers. A row of a spreadsheet carries the names of its columns, so that it
// can be found and understood on its own.
//
// A file is what its bytes say; its name plays no part. Whatever is wrong with
// it, the outcome is an [*Error] in words for its owner, within the time that
// the context gives and about ten times the memory of [block.MaxText].
//
// The formats of XML packages are read here. What came before them is read by
// package legacy, and both write package block's [Block]s, the rows of
// spreadsheets by package sheet. Imports run office → legacy → sheet → block.
package office
