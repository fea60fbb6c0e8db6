package doctor

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"footnote/adapters/web/login"
	"footnote/cmd/footnote/serving"
	"footnote/cmd/footnote/writing"
)

// Model checks that the language model answers, if one is set. It has a deadline of
// its own.
func Model(m writing.Settings) Check {
	return Check{Name: "model", Run: func(ctx context.Context, f *Findings) { checkModel(ctx, f, m) }}
}

func checkModel(ctx context.Context, f *Findings, m writing.Settings) {
	if m.Name == "" {
		f.OK("none, answers are in the documents' own words (FOOTNOTE_MODEL sets one)")
		return
	}
	if err := m.TryOut(ctx); err != nil {
		f.Fail(m.WayOut(err)+"; until then answers are in the documents' own words", "%v", err)
		return
	}
	f.OK("%s at %s", m.Name, redacted(m.URL))
	fit, takesSchema, err := m.Measure(ctx)
	switch {
	case err != nil:
		f.Warn(m.WayOut(err), "it answers, but not while it is measured: %v", err)
		return
	case fit.Text == "": // it writes nothing that could be timed
	case fit.Fits:
		f.OK("%s", fit.Text)
	default:
		f.Warn(fit.Do, "%s", fit.Text)
	}
	switch {
	case takesSchema && !m.JSON:
		f.OK("its server writes JSON by a schema: FOOTNOTE_MODEL_JSON=true has each sentence name its excerpts")
	case !takesSchema && m.JSON:
		f.Warn("unset FOOTNOTE_MODEL_JSON", "its server writes no JSON by a schema, it is asked for text")
	}
}

// redacted is an address without the password that may stand in it.
func redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Redacted()
}

// keySize is that of a key that seals nothing, in bytes.
const keySize = 32

// Page checks where the page listens and who gets in. guard is how it is to be
// guarded, but for the key, nil for no page.
func Page(guard *login.Options) Check {
	return Check{Name: "page", Time: NetworkTime, Run: func(ctx context.Context, f *Findings) { checkPage(ctx, f, guard) }}
}

func checkPage(ctx context.Context, f *Findings, options *login.Options) {
	if options == nil {
		f.OK("none (FOOTNOTE_HTTP_ADDR is off)")
		return
	}
	o := *options
	o.Key = make([]byte, keySize) // it seals nothing
	guard, err := login.New(o)
	switch {
	case err != nil:
		f.Fail("correct the setting", "%v", err)
	case o.OIDC.Issuer == "" && !o.Token.IsSet():
		f.OK("%s, for whoever is at this machine", o.Listen)
	case o.OIDC.Issuer == "":
		f.OK("%s, for those who have the token", o.Listen)
	default:
		if err := guard.Probe(ctx); err != nil {
			f.Fail("correct FOOTNOTE_OIDC_ISSUER, or wait until the provider is well", "nobody can sign in: %v", err)
			return
		}
		f.OK("%s, for those whom %s and FOOTNOTE_OIDC_ALLOW let in", o.Listen, o.OIDC.Issuer)
	}
}

// PublicURL checks the address under which people reach the page, nil for none.
func PublicURL(u *url.URL) Check {
	return Check{Name: publicName, Time: NetworkTime, Run: func(ctx context.Context, f *Findings) { checkPublic(ctx, f, u) }}
}

// WrongPublicURL is the check of an address that can't be.
func WrongPublicURL(err error) Check { return Failed(publicName, err) }

const publicName = "public url"

func checkPublic(ctx context.Context, f *Findings, u *url.URL) {
	if u == nil {
		f.OK("none, citations don't link to the page (FOOTNOTE_PUBLIC_URL sets one)")
		return
	}
	address := u.String()
	if u.Scheme != "https" && !loopback(u.Hostname()) {
		f.Warn("serve it through a proxy that speaks https", "%s isn't https: everyone on the way can read along", address)
	}
	status, _, err := serving.AskHealth(ctx, u.JoinPath("healthz").String())
	switch {
	case err != nil:
		f.Fail("start footnote serve, and check the proxy and FOOTNOTE_PUBLIC_URL", "%s doesn't answer: %v", address, err)
	case status != http.StatusOK:
		f.Fail("the proxy must pass /healthz on to FOOTNOTE_HTTP_ADDR", "%s answers /healthz with status %d", address, status)
	default:
		f.OK("%s answers", address)
	}
}

func loopback(host string) bool {
	return host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.")
}
