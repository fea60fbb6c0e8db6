package corpus

import (
	"cmp"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/retrieval"
)

// pageFacts are what a page says about itself in its head and in marked places
// of its body.
type pageFacts struct {
	meta     map[string]string // name, property or itemprop → first content
	title    string            // of the title element
	h1       string            // the first
	times    []string          // datetime attributes, those of publication first
	dates    []string          // texts marked as dates
	authors  []string          // texts marked as author
	savedURL string            // of the comment that browsers leave
}

// readPageFacts fills d from what root states, best sources first.
func readPageFacts(d *retrieval.Document, root *html.Node) *pageFacts {
	f := &pageFacts{meta: make(map[string]string)}
	var linked []string
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode:
			if m := savedFrom.FindStringSubmatch(n.Data); m != nil && f.savedURL == "" {
				f.savedURL = m[1]
			}
		case html.ElementNode:
			if n.DataAtom == atom.Script && strings.EqualFold(attrValue(n, "type"), "application/ld+json") && n.FirstChild != nil {
				linked = append(linked, n.FirstChild.Data)
			} else {
				f.readElement(d, n)
			}
		}
	}
	ld := readLinkedData(linked)

	setFact(d, "publisher", cmp.Or(f.meta["og:site_name"], ld["publisher"], f.meta["application-name"]))
	f.readTitle(d, ld)
	for _, author := range []string{ld["author"], f.firstMeta("author", "dc.creator", "dcterms.creator", "article:author",
		"og:article:author", "parsely-author", "sailthru.author", "citation_author", "byl")} {
		if isPersonName(author) {
			setFact(d, "author", author)
		}
	}
	setFact(d, "date", ld["datePublished"])
	for _, name := range []string{"article:published_time", "og:article:published_time", "og:published_time",
		"datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date",
		"citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "publishdate", "publish-date",
		"publish_date", "publication_date", "publisheddate", "pubdate", "cxenseparse:recs:publishtime", "date"} {
		setFact(d, "date", f.meta[name])
	}
	for _, link := range []string{f.meta["canonical"], f.meta["og:url"], ld["url"], f.savedURL} {
		setFact(d, "url", link)
	}
	setFact(d, "language", cmp.Or(f.meta["lang"], f.meta["content-language"], f.meta["og:locale"], ld["inLanguage"]))
	// The names that other kinds of files use as well: "DC.source".
	for _, name := range []string{"publisher", "dc.publisher", "dcterms.publisher", "dc.source", "source"} {
		setFact(d, name, f.meta[name])
	}
	return f
}

// A saved page begins with "<!-- saved from url=(0025)https://example.org/a -->".
var savedFrom = regexp.MustCompile(`saved from url=\(\d+\)(https?://\S+)|(?:\burl|Page saved with SingleFile\s+url):\s*(https?://\S+)`)

// readElement remembers what one element states.
func (f *pageFacts) readElement(d *retrieval.Document, n *html.Node) {
	keep := func(name, value string) {
		name, value = strings.ToLower(strings.TrimSpace(name)), oneLine(value)
		if name != "" && value != "" && f.meta[name] == "" {
			f.meta[name] = value
		}
	}
	switch n.DataAtom {
	case atom.Html:
		keep("lang", cmp.Or(attrValue(n, "lang"), attrValue(n, "xml:lang")))
		return
	case atom.Title:
		if n.Namespace == "" {
			f.title = orElse(f.title, nodeText(n, maxFact))
		}
		return
	case atom.Meta:
		content := attrValue(n, "content")
		for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
			keep(attrValue(n, key), content)
		}
		return
	case atom.Link:
		if hasWord(attrValue(n, "rel"), "canonical") {
			keep("canonical", attrValue(n, "href"))
		}
		return
	case atom.H1:
		f.h1 = orElse(f.h1, nodeText(n, maxFact))
	case atom.Time:
		if t := attrValue(n, "datetime"); t != "" {
			if hasWord(attrValue(n, "itemprop"), "datePublished") || attrValue(n, "pubdate") != "" || strings.Contains(attrValue(n, "class"), "publish") {
				f.times = append([]string{t}, f.times...)
			} else {
				f.times = append(f.times, t)
			}
		} else {
			f.dates = append(f.dates, nodeText(n, maxFact))
		}
		return
	}
	switch prop := attrValue(n, "itemprop"); {
	case prop == "datePublished":
		keep("datepublished", cmp.Or(attrValue(n, "datetime"), attrValue(n, "content"), nodeText(n, maxFact)))
	case hasWord(prop, "author"), hasWord(attrValue(n, "rel"), "author"):
		f.authors = append(f.authors, nodeText(n, maxFact))
	case len(f.authors) < maxMarked && authorClass.MatchString(attrValue(n, "class")):
		f.authors = append(f.authors, nodeText(n, maxFact))
	case len(f.dates) < maxMarked && dateClass.MatchString(attrValue(n, "class")):
		f.dates = append(f.dates, nodeText(n, maxFact))
	}
}

const (
	maxFact   = 300 // bytes of text that a fact may have
	maxMarked = 10  // places looked at for one fact
)

var (
	authorClass = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:author|byline|autor|auteur)(?:[\s_-]?name)?(?:$|\s)`)
	dateClass   = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:date|published|publish-date|pubdate|datum|timestamp|dateline)(?:$|\s)`)
)

func (f *pageFacts) firstMeta(names ...string) string {
	for _, name := range names {
		if value := f.meta[name]; value != "" && webURL(value) == "" {
			return value
		}
	}
	return ""
}

// readTitle chooses the title and takes the site's name off it.
func (f *pageFacts) readTitle(d *retrieval.Document, ld map[string]string) {
	title := cmp.Or(f.meta["og:title"], ld["headline"], f.meta["twitter:title"], f.meta["citation_title"], f.meta["dc.title"])
	if title == "" {
		title = oneLine(f.title)
	}
	if d.Publisher != "" {
		for _, sep := range titleSeparators {
			title = strings.TrimSuffix(title, sep+d.Publisher)
			title = strings.TrimPrefix(title, d.Publisher+sep)
		}
	}
	// "Headline | Section | Site", where the page's heading is the headline.
	if h1 := oneLine(f.h1); len(h1) >= 10 && len(h1) < len(title) {
		for _, sep := range titleSeparators {
			if site, ok := strings.CutPrefix(title, h1+sep); ok {
				title = h1
				if !strings.ContainsAny(site, "|–—:»") {
					setFact(d, "publisher", site)
				}
			} else if strings.HasSuffix(title, sep+h1) {
				title = h1
			}
		}
	}
	setFact(d, "title", title)
	setFact(d, "title", f.h1)
}

var titleSeparators = []string{" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", ": "}

// completeFacts adds what is known only with the text: facts marked in the body
// or written on its first lines.
func (f *pageFacts) completeFacts(d *retrieval.Document) {
	for _, author := range f.authors {
		author = strings.TrimSpace(strings.TrimSuffix(orElse(readByline(author), author), ","))
		if isPersonName(author) {
			setFact(d, "author", author)
		}
	}
	if len(f.times) > 0 {
		setFact(d, "date", f.times[0])
	}
	if d.Published == "" {
		d.Published = dateInPath(d.URL)
	}
	for _, date := range f.dates {
		setFact(d, "date", date)
	}
	for _, line := range headOf(d.Text) {
		if author, date, ok := datedByline(line); ok {
			d.Author, d.Published = orElse(d.Author, author), orElse(d.Published, date)
		} else {
			setFact(d, "date", line)
			d.Author = orElse(d.Author, readByline(line))
		}
	}
	if d.Title == "" && len(d.Headings) > 0 {
		d.Title = d.Headings[0].Text
	}
}

// dateInPath returns the date of a path as blogs have it, "/2019/10/19/".
func dateInPath(link string) string {
	m := datePath.FindStringSubmatch(link)
	if m == nil {
		return ""
	}
	return isoDate(m[1] + "-" + m[2] + "-" + m[3])
}

var datePath = regexp.MustCompile(`/((?:19|20)\d\d)[/-]([01]\d)[/-]([0-3]\d)(?:[/-]|$)`)

// isPersonName reports whether a text can be the name of an author.
func isPersonName(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && len(s) <= 120 && webURL(s) == "" && !strings.ContainsAny(s, "{}<>@|") && len(strings.Fields(s)) <= 12
}

// nodeText returns the text below n on one line, up to about limit bytes.
func nodeText(n *html.Node, limit int) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case isBlockElement(d) || d.DataAtom == atom.Br:
			b.WriteByte(' ')
		}
		if b.Len() > limit {
			break
		}
	}
	return oneLine(b.String())
}

// hasWord reports whether a list of words, separated by spaces, has one.
func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}
