// Package website fetches documents from the web: the articles behind a feed (RSS, Atom,
// JSON Feed), the pages that a sitemap lists, or those that a page links to, its own site
// and the part of it that the page is in.
//
// It is a guest there: it says who it is, keeps to robots.txt and to what pages say of
// being indexed, asks slowly and one page at a time, and asks again only for what has
// changed since (ETag, Last-Modified, the dates in feeds and sitemaps). Pages go by the
// address that they call their own. What is gone (404, 410) is reported as gone.
//
// Addresses that lead into the network that the program runs in are refused unless they
// are allowed, whatever name or redirect leads there: it is the address that is dialled
// that counts.
//
// A [Site] is a mirror.Source.
package website
