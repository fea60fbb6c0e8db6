package bot

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"unicode/utf8"
)

// Fence returns a mark that the data of a prompt can't hold, because it depends
// on all of it: whoever writes a document, or a question, can't close the fence
// around it. The same data has the same fence, so that prompts can be recorded
// and replayed.
func Fence(data any) string {
	h := sha256.New()
	fmt.Fprintf(h, "%+v", data)
	return "~~~" + hex.EncodeToString(h.Sum(nil))[:16]
}

// Tokens estimates how many tokens a text has, rather too many than too few:
// one for three bytes of ASCII, one for each other rune. Byte-pair encodings of
// today need about one for four bytes of English and less than one for a rune
// of most other scripts.
func Tokens(text string) int {
	ascii, other := 0, 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			ascii++
			i++
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		other++
		i += size
	}
	return (ascii+2)/3 + other
}
