package encoder

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/retrieval/encoder/weights"
)

// unigram splits text into the pieces of SentencePiece's unigram models, as XLM-R was
// trained on: characters in their normal form, and of all ways to write a word as
// pieces the most probable one.
type unigram struct{ vocabulary *weights.Unigram }

const (
	// longestRun is how many bytes are divided into pieces at once. Words are rarely
	// longer, but for languages that write no spaces.
	longestRun = 4096
	// wordStart stands before each word: ▁.
	wordStart = "\u2581"
)

// step is the best way to divide a word up to some byte.
type step struct {
	score float32
	id    int32 // of its last piece
	from  int32 // where that begins
}

// speller is the state of one text on its way to pieces.
type speller struct {
	unigram
	*buffers
	ids   []int32
	limit int // the most ids, with the mark at the end
}

// appendPieces implements tokenizer.
func (t unigram) appendPieces(ids []int32, b *buffers, text string, limit int) []int32 {
	s := speller{unigram: t, buffers: b, ids: append(ids, weights.UnigramStart), limit: len(ids) + limit - 1}
	s.word = append(s.word[:0], wordStart...)
	for len(text) > 0 && len(s.ids) < s.limit {
		n, size, replacement := plainRun(text)
		s.addNormal(text[:n])
		if replacement >= 0 {
			s.addRune(replacement)
		}
		text = text[n+size:]
	}
	s.endWord()
	return append(s.ids, weights.UnigramEnd)
}

func (t unigram) isUnknown(id int32) bool { return id == weights.UnigramOther }

// remove is what characters become that are left out.
const remove rune = -1

// plainRun returns how many bytes of a text are to be put into their normal form, how
// many the character behind them takes, and what that becomes. They are the rules of
// SentencePiece's nmt_nfkc beyond NFKC itself. Runs are short, so that a long text is
// left in time.
func plainRun(text string) (n, size int, replacement rune) {
	const most = 256
	for i, r := range text {
		if i >= most && norm.NFKC.PropertiesString(text[i:]).BoundaryBefore() {
			return i, 0, remove
		}
		if replacement, ok := replaceRune(r); ok {
			_, size := utf8.DecodeRuneInString(text[i:])
			return i, size, replacement
		}
	}
	return len(text), 0, remove
}

// replaceRune returns what becomes of a character that isn't put into its normal form,
// and whether it is one.
func replaceRune(r rune) (replacement rune, ok bool) {
	switch {
	case r <= ' ':
		if r == '\t' || r == '\n' || r == '\f' || r == '\r' || r == ' ' {
			return ' ', true
		}
		return remove, true
	case r < 0x7f:
		return 0, false
	case r == 0x7f, r == 0x8f, r == 0x9f:
		return remove, true
	case r == 0x61c, r == 0x1680, 0x200b <= r && r <= 0x200c, 0x200e <= r && r <= 0x200f, r == 0x2028, r == 0x2029,
		r == 0x2581, r == 0xfeff, r == utf8.RuneError:
		return ' ', true
	}
	return r, r == '～'
}

// addNormal adds a run of text in its normal form, which may have spaces.
func (s *speller) addNormal(run string) {
	s.run = norm.NFKC.AppendString(s.run[:0], run)
	from := 0
	for i, b := range s.run {
		if b == ' ' {
			s.word = append(s.word, s.run[from:i]...)
			s.endWord()
			from = i + 1
		}
	}
	s.word = append(s.word, s.run[from:]...)
	s.shorten()
}

// addRune adds a character as it is.
func (s *speller) addRune(r rune) {
	if r == ' ' {
		s.endWord()
		return
	}
	s.word = utf8.AppendRune(s.word, r)
	s.shorten()
}

// shorten makes pieces of a word's beginning where it gets too long.
func (s *speller) shorten() {
	for len(s.word) > longestRun {
		n := longestRun
		for n > 0 && !utf8.RuneStart(s.word[n]) {
			n--
		}
		s.divide(s.word[:n])
		s.word = append(s.word[:0], s.word[n:]...)
	}
}

// endWord adds the pieces of the word that has been read, if there is one, and begins
// the next.
func (s *speller) endWord() {
	if len(s.word) > 0 && string(s.word) != wordStart {
		s.divide(s.word)
	}
	s.word = append(s.word[:0], wordStart...)
}

// divide adds the pieces of a word or of a part of one.
func (s *speller) divide(word []byte) {
	path := s.path[:len(word)+1]
	for i := range path {
		path[i] = step{score: -1e30}
	}
	path[0].score = 0
	other := s.vocabulary.OtherScore()
	for i := 0; i < len(word); {
		_, size := utf8.DecodeRune(word[i:])
		before := path[i].score
		take := func(n, id int, score float32) {
			if score += before; score > path[i+n].score {
				path[i+n] = step{score, int32(id), int32(i)}
			}
		}
		s.vocabulary.EachPiece(word[i:], take)
		take(size, weights.UnigramOther, other)
		i += size
	}
	first := len(s.ids)
	for end := len(word); end > 0; end = int(path[end].from) {
		s.ids = append(s.ids, path[end].id)
	}
	s.ids = s.ids[:s.arrange(first)]
}

// arrange turns the ids from first on around, makes one of characters next to each
// other that no piece has, and returns how many ids there are then, at most the limit.
func (s *speller) arrange(first int) int {
	for i, j := first, len(s.ids)-1; i < j; i, j = i+1, j-1 {
		s.ids[i], s.ids[j] = s.ids[j], s.ids[i]
	}
	n := first
	for _, id := range s.ids[first:] {
		if id == weights.UnigramOther && n > first && s.ids[n-1] == id {
			continue
		}
		s.ids[n] = id
		n++
	}
	return min(n, s.limit)
}
