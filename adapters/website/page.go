package website

import (
	"bytes"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// page is what a page says of itself.
type page struct {
	canonical *url.URL // the address that it calls its own, nil if it names none
	links     []*url.URL
	noIndex   bool // it doesn't want to be found
	noFollow  bool // its links are not to be followed
}

// directiveValues are the directives to robots that have a value behind a colon
// (https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag).
const directiveValues = "unavailable_after max-snippet max-image-preview max-video-preview"

// maxLinks bounds the links of one page.
const maxLinks = 5000

// readPage reads the head and the links of a page. at is where it was found.
func readPage(at *url.URL, header http.Header, body []byte) (p page) {
	for _, directives := range header.Values("X-Robots-Tag") {
		// One for another robot begins with its name; some directives have a colon, too.
		if name, rest, ok := strings.Cut(directives, ":"); ok && !strings.ContainsAny(name, ", ") && !hasWord(directiveValues, name) {
			if !strings.EqualFold(name, robotName) {
				continue
			}
			directives = rest
		}
		p.obey(directives)
	}
	text, err := charset.NewReader(bytes.NewReader(body), header.Get("Content-Type"))
	if err != nil {
		return p
	}
	base := at
	seen := make(map[string]bool)
	for z := html.NewTokenizer(text); ; {
		switch z.Next() {
		case html.ErrorToken:
			return p
		case html.StartTagToken, html.SelfClosingTagToken:
		default:
			continue
		}
		t := z.Token()
		switch t.DataAtom {
		case atom.Base:
			if u, err := at.Parse(attribute(t, "href")); err == nil && attribute(t, "href") != "" {
				base = u
			}
		case atom.Meta:
			if name := strings.ToLower(attribute(t, "name")); name == "robots" || name == robotName {
				p.obey(attribute(t, "content"))
			}
		case atom.Link:
			if hasWord(attribute(t, "rel"), "canonical") && p.canonical == nil {
				p.canonical = resolve(base, attribute(t, "href"))
			}
		case atom.A, atom.Area:
			link := resolve(base, attribute(t, "href"))
			if link == nil || hasWord(attribute(t, "rel"), "nofollow") || seen[link.String()] || len(p.links) == maxLinks {
				continue
			}
			seen[link.String()] = true
			p.links = append(p.links, link)
		}
	}
}

// obey takes note of what a page says to robots.
func (p *page) obey(directives string) {
	for word := range strings.FieldsFuncSeq(strings.ToLower(directives), func(r rune) bool { return r == ',' || r == ' ' || r == ':' }) {
		switch word {
		case "noindex":
			p.noIndex = true
		case "nofollow":
			p.noFollow = true
		case "none":
			p.noIndex, p.noFollow = true, true
		}
	}
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// hasWord reports whether a word is among those of an attribute.
func hasWord(text, word string) bool {
	return slices.Contains(strings.Fields(strings.ToLower(text)), word)
}

// resolve returns where a link leads, nil if that is nowhere on the web.
func resolve(base *url.URL, link string) *url.URL {
	if link == "" {
		return nil
	}
	u, err := base.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil
	}
	return normalize(u)
}

// isUnread reports whether a file's name tells that it is no document: pictures, sound,
// programs, what makes a page look as it does.
func isUnread(u *url.URL) bool {
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff",
		".mp3", ".mp4", ".m4a", ".m4v", ".webm", ".ogg", ".oga", ".ogv", ".wav", ".flac", ".avi", ".mov", ".mkv",
		".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".wasm",
		".exe", ".msi", ".dmg", ".iso", ".deb", ".rpm", ".apk", ".jar", ".bin", ".zip", ".gz", ".tgz", ".xz", ".bz2", ".7z", ".rar":
		return true
	}
	return false
}

// isDocument reports whether something of a media type can be a document.
func isDocument(at *url.URL, mediaType string) bool {
	kind, _, _ := strings.Cut(mediaType, "/")
	switch kind {
	case "image", "audio", "video", "font":
		return false
	}
	switch mediaType {
	case "text/css", "text/javascript", "application/javascript", "application/x-javascript", "application/wasm":
		return false
	case "application/octet-stream", "binary/octet-stream": // as stores of files say of all; the name tells
		return slices.Contains(slices.Collect(maps.Values(endings)), strings.ToLower(path.Ext(at.Path)))
	}
	return true
}

func isHTML(mediaType string) bool {
	return mediaType == "text/html" || mediaType == "application/xhtml+xml"
}

// endings are those that files of some media types get if their addresses have none.
var endings = map[string]string{
	"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/markdown": ".md", "text/plain": ".txt",
	"text/csv": ".csv", "application/json": ".json", "application/msword": ".doc", "application/vnd.ms-excel": ".xls",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   ".docx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         ".xlsx",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
	"application/epub+zip": ".epub", "application/rtf": ".rtf", "text/rtf": ".rtf",
}

// fileName returns the path that the file of a page should have, below the folder of a
// site whose host is home.
func fileName(u *url.URL, mediaType, home string) string {
	name := strings.Trim(u.Path, "/")
	if name == "" || strings.HasSuffix(u.Path, "/") {
		name = path.Join(name, "index")
	}
	ending := endings[mediaType]
	if ext := strings.ToLower(path.Ext(name)); ending == ".html" && ext != ".html" && ext != ".htm" && ext != ".xhtml" || ext == "" {
		name += ending
	}
	if u.RawQuery != "" {
		ext := path.Ext(name)
		name = strings.TrimSuffix(name, ext) + "_" + strings.NewReplacer("/", "_", ".", "_").Replace(u.RawQuery) + ext
	}
	if u.Host != home {
		name = path.Join(u.Host, name)
	}
	return name
}
