package grounding

import (
	"slices"

	"footnote/retrieval/language"
)

// checkRoles compares who did what to whom, by the order of two names around
// one verb: "A sued B" is not borne out by "B sued A".
func (m *matched) checkRoles() []Reason {
	for k, v := range m.claim.content {
		ours, ok := roleAt(m.claim.words, v, m.claim.spoken)
		if !ok {
			continue
		}
		swapped := false
		for i := range m.source.sentences {
			j := m.at[i][k]
			if j < 0 {
				continue
			}
			theirs, ok := roleAt(m.source.sentences[i].words, j, m.source.sentences[i].spoken)
			if !ok {
				continue
			}
			if alikeNames(theirs.agent, ours.agent) && alikeNames(theirs.patient, ours.patient) {
				swapped = false
				break
			}
			swapped = swapped || alikeNames(theirs.agent, ours.patient) && alikeNames(theirs.patient, ours.agent)
		}
		if swapped {
			w := m.claim.words[v]
			return []Reason{{Kind: Roles, Words: m.claim.text[w.Start:w.End]}}
		}
	}
	return nil
}

// role is who does something and to whom it is done: the words of their names,
// folded.
type role struct{ agent, patient []string }

// alikeNames reports whether two names have a word in common.
func alikeNames(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// How far from a verb its names may begin, in words.
const (
	leftReach  = 3
	rightReach = 4
)

// roleAt reads the names on both sides of the verb at v, in a text in these
// languages.
func roleAt(words []word, v int, spoken language.Codes) (role, bool) {
	if words[v].upper {
		return role{}, false
	}
	var left, right []string
	passive := false
	for i := v - 1; i >= 0 && i >= v-leftReach && !together.In(words[i].folded, spoken); i-- {
		if isName(words[i]) {
			for ; i >= 0 && isName(words[i]); i-- {
				left = append(left, words[i].folded)
			}
			break
		}
	}
	for i := v + 1; i < len(words) && i <= v+rightReach && !together.In(words[i].folded, spoken); i++ {
		passive = passive || words[i].folded == "by"
		if isName(words[i]) {
			for ; i < len(words) && isName(words[i]); i++ {
				right = append(right, words[i].folded)
			}
			break
		}
	}
	if len(left) == 0 || len(right) == 0 || alikeNames(left, right) {
		return role{}, false
	}
	if passive {
		left, right = right, left
	}
	return role{left, right}, true
}

func isName(w word) bool { return w.upper && !w.stop }
