package retrieval

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/language"
)

// Passage is the unit of retrieval: the bytes [Start, End) of a document.
type Passage struct {
	Start, End int
	Text       string
}

// Sizes of a passage in words. Retrieval of answers works best between 100
// and 250 words: shorter passages lose context, longer ones dilute it.
const (
	minPassageWords    = 100 // a paragraph or heading may end a passage from here on
	maxPassageWords    = 250 // no sentence is added past this
	headingWords       = 40  // a heading ends a passage that has at least this many
	maxSentenceWords   = 250 // longer sentences are tables or data and are cut
	smallestTailWords  = 40  // a shorter last passage joins the one before it
	longestMergedWords = maxPassageWords + smallestTailWords
)

// Sizes in bytes, for text in which words don't tell: data, code, scripts
// without spaces. No sentence is added to a passage past maxPassageBytes, and
// one without spaces is cut at the latest after twice maxPieceBytes.
const (
	maxPassageBytes = 8192
	maxPieceBytes   = 4096
)

// Split cuts a document into passages that tile its text: in order, joined,
// they are the text again. It cuts at headings, paragraphs and sentences, and
// inside a sentence only where one is longer than a passage may be. White
// space belongs to the passage before it. An empty text has no passages.
func Split(d *Document) iter.Seq[Passage] {
	return func(yield func(Passage) bool) {
		s := splitter{doc: d, yield: yield}
		for unit := range unitsOf(d) {
			if !s.addUnit(unit) {
				return
			}
		}
		s.finishText()
	}
}

// unit is a sentence, or a piece of an overlong one, with where the passage
// may be cut before it.
type unit struct {
	start   int
	end     int // without the white space after it
	words   int
	opens   boundary
	heading bool // the sentence is itself a heading
}

type boundary int

const (
	atSentence boundary = iota
	atParagraph
	atHeading
)

// splitter collects units into passages, holding one finished passage back so
// that a short tail can join it.
type splitter struct {
	doc   *Document
	yield func(Passage) bool

	start, words int  // the open passage
	bare         bool // it holds nothing but headings
	held         Span // the finished one before it; empty at first
	heldWords    int
}

func (s *splitter) addUnit(u unit) bool {
	if s.words > 0 && s.cutsBefore(u) && !s.cutPassage(u.start) {
		return false
	}
	if s.words == 0 {
		s.bare = true
	}
	s.bare = s.bare && u.heading
	s.words += u.words
	return true
}

func (s *splitter) cutsBefore(u unit) bool {
	if s.words+u.words > maxPassageWords || u.end-s.start > maxPassageBytes {
		return true
	}
	if s.bare {
		return false // a heading stays with what it heads
	}
	switch u.opens {
	case atHeading:
		return s.words >= headingWords
	case atParagraph:
		return s.words >= minPassageWords && s.words+u.words > maxPassageWords/2
	}
	return false
}

// cutPassage ends the open passage at offset.
func (s *splitter) cutPassage(offset int) bool {
	ok := s.releasePassage()
	s.held, s.heldWords = Span{Start: s.start, End: offset}, s.words
	s.start, s.words = offset, 0
	return ok
}

func (s *splitter) releasePassage() bool {
	if s.held.End == 0 {
		return true
	}
	return s.yield(Passage{s.held.Start, s.held.End, s.doc.Text[s.held.Start:s.held.End]})
}

func (s *splitter) finishText() {
	end := len(s.doc.Text)
	if end == 0 {
		return
	}
	if s.held.End > 0 && s.words < smallestTailWords && s.heldWords+s.words <= longestMergedWords &&
		end-s.held.Start <= maxPassageBytes {
		s.held.End = end
		s.releasePassage()
		return
	}
	if s.cutPassage(end) {
		s.releasePassage()
	}
}

// unitsOf yields the sentences of d in order, paragraph by paragraph so that a
// long text needs little memory.
func unitsOf(d *Document) iter.Seq[unit] {
	return func(yield func(unit) bool) {
		var spans []Span
		nextHeading := 0
		for start := 0; start < len(d.Text); {
			end := paragraphEnd(d.Text, start)
			spans = paragraphSentences(spans[:0], d.Text, start, end)
			opens := atParagraph
			for _, span := range spans {
				u := unit{start: span.Start, opens: opens}
				opens = atSentence
				for nextHeading < len(d.Headings) && d.Headings[nextHeading].Offset < span.End {
					u.opens, u.heading = atHeading, true
					nextHeading++
				}
				if !yieldPieces(d.Text, span, u, yield) {
					return
				}
			}
			start = end
		}
	}
}

// yieldPieces yields a sentence, cut between words where it is overlong.
func yieldPieces(text string, span Span, u unit, yield func(unit) bool) bool {
	for at := span.Start; at < span.End; {
		end, words := takeWords(text, at, span.End, maxSentenceWords)
		u.start, u.end, u.words = at, end, words
		if !yield(u) {
			return false
		}
		u.opens, u.heading = atSentence, false
		at = end
	}
	return true
}

// takeWords returns the end of the first n words of text[start:end] with the
// white space after them, and how many they are. Two characters of a script
// without spaces count as a word.
func takeWords(text string, start, end, n int) (at, words int) {
	if end-start <= 2*n { // too short for more words than that
		if words, ok := asciiWords(text[start:end]); ok {
			return end, max(words, 1)
		}
	}
	half := 0 // characters of unspaced scripts
	inWord := false
	i := start
	for i < end {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:end])
		}
		switch {
		case unicode.IsSpace(r):
			inWord = false
		case r >= 0x0E00 && language.IsUnspaced(r):
			half++
			inWord = false
		case !inWord:
			inWord = true
			words++
		}
		if words+half/2 > n || i-start > maxPieceBytes && (!inWord || i-start > 2*maxPieceBytes) {
			if words+half/2 > n && inWord {
				words--
			}
			break
		}
		i += size
	}
	return i, max(words+half/2, 1)
}

// asciiWords counts the words of text, false if it isn't all ASCII.
func asciiWords(text string) (words int, ok bool) {
	inWord := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= utf8.RuneSelf {
			return 0, false
		}
		space := c == ' ' || '\t' <= c && c <= '\r'
		if !space && !inWord {
			words++
		}
		inWord = !space
	}
	return words, true
}

// HeadingPath joins the headings above offset, outermost first, with " › ".
func (d *Document) HeadingPath(offset int) string {
	var parts []string
	for _, h := range d.HeadingsAt(offset) {
		parts = append(parts, h.Text)
	}
	return strings.Join(parts, " › ")
}
