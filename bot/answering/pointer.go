package answering

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
	"footnote/retrieval/language"
	"footnote/retrieval/question"
)

// followPointers gives what a sentence points to its place: "for the limits of a function,
// see Quotas" has the words of a question and answers none, but for one that asks where
// something stands. What the best sentence names by a title or heading ranks first in its
// stead, and is looked for if the search didn't find it. Without that only a sentence that
// surely points elsewhere is put behind the others: "see that all doors are locked" says
// something.
func (a *Answerer) followPointers(ctx context.Context, x retrieval.Index, query retrieval.Query, ranked []candidate) ([]candidate, error) {
	if len(ranked) == 0 || query.Question.Expects == question.Place {
		return ranked, nil
	}
	place, sure := ranked[0].pointedAt()
	if place == "" {
		return ranked, nil
	}
	pointer := reference{ranked[0], plainWordsOf(ranked[0].text()), x, make(map[string]*retrieval.Document)}
	said, pointing := splitPointers(ranked[1:])
	pointing = slices.Insert(pointing, 0, ranked[0])
	var target []candidate
	if k := slices.IndexFunc(said, func(c candidate) bool { return !c.Heads() && pointer.names(ctx, c.hit, c.Start) }); k >= 0 {
		target = []candidate{said[k]}
		said = slices.Delete(said, k, k+1)
	} else {
		var err error
		if target, err = a.searchNamed(ctx, x, query, pointer, place); err != nil {
			return nil, fmt.Errorf("look for what a sentence points to: %w", err)
		}
	}
	if len(target) == 0 && !sure {
		return ranked, nil
	}
	for i := range target {
		target[i].score = pointer.score
	}
	return slices.Concat(target, said, pointing), nil
}

// splitPointers divides sentences into those that say something and those that surely only
// point.
func splitPointers(ranked []candidate) (said, pointing []candidate) {
	for _, c := range ranked {
		if _, sure := c.pointedAt(); sure {
			pointing = append(pointing, c)
		} else {
			said = append(said, c)
		}
	}
	return said, pointing
}

// mostNamed is how many passages are found by the name that a pointer gives.
const mostNamed = 5

// searchNamed asks the question of the documents that a pointer names, and returns the best
// sentence that stands in what it names, if any.
func (a *Answerer) searchNamed(ctx context.Context, x retrieval.Index, query retrieval.Query, pointer reference, place string) ([]candidate, error) {
	named := retrieval.Query{
		Question: question.Parse(place), Limit: mostNamed, NoReader: true, Weights: query.Weights,
		Exclude: query.Exclude, Collections: query.Collections,
	}
	found, err := retrieval.Search(ctx, x, named)
	if err != nil {
		return nil, err
	}
	var documents []string
	for i := range found.Hits {
		if h := &found.Hits[i]; h.Document != pointer.hit.Document && pointer.names(ctx, h, h.Start) {
			documents = append(documents, h.Document)
		}
	}
	if len(documents) == 0 {
		return nil, nil
	}
	exclude := query.Exclude
	query.Exclude = func(document string) bool {
		return !slices.Contains(documents, document) || exclude != nil && exclude(document)
	}
	if found, err = retrieval.Search(ctx, x, query); err != nil {
		return nil, err
	}
	said, _ := splitPointers(rankSentences(found.Hits))
	said = slices.DeleteFunc(said, func(c candidate) bool { return c.Heads() || !pointer.names(ctx, c.hit, c.Start) })
	return said[:min(len(said), 1)], nil
}

// reference is a sentence that may name documents.
type reference struct {
	candidate
	words string // plainWordsOf its text
	index retrieval.Index
	known map[string]*retrieval.Document // by ID; nil for one that is gone
}

// names reports whether the sentence names the document of a hit, or a heading above a
// place in it, in the words of its title, its headings or its file. Of its own document it
// names only headings that it doesn't stand below itself.
func (r reference) names(ctx context.Context, h *retrieval.Hit, at int) bool {
	d, ok := r.known[h.Document]
	if !ok {
		d, _ = r.index.Facts(ctx, h.Document) // without it the title and the file are left
		r.known[h.Document] = d
	}
	var called []string
	var own []retrieval.Heading
	if h.Document != r.hit.Document {
		called = append(called, h.Title, strings.TrimSuffix(path.Base(h.Document), path.Ext(h.Document)))
	} else if d != nil {
		own = d.HeadingsAt(r.Start)
	}
	if d != nil {
		for _, heading := range d.HeadingsAt(at) {
			if !slices.Contains(own, heading) {
				called = append(called, heading.Text)
			}
		}
	}
	return slices.ContainsFunc(called, func(name string) bool {
		name = plainWordsOf(name)
		if bare := strings.TrimSpace(name); strings.ContainsFunc(bare, language.IsRunRune) {
			return utf8.RuneCountInString(bare) > 1 && strings.Contains(r.words, bare)
		}
		return len(name) >= shortestName && strings.Contains(r.words, name)
	})
}

// shortestName is how many bytes a name has at least, with a space to either side, so that
// "Notes" in a sentence isn't taken for the document of that name.
const shortestName = 8

// plainWordsOf returns the words of a text in lower case, with a space before and behind
// each, without what stands between them.
func plainWordsOf(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return " " + strings.Join(words, " ") + " "
}

// pointedAt returns what a sentence may point to, "" if it says something: it begins with a
// word that sends the reader elsewhere, or has one behind a phrase that says what for ("for
// the limits, see …") or a label. Behind a phrase it is sure that it only points.
func (c candidate) pointedAt() (place string, sure bool) {
	text := strings.TrimLeft(c.text(), "-*•→> \t(")
	written := language.Written(c.hit.Language)
	if place := afterElsewhere(text, written); place != "" {
		return place, false
	}
	end := strings.IndexAny(text, ",:，：")
	if end < 0 {
		return "", false
	}
	mark, size := utf8.DecodeRuneInString(text[end:])
	label := (mark == ':' || mark == '：') && end <= longestLabel
	if !label && !saysWhatFor(text[:end], written) {
		return "", false
	}
	place = afterElsewhere(strings.TrimLeft(text[end+size:], " *_"), written)
	return place, place != ""
}

// longestLabel is how many bytes a label has at most, as "Hinges:" is one.
const longestLabel = 24

// openers begin a phrase that says what for, or when.
var openers = language.Gather(
	func(l *language.Language) language.Words { return l.Grammar.Prepositions },
	func(l *language.Language) language.Words { return l.Grammar.Conjunctions },
)

// saysWhatFor reports whether a phrase begins with such a word: "for more information",
// "to learn more".
func saysWhatFor(lead string, written language.Codes) bool {
	first, _, _ := strings.Cut(strings.ToLower(lead), " ")
	r, _ := utf8.DecodeRuneInString(first)
	return openers.In(first, written) || language.IsRunRune(r)
}

// afterElsewhere returns what stands behind the word at the beginning of a clause that
// sends the reader elsewhere, "" if none does.
func afterElsewhere(clause string, written language.Codes) string {
	lower := strings.ToLower(clause)
	place := ""
	for _, l := range written.List() {
		for _, word := range l.Writing.Elsewhere.List() {
			rest, found := strings.CutPrefix(lower, word)
			next, _ := utf8.DecodeRuneInString(rest)
			if found && rest != "" && (language.IsRunRune(next) || !unicode.IsLetter(next) && !unicode.IsDigit(next)) && (place == "" || len(rest) < len(place)) {
				place = rest
			}
		}
	}
	return strings.Trim(place, " \t.。")
}
