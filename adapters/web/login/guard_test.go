package login

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"footnote/bot/secret"
)

func TestCheck(t *testing.T) {
	oidc := OIDC{Issuer: "https://id.example.com", ClientID: "c", Allow: []string{"@example.com"}}
	with := func(change func(*OIDC)) OIDC { o := oidc; change(&o); return o }
	token := secret.New(sharedToken)
	public := site("https://footnote.example.com")
	for _, c := range []struct {
		name string
		o    Options
		want []string // of the error; none for safe
	}{
		{"loopback", Options{Listen: "127.0.0.1:8067"}, nil},
		{"loopback by name", Options{Listen: "localhost:8067"}, nil},
		{"loopback in IPv6", Options{Listen: "[::1]:8067"}, nil},
		{"any address", Options{Listen: ":8067"}, []string{"FOOTNOTE_WEB_TOKEN", "FOOTNOTE_OIDC_ISSUER", "127.0.0.1"}},
		{"any IPv4 address", Options{Listen: "0.0.0.0:8067"}, []string{"FOOTNOTE_WEB_TOKEN", "FOOTNOTE_OIDC_ISSUER"}},
		{"any IPv6 address", Options{Listen: "[::]:8067"}, []string{"FOOTNOTE_WEB_TOKEN", "FOOTNOTE_OIDC_ISSUER"}},
		{"an address of a network", Options{Listen: "192.168.1.2:8067"}, []string{"FOOTNOTE_WEB_TOKEN", "FOOTNOTE_OIDC_ISSUER"}},
		{"a name", Options{Listen: "intranet:8067"}, []string{"FOOTNOTE_WEB_TOKEN"}},
		{"a name that only begins so", Options{Listen: "localhost.example.com:8067"}, []string{"FOOTNOTE_WEB_TOKEN"}},
		{"no port", Options{Listen: "127.0.0.1"}, []string{"FOOTNOTE_WEB_TOKEN"}},
		{"a public URL through a proxy", Options{Listen: "127.0.0.1:8067", PublicURL: public}, []string{"FOOTNOTE_WEB_TOKEN", "FOOTNOTE_OIDC_ISSUER", public.String()}},
		{"a token", Options{Listen: ":8067", Token: token}, nil},
		{"a short token", Options{Listen: ":8067", Token: secret.New("hunter2")}, []string{"FOOTNOTE_WEB_TOKEN", "16"}},
		{"a provider", Options{Listen: ":8067", PublicURL: public, OIDC: oidc}, nil},
		{"a provider without a public URL", Options{Listen: ":8067", OIDC: oidc}, []string{"FOOTNOTE_PUBLIC_URL"}},
		{"a provider over http", Options{PublicURL: public, OIDC: with(func(o *OIDC) { o.Issuer = "http://id.example.com" })}, []string{"FOOTNOTE_OIDC_ISSUER", "https"}},
		{"a provider without a client", Options{PublicURL: public, OIDC: with(func(o *OIDC) { o.ClientID = "" })}, []string{"FOOTNOTE_OIDC_CLIENT_ID"}},
		{"a provider for nobody", Options{PublicURL: public, OIDC: with(func(o *OIDC) { o.Allow = nil })}, []string{"FOOTNOTE_OIDC_ALLOW"}},
		{"a rule that is none", Options{PublicURL: public, OIDC: with(func(o *OIDC) { o.Allow = []string{"ann"} })}, []string{"FOOTNOTE_OIDC_ALLOW", "ann"}},
		{"operators by a rule that is none", Options{PublicURL: public, OIDC: oidc, Operators: []string{"ann"}}, []string{"FOOTNOTE_OPERATORS", "ann"}},
		{"a client without a provider", Options{Listen: ":8067", Token: token, OIDC: with(func(o *OIDC) { o.Issuer = "" })}, []string{"FOOTNOTE_OIDC_ISSUER"}},
	} {
		err := Check(c.o)
		if (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, part := range c.want {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: the error doesn't name %s: %v", c.name, part, err)
			}
		}
		if err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the error shows the token: %v", c.name, err)
		}
	}
	if _, err := New(Options{Listen: ":8067", Key: make([]byte, 32)}); err == nil {
		t.Error("a Guard was made that lets everybody in")
	}
	if _, err := New(Options{Listen: "127.0.0.1:8067", Key: make([]byte, 8)}); err == nil {
		t.Error("a Guard was made with a short key")
	}
}

func TestRules(t *testing.T) {
	r, err := parseRules("X", []string{"Ann@Example.com", " @example.org", "group:Staff"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		email  string
		groups []string
		want   bool
	}{
		{"ann@example.com", nil, true},
		{"bob@example.com", nil, false},
		{"bob@example.org", nil, true},
		{"bob@example.org.evil.com", nil, false},
		{"bob@evil-example.org", nil, false},
		{`"x@example.org"@evil.com`, nil, false},
		{"evil@evil.com@example.org", nil, false},
		{`"evil@evil.com"@example.org`, nil, false},
		{"", nil, false},
		{"", []string{"other", "Staff"}, true},
		{"", []string{"staff"}, false},
	} {
		if got := r.isAllowed(c.email, c.groups); got != c.want {
			t.Errorf("%q, %q: %v", c.email, c.groups, got)
		}
	}
	for _, bad := range []string{"", "ann", "@", "ann@", "group:", "a@b@c", "group"} {
		if _, err := parseRules("FOOTNOTE_X", []string{bad}); err == nil || !strings.Contains(err.Error(), "FOOTNOTE_X") {
			t.Errorf("%q is taken for a rule: %v", bad, err)
		}
	}
}

func requestFor(host string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/page", nil)
	r.Host = host
	return r
}

func record(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	rw := httptest.NewRecorder()
	h.ServeHTTP(rw, r)
	return rw
}

func TestOtherHosts(t *testing.T) {
	for _, c := range []struct {
		name, public, host string
		want               int
	}{
		{"its own address", "", "127.0.0.1:8067", 200},
		{"its name", "", "localhost:8067", 200},
		{"a name below localhost", "", "footnote.localhost", 200},
		{"IPv6", "", "[::1]:8067", 200},
		{"a name that leads here", "", "rebind.example.com", 421},
		{"one that looks right", "", "localhost.example.com:8067", 421},
		{"a number that looks right", "", "127.0.0.1.example.com", 421},
		{"no host", "", "", 421},
		{"the public one", "https://footnote.example.com", "Footnote.example.com", 200},
		{"not the public one", "https://footnote.example.com", "www.example.com", 421},
	} {
		w := serve(t, false, func(o *Options, at string) { withToken(o, at); o.PublicURL = site(c.public) })
		r := requestFor(c.host)
		for _, path := range []string{"/page", "/login", "/healthz"} {
			r.URL.Path = path
			rw := record(w.handler(), r)
			if c.want == 421 && rw.Code != 421 || c.want == 200 && rw.Code != 200 && rw.Code != http.StatusUnauthorized {
				t.Errorf("%s, %s: %d: %s", c.name, path, rw.Code, rw.Body)
			}
		}
	}
	// Beyond loopback any name will do, as cookies are bound to theirs.
	w := serve(t, false, func(o *Options, at string) { withToken(o, at); o.Listen = ":8067" })
	if rw := record(w.handler(), requestFor("10.0.0.1:8067")); rw.Code != http.StatusUnauthorized {
		t.Errorf("beyond loopback: %d", rw.Code)
	}
}

func TestOtherSites(t *testing.T) {
	w := serve(t, false, nil)
	b := w.browser()
	b.who()
	post := func(origin, site string) int {
		r := b.request(http.MethodPost, "/page", url.Values{})
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		if site != "" {
			r.Header.Set("Sec-Fetch-Site", site)
		}
		return b.do(r).StatusCode
	}
	for _, c := range []struct {
		name, origin, site string
		want               int
	}{
		{"the page", w.server.URL, "same-origin", 200},
		{"the page, in an old browser", w.server.URL, "", 200},
		{"a script", "", "", 200},
		{"another site", "https://evil.example.com", "cross-site", 403},
		{"another site, in an old browser", "https://evil.example.com", "", 403},
		{"a sandboxed frame", "null", "", 403},
		{"another port", "http://127.0.0.1:1", "same-site", 403},
	} {
		if got := post(c.origin, c.site); got != c.want {
			t.Errorf("%s: %d", c.name, got)
		}
	}
	r := b.request(http.MethodPost, "/logout", url.Values{})
	r.Header.Set("Origin", "https://evil.example.com")
	if a := b.do(r); a.StatusCode != http.StatusForbidden {
		t.Errorf("another site signs people out: %s", a.Status)
	}
}

func TestTarget(t *testing.T) {
	for asked, want := range map[string]string{
		"/":                             "/",
		"/source?id=a%2Fb&p=2":          "/source?id=a%2Fb&p=2",
		"/a/../b":                       "/a/../b",
		"":                              "/",
		"page":                          "/",
		"https://evil.example.com/":     "/",
		"//evil.example.com":            "/",
		"///evil.example.com":           "/",
		`/\evil.example.com`:            "/",
		`\\evil.example.com`:            "/",
		"/\t/evil.example.com":          "/",
		"/\n/evil.example.com":          "/",
		" //evil.example.com":           "/",
		"javascript:alert(1)":           "/",
		"/login?to=/login":              "/",
		"/login/oidc":                   "/",
		"/logout":                       "/",
		"/%zz":                          "/",
		"/" + strings.Repeat("a", 2001): "/",
	} {
		if got := localTarget(asked); got != want {
			t.Errorf("%q leads to %q, want %q", asked, got, want)
		}
	}
	w := serve(t, false, withToken)
	b := w.browser()
	a := b.post("/login", url.Values{"token": {sharedToken}, "to": {"//evil.example.com/page"}})
	if a.Request.URL.String() != w.server.URL+"/" {
		t.Errorf("signing in leads to %s", a.Request.URL)
	}
	if a := b.get("/login?to=" + url.QueryEscape(`/\evil.example.com`)); a.Request.URL.String() != w.server.URL+"/" {
		t.Errorf("being signed in leads to %s", a.Request.URL)
	}
}

func TestOpen(t *testing.T) {
	w := serve(t, false, withToken)
	if a := w.browser().get("/healthz"); a.StatusCode != http.StatusOK || a.identity(t).Asker != "" {
		t.Errorf("%s: %s", a.Status, a.body)
	}
}

func TestOnlyPagesLeadToTheForm(t *testing.T) {
	w := serve(t, false, withToken)
	b := w.browser()
	for _, c := range []struct{ method, accept string }{
		{http.MethodGet, "text/event-stream"}, {http.MethodGet, "*/*"}, {http.MethodPost, "text/html"},
	} {
		r := b.request(c.method, "/page", nil)
		r.Header.Set("Accept", c.accept)
		if a := b.do(r); a.StatusCode != http.StatusUnauthorized || !strings.Contains(a.body, "/login") {
			t.Errorf("%s for %s: %s: %s", c.method, c.accept, a.Status, a.body)
		}
	}
}

// TestMarkupIsText puts markup wherever a request can put text.
func TestMarkupIsText(t *testing.T) {
	const markup = `"><script>alert(1)</script>`
	w := serve(t, false, withToken)
	b := w.browser()
	for _, a := range []answer{
		b.get("/login?to=" + url.QueryEscape("/x?"+strings.ReplaceAll(markup, " ", "+"))),
		b.post("/login", url.Values{"token": {markup}, "to": {"/x?" + markup}}),
	} {
		if strings.Contains(a.body, "<script") || !strings.Contains(a.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%v: %s", a.Header, a.body)
		}
	}
}

// FuzzTarget has whatever is asked for lead to this site.
func FuzzTarget(f *testing.F) {
	for _, seed := range []string{"/a?b=c#d", "//evil.example.com", `/\evil.example.com`, "/..//evil.example.com", "/\t/evil.example.com"} {
		f.Add(seed)
	}
	here := &url.URL{Scheme: "https", Host: "footnote.example.com", Path: "/login"}
	f.Fuzz(func(t *testing.T, asked string) {
		rw := httptest.NewRecorder()
		http.Redirect(rw, httptest.NewRequest(http.MethodGet, here.String(), nil), localTarget(asked), http.StatusSeeOther)
		// Browsers take a backslash for a slash and drop tabs and line ends.
		location := strings.NewReplacer(`\`, "/", "\t", "", "\n", "", "\r", "").Replace(strings.TrimSpace(rw.Header().Get("Location")))
		to, err := here.Parse(location)
		if err != nil || to.Host != here.Host || to.Scheme != here.Scheme {
			t.Errorf("%q leads to %q (%v)", asked, location, err)
		}
	})
}
