package fit

import "hash/fnv"

// Fold returns which of n folds a case belongs to, by the name of what it hangs
// together with: the same in each run, on each machine, whatever else there is.
func Fold(name string, n int) int {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // never fails
	sum := h.Sum64()
	return int((sum>>32 ^ sum&0xffffffff) % uint64(n)) // the low bits alone are uneven
}
