package slack

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"footnote/bot/secret"
)

const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5"

// signed makes a request as Slack signs it.
func signed(body, contentType, secret string, at time.Time) *http.Request {
	r := httptest.NewRequest(http.MethodPost, Path, strings.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%d:%s", at.Unix(), body)
	r.Header.Set("X-Slack-Request-Timestamp", fmt.Sprint(at.Unix()))
	r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	return r
}

func TestHTTP(t *testing.T) {
	const asJSON, asForm = "application/json", "application/x-www-form-urlencoded"
	question := string(mustJSON(t, callbackOf(mention("C1", "1700000001.000100", "Lease?"))))
	command := url.Values{"command": {"/ask"}, "text": {"Lease?"}, "team_id": {team}, "channel_id": {"D1"}, "user_id": {"U1"}, "trigger_id": {"1"}, "is_enterprise_install": {"false"}}
	now := time.Now()
	for _, c := range []struct {
		name      string
		request   *http.Request
		status    int
		body      string
		submitted int
	}{
		{"event", signed(question, asJSON, signingSecret, now), 200, "", 1},
		{"handshake", signed(`{"type":"url_verification","challenge":"xyz"}`, asJSON, signingSecret, now), 200, `{"challenge":"xyz"}`, 0},
		{"command", signed(command.Encode(), asForm, signingSecret, now), 200, "Looking in the documents", 1},
		{"command, content type with a parameter", signed(command.Encode(), asForm+"; charset=utf-8", signingSecret, now), 200, "Looking in the documents", 1},
		{"click", signed(url.Values{"payload": {`{"type":"block_actions","actions":[]}`}}.Encode(), asForm, signingSecret, now), 200, "", 0},
		{"check of the certificate", signed("ssl_check=1", asForm, signingSecret, now), 200, "", 0},
		{"unreadable", signed("{", asJSON, signingSecret, now), 200, "", 0},
		{"wrong secret", signed(question, asJSON, "another", now), 401, "not signed", 0},
		{"too old", signed(question, asJSON, signingSecret, now.Add(-6*time.Minute)), 401, "not signed", 0},
		{"from the future", signed(question, asJSON, signingSecret, now.Add(6*time.Minute)), 401, "not signed", 0},
		{"unsigned", httptest.NewRequest(http.MethodPost, Path, strings.NewReader(question)), 401, "not signed", 0},
		{"GET", httptest.NewRequest(http.MethodGet, Path, nil), 405, "", 0},
		{"huge", signed(strings.Repeat("x", maxBody+1), asJSON, signingSecret, now), 413, "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, func(o *Options) { o.SigningSecret = secret.New(signingSecret) })
			h, err := w.slack.Handler()
			if err != nil {
				t.Fatal(err)
			}
			rec := httptest.NewRecorder()
			h.ServeHTTP(rec, c.request)
			if rec.Code != c.status || !strings.Contains(rec.Body.String(), c.body) {
				t.Errorf("%d %s, want %d %s", rec.Code, rec.Body, c.status, c.body)
			}
			if got := w.Texts(); len(got) != c.submitted {
				t.Errorf("submitted %q", got)
			}
		})
	}
}

func TestHTTPAsksForARetryWhenNothingWasKept(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.SigningSecret = secret.New(signingSecret) })
	h, err := w.slack.Handler()
	if err != nil {
		t.Fatal(err)
	}
	question := string(mustJSON(t, callbackOf(mention("C1", "1700000001.000100", "Lease?"))))
	w.Refuse = errors.New("disk full")
	for _, want := range []int{500, 200, 200} { // a retry isn't dropped for being one
		rec := httptest.NewRecorder()
		r := signed(question, "application/json", signingSecret, time.Now())
		r.Header.Set("X-Slack-Retry-Num", "1")
		h.ServeHTTP(rec, r)
		if rec.Code != want {
			t.Errorf("status %d, want %d", rec.Code, want)
		}
		w.Refuse = nil
	}
	if got := w.Texts(); len(got) != 1 {
		t.Errorf("submitted %q", got)
	}
}
