package slack

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"footnote/adapters/internal/retry"
	"footnote/bot"
	"footnote/bot/wording"
)

var _ bot.FileReader = (*Slack)(nil)

// ReadFile implements bot.FileReader. The bot token goes to Slack's own hosts only, and
// not along with a redirection: to a token without the right Slack shows the way to sign
// in.
func (s *Slack) ReadFile(ctx context.Context, r *bot.Request, f bot.File, most int64) ([]byte, error) {
	w := wording.In(r.Language)
	if !s.isFileAddress(f.URL) {
		return nil, &bot.Complaint{Reason: bot.Unread, Text: fmt.Sprintf(w.FileOutside, "Slack")}
	}
	client := *s.options.HTTPClient
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	var data []byte
	err := retry.Do(ctx, attempts, func(ctx context.Context) error {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, f.URL, nil)
		if err != nil {
			return &bot.DeliveryError{Final: true, Err: fmt.Errorf("read a file: %w", err)}
		}
		s.mu.Lock()
		request.Header.Set("Authorization", "Bearer "+s.bot.Reveal())
		s.mu.Unlock()
		response, err := client.Do(request)
		if err != nil {
			return fmt.Errorf("read a file: %w", err)
		}
		defer response.Body.Close()
		switch {
		case response.StatusCode == http.StatusOK:
			data, err = io.ReadAll(io.LimitReader(response.Body, most))
			return err
		case retry.Passing(response.StatusCode):
			return fmt.Errorf("read a file: Slack answers with status %d", response.StatusCode)
		case response.StatusCode == http.StatusNotFound:
			return &bot.DeliveryError{Final: true, Err: &bot.Complaint{Reason: bot.Unread, Text: fmt.Sprintf(w.FileGone, "Slack")}}
		}
		return &bot.DeliveryError{Final: true, Err: &bot.Complaint{Reason: bot.Unread, Text: fmt.Sprintf(w.FileNoScope, "files:read")}}
	})
	return data, err
}

// isFileAddress reports whether Slack itself, or what stands in for it in tests, keeps a
// file.
func (s *Slack) isFileAddress(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	if api, err := url.Parse(s.options.APIURL); err == nil && api.Host != "" && u.Host == api.Host && u.Scheme == api.Scheme {
		return true
	}
	host := u.Hostname()
	return u.Scheme == "https" && (host == "slack.com" || strings.HasSuffix(host, ".slack.com"))
}
