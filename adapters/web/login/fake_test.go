package login

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	clientID     = "footnote-client"
	clientSecret = "client-secret-do-not-print"
)

// fake is a provider of OpenID Connect, built from its specification: it signs
// in whoever comes, as the person that the test says, with faults on demand.
type fake struct {
	t      *testing.T
	server *httptest.Server
	world  *world // whose log must not show what is issued here
	key    *ecdsa.PrivateKey

	mu       sync.Mutex
	claims   map[string]any // of the person; a nil removes one
	userinfo map[string]any // nil if there is no such endpoint
	deny     string         // an error in the place of a code
	forge    bool           // signs with a key that it doesn't publish
	changed  func(back url.Values)
	refuse   bool     // codes
	methods  []string // to authenticate at the token endpoint
	codes    map[string]url.Values
	asked    url.Values // the last request to sign in
	down     bool
}

func newFake(t *testing.T) *fake {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	f := &fake{t: t, key: key, codes: map[string]url.Values{}, claims: map[string]any{
		"sub": "248289761001", "name": "Ann Example", "email": "Ann@example.com", "email_verified": true, "groups": []string{"staff", "docs"},
	}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", f.discovery)
	mux.HandleFunc("GET /keys", f.keys)
	mux.HandleFunc("GET /authorize", f.authorize)
	mux.HandleFunc("POST /token", f.token)
	mux.HandleFunc("GET /userinfo", func(w http.ResponseWriter, r *http.Request) {
		f.mu.Lock()
		defer f.mu.Unlock()
		reply(w, http.StatusOK, f.userinfo)
	})
	f.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.mu.Lock()
		down := f.down
		f.mu.Unlock()
		if down {
			http.Error(w, "down for maintenance", http.StatusServiceUnavailable)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(f.server.Close)
	return f
}

// set changes what the provider does next.
func (f *fake) set(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func (f *fake) discovery(w http.ResponseWriter, _ *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	at := f.server.URL
	says := map[string]any{
		"issuer": at, "authorization_endpoint": at + "/authorize", "token_endpoint": at + "/token", "jwks_uri": at + "/keys",
		"id_token_signing_alg_values_supported": []string{"ES256"},
	}
	if f.userinfo != nil {
		says["userinfo_endpoint"] = at + "/userinfo"
	}
	if f.methods != nil {
		says["token_endpoint_auth_methods_supported"] = f.methods
	}
	reply(w, http.StatusOK, says)
}

func (f *fake) keys(w http.ResponseWriter, _ *http.Request) {
	point, err := f.key.PublicKey.Bytes() // 4, x, y
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	encode := base64.RawURLEncoding.EncodeToString
	reply(w, http.StatusOK, map[string]any{"keys": []any{map[string]any{
		"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "1", "x": encode(point[1:33]), "y": encode(point[33:]),
	}}})
}

func (f *fake) authorize(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	q := r.URL.Query()
	f.asked = q
	if q.Get("client_id") != clientID || q.Get("response_type") != "code" || q.Get("code_challenge_method") != "S256" ||
		q.Get("state") == "" || q.Get("nonce") == "" || !strings.Contains(q.Get("scope"), "openid") {
		f.t.Errorf("asked to sign in with %v", q)
	}
	back := url.Values{"state": {q.Get("state")}}
	if f.deny != "" {
		back.Set("error", f.deny)
		back.Set("error_description", "you <b>may not</b>")
	} else {
		code := rand.Text()
		f.codes[code] = q
		back.Set("code", code)
		f.world.hide(code)
	}
	if f.changed != nil {
		f.changed(back)
	}
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+back.Encode(), http.StatusSeeOther)
}

func (f *fake) token(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	id, password, basic := r.BasicAuth()
	if !basic {
		id, password = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	asked, ok := f.codes[r.PostFormValue("code")]
	delete(f.codes, r.PostFormValue("code"))
	challenge := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	switch {
	case id != clientID || password != clientSecret || f.methods != nil && basic:
		reply(w, http.StatusUnauthorized, map[string]string{"error": "invalid_client", "error_description": password})
		return
	case !ok || f.refuse || base64.RawURLEncoding.EncodeToString(challenge[:]) != asked.Get("code_challenge") || r.PostFormValue("redirect_uri") != asked.Get("redirect_uri"):
		reply(w, http.StatusBadRequest, map[string]string{"error": "invalid_grant", "error_description": r.PostFormValue("code")})
		return
	}
	now := f.world.now()
	claims := map[string]any{
		"iss": f.server.URL, "aud": clientID, "nonce": asked.Get("nonce"), "iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(),
	}
	maps.Copy(claims, f.claims)
	maps.DeleteFunc(claims, func(_ string, v any) bool { return v == nil })
	access, idToken := rand.Text(), f.sign(claims)
	f.world.hide(access, idToken, r.PostFormValue("code_verifier"), asked.Get("nonce"))
	reply(w, http.StatusOK, map[string]any{"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": idToken})
}

// sign makes a JSON web token of claims.
func (f *fake) sign(claims map[string]any) string {
	encode := base64.RawURLEncoding.EncodeToString
	payload, err := json.Marshal(claims)
	if err != nil {
		f.t.Error(err)
	}
	text := encode([]byte(`{"alg":"ES256","kid":"1"}`)) + "." + encode(payload)
	key := f.key
	if f.forge {
		if key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
			f.t.Error(err)
		}
	}
	hash := sha256.Sum256([]byte(text))
	r, s, err := ecdsa.Sign(rand.Reader, key, hash[:])
	if err != nil {
		f.t.Error(err)
	}
	return text + "." + encode(append(bytes32(r), bytes32(s)...))
}

func bytes32(n *big.Int) []byte { return n.FillBytes(make([]byte, 32)) }
