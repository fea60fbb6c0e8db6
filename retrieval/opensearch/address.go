package opensearch

import (
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// Address is where an index is: the nodes of a cluster and the prefix of its indices.
// It prints without its password.
type Address struct {
	hosts    []string // host:port
	isSecure bool
	user     *url.Userinfo
	prefix   string
	ca       string // file of certificates, "" for the system's
	shards   int
}

// Schemes of addresses: by HTTP, which is for a network of one's own, and by HTTPS.
const (
	plainScheme  = "opensearch"
	secureScheme = "opensearchs"
	defaultPort  = "9200"
	mostShards   = 1024
)

// prefixes are the names that OpenSearch allows for indices, with room for our endings.
var prefixes = regexp.MustCompile(`^[a-z0-9][a-z0-9_.-]{0,99}$`)

// ParseAddress reads an address such as
// "opensearchs://user:password@one:9200,two:9200/footnote?ca=/etc/ca.pem&shards=3". No
// error of it has the password.
func ParseAddress(text string) (a Address, err error) {
	scheme, rest, found := strings.Cut(text, "://")
	if !found || scheme != plainScheme && scheme != secureScheme {
		return a, fmt.Errorf("the address of an index begins with %s:// or, with TLS, %s://", plainScheme, secureScheme)
	}
	a.isSecure = scheme == secureScheme
	rest, query, _ := strings.Cut(rest, "?")
	hosts, prefix, _ := strings.Cut(rest, "/")
	if at := strings.LastIndexByte(hosts, '@'); at >= 0 {
		u, err := url.Parse("//" + hosts[:at] + "@host")
		if err != nil {
			return a, fmt.Errorf("the user and the password of the index's address can't be read (write what isn't a letter or a digit as %%XX)")
		}
		a.user, hosts = u.User, hosts[at+1:]
	}
	for host := range strings.SplitSeq(hosts, ",") {
		u, err := url.Parse("//" + host)
		if err != nil || u.Hostname() == "" || u.Path != "" {
			return a, fmt.Errorf("%q is no host of an index's address (write host:port, and a comma between several)", host)
		}
		port := u.Port()
		if port == "" {
			port = defaultPort
		}
		a.hosts = append(a.hosts, net.JoinHostPort(u.Hostname(), port))
	}
	a.prefix = strings.TrimSuffix(prefix, "/")
	if !prefixes.MatchString(a.prefix) {
		return a, fmt.Errorf("the address of an index ends in the prefix of its names, in small letters: %s", "opensearch://host:9200/footnote")
	}
	return a, a.readOptions(query)
}

// readOptions reads what follows the question mark of an address.
func (a *Address) readOptions(query string) error {
	values, err := url.ParseQuery(query)
	if err != nil {
		return fmt.Errorf("the options of the index's address can't be read: %w", err)
	}
	a.shards = 1
	for name, list := range values {
		switch name {
		case "ca":
			a.ca = list[0]
		case "shards":
			if a.shards, err = strconv.Atoi(list[0]); err != nil || a.shards < 1 || a.shards > mostShards {
				return fmt.Errorf("shards=%s of the index's address must be from 1 to %d", list[0], mostShards)
			}
		default:
			return fmt.Errorf("the index's address has the unknown option %q (there are ca and shards)", name)
		}
	}
	return nil
}

// Prefix begins the names of the indices.
func (a Address) Prefix() string { return a.prefix }

// IsSecure reports whether what is sent to the cluster is encrypted.
func (a Address) IsSecure() bool { return a.isSecure }

// Hosts are the nodes as URLs, without credentials.
func (a Address) Hosts() (urls []string) {
	for _, host := range a.hosts {
		scheme := "http://"
		if a.isSecure {
			scheme = "https://"
		}
		urls = append(urls, scheme+host)
	}
	return urls
}

// String implements fmt.Stringer: without user and password.
func (a Address) String() string {
	scheme := plainScheme
	if a.isSecure {
		scheme = secureScheme
	}
	return scheme + "://" + strings.Join(a.hosts, ",") + "/" + a.prefix
}

// Format implements fmt.Formatter, for all verbs.
func (a Address) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(a.String())) }

// LogValue implements slog.LogValuer.
func (a Address) LogValue() slog.Value { return slog.StringValue(a.String()) }
