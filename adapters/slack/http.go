package slack

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"

	"github.com/slack-go/slack"
)

// Path is where [Slack.Handler] expects everything that Slack sends.
const Path = "/slack"

const maxBody = 1 << 20

// Handler serves the Events API, commands and clicks over HTTP. Requests
// without Slack's signature, or with one older than five minutes, are refused.
func (s *Slack) Handler() (http.Handler, error) {
	if !s.options.SigningSecret.IsSet() {
		return nil, errors.New("there is no signing secret for Slack's requests (set FOOTNOTE_SLACK_SIGNING_SECRET, which stands under Basic Information of the app)")
	}
	s.uplinks.Expect(signingIn, overHTTP) // KeepSignedIn then brings it up
	return http.HandlerFunc(s.serveHTTP), nil
}

func (s *Slack) serveHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "Slack sends POST requests", http.StatusMethodNotAllowed)
		return
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "the request can't be read or is too large", http.StatusRequestEntityTooLarge)
		return
	}
	if err := s.verifySignature(r.Header, raw); err != nil {
		s.log.Warn("a request that isn't signed by Slack was refused", "error", err)
		http.Error(w, "not signed by Slack", http.StatusUnauthorized)
		return
	}
	kind, payload := unwrapBody(r.Header.Get("Content-Type"), raw)
	body, err := s.dispatchPayload(r.Context(), kind, payload)
	if err != nil {
		s.log.Error("a payload from Slack was not taken; Slack will send it again", "retry", r.Header.Get("X-Slack-Retry-Num"), "error", err)
		http.Error(w, "not taken", http.StatusInternalServerError)
		return
	}
	if body == nil {
		return // an empty 200 is the acknowledgement
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(body); err != nil {
		s.log.Warn("a payload from Slack was not acknowledged", "error", err)
	}
}

// verifySignature checks Slack's signature over the raw body, and its age.
func (s *Slack) verifySignature(header http.Header, raw []byte) error {
	v, err := slack.NewSecretsVerifier(header, s.options.SigningSecret.Reveal())
	if err != nil {
		return err
	}
	if _, err := v.Write(raw); err != nil {
		return err
	}
	return v.Ensure()
}

// unwrapBody returns the kind and the JSON payload of a request's body, as Socket
// Mode would deliver them. Events come as JSON, clicks and commands as forms. The
// kind is "" if the body is none of these.
func unwrapBody(contentType string, raw []byte) (kind string, payload []byte) {
	if media, _, _ := mime.ParseMediaType(contentType); media != "application/x-www-form-urlencoded" {
		return kindEvents, raw
	}
	form, err := url.ParseQuery(string(raw))
	if err != nil {
		return "", nil
	}
	if p := form.Get("payload"); p != "" {
		return kindInteractive, []byte(p)
	}
	if form.Get("command") == "" {
		return "", nil // such as Slack's check of the certificate
	}
	fields := make(map[string]string, len(form))
	for name := range form {
		fields[name] = form.Get(name)
	}
	payload, _ = json.Marshal(fields) // a map of strings can't fail
	return kindCommand, payload
}
