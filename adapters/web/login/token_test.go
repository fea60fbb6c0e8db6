package login

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/bottest"
	"footnote/bot/secret"
)

func TestNobodySignsIn(t *testing.T) {
	w := serve(t, false, nil)
	ann, bob := w.browser(), w.browser()
	who := ann.who()
	if !strings.HasPrefix(who.Asker, "web/local/") || who.Name != "" || !who.Operator || len(who.Roles) > 0 {
		t.Errorf("one is %+v", who)
	}
	if again := ann.who(); again.Asker != who.Asker {
		t.Errorf("one was %s and is %s", who.Asker, again.Asker)
	}
	if other := bob.who(); other.Asker == who.Asker {
		t.Error("two browsers are the same")
	}
	w.pass(300 * day)
	ann.who() // renews the name
	w.pass(300 * day)
	if again := ann.who(); again.Asker != who.Asker {
		t.Error("a name that is used is forgotten")
	}
	if a := ann.get("/login?to=/page"); a.Request.URL.Path != "/page" {
		t.Errorf("/login leads to %s", a.Request.URL)
	}
}

func TestToken(t *testing.T) {
	w := serve(t, false, withToken)
	b := w.browser()
	b.outside("at first")
	if a := b.post("/login", url.Values{"token": {"wrong"}, "to": {"/page?q=1"}}); a.StatusCode != http.StatusForbidden ||
		!strings.Contains(a.body, "token is wrong") || !strings.Contains(a.body, `value="/page?q=1"`) {
		t.Errorf("a wrong token: %s: %s", a.Status, a.body)
	}
	b.outside("after a wrong token")
	a := b.post("/login", url.Values{"token": {" " + sharedToken + "\n"}, "to": {"/page?q=1"}})
	if a.Request.URL.RequestURI() != "/page?q=1" {
		t.Fatalf("the right token leads to %s: %s", a.Request.URL, a.body)
	}
	who := b.who()
	if !strings.HasPrefix(who.Asker, "web/shared/") || who.Name == "" || !who.Operator {
		t.Errorf("one is %+v", who)
	}
	if a.Header.Get("Cache-Control") != "no-store" {
		t.Error("what only one may see can be cached")
	}
	name, value := b.sessionCookie()

	a = b.post("/logout", nil)
	if a.StatusCode != http.StatusOK || !strings.Contains(a.body, "signed out") {
		t.Errorf("signing out: %s: %s", a.Status, a.body)
	}
	b.outside("after signing out")
	b.setCookie(name, value)
	b.outside("with the cookie of a session that was ended")
	if !strings.Contains(w.log(), who.Asker) || !strings.Contains(w.log(), "wrong token") {
		t.Errorf("the log doesn't tell who came in and who didn't:\n%s", w.log())
	}
}

// TestSignedOutStaysSo after a restart, and is forgotten when nobody could come
// back by that session anyway.
func TestSignedOutStaysSo(t *testing.T) {
	var options Options
	w := serve(t, false, func(o *Options, at string) { withToken(o, at); options = *o })
	values := bottest.NewStore()
	remember := func() {
		if err := w.guard.Remember(t.Context(), values); err != nil {
			t.Fatal(err)
		}
	}
	remember()
	signOut := func() (b *browser, name, value string) {
		b = w.browser()
		b.post("/login", url.Values{"token": {sharedToken}})
		b.who()
		name, value = b.sessionCookie()
		b.post("/logout", nil)
		return b, name, value
	}
	b, name, value := signOut()
	w.remake(options)
	remember()
	b.setCookie(name, value)
	b.outside("with the cookie of a session that was ended before a restart")

	w.pass(8 * day)
	signOut()
	kept, err := values.Value(t.Context(), endedKey)
	if err != nil || strings.Count(string(kept), ":") != 1 {
		t.Errorf("%s, %v is kept of one who signed out now and one long ago", kept, err)
	}
	b.setCookie(name, value)
	b.outside("with a cookie whose time is over")
}

// TestSignedOutOnEveryReplica: who signs out at one replica is signed out at all, and
// what one keeps doesn't replace what another has kept.
func TestSignedOutOnEveryReplica(t *testing.T) {
	now, values := time.Now(), bottest.NewStore()
	var one, two ended
	for _, e := range []*ended{&one, &two} {
		if err := e.recallEnded(t.Context(), values); err != nil {
			t.Fatal(err)
		}
		if err := e.followEnded(t.Context(), now); err != nil {
			t.Fatal(err)
		}
	}
	for id, e := range map[string]*ended{"a": &one, "b": &two} {
		if err := e.addEnded(t.Context(), id, now.Add(time.Hour), now); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range []*ended{&one, &two} {
		if err := e.followEnded(t.Context(), now.Add(followEvery)); err != nil {
			t.Fatal(err)
		}
		if !e.hasEnded("a") || !e.hasEnded("b") {
			t.Errorf("ended on either replica: a %v, b %v", e.hasEnded("a"), e.hasEnded("b"))
		}
	}
}

func TestSignedOutIsBounded(t *testing.T) {
	e := ended{until: make(map[string]int64)}
	now := time.Now()
	for i := range mostEnded {
		e.until[fmt.Sprint(i)] = now.Add(time.Hour).Unix() + int64(i)
	}
	if err := e.addEnded(t.Context(), "last", now.Add(2*time.Hour), now); err != nil {
		t.Fatal(err)
	}
	if len(e.until) != mostEnded || e.hasEnded("0") || !e.hasEnded("1") || !e.hasEnded("last") {
		t.Errorf("%d are kept", len(e.until))
	}
}

func TestSessionsEnd(t *testing.T) {
	w := serve(t, false, withToken)
	signIn := func() *browser {
		b := w.browser()
		b.post("/login", url.Values{"token": {sharedToken}})
		b.who()
		return b
	}
	idle, busy := signIn(), signIn()
	first := busy.who().Asker
	for range 4 {
		w.pass(6 * day)
		if who := busy.who(); who.Asker != first {
			t.Fatalf("a session that is used became %s", who.Asker)
		}
	}
	idle.outside("a session that isn't used")
	w.pass(6*day + time.Minute) // 30 days in all
	busy.outside("a session that is too old")
}

func TestAnotherTokenEndsSessions(t *testing.T) {
	var options Options
	w := serve(t, false, func(o *Options, at string) { withToken(o, at); options = *o })
	b := w.browser()
	b.post("/login", url.Values{"token": {sharedToken}})
	b.who()
	w.remake(options)
	b.who()
	changed := options
	changed.Token = secret.New("another token of enough length")
	w.remake(changed)
	b.outside("after the token has changed")
	changed = options
	changed.Key = []byte(strings.Repeat("x", 32))
	w.remake(changed)
	b.outside("after the key has changed")
}

func TestForgedCookies(t *testing.T) {
	w := serve(t, false, withToken)
	b := w.browser()
	b.post("/login", url.Values{"token": {sharedToken}})
	b.who()
	name, value := b.sessionCookie()
	sealed, err := base64.RawURLEncoding.DecodeString(value)
	if err != nil {
		t.Fatal(err)
	}
	for i := range sealed {
		changed := append([]byte(nil), sealed...)
		changed[i] ^= 1
		other := w.browser()
		other.setCookie(name, base64.RawURLEncoding.EncodeToString(changed))
		other.outside(fmt.Sprintf("with byte %d of the cookie changed", i))
	}
	for _, forged := range []string{"", "x", value[:len(value)-2], base64.RawURLEncoding.EncodeToString([]byte(`{"asker":"web/shared/x"}`))} {
		other := w.browser()
		other.setCookie(name, forged)
		other.outside("with the cookie " + forged)
	}
	// Sealed by the same key, but as another cookie.
	rw := httptest.NewRecorder()
	if err := w.guard.jar.putCookie(rw, "other", session{Asker: "web/shared/x"}, w.now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	other := w.browser()
	other.setCookie(name, rw.Result().Cookies()[0].Value)
	other.outside("with another cookie in its place")
	if strings.Contains(string(sealed), "shared") {
		t.Error("the cookie can be read")
	}
}

func TestBearer(t *testing.T) {
	w := serve(t, false, withToken)
	b := w.browser()
	send := func(authorization string) answer {
		r := b.request(http.MethodGet, "/metrics", nil)
		r.Header.Set("Accept", "*/*")
		if authorization != "" {
			r.Header.Set("Authorization", authorization)
		}
		return b.do(r)
	}
	if a := send("Bearer " + sharedToken); a.StatusCode != http.StatusOK || !a.identity(t).Operator || a.identity(t).Asker != "web/token" {
		t.Errorf("the right token: %s: %s", a.Status, a.body)
	}
	for _, authorization := range []string{"", "Bearer", "Bearer wrong", "Basic " + sharedToken} {
		if a := send(authorization); a.StatusCode != http.StatusUnauthorized || a.Header.Get("WWW-Authenticate") == "" {
			t.Errorf("%q: %s: %s", authorization, a.Status, a.body)
		}
	}
	if len(b.cookies()) > 0 {
		t.Errorf("a script gets cookies: %v", b.cookies())
	}
}

// TestTokensOfScripts: each has a name, scopes and groups of its own, and none may
// what it doesn't name.
func TestTokensOfScripts(t *testing.T) {
	w := serve(t, false, func(o *Options, at string) {
		withToken(o, at)
		o.Tokens = func(text string) (Token, bool) {
			return Token{Name: "report", Scopes: []Scope{SearchScope}, Groups: []string{"legal"}, PerMinute: 100}, text == "fn_right"
		}
	})
	send := func(token string) answer {
		b := w.browser()
		r := b.request(http.MethodGet, "/page", nil)
		r.Header.Set("Accept", "*/*")
		r.Header.Set("Authorization", "Bearer "+token)
		return b.do(r)
	}
	a := send("fn_right")
	if a.StatusCode != http.StatusOK {
		t.Fatal(a.Status)
	}
	who := a.identity(t)
	if who.Asker != "web/token/report" || who.Operator || !slices.Equal(who.Roles, []string{"token:report", "group:legal"}) ||
		!who.Token.Opens(SearchScope) || who.Token.Opens(AskScope) || who.Token.IsShared() {
		t.Errorf("the script is %+v", who)
	}
	b := w.browser()
	r := b.request(http.MethodGet, "/page", nil)
	r.Header.Set("Accept", "application/json")
	if a := b.do(r); a.StatusCode != http.StatusUnauthorized || !strings.HasPrefix(a.body, `{"error":{"code":"unauthorized"`) {
		t.Errorf("a program without a token: %s %s", a.Status, a.body)
	}
	if a := send("fn_wrong"); a.StatusCode != http.StatusUnauthorized {
		t.Errorf("a wrong token: %s", a.Status)
	}
	if who := send(sharedToken).identity(t); !who.Token.IsShared() || !who.Token.Opens(MetricsScope) {
		t.Errorf("the shared token is %+v", who)
	}
}

// TestTokensOfProxies: where nobody signs in by a token, those that a proxy adds are
// nothing to count.
func TestTokensOfProxies(t *testing.T) {
	w, _ := withProvider(t, func(o *Options) { o.Tokens = func(string) (Token, bool) { return Token{}, false } })
	for range 2 * failuresOfOne {
		b := w.browser()
		r := b.request(http.MethodGet, "/page", nil)
		r.Header.Set("Accept", "*/*")
		r.Header.Set("Authorization", "Bearer a-proxy's-own")
		if a := b.do(r); a.StatusCode != http.StatusUnauthorized {
			t.Fatalf("%s: %s", a.Status, a.body)
		}
	}
}

// TestSigningInAgainIsNoOtherPlace: whoever shares a token is another asker with each
// sign-in, and comes from the same address.
func TestSigningInAgainIsNoOtherPlace(t *testing.T) {
	w := serve(t, false, withToken)
	one, two := w.browser(), w.browser()
	for _, b := range []*browser{one, two} {
		b.post("/login", url.Values{"token": {sharedToken}})
	}
	a, b := one.who(), two.who()
	if a.Asker == b.Asker || a.Address != "127.0.0.1" || b.Address != a.Address {
		t.Errorf("two sign-ins are %+v and %+v", a, b)
	}
}

// TestProxyIsTold once, unless its addresses are trusted.
func TestProxyIsTold(t *testing.T) {
	for trusted, want := range map[bool]int{false: 1, true: 0} {
		w := serve(t, false, func(o *Options, at string) { withToken(o, at); o.TrustProxy = trusted })
		for range 2 {
			b := w.browser()
			r := b.request(http.MethodGet, "/page", nil)
			r.Header.Set("X-Forwarded-For", "192.0.2.1")
			b.do(r)
		}
		if n := strings.Count(w.log(), "FOOTNOTE_TRUST_PROXY"); n != want {
			t.Errorf("trusted %v: told %d times:\n%s", trusted, n, w.log())
		}
	}
}

// TestGuessingIsSlow for those who guess: whoever has the right token is let in,
// whatever others at the same address, or at many, have tried.
func TestGuessingIsSlow(t *testing.T) {
	w := serve(t, false, func(o *Options, at string) { withToken(o, at); o.TrustProxy = true })
	signedIn := w.browser()
	signedIn.post("/login", url.Values{"token": {sharedToken}})
	try := func(address, token string) int {
		b := w.browser()
		r := b.request(http.MethodPost, "/login", url.Values{"token": {token}})
		r.Header.Set("X-Forwarded-For", "1.2.3.4, "+address) // the first is whatever the client says
		return b.do(r).StatusCode
	}
	bear := func(b *browser, address, token string) answer {
		r := b.request(http.MethodGet, "/page", nil)
		r.Header.Set("X-Forwarded-For", address)
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Accept", "*/*")
		return b.do(r)
	}
	rightIsLetIn := func(when, address string) {
		t.Helper()
		if got := try(address, sharedToken); got != http.StatusOK {
			t.Errorf("%s: the right token: %d", when, got)
		}
		if a := bear(w.browser(), address, sharedToken); a.StatusCode != http.StatusOK || a.identity(t).Asker != "web/token" {
			t.Errorf("%s: a script's right token: %s", when, a.Status)
		}
		r := signedIn.request(http.MethodGet, "/page", nil)
		r.Header.Set("X-Forwarded-For", address)
		if a := signedIn.do(r); a.StatusCode != http.StatusOK || a.Request.URL.Path != "/page" {
			t.Errorf("%s: a session: %s at %s", when, a.Status, a.Request.URL)
		}
		if a := bear(signedIn, address, "a proxy's own"); a.StatusCode != http.StatusOK || !strings.HasPrefix(a.identity(t).Asker, "web/shared/") {
			t.Errorf("%s: a session beside a token of another: %s", when, a.Status)
		}
	}
	for i := range failuresOfOne {
		if got := try("192.0.2.1", fmt.Sprint("guess ", i)); got != http.StatusForbidden {
			t.Fatalf("guess %d: %d", i, got)
		}
	}
	for range 3 {
		if got := try("192.0.2.1", "guess"); got != http.StatusTooManyRequests {
			t.Errorf("one more: %d", got)
		}
		if a := bear(w.browser(), "192.0.2.1", "guess"); a.StatusCode != http.StatusTooManyRequests || a.Header.Get("Retry-After") != "30" {
			t.Errorf("one more of a script: %s", a.Status)
		}
		rightIsLetIn("after too many guesses", "192.0.2.1")
	}
	if got := try("192.0.2.2", "guess"); got != http.StatusForbidden {
		t.Errorf("a guess from another address: %d", got)
	}
	w.pass(failureOfOne)
	if got := try("192.0.2.1", "guess"); got != http.StatusForbidden {
		t.Errorf("a guess after waiting: %d", got)
	}
	// From many addresses, of which each guesses once.
	for i := range failuresOfAll {
		if got := try(fmt.Sprintf("2001:db8:0:%x::1", i), "guess"); got != http.StatusForbidden && got != http.StatusTooManyRequests {
			t.Fatalf("guess %d from many addresses: %d", i, got)
		}
	}
	if got := try("192.0.2.3", "guess"); got != http.StatusTooManyRequests {
		t.Errorf("one more: %d", got)
	}
	rightIsLetIn("after guesses from everywhere", "192.0.2.3")
}

func TestAddress(t *testing.T) {
	for _, c := range []struct {
		remote, forwarded string
		trust             bool
		want              string
	}{
		{"192.0.2.1:99", "", true, "192.0.2.1"},
		{"192.0.2.1:99", "198.51.100.7", false, "192.0.2.1"},
		{"192.0.2.1:99", "198.51.100.7", true, "198.51.100.7"},
		{"192.0.2.1:99", "203.0.113.1, 198.51.100.7", true, "198.51.100.7"},
		{"192.0.2.1:99", "unknown", true, "192.0.2.1"},
		{"[::ffff:192.0.2.1]:99", "", false, "192.0.2.1"},
		{"[2001:db8:1:2:3:4:5:6]:99", "", false, "2001:db8:1:2::/64"},
		{"[fe80::1%eth0]:99", "", false, "fe80::/64"},
		{"@", "", false, "@"},
	} {
		r := &http.Request{RemoteAddr: c.remote, Header: http.Header{}}
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := clientAddress(r, c.trust); got != c.want {
			t.Errorf("%+v is %s", c, got)
		}
	}
}
