package meaning

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
)

// Key stands for a text: the first half of its SHA-256. Two texts of one key are not
// to be expected, not even among texts made for it by others: that takes 2⁶⁴ tries,
// and would show as a passage found for what it doesn't mean.
type Key [16]byte

// KeyOf returns the key of a text.
func KeyOf(text string) Key {
	sum := sha256.Sum256([]byte(text))
	return Key(sum[:])
}

// IsZero reports whether a key stands for no text.
func (k Key) IsZero() bool { return k == Key{} }

// Compare orders keys by their bytes.
func (k Key) Compare(o Key) int { return bytes.Compare(k[:], o[:]) }

// head is what keys are mostly told apart by.
func (k Key) head() uint64 { return binary.BigEndian.Uint64(k[:]) }
