package login

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/secret"
)

// withProvider serves a page, on https, where people sign in at a fake.
func withProvider(t *testing.T, change func(o *Options)) (*world, *fake) {
	t.Helper()
	f := newFake(t)
	w := serve(t, true, func(o *Options, at string) {
		o.PublicURL, o.Listen = site(at), ":8067"
		o.OIDC = OIDC{Issuer: f.server.URL, ClientID: clientID, ClientSecret: secret.New(clientSecret), Allow: []string{"ann@example.com"}}
		o.Operators = []string{"group:docs"}
		if change != nil {
			change(o)
		}
	})
	w.hide(clientSecret)
	f.world = w
	return w, f
}

func TestProvider(t *testing.T) {
	w, f := withProvider(t, nil)
	b := w.browser()
	b.outside("at first")
	if a := b.get("/page"); !strings.Contains(a.body, `href="/login/oidc?to=%2fpage"`) && !strings.Contains(a.body, `href="/login/oidc?to=%2Fpage"`) {
		t.Errorf("the way in doesn't lead to the provider: %s", a.body)
	}
	a := b.get("/login/oidc?to=/page?q=1")
	if a.Request.URL.RequestURI() != "/page?q=1" {
		t.Fatalf("signing in leads to %s: %s", a.Request.URL, a.body)
	}
	who := a.identity(t)
	if !strings.HasPrefix(who.Asker, "web/oidc/") || strings.Contains(who.Asker, "248289761001") || who.Name != "Ann Example" || !who.Operator ||
		!slices.Equal(who.Roles, []string{"user:ann@example.com", "group:docs", "group:staff"}) {
		t.Errorf("one is %+v", who)
	}
	other := w.browser()
	if again := other.get("/login/oidc").identity(t); again.Asker != who.Asker {
		t.Errorf("the same person is %s elsewhere", again.Asker)
	}
	for name := range b.cookies() {
		if !strings.HasPrefix(name, "__Host-") {
			t.Errorf("the cookie %s can be set by other hosts", name)
		}
	}
	if strings.Contains(w.log(), "Ann") || strings.Contains(w.log(), "example.com\"") {
		t.Errorf("the log names people:\n%s", w.log())
	}

	name, value := b.sessionCookie()
	if a := b.post("/logout", nil); !strings.Contains(a.body, "you may still be signed in") {
		t.Errorf("signing out says %s", a.body)
	}
	b.setCookie(name, value)
	b.outside("after signing out")

	w.pass(12*time.Hour - time.Minute)
	other.who()
	w.pass(time.Minute)
	other.outside("after half a day")

	f.set(func() { f.claims["groups"] = []string{"staff"} })
	if who := other.get("/login/oidc").identity(t); who.Operator {
		t.Error("one is still an operator")
	}
	if other.get("/login/oidc?other"); f.asked.Get("prompt") != "select_account" {
		t.Errorf("one can't be somebody else: %v", f.asked)
	}
}

func TestCookiesAreSafe(t *testing.T) {
	w, _ := withProvider(t, nil)
	b := w.browser()
	b.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	c := b.get("/login/oidc").Cookies()
	if len(c) != 1 || !c[0].Secure || !c[0].HttpOnly || c[0].SameSite != http.SameSiteLaxMode || c[0].Path != "/" || c[0].Domain != "" || c[0].MaxAge != 600 {
		t.Errorf("%+v", c)
	}
}

// TestProviderThatIsWrong has the provider, or whoever stands in between, send
// back what must not be believed.
func TestProviderThatIsWrong(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(f *fake)
		status int
		page   string // a part of what is shown
		log    string // a part of what is logged
	}{
		{"another nonce", func(f *fake) { f.claims["nonce"] = "another" }, 403, "could not be verified", "nonce"},
		{"no nonce", func(f *fake) { f.claims["nonce"] = nil }, 403, "could not be verified", "nonce"},
		{"another state", func(f *fake) { f.changed = func(v url.Values) { v.Set("state", "another") } }, 400, "took too long", ""},
		{"no state", func(f *fake) { f.changed = func(v url.Values) { v.Del("state") } }, 400, "took too long", ""},
		{"an expired token", func(f *fake) { f.claims["exp"] = f.world.now().Add(-time.Second).Unix() }, 403, "could not be verified", "expired"},
		{"another audience", func(f *fake) { f.claims["aud"] = "another" }, 403, "could not be verified", "audience"},
		{"another authorized party", func(f *fake) { f.claims["aud"], f.claims["azp"] = []string{clientID, "another"}, "another" }, 403, "could not be verified", "another client"},
		{"another issuer", func(f *fake) { f.claims["iss"] = "https://evil.example.com" }, 403, "could not be verified", "different provider"},
		{"another issuer in the answer", func(f *fake) { f.changed = func(v url.Values) { v.Set("iss", "https://evil.example.com") } }, 403, "could not be verified", "another provider"},
		{"another key", func(f *fake) { f.forge = true }, 403, "could not be verified", "signature"},
		{"nobody", func(f *fake) { f.claims["sub"] = "" }, 403, "could not be verified", "names nobody"},
		{"another code", func(f *fake) { f.changed = func(v url.Values) { v.Set("code", "another") } }, 403, "could not be verified", "invalid_grant"},
		{"a code that is refused", func(f *fake) { f.refuse = true }, 403, "could not be verified", "invalid_grant"},
		{"no", func(f *fake) { f.deny = "access_denied" }, 403, "you &lt;b&gt;may not&lt;/b&gt;", "access_denied"},
		{"another address", func(f *fake) { f.claims["email"] = "bob@example.com" }, 403, "may not use this page", "may not sign in"},
		{"no address", func(f *fake) { f.claims["email"] = nil }, 403, "may not use this page", "may not sign in"},
		{"an address that isn't verified", func(f *fake) { f.claims["email_verified"] = false }, 403, "is verified", "verified=false"},
		{"an address without a word on it", func(f *fake) { f.claims["email_verified"] = nil }, 403, "is verified", "verified=false"},
		{"an address that is verified by a string", func(f *fake) { f.claims["email_verified"] = "false" }, 403, "is verified", "verified=false"},
		{"more groups than a cookie holds", func(f *fake) {
			var groups []string
			for i := range 300 {
				groups = append(groups, fmt.Sprintf("a group with a long name, the %dth", i))
			}
			f.claims["groups"] = groups
		}, 403, "more groups", "more groups"},
		{"somebody else's facts", func(f *fake) {
			f.claims["email"], f.userinfo = nil, map[string]any{"sub": "another", "email": "ann@example.com", "email_verified": true}
		}, 403, "could not be verified", "somebody else"},
		{"half of an address", func(f *fake) {
			f.claims["email_verified"], f.claims["groups"] = nil, nil
			f.userinfo = map[string]any{"sub": f.claims["sub"], "email": "other@example.com", "email_verified": true}
		}, 403, "is verified", "verified=false"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, f := withProvider(t, nil)
			f.set(func() { c.change(f) })
			b := w.browser()
			a := b.get("/login/oidc?to=/page")
			if a.StatusCode != c.status || !strings.Contains(a.body, c.page) {
				t.Errorf("%s at %s: %s", a.Status, a.Request.URL, a.body)
			}
			if !strings.Contains(w.log(), c.log) {
				t.Errorf("the log doesn't say %q:\n%s", c.log, w.log())
			}
			b.outside(c.name)
		})
	}
}

func TestProviderTellsMore(t *testing.T) {
	w, f := withProvider(t, nil)
	f.set(func() {
		f.userinfo = map[string]any{"sub": f.claims["sub"], "email": "ann@example.com", "email_verified": "true", "groups": "docs"}
		f.claims["email"], f.claims["email_verified"], f.claims["groups"] = nil, nil, nil
	})
	who := w.browser().get("/login/oidc").identity(t)
	if !who.Operator || !slices.Equal(who.Roles, []string{"user:ann@example.com", "group:docs"}) {
		t.Errorf("one is %+v", who)
	}
}

func TestProviderTakesTheSecretInTheForm(t *testing.T) {
	w, f := withProvider(t, nil)
	f.set(func() { f.methods = []string{"client_secret_post"} })
	if who := w.browser().get("/login/oidc").identity(t); who.Asker == "" {
		t.Errorf("one is %+v", who)
	}
}

// TestSignInOfSomebodyElse sends a browser the end of a sign-in that another
// began, to sign it in as the other.
func TestSignInOfSomebodyElse(t *testing.T) {
	w, _ := withProvider(t, nil)
	evil, victim := w.browser(), w.browser()
	var end *url.URL
	evil.client.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
		if r.URL.Path == callbackPath {
			end = r.URL
			return http.ErrUseLastResponse
		}
		return nil
	}
	evil.get("/login/oidc")
	if a := victim.get(end.RequestURI()); a.StatusCode != http.StatusBadRequest {
		t.Errorf("%s: %s", a.Status, a.body)
	}
	victim.outside("with the sign-in of somebody else")
	w.pass(flowLife)
	if a := evil.get(end.RequestURI()); a.StatusCode != http.StatusBadRequest {
		t.Errorf("a sign-in that took too long: %s: %s", a.Status, a.body)
	}
}

func TestProviderThatIsDown(t *testing.T) {
	w, f := withProvider(t, nil)
	f.set(func() { f.down = true })
	b := w.browser()
	if err := w.guard.Probe(context.Background()); err == nil || !strings.Contains(err.Error(), f.server.URL) {
		t.Errorf("the provider is said to be well: %v", err)
	}
	if a := b.get("/login/oidc?to=/page"); a.StatusCode != http.StatusBadGateway || !strings.Contains(a.body, "can’t be reached") {
		t.Errorf("%s: %s", a.Status, a.body)
	}
	f.set(func() { f.down = false })
	w.pass(discoveryPause)
	if err := w.guard.Probe(context.Background()); err != nil {
		t.Error(err)
	}
	if who := b.get("/login/oidc").identity(t); who.Asker == "" {
		t.Errorf("one is %+v", who)
	}
}

func TestRulesChange(t *testing.T) {
	var options Options
	w, _ := withProvider(t, func(o *Options) {
		o.OIDC.Allow, o.KeepGroup = []string{"group:staff"}, func(string) bool { return false }
		options = *o
	})
	b := w.browser()
	if who := b.get("/login/oidc").identity(t); !slices.Contains(who.Roles, "group:staff") || !slices.Contains(who.Roles, "group:docs") {
		t.Errorf("groups that a rule names are gone: %+v", who)
	}
	options.OIDC.Allow = []string{"group:board"}
	w.remake(options)
	b.outside("after the rules have changed")
}

// TestCodesAreSlow where they are wrong. Neither they nor wrong tokens keep
// anybody from signing in, or a script out.
func TestCodesAreSlow(t *testing.T) {
	w, f := withProvider(t, func(o *Options) { o.Token = secret.New(sharedToken) })
	b := w.browser()
	bear := func(token string) int {
		r := b.request(http.MethodGet, "/metrics", nil)
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Accept", "*/*")
		return b.do(r).StatusCode
	}
	for range failuresOfOne + 1 {
		bear("guess")
	}
	if got := bear("guess"); got != http.StatusTooManyRequests {
		t.Errorf("one token more: %d", got)
	}
	if who := w.browser().get("/login/oidc").identity(t); who.Name != "Ann Example" {
		t.Errorf("after wrong tokens one is %+v", who)
	}
	f.set(func() { f.refuse = true })
	for i := range failuresOfOne {
		if a := b.get("/login/oidc"); a.StatusCode != http.StatusForbidden {
			t.Fatalf("failure %d: %s", i, a.Status)
		}
	}
	if a := b.get("/login/oidc"); a.StatusCode != http.StatusTooManyRequests || a.Header.Get("Retry-After") == "" {
		t.Errorf("one failure more: %s", a.Status)
	}
	f.set(func() { f.refuse = false })
	if who := w.browser().get("/login/oidc").identity(t); who.Name != "Ann Example" {
		t.Errorf("after wrong codes one is %+v", who)
	}
	w.pass(failureOfOne)
	if got := bear("guess"); got != http.StatusUnauthorized {
		t.Errorf("a wrong token after wrong codes: %d", got)
	}
}

// TestSuspectsWaitForOneAnother: codes of an address that had too many wrong ones
// take no turns from others, and each gets its own.
func TestSuspectsWaitForOneAnother(t *testing.T) {
	l := make(lane, 1)
	leave, err := l.enterLane(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.enterLane(ctx); err == nil {
		t.Error("there is a second turn at once")
	}
	leave()
	if _, err := l.enterLane(t.Context()); err != nil {
		t.Error(err)
	}
	th, now := newThrottle(), time.Now()
	for range failuresOfOne {
		if th.isSuspect("192.0.2.1", now) {
			t.Error("suspected too soon")
		}
		th.noteFailure("192.0.2.1", now)
	}
	if !th.isSuspect("192.0.2.1", now) || th.isSuspect("192.0.2.2", now) || th.isSuspect("192.0.2.1", now.Add(failureOfOne)) {
		t.Error("another one is suspected")
	}
}

func TestTokenBesideProvider(t *testing.T) {
	w, _ := withProvider(t, func(o *Options) { o.Token = secret.New(sharedToken) })
	b := w.browser()
	r := b.request(http.MethodGet, "/metrics", nil)
	r.Header.Set("Authorization", "Bearer "+sharedToken)
	if a := b.do(r); a.StatusCode != http.StatusOK || !a.identity(t).Operator {
		t.Errorf("a script: %s: %s", a.Status, a.body)
	}
	if a := b.post("/login", url.Values{"token": {sharedToken}}); a.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("a person: %s: %s", a.Status, a.body)
	}
	b.outside("with a script's token in the form")
}

func BenchmarkSession(b *testing.B) {
	g, err := New(Options{Listen: "127.0.0.1:8067", Key: bytes.Repeat([]byte("k"), 32), Token: secret.New(sharedToken)})
	if err != nil {
		b.Fatal(err)
	}
	rw := record(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if err := g.beginSession(w, session{Asker: "web/shared/x", Name: "x"}); err != nil {
			b.Error(err)
		}
	}), requestFor("127.0.0.1"))
	r := requestFor("127.0.0.1")
	r.AddCookie(rw.Result().Cookies()[0])
	for b.Loop() {
		if _, ok := g.readSession(rw, r); !ok {
			b.Fatal("there is no session")
		}
	}
}
