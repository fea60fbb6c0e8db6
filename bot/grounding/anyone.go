package grounding

// isAnyone reports whether word i of the claim is the name of whoever the sentence speaks
// to: customers can move it once, of "you can move it once".
func (al *alignment) isAnyone(i int) bool {
	if !al.a.isOneOf(i, anyone) || !al.isLeading(i) {
		return false
	}
	if al.b.isImperative() {
		return true
	}
	for j := range al.b.words {
		if al.b.isOneOf(j, addressing) && al.from[j] < 0 {
			return true
		}
	}
	return false
}
