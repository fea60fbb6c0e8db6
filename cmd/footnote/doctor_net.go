package main

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"footnote/adapters/web/login"
)

// model checks that the language model answers, if one is set.
func (d *doctor) model(ctx context.Context) {
	const check = "model"
	m := d.app.settings.Model
	if m.Name == "" {
		d.ok(check, "none, answers are in the documents' own words (FOOTNOTE_MODEL sets one)")
		return
	}
	if err := m.tryOut(ctx); err != nil {
		d.fail(check, m.wayOut(err)+"; until then answers are in the documents' own words", "%v", err)
		return
	}
	d.ok(check, "%s at %s", m.Name, redacted(m.URL))
}

// redacted is an address without the password that may stand in it.
func redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Redacted()
}

// page checks where the page listens and who gets in.
func (d *doctor) page(ctx context.Context) {
	const check = "page"
	if d.Web.off() {
		d.ok(check, "none (FOOTNOTE_HTTP_ADDR is off)")
		return
	}
	o, err := d.Web.guarding(d.app)
	if err != nil {
		return // public tells it
	}
	o.Key = make([]byte, pageKeySize) // it seals nothing
	guard, err := login.New(o)
	switch {
	case err != nil:
		d.fail(check, "correct the setting", "%v", err)
	case o.OIDC.Issuer == "" && !o.Token.IsSet():
		d.ok(check, "%s, for whoever is at this machine", o.Listen)
	case o.OIDC.Issuer == "":
		d.ok(check, "%s, for those who have the token", o.Listen)
	default:
		if err := guard.Probe(ctx); err != nil {
			d.fail(check, "correct FOOTNOTE_OIDC_ISSUER, or wait until the provider is well", "nobody can sign in: %v", err)
			return
		}
		d.ok(check, "%s, for those whom %s and FOOTNOTE_OIDC_ALLOW let in", o.Listen, o.OIDC.Issuer)
	}
}

// public checks the address under which people reach the page.
func (d *doctor) public(ctx context.Context) {
	const check = "public url"
	u, err := d.Web.public()
	if err != nil {
		d.fail(check, "", "%v", err)
		return
	}
	if u == nil {
		d.ok(check, "none, citations don't link to the page (FOOTNOTE_PUBLIC_URL sets one)")
		return
	}
	address := u.String()
	if u.Scheme != "https" && !loopback(u.Hostname()) {
		d.warn(check, "serve it through a proxy that speaks https", "%s isn't https: everyone on the way can read along", address)
	}
	status, _, err := askHealth(ctx, u.JoinPath("healthz").String())
	switch {
	case err != nil:
		d.fail(check, "start footnote serve, and check the proxy and FOOTNOTE_PUBLIC_URL", "%s doesn't answer: %v", address, err)
	case status != http.StatusOK:
		d.fail(check, "the proxy must pass /healthz on to FOOTNOTE_HTTP_ADDR", "%s answers /healthz with status %d", address, status)
	default:
		d.ok(check, "%s answers", address)
	}
}

func loopback(host string) bool {
	return host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.")
}
