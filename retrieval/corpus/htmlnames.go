package corpus

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// certainty says how sure a name is that an element is not main text.
type certainty int

const (
	unlikely certainty = iota
	likely
	surely
)

// boilerplateName reads an element's class, id and role. Pages name their
// parts in the same few words all over the world. The id of a section that is named
// after its heading isn't among them.
func boilerplateName(n *html.Node, isSection bool) certainty {
	found := unlikely
	for _, a := range n.Attr {
		if isSection && a.Key == "id" {
			continue
		}
		switch a.Key {
		case "role":
			switch a.Val {
			case "navigation", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar":
				return surely
			case "complementary", "banner":
				found = max(found, likely)
			}
		case "class", "id", "data-component", "data-testid", "itemprop":
			for name := range strings.FieldsSeq(a.Val) {
				found = max(found, boilerplateWords(name))
			}
		case "aria-hidden":
			if a.Val == "true" {
				found = max(found, likely)
			}
		}
	}
	return found
}

// hasDiscussionName reports whether an element's class or id names the comments
// of a page.
func hasDiscussionName(n *html.Node, isSection bool) bool {
	name := strings.ToLower(attrValue(n, "class"))
	if !isSection {
		name += " " + strings.ToLower(attrValue(n, "id"))
	}
	return strings.Contains(name, "comment") || strings.Contains(name, "kommentar") || strings.Contains(name, "reply") ||
		strings.Contains(name, "respon") || strings.Contains(name, "discuss")
}

// boilerplateWords judges one class or id.
func boilerplateWords(name string) certainty {
	name, _, _ = strings.Cut(name, "--") // "section--with-ads" is a section
	lower := strings.ToLower(name)
	lower, _, _ = strings.Cut(lower, "[") // "[&_nav]:hidden" names others
	words := nameWords(name)
	// "no-sidebar", "has-comments" and "with-nav" speak of others.
	if len(words) > 1 {
		switch words[0] {
		case "no", "has", "with", "without", "is", "js", "hide", "not", "hentry", "single", "type", "status", "format", "category", "tag":
			return unlikely
		}
	}
	for _, word := range sureParts {
		if strings.Contains(lower, word) {
			return surely
		}
	}
	found := unlikely
	for i, w := range words {
		switch certain := wordCertainty[w]; {
		case certain == surely:
			return surely
		case certain == likely && (i == 0 || i == len(words)-1):
			found = likely
		}
	}
	return found
}

// nameWords splits "authorBox", "author-box" and "author_box".
func nameWords(name string) []string {
	var words []string
	start := 0
	end := func(i int) {
		if i > start {
			words = append(words, strings.ToLower(name[start:i]))
		}
	}
	lower := false
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r):
			end(i)
			start = i + len(string(r))
			lower = false
		case unicode.IsUpper(r) && lower:
			end(i)
			start = i
			lower = false
		default:
			lower = unicode.IsLower(r)
		}
	}
	end(len(name))
	return words
}

// sureParts are looked for anywhere in a name.
var sureParts = []string{
	"newsletter", "breadcrumb", "disqus", "outbrain", "taboola", "addthis", "sharedaddy", "jp-relatedposts", "relatedpost",
	"related-", "-related", "_related", "related_", "relatedarticle", "yarpp", "recommend", "cookie", "gdpr", "consent",
	"commentlist", "comment-list", "comments", "comment-form", "commentform", "kommentar", "social", "sharebar", "sharing",
	"share-", "-share", "_share", "share_", "navigation", "navbar", "subscribe", "subscription", "sponsor", "advert",
	"authorbox", "author-box", "author-info", "author-bio", "authorbio", "about-author", "about-the-author", "post-author", "author-card",
	"tagcloud", "tag-list", "taglist", "post-tags", "entry-tags", "article-tags", "screen-reader", "sr-only",
	"visually-hidden", "visuallyhidden", "mostread", "most-read", "most-popular", "mostpopular", "read-more", "readmore",
	"read-next", "readnext", "pagination", "paginat", "skip-link", "skiplink", "post-nav", "signup", "sign-up",
	"site-footer", "page-footer", "site-header", "infobox-social", "copyright", "donate", "more-posts", "next-post",
	"prev-post", "also-read", "read-also", "similar", "infolinks", "trackback", "pingback",
}

// wordCertainty judges single words of names.
var wordCertainty = map[string]certainty{
	"nav": surely, "navi": surely, "menu": surely, "share": surely, "shares": surely, "sharing": surely, "related": surely,
	"ad": surely, "ads": surely, "adsbygoogle": surely, "anzeige": surely, "werbung": surely, "comment": surely,
	"comments": surely, "respond": surely, "reply": likely, "footer": likely, "sidebar": surely, "rail": likely,
	"widget": surely, "widgets": surely, "widgetarea": surely, "popup": surely, "modal": surely, "lightbox": likely, "overlay": surely,
	"promo": surely, "promotion": surely, "promobox": surely, "banner": surely, "teaser": likely, "teasers": surely, "teaserlist": surely,
	"tags": surely, "keywords": likely, "toolbar": surely, "pager": surely, "paging": surely, "rating": likely, "ratings": likely,
	"login": surely, "search": likely, "searchform": surely, "topbar": surely, "header": likely, "masthead": likely,
	"meta": likely, "metadata": likely, "metas": likely, "credit": likely, "credits": likely, "bio": likely, "byline": likely,
	"breaking": likely, "ticker": surely, "trending": surely, "popular": surely, "featured": likely, "carousel": likely, "slider": likely,
	"cta": surely, "follow": surely, "facebook": surely, "whatsapp": surely, "pinterest": surely,
	"vote": likely, "buttons": likely, "legal": likely, "imprint": likely, "disclaimer": likely, "feedback": likely,
	"foot": likely, "bottom": likely, "author": likely, "aside": likely, "marginal": likely, "date": likely,
	"posted": likely, "postmeta": likely, "postmetadata": likely, "categories": likely, "category": likely, "cat": likely,
	"archive": likely, "archives": likely, "recent": surely, "latest": likely, "next": likely, "previous": likely, "prev": likely,
}
