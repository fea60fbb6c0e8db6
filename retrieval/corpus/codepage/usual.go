package codepage

import "golang.org/x/text/encoding"

// runeSet is a set of characters of Unicode's first plane.
type runeSet [1 << 16]bool

func (s *runeSet) has(r rune) bool { return s != nil && r >= 0 && int(r) < len(s) && s[r] }

// usualRunes returns the characters whose first byte in a charset is among some, and
// whose second one is firstTrail or more.
// The charsets of Chinese, Japanese and Korean keep those that are in daily use
// together (level 1 of GB 2312, Big5 and JIS X 0208; Hangul in KS X 1001).
func usualRunes(e encoding.Encoding, first, last, firstTrail byte) *runeSet {
	s := new(runeSet)
	for lead := int(first); lead <= int(last); lead++ {
		for trail := int(firstTrail); trail < 0xFF; trail++ {
			for _, r := range decode(e, []byte{byte(lead), byte(trail)}) {
				if isIdeograph(r) {
					s[r] = true
				}
			}
		}
	}
	return s
}
