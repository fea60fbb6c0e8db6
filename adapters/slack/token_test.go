package slack

import (
	"errors"
	"footnote/bot/inbox"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/bot/secret"
)

// TestATokenThatSlackRefusesIsTriedAgain, at the start or when a connection was
// lost, until Slack takes it. Meanwhile the operator sees why.
func TestATokenThatSlackRefusesIsTriedAgain(t *testing.T) {
	for _, method := range []string{"auth.test", "apps.connections.open"} {
		for _, reason := range []string{"invalid_auth", "token_revoked", "not_allowed_token_type", "account_inactive"} {
			for _, later := range []bool{false, true} {
				name := method + " " + reason
				if later {
					name += " later"
				}
				t.Run(name, func(t *testing.T) {
					var refuses atomic.Bool
					w := newWorld(t, func(o *Options) {
						o.HTTPClient = &http.Client{Transport: faulty{o.HTTPClient.Transport, func(r *http.Request) string {
							if refuses.Load() && (strings.HasSuffix(r.URL.Path, method) || method == "auth.test" && strings.HasSuffix(r.URL.Path, "chat.postMessage")) {
								return reason
							}
							return ""
						}}}
					})
					refuses.Store(!later)
					realbot.Background(t, w.slack.Run)
					up := func(list []Connection) bool { return len(list) == 1 && list[0].Up }
					if later {
						eventually(t, w.slack, "up", up)
						refuses.Store(true)
						if method == "auth.test" { // it shows when something is asked
							w.sockets.deliver("E1", kindEvents, callbackOf(mention("C1", "1700000001.000100", "Lease?")))
						} else {
							w.sockets.disconnect()
						}
					}
					eventually(t, w.slack, "refused with the reason and what to do", func(list []Connection) bool {
						return slices.ContainsFunc(list, func(c Connection) bool {
							return c.Refused && !c.Up && strings.Contains(c.Reason, reason) && strings.Contains(c.Reason, "(")
						})
					})
					refuses.Store(false)
					eventually(t, w.slack, "up", up)
				})
			}
		}
	}
}

// faulty is a transport on which Slack refuses what refuses says, with its reason.
type faulty struct {
	http.RoundTripper
	refuses func(*http.Request) string
}

func (f faulty) RoundTrip(r *http.Request) (*http.Response, error) {
	reason := f.refuses(r)
	if reason == "" {
		return f.RoundTripper.RoundTrip(r)
	}
	w := httptest.NewRecorder()
	refused(reason)(w)
	response := w.Result()
	response.Request = r
	return response, nil
}

// TestWhatIsAskedWithARefusedTokenIsKept: the app token still listens.
func TestWhatIsAskedWithARefusedTokenIsKept(t *testing.T) {
	f := newFake(t)
	f.refuse("account_inactive")
	s, err := New(f.options())
	if err != nil {
		t.Fatal(err)
	}
	answers := realbot.Start(t, platformName, s)
	s.Use(answers)
	realbot.Background(t, s.Run)
	f.sockets.deliver("E1", kindEvents, callbackOf(mention("C1", "1700000001.000100", realbot.Question),
		"authorizations", []any{map[string]any{"team_id": team, "user_id": botUser}}))
	realbot.Await(t, "the hold", func() bool { return answers.Holds()[platformName].Requests == 1 })
	if reason := answers.Holds()[platformName].Reason; !strings.Contains(reason, "account_inactive") || !strings.Contains(reason, "set the new token") {
		t.Errorf("held for %q", reason)
	}
	f.refuse("")
	if m := f.answerIn(t, "1700000001.000100"); !strings.Contains(m.text, realbot.Answer) {
		t.Errorf("the answer is %q", m.text)
	}
	realbot.Await(t, "the end of the hold", func() bool { return len(answers.Holds()) == 0 && answers.Pending() == 0 })
	if list := s.Connections(); len(list) != 1 || !list[0].Up {
		t.Errorf("connections: %+v", list)
	}
}

// TestATokenRefusedInTheMiddleOfAnAnswer, at each call of the way: the answer comes
// once, when the token works again.
func TestATokenRefusedInTheMiddleOfAnAnswer(t *testing.T) {
	for _, reason := range []string{"token_expired", "missing_scope"} {
		for _, method := range []string{"chat.postMessage", "chat.update"} {
			t.Run(reason+" "+method, func(t *testing.T) {
				f := serving(t, func(m bot.Messenger) *inbox.Service { return realbot.Start(t, platformName, m) })
				f.mu.Lock()
				f.noStatus = true // so that a message holds the place, and is edited
				f.mu.Unlock()
				f.fail(method, refused(reason))
				f.sockets.deliver("E1", kindEvents, callbackOf(mention("C1", "1700000001.000100", realbot.Question)))
				realbot.Await(t, "the answer", func() bool {
					f.mu.Lock()
					defer f.mu.Unlock()
					return len(f.messages) == 1 && strings.Contains(f.messages[0].text, realbot.Answer)
				})
			})
		}
	}
}

// TestANewTokenIsTakenWithoutARestart, for the bot and for the connections.
func TestANewTokenIsTakenWithoutARestart(t *testing.T) {
	var now atomic.Pointer[[2]string]
	now.Store(&[2]string{"xoxb-test", "xapp-old"})
	w := newWorld(t, func(o *Options) {
		o.AppToken = secret.New("xapp-old")
		o.Renew = func() (bot, app secret.String) { return secret.New(now.Load()[0]), secret.New(now.Load()[1]) }
		o.HTTPClient = &http.Client{Transport: faulty{o.HTTPClient.Transport, func(r *http.Request) string {
			if strings.Contains(r.Header.Get("Authorization"), "xapp-old") {
				return "invalid_auth"
			}
			return ""
		}}}
	})
	w.refuse("token_revoked")
	realbot.Background(t, w.slack.Run)
	eventually(t, w.slack, "refused twice", func(list []Connection) bool {
		return len(list) == 2 && list[0].Refused && strings.Contains(list[0].Reason, "invalid_auth") && list[1].Refused && strings.Contains(list[1].Reason, "token_revoked")
	})
	now.Store(&[2]string{"xoxb-new", "xapp-new"})
	eventually(t, w.slack, "up", func(list []Connection) bool { return len(list) == 1 && list[0].Up })
	w.sockets.deliver("E1", kindEvents, callbackOf(mention("C1", "1700000001.000100", "Lease?")))
	w.Texts()
	if len(w.messages) != 1 {
		t.Errorf("%d messages", len(w.messages))
	}
}

func TestClassesOfErrors(t *testing.T) {
	for code, want := range map[string]string{
		"invalid_auth": "refused", "token_expired": "refused", "not_authed": "refused", "missing_scope": "refused", "ekm_access_denied": "refused",
		"channel_not_found": "final", "not_in_channel": "final", "is_archived": "final", "restricted_action": "final",
		"internal_error": "passing", "ratelimited": "passing",
	} {
		f := newFake(t)
		s, err := New(f.options())
		if err != nil {
			t.Fatal(err)
		}
		f.fail("chat.delete", refused(code), refused(code), refused(code), refused(code))
		err = s.removeMessage(t.Context(), origin{Channel: "C1"}, "1")
		got := "passing"
		if d, ok := errors.AsType[*bot.DeliveryError](err); ok && d.Final {
			got = "final"
		} else if ok && d.Refused {
			got = "refused"
		}
		if got != want {
			t.Errorf("%s is %s, want %s (%v)", code, got, want, err)
		}
	}
	for status, refused := range map[int]bool{401: true, 403: true, 407: true, 404: false, 501: false} {
		err := classifyError(slack.StatusCodeError{Code: status})
		if d, ok := errors.AsType[*bot.DeliveryError](err); !ok || d.Refused != refused || d.Final == refused {
			t.Errorf("status %d: %v", status, err)
		}
	}
}

// TestWhatIsHeldDoesntWaitForItsTurn: posts to a channel keep a pace, but questions
// that are held there must not keep the bot from others.
func TestWhatIsHeldDoesntWaitForItsTurn(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.PostGap, o.Reconnect = time.Hour, time.Hour })
	w.refuse("token_revoked")
	for range 3 {
		if _, err := w.slack.postPart(t.Context(), origin{Channel: "C1"}, "R1", 0, message{text: "Lease."}); !bot.IsRefused(err) {
			t.Fatal(err)
		}
	}
	if n := w.count("chat.postMessage"); n != 1 {
		t.Errorf("Slack was asked %d times", n)
	}
}
