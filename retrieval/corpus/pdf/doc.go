// Package pdf reads the text of PDF files in reading order.
//
// An [Engine] runs PDFium, compiled to WebAssembly, in a sandbox: a damaged or
// hostile file costs its own instance and nothing else. PDFium gives
// characters with their places on the page; this package makes runs of them,
// puts the runs in reading order, drops running headers and footers, and joins
// lines to paragraphs.
//
// # Order
//
// Most programs draw a page in the order in which its author wrote it, and some
// line by line, or anyhow. So there are two orders, that of the drawing and that
// of rows and columns, and the page is read in the one in which the eye leaps
// about less (see countLeaps). Measured against PDFium's own text, as the share
// of words that follow the word that they should:
//
//	                                          drawing  places  both  PDFium
//	generated pages, drawn as they are read      1.00     .97  1.00    1.00
//	  drawn line by line over the page            .89     .97   .97     .89
//	  scattered                                   .76     .97   .97     .76
//
// Those are what
//
//	go test ./retrieval/corpus/pdf -run OrderAgainst -v
//
// logs. In the same way, but by three words in a row that are in the truth, too:
// 59 tagged pages of the test files of pdf.js, pdfplumber, Tika and unstructured,
// whose tags tell the order: places .860, both .881, PDFium .904; the longest
// common subsequence of all words: .914, .950, .957. And 91 Word and OpenDocument
// files that LibreOffice made PDFs of: .909, .918, .918; .985, .987, .987. What
// PDFium is ahead by there is mostly what is left out on purpose: headers, and
// text that is turned.
//
// Lengths are in points (1/72 inch); y grows upwards, as in PDF.
package pdf
