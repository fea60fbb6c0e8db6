package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"footnote/bot"
)

// place is a place in a document, as the address of its page names it.
type place struct {
	document string
	answer   string // ID of the request whose answer cites it, "" for none
	// The bytes [start, end) are what is cited, and sum is a checksum of them:
	// a document that has changed since must not show other bytes as the ones
	// cited. All zero for the document as such.
	start, end int
	sum        string
	part       int // byte of a long document that the page begins at, 0 for the cited one
}

// grant is a signature that opens a document to whoever has the link.
type grant struct {
	until time.Time
	sum   string
}

// citedAt returns the place of a citation in its document.
func citedAt(answer string, c bot.Citation) place {
	return place{document: c.Document, answer: answer, start: c.Start, end: c.End, sum: textChecksum(c.Excerpt)}
}

// textChecksum returns a short checksum of a text. It serves to notice that a text
// has changed, not to withstand an attacker.
func textChecksum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.RawURLEncoding.EncodeToString(sum[:6])
}

// isHeldBy reports whether a text still has the cited bytes at this place.
func (p place) isHeldBy(text string) bool {
	return p.start >= 0 && p.start < p.end && p.end <= len(text) &&
		utf8.RuneStart(text[p.start]) && (p.end == len(text) || utf8.RuneStart(text[p.end])) &&
		textChecksum(text[p.start:p.end]) == p.sum
}

func (p place) encodeQuery() url.Values {
	q := url.Values{"doc": {p.document}}
	if p.answer != "" {
		q.Set("from", p.answer)
	}
	if p.end > 0 {
		q.Set("at", strconv.Itoa(p.start)+"-"+strconv.Itoa(p.end))
		q.Set("is", p.sum)
	}
	if p.part > 0 {
		q.Set("part", strconv.Itoa(p.part))
	}
	return q
}

// parsePlace reads what encodeQuery wrote. Malformed parts count as not given.
func parsePlace(q url.Values) place {
	p := place{document: q.Get("doc"), answer: q.Get("from")}
	from, to, _ := strings.Cut(q.Get("at"), "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err1 == nil && err2 == nil && 0 <= start && start < end {
		p.start, p.end, p.sum = start, end, q.Get("is")
	}
	if part, err := strconv.Atoi(q.Get("part")); err == nil && part > 0 {
		p.part = part
	}
	return p
}

// placeAddress returns the path and query of a page or file about a place.
func placeAddress(page string, p place, g *grant) string {
	q := p.encodeQuery()
	if g != nil {
		q.Set("until", strconv.FormatInt(g.until.Unix(), 10))
		q.Set("sig", g.sum)
	}
	link := page + "?" + q.Encode()
	if page == "/source" && p.end > 0 && p.part == 0 {
		link += "#cited"
	}
	return link
}

// signGrant grants a document to whoever has the link, for one answer.
func (w *Web) signGrant(document, answer string, until time.Time) *grant {
	mac := hmac.New(sha256.New, w.Key)
	for _, part := range []string{"source", document, answer, strconv.FormatInt(until.Unix(), 10)} {
		mac.Write([]byte(strconv.Itoa(len(part)) + ":" + part))
	}
	return &grant{until: until, sum: base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])}
}

// readGrant returns the grant of an address, nil if there is none, and whether
// it is genuine and hasn't expired.
func (w *Web) readGrant(q url.Values) (g *grant, valid bool) {
	if !q.Has("sig") {
		return nil, false
	}
	seconds, err := strconv.ParseInt(q.Get("until"), 10, 64)
	if err != nil {
		return &grant{}, false
	}
	p, until := parsePlace(q), time.Unix(seconds, 0)
	g = w.signGrant(p.document, p.answer, until)
	genuine := hmac.Equal([]byte(g.sum), []byte(q.Get("sig")))
	return g, genuine && w.Now().Before(until)
}

// Link returns the address that shows a citation of an answer in its document
// to anybody who has it, until it expires; "" without a public URL. It is what
// chat platforms put under their answers.
func (w *Web) Link(answer string, c bot.Citation) string {
	if w.PublicURL == nil || c.Document == "" {
		return ""
	}
	// Rounded, so that the same citation has the same link for a day.
	until := w.Now().Add(w.LinkLife).Truncate(24 * time.Hour).Add(24 * time.Hour)
	return w.PublicURL.String() + placeAddress("/source", citedAt(answer, c), w.signGrant(c.Document, answer, until))
}
