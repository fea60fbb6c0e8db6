package website

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// atOnce is after how many seconds a page that leads elsewhere by itself is taken for a
// redirect: pages that are to be read first wait longer.
const atOnce = 5

// refreshContent is what a page says of where it leads: seconds, and an address that may
// stand in quotes (https://html.spec.whatwg.org/#shared-declarative-refresh-steps).
var refreshContent = regexp.MustCompile(`(?is)^\s*(\d*)(?:\.\d*)?\s*[;,]?\s*(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(\S.*))`)

// refresh returns where a page sends its reader at once, nil if it doesn't.
func (r *response) refresh() *url.URL {
	if r.status != http.StatusOK || !isHTML(r.mediaType) {
		return nil
	}
	withoutScripts := false // what is for readers without scripts may only lead to "turn them on"
	for z := html.NewTokenizer(bytes.NewReader(r.body)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return nil
		}
		switch t := z.Token(); t.DataAtom {
		case atom.Body:
			return nil
		case atom.Noscript:
			withoutScripts = kind == html.StartTagToken
		case atom.Meta:
			if withoutScripts || !strings.EqualFold(attribute(t, "http-equiv"), "refresh") {
				continue
			}
			m := refreshContent.FindStringSubmatch(attribute(t, "content"))
			if m == nil {
				continue
			}
			seconds, err := strconv.Atoi(m[1])
			to := resolve(r.url, strings.TrimSpace(m[2]+m[3]+m[4]))
			if to != nil && (m[1] == "" || err == nil && seconds <= atOnce) && *to != *r.url {
				return to
			}
		}
	}
}
