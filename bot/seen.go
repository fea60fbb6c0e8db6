package bot

import (
	"context"
	"slices"

	"footnote/retrieval"
	"footnote/retrieval/question"
)

// shows tells whether all that a reply cites may be seen.
func (s scope) shows(r *Reply) bool {
	return !slices.ContainsFunc(r.Citations(), func(c Citation) bool { return !s.document(c.Document) })
}

// covers tells whether s has all that the other scope has.
func (s scope) covers(other scope) bool {
	return s.all || !other.all && !slices.ContainsFunc(other.collections, func(c string) bool { return !s.allows(c) })
}

// private tells what one asked alone, for a question that others read.
func private(before, now *Record) bool {
	return before.Place.Direct && (!now.Place.Direct || before.Asker != now.Asker)
}

// narrowed returns a copy of a reply without the names of documents out of
// scope. With wider, the reply was made where more may be seen: then what it
// tells about words, which are those of all documents there, is left out too.
func (s scope) narrowed(r *Reply, wider bool) *Reply {
	out := *r
	for _, a := range []**Answer{&out.Answer, &out.Found} {
		if *a == nil {
			continue
		}
		narrow := **a
		narrow.Citations = s.citations(narrow.Citations)
		if wider {
			narrow.Missing, narrow.Corrected = []string{}, nil
		}
		*a = &narrow
	}
	out.Claims = slices.Clone(r.Claims)
	for i := range out.Claims {
		c := &out.Claims[i]
		c.Supporting, c.Contradicting = s.citations(c.Supporting), s.citations(c.Contradicting)
	}
	return &out
}

// citations are copies without duplicates that are out of scope.
func (s scope) citations(list []Citation) []Citation {
	list = slices.Clone(list)
	for i := range list {
		list[i].Duplicates = slices.DeleteFunc(slices.Clone(list[i].Duplicates), func(id string) bool { return !s.document(id) })
	}
	return list
}

// hide makes words that only excluded documents have words that none has:
// whether a document mentions something must not show where the document
// doesn't, nor must its spelling of a misspelt word.
func hide(ctx context.Context, x retrieval.Index, exclude func(string) bool, found *retrieval.Result) error {
	if exclude == nil {
		return nil
	}
	var hidden []int
	for i, w := range found.Words {
		if w.Stop || w.Passages == 0 || inHits(found.Hits, i, otherPart(found.Words, i)) {
			continue
		}
		alone, err := x.Candidates(ctx, retrieval.Query{Question: question.Parse(w.Text), Exclude: exclude}, retrieval.DefaultLimit)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(alone.Hits, hasAll) {
			hidden = append(hidden, i)
		}
	}
	for _, i := range hidden {
		found.Words[i].Passages, found.Words[i].Corrected = 0, ""
	}
	return nil
}

// hasAll tells a passage that has each word of its query, of which there may be two
// if the one asked for was taken apart.
func hasAll(c retrieval.Candidate) bool { return !slices.Contains(c.Parts, 0) }

// otherPart returns the word that is the other part of what a word of the question
// was taken apart into, the word itself if it wasn't.
func otherPart(words []retrieval.Word, i int) int {
	for k, w := range words {
		if k != i && w.Text == words[i].Text && w.Corrected == words[i].Corrected && w.Corrected != "" {
			return k
		}
	}
	return i
}

// inHits tells whether a hit has both words of the query.
func inHits(hits []retrieval.Hit, word, other int) bool {
	return slices.ContainsFunc(hits, func(h retrieval.Hit) bool { return h.Parts[word] > 0 && h.Parts[other] > 0 })
}
