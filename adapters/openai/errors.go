package openai

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strings"

	api "github.com/sashabaranov/go-openai"

	"footnote/bot"
	"footnote/bot/secret"
)

// errDeclined is a text that a filter has ended.
var errDeclined = errors.New("the model or its filter declined")

// mostQuoted is how many bytes of a server's answer an error quotes.
const mostQuoted = 300

// modelErrorFor makes a *bot.ModelError of what go-openai returns. It doesn't show the
// key.
func modelErrorFor(ctx context.Context, err error, key string) *bot.ModelError {
	trouble := classifyError(ctx, err)
	trouble.Err = hideKey(trouble.Err, key)
	return trouble
}

func classifyError(ctx context.Context, err error) *bot.ModelError {
	trouble := &bot.ModelError{Trouble: bot.Unavailable, Err: err}
	if cause := context.Cause(ctx); cause != nil {
		trouble.Trouble, trouble.Err = bot.Slow, cause
		return trouble
	}
	var foreign *foreignError
	var answered *api.APIError
	var failed *api.RequestError
	var syntax *json.SyntaxError
	var mistyped *json.UnmarshalTypeError
	var network net.Error
	switch {
	case errors.As(err, &foreign):
		trouble.Trouble = bot.Foreign
	case errors.Is(err, errDeclined):
		trouble.Trouble = bot.Refused
	case errors.As(err, &failed): // it may wrap half an APIError, without the status
		trouble.Trouble = byStatus(failed.HTTPStatusCode, string(failed.Body))
		failed.Body = failed.Body[:min(len(failed.Body), mostQuoted)] // it may be a whole page
	case errors.As(err, &answered):
		code, _ := answered.Code.(string)
		trouble.Trouble = byStatus(answered.HTTPStatusCode, code+" "+answered.Message)
	case errors.As(err, &syntax), errors.As(err, &mistyped), errors.Is(err, api.ErrTooManyEmptyStreamMessages):
		trouble.Trouble = bot.Garbled
	case errors.As(err, &network) && network.Timeout():
		trouble.Trouble = bot.Slow
	}
	return trouble
}

// byStatus classes an HTTP status. Servers say the finer points in words.
func byStatus(status int, text string) bot.Trouble {
	text = strings.ToLower(text)
	switch {
	case strings.Contains(text, "context_length") || strings.Contains(text, "maximum context") || status == http.StatusRequestEntityTooLarge:
		return bot.Oversized
	case strings.Contains(text, "content_filter") || strings.Contains(text, "content_policy"):
		return bot.Refused
	case status == http.StatusTooManyRequests, status == http.StatusPaymentRequired:
		return bot.Limited
	case status == http.StatusRequestTimeout, status == http.StatusGatewayTimeout:
		return bot.Slow
	case status >= 400 && status < 500:
		return bot.Denied
	}
	return bot.Unavailable
}

// hiddenError is an error whose text held a key.
type hiddenError struct {
	error
	key string
}

// hideKey returns an error that doesn't show a key: some servers repeat it.
func hideKey(err error, key string) error {
	if key == "" || !strings.Contains(err.Error(), key) {
		return err
	}
	return &hiddenError{err, key}
}

// Error implements error.
func (e *hiddenError) Error() string {
	return strings.ReplaceAll(e.error.Error(), e.key, secret.Redacted)
}

// Is keeps what an error is without giving out the error itself, which shows the key.
func (e *hiddenError) Is(target error) bool { return errors.Is(e.error, target) }
