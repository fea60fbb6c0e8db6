package grounding

// findTurnedContrast finds a contrast told the other way round: killed by the wolf, not by a
// dog, for by a dog, not by the wolf. Both sides of it are then in the sentence, and what is
// denied is the same, so that nothing else shows it.
func (al *alignment) findTurnedContrast() (Reason, bool) {
	ours, theirs := al.a.contrast(), al.b.contrast()
	if ours < 0 || theirs < 0 {
		return Reason{}, false
	}
	x, y := al.a.contentBefore(ours), al.a.nextContent(ours+1)
	if x < 0 || y < 0 || al.to[x] <= theirs || al.to[y] < 0 || al.to[y] >= theirs {
		return Reason{}, false
	}
	return Reason{Kind: Roles, Words: al.a.snippet(x, y+1), Found: al.b.snippet(al.to[y], al.to[x]+1)}, true
}

// contrast returns the word that denies what stands behind a comma: not by the wolf. It is -1
// if there is none or several.
func (t *laid) contrast() int {
	at := -1
	for _, l := range t.limits {
		if l.kinds&limitNot == 0 || !t.breaks[l.at] {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = l.at
	}
	return at
}

// contentBefore returns the last word of content before word i, -1 for none.
func (t *laid) contentBefore(i int) int {
	for i--; i >= 0; i-- {
		if t.content[i] {
			return i
		}
	}
	return -1
}
