package website

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Options say what of a site is fetched, and how.
type Options struct {
	// Depth is how many links away from the first page others may be.
	Depth int
	// Include and Exclude are patterns of paths with their queries, in which * stands for
	// anything. With Include only what fits one is kept; what fits Exclude is not fetched.
	Include, Exclude []string
	// Pages is how many documents a site may have; 0 means DefaultPages.
	Pages int
	// PerSecond is how many requests a second one host gets; 0 means DefaultPerSecond.
	PerSecond float64
	// Allow are hosts, addresses and networks (10.1.0.0/16) that may be asked though they
	// are private; * allows all.
	Allow []string
	// MaxSize bounds a document, in bytes; 0 means DefaultMaxSize.
	MaxSize int64
	// Authorization returns the value of the header of that name for a request, "" for none;
	// nil says none to anybody. It is asked anew for each redirect.
	Authorization func(*url.URL) string
	// Agent is what requests say that they come from.
	Agent string

	// Pause is the first pause before a request that failed is tried again; 0 is a second.
	Pause time.Duration
	// Now returns the time; nil is the clock.
	Now func() time.Time
}

// What is taken where Options have nothing.
const (
	DefaultDepth     = 4
	DefaultPages     = 5000
	DefaultPerSecond = 2
	DefaultMaxSize   = 64 << 20
	defaultAgent     = "Footnote"
)

func (o Options) completed() Options {
	o.Pages = cmp.Or(o.Pages, DefaultPages)
	o.PerSecond = cmp.Or(o.PerSecond, DefaultPerSecond)
	o.MaxSize = cmp.Or(o.MaxSize, DefaultMaxSize)
	o.Agent = cmp.Or(o.Agent, defaultAgent)
	o.Pause = cmp.Or(o.Pause, time.Second)
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// ParseAddress returns the address of a site as it is used, or why it can't be.
func ParseAddress(text string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%q is no address", text)
	case u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return nil, fmt.Errorf("%q is no address of the web (write it as https://docs.example.com/)", text)
	case u.User != nil:
		return nil, errors.New("an address with a name or a password in it is not taken: it would stand in logs and citations")
	}
	return normalize(u), nil
}

// normalize returns an address as one and the same page is always written: without what
// leads to a place in it or tells where the reader came from.
func normalize(u *url.URL) *url.URL {
	n := *u
	n.Scheme, n.Host = strings.ToLower(n.Scheme), strings.ToLower(n.Host)
	if n.Scheme == "http" {
		n.Host = strings.TrimSuffix(n.Host, ":80")
	} else {
		n.Host = strings.TrimSuffix(n.Host, ":443")
	}
	n.Fragment, n.RawFragment, n.User, n.ForceQuery = "", "", nil, false
	if n.Path == "" {
		n.Path = "/"
	}
	var kept []string
	for part := range strings.SplitSeq(n.RawQuery, "&") {
		if part != "" && !strings.HasPrefix(part, "utm_") {
			kept = append(kept, part)
		}
	}
	n.RawQuery = strings.Join(kept, "&")
	return &n
}

// pattern is a pattern of paths.
type pattern = regexp.Regexp

// compilePatterns makes patterns of what the settings say. Files of repositories may
// have line ends in their names, too.
func compilePatterns(list []string) (patterns []*pattern) {
	for _, text := range list {
		quoted := strings.ReplaceAll(regexp.QuoteMeta(text), `\*`, ".*")
		patterns = append(patterns, regexp.MustCompile("(?s)^"+quoted+"$"))
	}
	return patterns
}

// NewWanted returns what reports whether a path is wanted: all are that fit one of
// include, or that are, if it has none, and that fit none of exclude.
func NewWanted(include, exclude []string) func(path string) bool {
	with, without := compilePatterns(include), compilePatterns(exclude)
	return func(path string) bool {
		return !fitsAny(without, path) && (len(with) == 0 || fitsAny(with, path))
	}
}

func fitsAny(patterns []*pattern, text string) bool {
	for _, p := range patterns {
		if p.MatchString(text) {
			return true
		}
	}
	return false
}
