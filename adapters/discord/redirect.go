package discord

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// DefaultAPI is the address of Discord's API, in the version that the gateway
// is spoken in, too.
const DefaultAPI = "https://discord.com/api/v10"

// redirect sends the library's calls to another address. The library has its
// own, of an older version, in variables that all sessions share.
type redirect struct {
	base http.RoundTripper
	to   *url.URL
}

func newRedirect(base http.RoundTripper, address string) (*redirect, error) {
	to, err := url.Parse(strings.TrimSuffix(address, "/"))
	if err != nil || to.Scheme != "http" && to.Scheme != "https" || to.Host == "" {
		return nil, fmt.Errorf("the address of Discord's API can't be %q (FOOTNOTE_DISCORD_API; leave it out to take the real one)", address)
	}
	return &redirect{base, to}, nil
}

// RoundTrip implements http.RoundTripper.
func (t *redirect) RoundTrip(r *http.Request) (*http.Response, error) {
	path, ours := strings.CutPrefix(r.URL.Path, "/api/v"+discordgo.APIVersion)
	if ours {
		r = r.Clone(r.Context())
		r.URL.Scheme, r.URL.Host, r.URL.Path, r.URL.RawPath = t.to.Scheme, t.to.Host, t.to.Path+path, ""
		r.Host = t.to.Host
	}
	return t.base.RoundTrip(r)
}
