package slack

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/slack-go/slack"

	"footnote/adapters/internal/retry"
	"footnote/bot"
)

// Errors of the Web API, see https://docs.slack.dev/reference/methods/ below
// each method.
var (
	// The token is no good: nothing will work until an operator has acted.
	authErrors = []string{
		"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired",
		"not_allowed_token_type", "org_login_required", "app_not_installed",
	}
	// The bot lacks a right for this call. Others may work.
	grantErrors = []string{
		"missing_scope", "team_access_not_granted", "accesslimited", "ekm_access_denied", "enterprise_is_restricted", "two_factor_setup_required",
	}
	// Slack's own trouble, which passes. All other errors that Slack names come
	// again however often a call is repeated.
	passingErrors = []string{
		"internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited", "rate_limited",
		"team_added_to_org", "streaming_state_conflict",
	}
	// Slack doesn't take the blocks; it may take the text.
	contentErrors = []string{"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "block_mismatch"}
	// The message isn't there to be edited any more.
	lostErrors = []string{"message_not_found", "cant_update_message", "edit_window_closed", "cant_delete_message"}
)

// errorCode returns Slack's name for an error, "" if it isn't one of Slack's.
func errorCode(err error) string {
	if e, ok := errors.AsType[slack.SlackErrorResponse](err); ok {
		return e.Err
	}
	return ""
}

// hasCode reports whether an error is one of Slack's with one of codes.
func hasCode(err error, codes []string) bool { return slices.Contains(codes, errorCode(err)) }

// classifyError wraps an error in a *bot.DeliveryError where Slack's answer says
// whether and when to try again. Other errors, which may pass, it returns as they
// are.
func classifyError(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*bot.DeliveryError](err); ok {
		return err
	}
	if e, ok := errors.AsType[*slack.RateLimitedError](err); ok {
		return &bot.DeliveryError{After: e.RetryAfter, Err: err}
	}
	if e, ok := errors.AsType[slack.StatusCodeError](err); ok && !retry.Passing(e.Code) {
		// Slack itself says with status 200 what it refuses: these are of a proxy.
		refused := e.Code == http.StatusUnauthorized || e.Code == http.StatusForbidden || e.Code == http.StatusProxyAuthRequired
		if refused {
			err = fmt.Errorf("%w (something between here and Slack refuses the bot: check the network and the proxy)", err)
		}
		return &bot.DeliveryError{Refused: refused, Final: !refused, Err: err}
	}
	if hasCode(err, authErrors) || hasCode(err, grantErrors) {
		return &bot.DeliveryError{Refused: true, Err: explainError(err)}
	}
	if errorCode(err) != "" && !hasCode(err, passingErrors) {
		return &bot.DeliveryError{Final: true, Err: explainError(err)}
	}
	return err
}

// explainError adds what an operator can do about an error.
func explainError(err error) error {
	if _, ok := errors.AsType[*bot.DeliveryError](err); ok {
		return err // it has been
	}
	e, ok := errors.AsType[slack.SlackErrorResponse](err)
	switch {
	case !ok:
		return err
	case e.Err == "missing_scope" && e.Needed != "":
		return fmt.Errorf("%w: the app lacks the scope %s (add it under OAuth & Permissions, or install the manifest anew, and reinstall the app)", err, e.Needed)
	case e.Err == "missing_scope":
		return fmt.Errorf("%w (install the manifest that footnote slack manifest prints, and reinstall the app)", err)
	case e.Err == "not_allowed_token_type":
		return fmt.Errorf("%w (the bot token begins with xoxb-, the app token with xapp-: they may be swapped)", err)
	case e.Err == "account_inactive" || e.Err == "token_revoked" || e.Err == "app_not_installed":
		return fmt.Errorf("%w (the app was removed or its token revoked: install it again and set the new token)", err)
	case slices.Contains(authErrors, e.Err):
		return fmt.Errorf("%w (check FOOTNOTE_SLACK_BOT_TOKEN and FOOTNOTE_SLACK_APP_TOKEN)", err)
	case slices.Contains(grantErrors, e.Err):
		return fmt.Errorf("%w (an administrator of the workspace must allow it)", err)
	}
	return err
}
