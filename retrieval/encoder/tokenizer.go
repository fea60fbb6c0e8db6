package encoder

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/retrieval/encoder/weights"
)

// longestWord is the number of characters from which BERT takes a word for unknown.
const longestWord = 100

// tokenizer makes pieces of texts. It is safe for use by several goroutines.
type tokenizer interface {
	// appendPieces appends the ids of the pieces of text to ids, between the marks of
	// start and end: at least two and at most limit of them; what exceeds that is cut
	// off. It uses the buffers.
	appendPieces(ids []int32, b *buffers, text string, limit int) []int32
	// isUnknown reports whether a piece stands for whatever the vocabulary lacks.
	isUnknown(id int32) bool
}

// buffers are the memory of tokenizers, which is used again and again.
type buffers struct {
	word []byte
	run  []byte // of text, in its normal form
	path []step // by the bytes of word
}

// wordPieces splits text into WordPieces as BERT's uncased models were trained on:
// lower case, without accents, punctuation and Chinese characters as words of their
// own, each word as its longest known beginnings. Names of special pieces in a text,
// such as [SEP], are ordinary text.
type wordPieces struct {
	vocabulary        weights.Vocabulary
	start, end, other int // [CLS], [SEP], [UNK]
}

func newWordPieces(v weights.Vocabulary) wordPieces {
	special := func(name string) int {
		id, _ := v.LongestPiece([]byte(name), false)
		return id
	}
	return wordPieces{v, special("[CLS]"), special("[SEP]"), special("[UNK]")}
}

func (t wordPieces) isUnknown(id int32) bool { return id == int32(t.other) }

// splitter is the state of one text on its way to pieces.
type splitter struct {
	wordPieces
	ids   []int32
	limit int // the most ids, with the mark at the end
	word  []byte
	chars int // characters in word
}

// appendPieces implements tokenizer.
func (t wordPieces) appendPieces(ids []int32, b *buffers, text string, limit int) []int32 {
	s := splitter{wordPieces: t, ids: append(ids, int32(t.start)), limit: len(ids) + limit - 1, word: b.word[:0]}
	for _, r := range text {
		if len(s.ids) >= s.limit {
			break
		}
		s.addRune(r)
	}
	s.endWord()
	b.word = s.word
	return append(s.ids, int32(t.end))
}

// addRune cleans and decomposes a character of the text.
func (s *splitter) addRune(r rune) {
	switch {
	case r < utf8.RuneSelf:
		s.addASCII(byte(r))
	case unicode.IsSpace(r):
		s.endWord()
	case r == utf8.RuneError || unicode.In(r, unicode.C):
	case isChinese(r):
		s.endWord()
		s.addChar(r)
		s.endWord()
	case 0xAC00 <= r && r < 0xAC00+11172:
		s.addHangul(r)
	default:
		s.addDecomposed(r)
	}
}

func (s *splitter) addASCII(b byte) {
	switch {
	case 'A' <= b && b <= 'Z':
		s.addChar(rune(b) + 'a' - 'A')
	case 'a' <= b && b <= 'z' || '0' <= b && b <= '9':
		s.addChar(rune(b))
	case b == ' ' || b == '\t' || b == '\n' || b == '\r':
		s.endWord()
	case b < ' ' || b == 0x7f:
	default:
		s.endWord()
		s.addChar(rune(b))
		s.endWord()
	}
}

// addHangul adds the letters of a Korean syllable.
func (s *splitter) addHangul(r rune) {
	n := r - 0xAC00
	s.addChar(0x1100 + n/588)
	s.addChar(0x1161 + n%588/28)
	if last := n % 28; last > 0 {
		s.addChar(0x11A7 + last)
	}
}

// addDecomposed adds a character without its accents, in lower case.
func (s *splitter) addDecomposed(r rune) {
	var buf [utf8.UTFMax]byte
	whole := buf[:utf8.EncodeRune(buf[:], r)]
	parts := norm.NFD.Properties(whole).Decomposition()
	if parts == nil {
		parts = whole
	}
	for len(parts) > 0 {
		r, n := utf8.DecodeRune(parts)
		parts = parts[n:]
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if r = unicode.ToLower(r); isPunctuation(r) {
			s.endWord()
			s.addChar(r)
			s.endWord()
			continue
		}
		s.addChar(r)
	}
}

func (s *splitter) addChar(r rune) {
	s.chars++
	if s.chars <= longestWord {
		s.word = utf8.AppendRune(s.word, r)
	}
}

// endWord appends the pieces of the word that has been read, if there is one.
func (s *splitter) endWord() {
	word, chars := s.word, s.chars
	s.word, s.chars = s.word[:0], 0
	if chars == 0 {
		return
	}
	from := len(s.ids)
	for at := 0; at < len(word) && chars <= longestWord; {
		id, n := s.vocabulary.LongestPiece(word[at:], at > 0)
		if n == 0 {
			chars = longestWord + 1
			break
		}
		s.ids = append(s.ids, int32(id))
		at += n
	}
	if chars > longestWord {
		s.ids = append(s.ids[:from], int32(s.other))
	}
	s.ids = s.ids[:min(len(s.ids), s.limit)]
}

// isPunctuation reports whether BERT makes a character beyond ASCII a word of its own.
func isPunctuation(r rune) bool {
	return r < utf8.RuneSelf && r != ' ' && !unicode.IsLetter(r) && !unicode.IsDigit(r) || unicode.IsPunct(r)
}

// isChinese reports whether BERT takes a character for a Chinese one: the blocks of
// CJK ideographs, not the scripts of Japanese and Korean.
func isChinese(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FFF || 0x3400 <= r && r <= 0x4DBF ||
		0x20000 <= r && r <= 0x2A6DF || 0x2A700 <= r && r <= 0x2B73F ||
		0x2B740 <= r && r <= 0x2B81F || 0x2B920 <= r && r <= 0x2CEAF ||
		0xF900 <= r && r <= 0xFAFF || 0x2F800 <= r && r <= 0x2FA1F
}
