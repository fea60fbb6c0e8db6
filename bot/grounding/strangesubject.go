package grounding

import "footnote/retrieval/language"

// findStrangeSubject finds a subject that only the title or the context has, where the
// sentence has one of its own that the claim makes the object: the committee asks Skarvair,
// of Skarvair asks.
func (al *alignment) findStrangeSubject() (Reason, bool) {
	if !al.b.someLanguage(func(l *language.Limits) bool { return l.SubjectFirst }) {
		return Reason{}, false
	}
	x := firstContent(al.a)
	j := firstContent(al.b)
	if x < 0 || j < 0 || al.to[x] >= 0 || al.missing[x] || al.from[j] <= x || al.b.prepositionBefore(j) != "" {
		return Reason{}, false
	}
	y := al.from[j]
	if al.a.prepositionBefore(y) != "" {
		return Reason{}, false
	}
	for v := x + 1; v < y; v++ {
		if al.mayBeVerb(v) && al.to[v] > j && al.a.hasVoiceAt(v) == al.b.hasVoiceAt(al.to[v]) && !al.a.breaks[v] {
			return Reason{Kind: Roles, Words: al.a.snippet(x, y+1), Found: al.b.snippet(j, al.to[v]+1)}, true
		}
	}
	return Reason{}, false
}

func firstContent(t *laid) int {
	for i, content := range t.content {
		if content {
			return i
		}
	}
	return -1
}
