package grounding

// A retelling moves phrases and turns sentences around their verb: each word keeps a
// neighbour. Where two words have exchanged their places, neither has one: "fill the tray
// and empty the tank" of "empty the tray and fill the tank".

// mostUprooted is how many words a claim may have that stand beside none of their
// neighbours: one may have been moved by itself.
const mostUprooted = 1

// findUprooted finds words of the claim that stand among other words than in the sentence.
func (al *alignment) findUprooted() (Reason, bool) {
	// What a comma parts in the sentence may be joined in the claim: the team, led by her.
	apart, first := al.countUprooted(true)
	if apart <= mostUprooted {
		return Reason{}, false
	}
	if n, _ := al.countUprooted(false); n == 0 {
		return Reason{}, false
	}
	j := al.partnerAt(first)
	return Reason{Kind: Roles, Words: al.a.snippet(first-1, first+2), Found: al.b.snippet(j-1, j+2)}, true
}

// countUprooted counts the words of the claim that have none of their neighbours in the
// sentence, where commas part neighbours there or don't, and returns the first one.
func (al *alignment) countUprooted(parted bool) (n, first int) {
	ours, theirs := al.neighboursInClaim(), al.neighboursInSentence(parted)
	for i, list := range ours {
		if len(list) == 0 || al.isMovable(i) {
			continue
		}
		kept := false
		for _, other := range list {
			for _, j := range theirs[al.partnerAt(i)] {
				kept = kept || al.partnerAt(other) == j
			}
		}
		if !kept {
			if n == 0 {
				first = i
			}
			n++
		}
	}
	return n, first
}

// isMovable reports whether word i of the claim may stand anywhere: it is a figure, a period,
// behind the same preposition as in the sentence, or another form: the harvest of what was
// harvested.
func (al *alignment) isMovable(i int) bool {
	return al.a.words[i].folded != al.b.words[al.partnerAt(i)].folded || al.a.inFigure[i] >= 0 || al.a.isOneOf(i, periods) || al.keepsPreposition(i, al.to[i])
}

// neighboursInClaim lists for each word of the claim with a partner the next ones like it
// before and behind, up to a comma.
func (al *alignment) neighboursInClaim() [][]int {
	return listNeighbours(al.a, true, func(i int) bool { return al.partnerAt(i) >= 0 && (al.a.inFigure[i] < 0 || al.a.startsFigure(i)) })
}

func (al *alignment) neighboursInSentence(parted bool) [][]int {
	first := make(map[int]bool)
	for i := range al.a.words {
		if j := al.partnerAt(i); j >= 0 {
			first[j] = true
		}
	}
	return listNeighbours(al.b, parted, func(j int) bool { return first[j] })
}

func listNeighbours(t *laid, parted bool, counts func(i int) bool) [][]int {
	lists := make([][]int, len(t.words))
	last, beforeFigure := -1, -1 // what a figure stands between are neighbours, too
	for i := range t.words {
		if parted && t.breaks[i] {
			last, beforeFigure = -1, -1
		}
		if !counts(i) {
			continue
		}
		for _, k := range []int{last, beforeFigure} {
			if k >= 0 {
				lists[i], lists[k] = append(lists[i], k), append(lists[k], i)
			}
		}
		beforeFigure = -1
		if t.inFigure[i] >= 0 {
			beforeFigure = last
		}
		last = i
	}
	return lists
}

// startsFigure reports whether word i is the first of a figure.
func (t *laid) startsFigure(i int) bool {
	return t.inFigure[i] >= 0 && (i == 0 || t.inFigure[i-1] != t.inFigure[i])
}
