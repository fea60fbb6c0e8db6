package openai

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// dialect is what a server is asked for.
type dialect struct {
	name      string // such as "chat completions"
	path      string // below its address
	setting   string // that says its address
	mostBytes int64  // of a response
	// admitBody readies the body of a successful response for go-openai, or says why
	// it isn't of the dialect.
	admitBody func(c *call, resp *http.Response, body *bufio.Reader, is shape) error
}

// completions bounds a response: thousands of tokens take a few hundred kB.
func completions() dialect {
	return dialect{"chat completions", "/chat/completions", "FOOTNOTE_MODEL_URL", 16 << 20, (*call).admitCompletion}
}

// embeddings bounds a response: 32 vectors of 4,096 values as text take 2 MB.
func embeddings() dialect {
	return dialect{"embeddings", "/embeddings", "FOOTNOTE_EMBEDDINGS_URL", 32 << 20, (*call).admitVectors}
}

// foreignError says that what answers at the server's address doesn't speak the
// dialect.
type foreignError struct {
	dialect
	server string
	what   string // it sends, such as "text/html"
}

// Error implements error.
func (e *foreignError) Error() string {
	return fmt.Sprintf("the server at %s doesn't speak %s (%s); %s", e.server, e.name, e.what, e.wayOut(e.server))
}

func (c *call) newForeign(what string) error { return &foreignError{c.dialect, c.server, what} }

// version is the part of an address that names the version of the interface.
var version = regexp.MustCompile(`/v\d+[a-z0-9]*(/|$)`)

// wayOut guesses what is wrong with an address.
func (d dialect) wayOut(server string) string {
	if base, ok := strings.CutSuffix(server, d.path); ok {
		return "try " + d.setting + "=" + base
	}
	if !version.MatchString(server) {
		return "its address doesn't end in /v1: try " + d.setting + "=" + server + "/v1"
	}
	return "see that " + d.setting + " is the right one, and that no proxy or sign-in page stands in between"
}

// redactAddress returns an address without the password that may stand in it.
func redactAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Redacted()
}

// describeRedirection returns words for where a response redirects to, "" if it
// doesn't.
func describeRedirection(resp *http.Response) string {
	to, err := resp.Location()
	if err != nil {
		return ""
	}
	to.RawQuery, to.Fragment = "", "" // it may hold what signs somebody in
	return "it redirects to " + to.Redacted()
}

// followNear lets a client follow redirects within the server that it was set up
// with, also from http to https. No other server may read the question and the
// excerpts. It also refuses redirects that turn a POST into a GET, since these can't
// lead to a completion.
func followNear(req *http.Request, via []*http.Request) error {
	const most = 5
	first := via[0]
	if len(via) > most || req.Method != first.Method || !isNear(first.URL, req.URL) {
		return http.ErrUseLastResponse
	}
	return nil
}

// isNear reports whether an address leads to the same server as another one, in
// a way that is at least as safe.
func isNear(from, to *url.URL) bool {
	if !strings.EqualFold(from.Hostname(), to.Hostname()) {
		return false
	}
	upgrade := from.Scheme == "http" && to.Scheme == "https" && from.Port() == "" && to.Port() == ""
	return from.Scheme == to.Scheme && portOf(from) == portOf(to) || upgrade
}

func portOf(u *url.URL) string {
	return cmp.Or(u.Port(), map[string]string{"http": "80", "https": "443"}[u.Scheme])
}

// mediaTypeOf is what a response says that its body is.
func mediaTypeOf(h http.Header) string {
	kind, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		return "no content type"
	}
	return kind
}

// complaintIn finds what JSON says went wrong, as OpenAI, vLLM and Ollama put it,
// "" if it says nothing. "detail" isn't looked at: frameworks put there that
// there is no such address.
func complaintIn(body []byte) string {
	var failure struct {
		Message string          `json:"message"`
		Error   json.RawMessage `json:"error"`
	}
	if json.Unmarshal(body, &failure) != nil {
		return ""
	}
	var inner struct {
		Message string `json:"message"`
	}
	var text string
	_ = json.Unmarshal(failure.Error, &inner) // either of the two
	_ = json.Unmarshal(failure.Error, &text)
	return cmp.Or(inner.Message, text, failure.Message)
}

// isAboutAddress reports whether what a server says went wrong is that it has
// nothing at the address: it names the path, or says no more than its status, or
// that something isn't found which is no model.
func (d dialect) isAboutAddress(complaint string, status int, model string) bool {
	if strings.Contains(complaint, d.path) {
		return true
	}
	said := strings.ToLower(strings.Trim(complaint, ".! "))
	ofModel := strings.Contains(said, "model") || strings.Contains(said, strings.ToLower(model))
	return !ofModel && (strings.EqualFold(said, http.StatusText(status)) || strings.HasSuffix(said, "not found"))
}

func shortenQuote(text string) string {
	return strings.ToValidUTF8(text[:min(len(text), mostQuoted)], "")
}
