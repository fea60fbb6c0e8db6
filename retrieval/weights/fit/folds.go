package fit

import (
	"encoding/binary"
	"hash/fnv"
)

// Fold returns which of n folds a case belongs to, by the name of what it hangs
// together with: the same in each run, on each machine, whatever else there is.
func Fold(name string, n int) int {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // never fails
	// FNV's low bits depend on few of the input's: fold the high ones in.
	var sum [8]byte
	binary.BigEndian.PutUint64(sum[:], h.Sum64())
	return int((binary.BigEndian.Uint32(sum[:4]) ^ binary.BigEndian.Uint32(sum[4:])) % uint32(n))
}
