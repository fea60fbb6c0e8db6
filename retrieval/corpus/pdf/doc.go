// Package pdf reads the text of PDF files in reading order.
//
// An [Engine] runs PDFium, compiled to WebAssembly, in a sandbox: a damaged or
// hostile file costs its own instance and nothing else. PDFium gives
// characters with their places on the page; this package makes runs of them,
// orders the runs by rows and columns, drops running headers and footers, and
// joins lines to paragraphs.
//
// Lengths are in points (1/72 inch); y grows upwards, as in PDF.
package pdf
