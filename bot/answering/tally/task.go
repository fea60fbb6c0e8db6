package tally

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/frequency"
	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
	"footnote/retrieval/question"
)

// Operation is what is computed.
type Operation string

// The operations.
const (
	Count Operation = "count"
	List  Operation = "list"
	Sum   Operation = "sum"
	Mean  Operation = "mean"
	Most  Operation = "most"
	Least Operation = "least"
)

// measure is what the column of a superlative holds, as far as the word tells.
type measure int

const (
	anyMeasure measure = iota
	ofMoney
	ofDates
	ofLength  // or of time
	ofQuality // worst: the least of what is good, the most of what is bad
)

// Task is a question that asks for something computed.
type Task struct {
	Operation
	text    string
	measure measure
	words   []word
	// counted is the first word of what is counted or listed, len(words) if none is.
	counted  int
	lead     int // the words of the sentence before the question
	spoken   language.Codes
	bounds   []bound
	dates    []dateLimit
	thisYear bool // what is asked is of the year that it is now
	// denies reports whether a word turns what is asked into its opposite.
	denies bool
}

// role is what a word does in a question.
type role int

const (
	content   role = iota // stands for something in the table
	function              // says nothing of it
	operating             // says what is computed
	figure                // belongs to a date or a bound
)

// word is a word of a question.
type word struct {
	text       string // folded
	start, end int    // bytes of the question
	role       role
	weight     float64 // what it says that nothing explains it
	generic    bool    // names rows or tables of any kind
	amount     int     // the number that it is, as a word or in digits; -1 for none
}

// Parse reads what a question wants computed, false if it wants nothing of the kind. told
// is the message that the question is of: what stands before the question in its sentence
// may be a greeting or a condition, and what stands behind it is one.
func Parse(q question.Question, told string) (Task, bool) {
	sentence, lead := sentenceOf(told, q.Text)
	if sentence != q.Text {
		q = question.Parse(sentence)
	}
	t := Task{text: sentence, spoken: q.Spoken, words: splitQuestion(sentence)}
	t.counted = len(t.words)
	t.markFunction()
	t.readFigures(sentence)
	for t.lead < len(t.words) && t.words[t.lead].end <= lead {
		t.lead++
	}
	if !t.readOperation() {
		return Task{}, false
	}
	t.weigh()
	return t, true
}

// longestLead is how many words before a question may be a greeting.
const longestLead = 4

// sentenceOf returns the sentence of a message that a question stands in, and how many of
// its bytes stand before the question.
func sentenceOf(told, asked string) (sentence string, lead int) {
	at := strings.Index(told, asked)
	if at < 0 || asked == "" {
		return asked, 0
	}
	start, end := 0, len(told)
	for i, r := range told {
		if !endsSentence(told, i, r) {
			continue
		}
		switch next := i + utf8.RuneLen(r); {
		case next <= at:
			start = next
		case next >= at+len(asked):
			return told[start:next], at - start
		}
	}
	return told[start:end], at - start
}

// endsSentence reports whether a rune of a text ends a sentence.
func endsSentence(text string, i int, r rune) bool {
	switch r {
	case '\n', '。', '？', '！':
		return true
	case '.', '?', '!':
		next, _ := utf8.DecodeRuneInString(text[i+1:])
		return i+1 == len(text) || unicode.IsSpace(next)
	}
	return false
}

// splitQuestion cuts a question into words.
func splitQuestion(text string) []word {
	var list []word
	for _, s := range splitWords(text) {
		raw := text[s.Start:s.End]
		list = append(list, word{text: foldWord(raw), start: s.Start, end: s.End, amount: -1})
	}
	return list
}

// markFunction tells the words that say nothing of a table.
func (t *Task) markFunction() {
	for i := range t.words {
		w := &t.words[i]
		w.amount = cardinal(w.text, t.spoken)
		switch {
		case len(w.text) == 1 && w.text[0] >= 'a' && i > 0 && isApostrophe(t, i):
			w.role = function // what's
		case both.In(w.text, t.spoken):
			w.amount = 2
		case i > 0 && degrees.In(w.text, t.spoken) && manners.In(t.words[i-1].text, t.spoken):
			w.role, w.amount = function, -1 // how high are
		case weightless.In(w.text, t.spoken) && !isDigits(w.text):
			w.role, w.amount = function, -1
		case w.amount < 0 && (having.In(w.text, t.spoken) || thisWord.In(w.text, t.spoken)):
			w.role = function
		}
		if i > 0 && thisWord.In(t.words[i-1].text, t.spoken) {
			if unit, ok := unitNamed(w.text); ok && (unit.Dimension == "months" || unit.Dimension == "time") || periods.In(w.text, t.spoken) {
				w.role, t.words[i-1].role = function, function
				t.thisYear = t.thisYear || unit.Name == "year"
			}
		}
		w.generic = rowNames.In(w.text, t.spoken)
		t.denies = t.denies || negations.In(w.text, t.spoken)
	}
}

// isApostrophe reports whether word i stands right behind an apostrophe.
func isApostrophe(t *Task, i int) bool {
	gap := t.words[i].start - t.words[i-1].end
	return gap == len("'") || gap == len("’")
}

// longestPhrase is how many words a phrase of the lists has at most.
const longestPhrase = 4

// phraseAt returns how many words from i on are the longest phrase of a list, 0 for none.
func (t *Task) phraseAt(list language.Lexicon, i int) int {
	phrase, longest := "", 0
	for n := 1; n <= longestPhrase && i+n <= len(t.words); n++ {
		if n > 1 {
			phrase += " "
		}
		phrase += t.words[i+n-1].text
		if list.In(phrase, t.spoken) {
			longest = n
		}
	}
	return longest
}

// superlative is a list of superlatives with what they ask for.
type superlative struct {
	list language.Lexicon
	Operation
	measure
}

var superlatives = []superlative{
	{gather(func(l language.Tally) language.Words { return l.Dearest }), Most, ofMoney},
	{gather(func(l language.Tally) language.Words { return l.Cheapest }), Least, ofMoney},
	{gather(func(l language.Tally) language.Words { return l.Newest }), Most, ofDates},
	{gather(func(l language.Tally) language.Words { return l.Oldest }), Least, ofDates},
	{gather(func(l language.Tally) language.Words { return l.Longest }), Most, ofLength},
	{gather(func(l language.Tally) language.Words { return l.Shortest }), Least, ofLength},
	{gather(func(l language.Tally) language.Words { return l.Worst }), Least, ofQuality},
	{gather(func(l language.Tally) language.Words { return l.Most }), Most, anyMeasure},
	{gather(func(l language.Tally) language.Words { return l.Least }), Least, anyMeasure},
}

// readOperation finds what is to be computed. A superlative says it first, then a mean
// and a sum; what is counted may be summed: how many homes in all.
func (t *Task) readOperation() bool {
	var found Operation
	mark := func(i, n int) {
		for k := i; k < i+n; k++ {
			t.words[k].role = operating
		}
	}
	set := func(op Operation) {
		if found == "" {
			found = op
		}
	}
	for i := range t.words {
		if t.words[i].role == figure || t.words[i].role == operating {
			continue
		}
		for _, s := range superlatives {
			if n := t.phraseAt(s.list, i); n > 0 && t.words[i].role != operating && !t.isBounding(i) {
				mark(i, n)
				if found == "" {
					t.measure = s.measure
				}
				set(s.Operation)
			}
		}
	}
	for _, l := range []struct {
		list language.Lexicon
		op   Operation
	}{{means, Mean}, {sums, Sum}} {
		for i := range t.words {
			if n := t.phraseAt(l.list, i); n > 0 && t.words[i].role != figure && t.words[i].role != operating {
				mark(i, n)
				set(l.op)
			}
		}
	}
	for i := range t.words {
		if n := t.phraseAt(counts, i); n > 0 && t.words[i].role != operating {
			mark(i, n)
			if t.counted == len(t.words) {
				t.counted = i + n
			}
			set(Count)
		}
	}
	if n := t.phraseAt(lists, t.lead); n > 0 && found == "" {
		mark(t.lead, n)
		t.counted = t.lead + n
		set(List)
	}
	t.Operation = found
	return found != "" && !t.operatesIn(t.lead)
}

// NeedsRows reports whether no row alone answers, but for one that says it for all: a sum,
// a mean, the largest of many. A count may stand in a row, and so may what is listed.
func (t *Task) NeedsRows() bool {
	return t.Operation != Count && t.Operation != List
}

// operatesIn reports whether one of the first words says what is computed.
func (t *Task) operatesIn(n int) bool {
	return slices.ContainsFunc(t.words[:n], func(w word) bool { return w.role == operating })
}

// isBounding reports whether word i belongs to a bound: at most.
func (t *Task) isBounding(i int) bool {
	return i > 0 && bounding.In(t.words[i-1].text+" "+t.words[i].text, t.spoken)
}

// weigh says how much of the question is unexplained where nothing explains a word.
func (t *Task) weigh() {
	for i := range t.words {
		w := &t.words[i]
		if w.role != content {
			continue
		}
		w.weight = 1
		if w.amount < 0 && !strings.ContainsAny(w.text, "0123456789") {
			w.weight = frequency.Telling(t.spoken, w.text)
		}
		if w.generic || i < t.lead && t.lead <= longestLead || states.In(w.text, t.spoken) {
			w.weight = 0
		}
	}
}

// bound is a number that cells are compared with: over 500.
type bound struct {
	first, after int // words of it
	quantity.Quantity
	plain float64 // as it is written, not in its unit's base
}

// dateLimit is a date that rows must be of, or before, or after.
type dateLimit struct {
	first, after int // words of it
	quantity.Day
	before, since bool
}

// readFigures finds the dates and the bounds.
func (t *Task) readFigures(text string) {
	for _, q := range quantity.Find(text) {
		first := slices.IndexFunc(t.words, func(w word) bool { return w.end > q.Start })
		after := first
		for after >= 0 && after < len(t.words) && t.words[after].start < q.End {
			after++
		}
		if first < 0 || first == after {
			continue
		}
		switch {
		case q.Kind == quantity.Date:
			d := dateLimit{first: first, after: after, Day: q.Day}
			if first > 0 {
				before := t.words[first-1].text
				d.before = beforeWords.In(before, t.spoken)
				d.since = sinceWords.In(before, t.spoken)
			}
			t.dates = append(t.dates, d)
			for i := first; i < after; i++ {
				t.words[i].role = figure
			}
		case q.Kind == quantity.Number && q.Bound != quantity.Exactly && q.Bound != quantity.About:
			t.bounds = append(t.bounds, bound{first, after, q, plainValue(text, q)})
			for i := first; i < after; i++ {
				t.words[i].role = figure
			}
			t.markBounding(first, after)
		}
	}
}

// markBounding marks the words that bound a number: at least, or more.
func (t *Task) markBounding(first, after int) {
	for n := 1; n <= 2 && first-n >= 0; n++ {
		if t.phraseAt(bounding, first-n) == n {
			for k := first - n; k < first; k++ {
				t.words[k].role = operating
			}
			break
		}
	}
	for i := after; i < min(len(t.words), after+3); i++ {
		if n := t.phraseAt(bounding, i); n > 0 {
			for k := i; k < i+n; k++ {
				t.words[k].role = operating
			}
		}
	}
}

// texts returns the words of the question.
func (t *Task) texts() []string {
	list := make([]string, len(t.words))
	for i, w := range t.words {
		list[i] = w.text
	}
	return list
}

// ranges reports whether two dates are the first and the last of what is asked for.
func (t *Task) ranges(a, b dateLimit) bool {
	for i := a.after; i < b.first; i++ {
		if toWords.In(t.words[i].text, t.spoken) {
			return true
		}
	}
	return false
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }
