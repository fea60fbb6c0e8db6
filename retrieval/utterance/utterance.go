package utterance

import (
	"slices"
	"strings"
	"unicode"

	"footnote/retrieval/language"
)

// Kind is what a message is.
type Kind int

// The kinds of messages.
const (
	Asking      Kind = iota // asks something that documents may answer
	Greeting                // "hi", and nothing else
	Thanks                  // "thanks, that helps"
	Help                    // "help", "how does this work"
	Identity                // "who are you", "what can you do"
	Listing                 // "which documents do you have about X", "list all X"
	Summarizing             // "summarise the travel policy"
	About                   // "what do you know about X"
	Pointing                // "can you answer this?", or a mention and nothing else
	Chatter                 // anything else that asks nothing: "lol", "brb", "I agree"
	kindCount
)

// Utterance is a message taken apart.
type Utterance struct {
	Text string
	Kind Kind
	// Perhaps is what the message is rather than one that asks, where that isn't sure
	// enough to be Kind: if the documents don't answer it, it is that.
	Perhaps Kind
	// Question is what is asked, in the words of the message, or the topic X of
	// Listing, Summarizing and About. Without either it is "".
	Question string
	// Scene is what only sets the scene: it may help to find passages, and its words
	// are no evidence if they are missing.
	Scene string
	// Told is Question and Scene as they stand in the message, for what reads whole
	// texts.
	Told string
	// Unmarked reports whether neither a question mark nor a word that asks stands in
	// what is asked: it may be a statement.
	Unmarked bool
	// ToOthers reports whether the message speaks to somebody else by name or mention.
	ToOthers bool
}

// Ask returns what somebody said that is nothing but a question.
func Ask(text string) Utterance {
	return Utterance{Text: text, Kind: Asking, Perhaps: Asking, Question: text, Told: text}
}

// Read takes a message apart.
func Read(text string) Utterance { return shippedModel().Read(text) }

// Read takes a message apart.
func (m *Model) Read(text string) Utterance {
	text = strings.TrimSpace(text)
	u := Utterance{Text: text, Kind: Pointing, Perhaps: Pointing}
	read := readMessage(text)
	if !read.hasWords() {
		return u // nothing but mentions, emoji and the like
	}
	labels := m.tagger.label(read)
	u.Kind, u.Perhaps = m.kinds.tell(read, labels)
	if u.Kind == Summarizing || u.Kind == About {
		read.findTopic(labels)
	}
	whole := read.keepWhole(m.tagger, labels)
	u.Question, u.Scene, u.Told = read.join(labels, Asked), read.join(whole, Setting), read.join(whole, Asked, Setting)
	if isShouted(text) {
		u.Question, u.Scene, u.Told = strings.ToLower(u.Question), strings.ToLower(u.Scene), strings.ToLower(u.Told)
	}
	if u.Kind == Asking && u.Question == "" {
		u.Question, u.Scene = read.join(nil), ""
		u.Told = u.Question
	}
	u.Unmarked = !read.isMarked(labels)
	u.ToOthers = read.addressesOthers(labels)
	return u
}

// surelySocial is the margin from which on the tagger is sure that what goes on where a
// question ends is not asked. Of 41 such tails of held-out messages that are asked it
// takes 19 for social all the same, and of 137 that aren't it is sure of 116.
const surelySocial = 240

// keepWhole returns labels with which what is social sets the scene if it goes on where a
// question ends, without punctuation between, and the tagger isn't sure of it: "in
// Austria" may decide, and "thanks" as a part of the question makes it one that nobody
// answers.
func (m *message) keepWhole(g *tagger, labels []Label) []Label {
	whole := slices.Clone(labels)
	for i := 1; i < len(whole); i++ {
		if labels[i] != Social || labels[i-1] != Asked || m.boundary(i) != 0 {
			continue
		}
		end := i + 1
		for end < len(labels) && labels[end] == Social && m.sentence[end] == m.sentence[i] {
			end++
		}
		if g.marginOf(m, i, end) < surelySocial {
			for k := i; k < end; k++ {
				whole[k] = Setting
			}
		}
	}
	return whole
}

// isMarked reports whether a question mark ends a sentence, or a word asks, of what is
// asked.
func (m *message) isMarked(labels []Label) bool {
	for i, t := range m.tokens {
		if labels[i] == Asked && (m.asks[i] || language.EndsInQuestionMark(t.key)) {
			return true
		}
	}
	return false
}

func (m *message) hasWords() bool {
	for _, t := range m.tokens {
		if t.form == word || t.form == code || t.form == quote {
			return true
		}
	}
	return false
}

// join returns the pieces of a message that have one of some labels, or all if labels is
// nil, without what chat programs write in codes.
func (m *message) join(labels []Label, wantedLabels ...Label) string {
	var pieces []string
	start, end := -1, 0
	flush := func() {
		if start >= 0 {
			if piece := strings.Trim(m.text[start:end], " \n\t,;:-–—"); piece != "" {
				pieces = append(pieces, piece)
			}
		}
		start = -1
	}
	for i, t := range m.tokens {
		wanted := labels == nil || slices.Contains(wantedLabels, labels[i])
		if t.form != word && t.form != punctuation && t.form != code && t.form != quote && t.form != lineBreak {
			wanted = false
		}
		if !wanted {
			flush()
			continue
		}
		if start < 0 {
			if t.form == punctuation && !opensWord(t.key) || t.form == lineBreak {
				continue // the end of what stands before
			}
			start = t.start
		}
		end = t.end
	}
	flush()
	return strings.Join(pieces, " ")
}

// opensWord reports whether a mark may stand before the first word.
func opensWord(mark string) bool {
	return strings.Contains("¿¡\"'“‘„«»([{#$€£/.-+~_%@&*", mark)
}

// isShouted reports whether a message is written in capitals alone, so that they
// don't tell names.
func isShouted(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper >= leastShouted && upper > 4*lower
}

// leastShouted is how many capitals it takes: fewer may be an acronym and a figure.
const leastShouted = 12

// addressesOthers reports whether a mention stands in what is social: outside, it is
// spoken of and not to.
func (m *message) addressesOthers(labels []Label) bool {
	for i, t := range m.tokens {
		if t.form == mention && labels[i] == Social {
			return true
		}
	}
	return false
}
