package inbox

import (
	"footnote/bot"
	"slices"
)

// showsReply reports whether all that a reply cites may be seen.
func (s scope) showsReply(r *bot.Reply) bool {
	return !slices.ContainsFunc(r.Citations(), func(c bot.Citation) bool { return !s.allowsDocument(c.Document) })
}

// coversScope reports whether s has all that the other scope has.
func (s scope) coversScope(other scope) bool {
	return s.all || !other.all && !slices.ContainsFunc(other.collections, func(c string) bool { return !s.allowsCollection(c) })
}

// isPrivateTo reports whether a question was asked alone, before one that others read.
func isPrivateTo(before, now *bot.Record) bool {
	return before.Place.Direct && (!now.Place.Direct || before.Asker != now.Asker)
}

// narrowReply returns a copy of a reply without the names of documents out of
// scope. With wider, the reply was made where more may be seen: then what it
// tells about words, which are those of all documents there, is left out too.
func (s scope) narrowReply(r *bot.Reply, wider bool) *bot.Reply {
	out := *r
	out.Answer, out.Found = s.narrowAnswer(r.Answer, wider), s.narrowAnswer(r.Found, wider)
	out.Guide = s.narrowGuide(r.Guide, wider)
	out.Claims = slices.Clone(r.Claims)
	for i := range out.Claims {
		c := &out.Claims[i]
		c.Supporting, c.Contradicting = s.narrowCitations(c.Supporting), s.narrowCitations(c.Contradicting)
	}
	return &out
}

// narrowAnswer is a copy of an answer as narrowReply wants it.
func (s scope) narrowAnswer(a *bot.Answer, wider bool) *bot.Answer {
	if a == nil {
		return nil
	}
	out := *a
	out.Citations = s.narrowCitations(a.Citations)
	if wider {
		out.Missing, out.Corrected, out.Languages = []string{}, nil, nil
	}
	return &out
}

// narrowCitations are copies without duplicates that are out of scope.
func (s scope) narrowCitations(list []bot.Citation) []bot.Citation {
	list = slices.Clone(list)
	for i := range list {
		list[i].Duplicates = slices.DeleteFunc(slices.Clone(list[i].Duplicates), func(id string) bool { return !s.allowsDocument(id) })
	}
	return list
}

// narrowGuide returns a copy of a guide without what it tells of documents out of
// scope. With wider it says neither how many documents there are nor what to ask: both
// come from all of those that could be seen where it was made.
func (s scope) narrowGuide(g *bot.Guide, wider bool) *bot.Guide {
	if g == nil {
		return nil
	}
	out := *g
	out.Documents = slices.DeleteFunc(slices.Clone(g.Documents), func(t bot.Title) bool { return !s.allowsDocument(t.Document) })
	if wider {
		out.Overview, out.More = nil, 0
	}
	out.Told = s.narrowAnswer(g.Told, wider)
	return &out
}
