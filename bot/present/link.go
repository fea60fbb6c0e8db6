package present

import "footnote/bot"

// Links gives the address where a citation can be read in its document, "" if
// there is none. A nil one never gives any.
type Links func(bot.Citation) string

// LinksOf are the links of one request's citations, by a function for all of
// them, which may be nil.
func LinksOf(link func(request string, c bot.Citation) string, request string) Links {
	if link == nil {
		return nil
	}
	return func(c bot.Citation) string {
		if bot.IsAttached(c.Document) { // it can be read only where it was sent
			return ""
		}
		return link(request, c)
	}
}

// Targets returns where a citation's title leads, and its document's own
// address if that is another one. Addresses that can't be followed, for which
// usable returns "", are left out.
func (l Links) Targets(c bot.Citation, usable func(string) string) (title, original string) {
	own := usable(c.URL)
	if l != nil {
		if title = usable(l(c)); title != "" && title != own {
			return title, own
		}
	}
	return own, ""
}
