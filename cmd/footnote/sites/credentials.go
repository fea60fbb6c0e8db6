package sites

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"footnote/adapters/website"
)

// credentials are what hosts are told of who asks, by host with its port, if it has one:
// the value of the header Authorization.
type credentials map[string]string

// parseCredentials reads HOST=USER:PASSWORD, for HTTP's basic authentication (RFC 7617),
// and HOST=TOKEN, for bearer tokens (RFC 6750), with commas between them. Its errors have
// no credentials in them.
func parseCredentials(text string) (credentials, error) {
	list := make(credentials)
	for i, entry := range strings.Split(text, ",") {
		if entry = strings.TrimSpace(entry); entry == "" {
			continue
		}
		host, value, ok := strings.Cut(entry, "=")
		if host = strings.ToLower(strings.TrimSpace(host)); !ok || host == "" || value == "" || strings.ContainsAny(host, "/@ ") {
			return nil, fmt.Errorf("entry %d is no HOST=USER:PASSWORD or HOST=TOKEN, with the host alone before the =, such as git.example.com", i+1)
		}
		if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			return nil, fmt.Errorf("entry %d, for %s, has characters in it that can't be sent", i+1, host)
		}
		if strings.Contains(value, ":") {
			list[host] = "Basic " + base64.StdEncoding.EncodeToString([]byte(value))
		} else {
			list[host] = "Bearer " + value
		}
	}
	return list, nil
}

// authorization returns what a server is told of who asks, "" for nothing. What anybody on
// the way could read is only said to hosts of one's own network.
func (s Settings) authorization(u *url.URL) string {
	list, err := parseCredentials(s.Credentials.Reveal())
	if err != nil || !s.isGuarded(u) {
		return ""
	}
	return list[u.Host]
}

// isGuarded reports whether nobody on the way reads what is sent.
func (s Settings) isGuarded(u *url.URL) bool {
	return u.Scheme == "https" || slices.Contains(s.Private, u.Hostname()) || slices.Contains(s.Private, u.Host)
}

// checkCredentials returns what is wrong with the credentials.
func (s Settings) checkCredentials() error {
	list, err := parseCredentials(s.Credentials.Reveal())
	if err != nil {
		return fmt.Errorf("--web-credentials (FOOTNOTE_WEB_CREDENTIALS): %w", err)
	}
	for _, address := range s.Addresses {
		if u, err := website.ParseAddress(address); err == nil && list[u.Host] != "" && !s.isGuarded(u) {
			return fmt.Errorf("--web-credentials (FOOTNOTE_WEB_CREDENTIALS): those of %s would be sent so that anybody on the way can read them: name it with https://", u.Host)
		}
	}
	return nil
}
