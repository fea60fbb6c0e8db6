package corpus

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
	"footnote/retrieval/language"
)

// setFact stores one named fact of a document where it is not known yet. It
// knows the names that front matter, JSON records, header blocks and meta
// elements use. It reports whether key names a fact.
func setFact(d *retrieval.Document, key, value string) bool {
	value = oneLine(value)
	put := func(field *string, value string) bool {
		if *field == "" && value != "" {
			*field = value
		}
		return true
	}
	switch strings.ToLower(strings.NewReplacer("-", "_", " ", "_", ".", "_").Replace(key)) {
	case "title", "headline", "subject", "titre", "titel", "título", "titulo":
		return put(&d.Title, value)
	case "author", "authors", "byline", "by", "creator", "dc_creator", "autor", "auteur":
		return put(&d.Author, strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(value, "By "), "by ")))
	case "publisher", "publication", "site", "site_name", "newspaper", "dc_publisher", "dc_source":
		return put(&d.Publisher, value)
	case "source", "via":
		if link := webURL(value); link != "" {
			return put(&d.URL, link)
		}
		return put(&d.Publisher, value)
	case "url", "link", "source_url", "canonical", "canonical_url", "original", "permalink", "uri":
		return put(&d.URL, webURL(value))
	case "date", "published", "published_at", "publication_date", "pubdate", "pub_date", "datepublished",
		"date_published", "published_time", "created", "created_at", "datum", "fecha", "timestamp":
		return put(&d.Published, isoDate(value))
	case "lang", "language", "locale", "inlanguage":
		return put(&d.Language, baseLanguage(value))
	}
	return false
}

// webURL returns s if it is an absolute http or https URL, else "".
func webURL(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// baseLanguage returns the base of a language tag: "en" for "en-GB".
func baseLanguage(tag string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-"), "-")
	if len(base) < 2 || len(base) > 3 || strings.ContainsFunc(base, func(r rune) bool { return r < 'a' || 'z' < r }) {
		return ""
	}
	return base
}

// oneLine folds white space.
func oneLine(s string) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// The lines at the head of a scraped article are short; a sentence of prose
// is not among them.
const (
	headLines       = 12
	maxHeadline     = 200 // bytes
	maxHeadlineText = 25  // words
)

// readHead finds title, author, publisher and date in the lines that a plain
// text begins with: a block "Title: …", or masthead, headline, byline and
// date line as scraped articles have them. What it isn't sure of it leaves.
func readHead(d *retrieval.Document) {
	head := headOf(d.Text)
	named := 0
	for _, line := range head {
		key, value, ok := strings.Cut(line, ":")
		if ok && len(key) < 24 && strings.HasPrefix(value, " ") && setFact(d, key, value) {
			named++
		}
	}
	if named >= 2 || d.Title != "" {
		return
	}
	dated := -1
	for i, line := range head {
		if date := isoDate(line); date != "" {
			dated = i
			if d.Published == "" {
				d.Published = date
			}
			break
		}
		if author, date, ok := datedByline(line); ok {
			dated = i
			d.Author, d.Published = orElse(d.Author, author), orElse(d.Published, date)
			break
		}
	}
	// The headline is the last line above the date that reads like one; what
	// stands above it is the masthead.
	last := dated
	if dated < 0 {
		last = min(1, len(head)) // no date: only the very first line may be one
	}
	for i := last - 1; i >= 0; i-- {
		if author := readByline(head[i]); author != "" {
			d.Author = orElse(d.Author, author)
			continue
		}
		if !isHeadline(head[i]) {
			continue
		}
		d.Title = head[i]
		if i > 0 && dated >= 0 && isMasthead(head[i-1]) {
			d.Publisher = orElse(d.Publisher, head[i-1])
		}
		break
	}
	if d.Author == "" && dated >= 0 && dated+1 < len(head) {
		d.Author = readByline(head[dated+1])
	}
}

// headOf returns the first lines of text that are not blank.
func headOf(text string) []string {
	var head []string
	for line := range strings.Lines(text[:min(len(text), 4096)]) {
		if line = strings.TrimSpace(line); line != "" {
			head = append(head, line)
		}
		if len(head) == headLines {
			break
		}
	}
	return head
}

// isHeadline reports whether a line can be a title: short, and not a sentence.
func isHeadline(line string) bool {
	words := len(strings.Fields(line))
	if words == 0 || words > maxHeadlineText || len(line) > maxHeadline {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(line)
	return !strings.ContainsRune(".,;:。", r) && !unicode.IsLower(first) && strings.ContainsFunc(line, unicode.IsLetter)
}

// isMasthead reports whether a line can be a publication's name: a few
// capitalised words, no slogan.
func isMasthead(line string) bool {
	words := strings.Fields(line)
	if len(words) == 0 || len(words) > 5 || strings.ContainsAny(line, "0123456789,;:!?") {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !smallInNames.Has(w) {
			return false
		}
	}
	return true
}

// bylines begin a line that names the author.
var bylines = func() []string {
	var list []string
	for _, l := range language.All() {
		list = append(list, l.Writing.Bylines...)
	}
	return list
}()

// smallInNames are words of a publication's name that have no capital.
var smallInNames = language.Gather(func(l *language.Language) language.Words { return l.Writing.Small })

// readByline returns the author named by a line "By Jane Doe", else "".
func readByline(line string) string {
	for _, by := range bylines {
		name, ok := strings.CutPrefix(line, by)
		if ok && len(strings.Fields(name)) <= 8 && strings.IndexFunc(name, unicode.IsUpper) == 0 && !strings.HasSuffix(name, ".") {
			return strings.TrimSpace(name)
		}
	}
	return ""
}

// datedByline reads "By Jane Doe | 3 May 2019" and the like.
func datedByline(line string) (author, date string, ok bool) {
	for _, sep := range []string{" | ", " – ", " — ", " - ", ", ", " • ", " · "} {
		left, right, found := strings.Cut(line, sep)
		if !found {
			continue
		}
		if author, date = readByline(left), isoDate(right); author != "" && date != "" {
			return author, date, true
		}
	}
	return "", "", false
}

func orElse(s, other string) string {
	if s != "" {
		return s
	}
	return other
}
