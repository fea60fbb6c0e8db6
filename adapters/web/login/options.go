package login

import (
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"footnote/bot/secret"
)

// Options of a Guard.
type Options struct {
	// Listen is the address that the page is served at, such as
	// "127.0.0.1:8067".
	Listen string
	// PublicURL is where people reach the page, a scheme and a host alone; nil
	// if only this machine does.
	PublicURL *url.URL
	// Token, if set, is what everybody signs in with, or scripts alone if there
	// is a provider.
	Token secret.String
	// Tokens finds a token of a script by its text; nil for none beside Token.
	Tokens func(text string) (Token, bool)
	// OIDC, if it has an issuer, is the provider that people sign in at.
	OIDC OIDC
	// Operators are those who may see how the program is doing, in the syntax of
	// OIDC.Allow. Where nobody has a name of their own, everybody may.
	Operators []string
	// TrustProxy takes the address of a client from the last entry of
	// X-Forwarded-For. It must be set only behind a proxy that adds it.
	TrustProxy bool
	// Key seals the cookies: 32 bytes or more that only this installation knows.
	Key []byte
	// KeepGroup reports whether a group matters outside of Allow and Operators.
	// Others are dropped at sign-in, since a cookie holds about 4 kB; nil keeps all.
	KeepGroup func(name string) bool
	// Page frames and sends a page of this package; nil sends it bare.
	Page func(w http.ResponseWriter, r *http.Request, status int, title string, body template.HTML)
	Log  *slog.Logger     // nil discards
	Now  func() time.Time // nil means time.Now
}

// OIDC says which provider of OpenID Connect to trust, and with whom.
type OIDC struct {
	Issuer       string // such as "https://accounts.google.com"
	ClientID     string
	ClientSecret secret.String // none for a client with PKCE alone
	// Scopes are asked for beside openid, profile and email.
	Scopes []string
	// GroupsClaim names the claim that lists a person's groups; "" means
	// "groups".
	GroupsClaim string
	// Allow lists whom to let in: "ann@example.com", "@example.com" for a
	// domain, "group:NAME", or "*" for everybody whom the provider lets in. An
	// e-mail address counts only if the provider says that it is verified.
	Allow []string
	// Client calls the provider; nil means one that gives up after 10 seconds.
	Client *http.Client
}

// shortestToken is how many characters a token must have. With fewer, guessing
// within the limits on failures could succeed.
const shortestToken = 16

// Check returns an error if the options aren't safe. New checks them too.
func Check(o Options) error {
	if o.Token.IsSet() && len(o.Token.Reveal()) < shortestToken {
		return fmt.Errorf("FOOTNOTE_WEB_TOKEN has fewer than %d characters (openssl rand -hex 32 prints a good one)", shortestToken)
	}
	if _, err := parseRules("FOOTNOTE_OIDC_ALLOW", o.OIDC.Allow); err != nil {
		return err
	}
	if _, err := parseRules("FOOTNOTE_OPERATORS", o.Operators); err != nil {
		return err
	}
	if o.OIDC.Issuer != "" {
		return checkOIDC(o.OIDC, o.PublicURL)
	}
	switch {
	case o.OIDC.ClientID != "" || o.OIDC.ClientSecret.IsSet() || len(o.OIDC.Allow) > 0:
		return errors.New("there are settings for OpenID Connect, but no issuer (set FOOTNOTE_OIDC_ISSUER)")
	case o.Token.IsSet():
		return nil
	case !IsLoopbackAddress(o.Listen):
		return fmt.Errorf("the page would be open to everybody who reaches %s (set FOOTNOTE_WEB_TOKEN to a token that people sign in with, or FOOTNOTE_OIDC_ISSUER to a provider of OpenID Connect, or listen on 127.0.0.1)", o.Listen)
	case o.PublicURL != nil && !isLoopbackHost(o.PublicURL.Host):
		return fmt.Errorf("the page would be open to everybody who reaches %s (set FOOTNOTE_WEB_TOKEN to a token that people sign in with, or FOOTNOTE_OIDC_ISSUER to a provider of OpenID Connect)", o.PublicURL)
	}
	return nil
}

func checkOIDC(o OIDC, public *url.URL) error {
	issuer, err := url.Parse(o.Issuer)
	if err != nil || issuer.Host == "" || issuer.Scheme != "https" && (issuer.Scheme != "http" || !isLoopbackHost(issuer.Host)) {
		return fmt.Errorf("FOOTNOTE_OIDC_ISSUER is %q, which is no https address", o.Issuer)
	}
	switch {
	case o.ClientID == "":
		return errors.New("the provider needs to know us by a client id (set FOOTNOTE_OIDC_CLIENT_ID)")
	case public == nil:
		return errors.New("the provider needs an address to send people back to (set FOOTNOTE_PUBLIC_URL)")
	case len(o.Allow) == 0:
		return errors.New("nobody may sign in (set FOOTNOTE_OIDC_ALLOW to e-mail addresses, @domains or group:NAME, or to * for everybody whom the provider lets in)")
	}
	return nil
}

// IsLoopbackAddress reports whether only this machine reaches the address to listen
// on. Names other than localhost don't count, since they may lead elsewhere.
func IsLoopbackAddress(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	return err == nil && isLoopbackHost(host)
}

// isLoopbackHost reports whether a host, with or without a port, is a loopback address
// or a name that by definition means this machine.
func isLoopbackHost(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && ip.Unmap().IsLoopback()
}
