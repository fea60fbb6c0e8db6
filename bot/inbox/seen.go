package inbox

import (
	"footnote/bot"
	"slices"
)

// shows tells whether all that a reply cites may be seen.
func (s scope) shows(r *bot.Reply) bool {
	return !slices.ContainsFunc(r.Citations(), func(c bot.Citation) bool { return !s.document(c.Document) })
}

// covers tells whether s has all that the other scope has.
func (s scope) covers(other scope) bool {
	return s.all || !other.all && !slices.ContainsFunc(other.collections, func(c string) bool { return !s.allows(c) })
}

// private tells what one asked alone, for a question that others read.
func private(before, now *bot.Record) bool {
	return before.Place.Direct && (!now.Place.Direct || before.Asker != now.Asker)
}

// narrowed returns a copy of a reply without the names of documents out of
// scope. With wider, the reply was made where more may be seen: then what it
// tells about words, which are those of all documents there, is left out too.
func (s scope) narrowed(r *bot.Reply, wider bool) *bot.Reply {
	out := *r
	for _, a := range []**bot.Answer{&out.Answer, &out.Found} {
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
func (s scope) citations(list []bot.Citation) []bot.Citation {
	list = slices.Clone(list)
	for i := range list {
		list[i].Duplicates = slices.DeleteFunc(slices.Clone(list[i].Duplicates), func(id string) bool { return !s.document(id) })
	}
	return list
}
