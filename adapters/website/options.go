package website

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/netip"
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

// compilePatterns makes patterns of what the settings say.
func compilePatterns(list []string) (patterns []*pattern) {
	for _, text := range list {
		quoted := strings.ReplaceAll(regexp.QuoteMeta(text), `\*`, ".*")
		patterns = append(patterns, regexp.MustCompile("^"+quoted+"$"))
	}
	return patterns
}

func fitsAny(patterns []*pattern, text string) bool {
	for _, p := range patterns {
		if p.MatchString(text) {
			return true
		}
	}
	return false
}

// allowance says which private addresses may be asked.
type allowance struct {
	all      bool
	hosts    map[string]bool
	networks []netip.Prefix
}

func newAllowance(list []string) allowance {
	a := allowance{hosts: make(map[string]bool)}
	for _, text := range list {
		switch text = strings.ToLower(strings.TrimSpace(text)); {
		case text == "*":
			a.all = true
		default:
			if p, err := netip.ParsePrefix(text); err == nil {
				a.networks = append(a.networks, p.Masked())
			} else if ip, err := netip.ParseAddr(text); err == nil {
				a.networks = append(a.networks, netip.PrefixFrom(ip, ip.BitLen()))
			} else if host, _, err := net.SplitHostPort(text); err == nil {
				a.hosts[host] = true
			} else if text != "" {
				a.hosts[text] = true
			}
		}
	}
	return a
}

// permits reports whether a host may be asked at an address.
func (a allowance) permits(host string, ip netip.Addr) bool {
	ip = ip.Unmap()
	if a.all || isPublic(ip) || a.hosts[strings.ToLower(host)] {
		return true
	}
	for _, n := range a.networks {
		if n.Contains(ip) {
			return true
		}
	}
	return false
}

// closed are networks that are not of the public net, beside those that netip knows:
// addresses that carriers share (RFC 6598), of protocols and documentation (RFC 6890),
// benchmarks (RFC 2544), those that are kept for later, and IPv6 ones that stand for
// IPv4 ones or are local to a site.
var closed = func() (list []netip.Prefix) {
	for _, text := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "2002::/16", "fec0::/10",
	} {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}()

// isPublic reports whether an address is one of the public net.
func isPublic(ip netip.Addr) bool {
	if !ip.IsValid() || !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return false
	}
	for _, n := range closed {
		if n.Contains(ip) {
			return false
		}
	}
	return true
}
