package slack

import (
	"regexp"
	"strings"
)

var markup = regexp.MustCompile(`<([^<>]*)>`)

// plainQuestion turns the text of a message into what its author meant to write:
// mentions of the bot are left out, other markup becomes its label, escapes
// become characters.
func plainQuestion(text, bot string) string {
	text = markup.ReplaceAllStringFunc(text, func(m string) string {
		target, label, _ := strings.Cut(m[1:len(m)-1], "|")
		switch {
		case bot != "" && target == "@"+bot:
			return " "
		case label != "" && strings.HasPrefix(target, "#"):
			return "#" + label
		case label != "" && strings.HasPrefix(target, "@"):
			return "@" + strings.TrimPrefix(label, "@")
		case label != "":
			return label
		case strings.HasPrefix(target, "!"):
			return "@" + target[1:]
		}
		return target
	})
	// Slack escapes these three, see
	// https://docs.slack.dev/messaging/formatting-message-text/#escaping
	text = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text)
	return strings.TrimSpace(text)
}

// hasMention reports whether a text mentions a user.
func hasMention(text, user string) bool {
	return user != "" && (strings.Contains(text, "<@"+user+">") || strings.Contains(text, "<@"+user+"|"))
}

// escapeMrkdwn escapes text so that Slack shows it as it is where it reads mrkdwn.
func escapeMrkdwn(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// defuseMarkdown makes text harmless where Slack reads Markdown. Drafts need it,
// since streams take nothing else. Characters of no width break up what would be a
// link or a mention; the final reply has the text as it is.
func defuseMarkdown(text string) string {
	return strings.NewReplacer(
		"&", "&amp;", "<", "&lt;", ">", "&gt;", "//", "/\u200b/", ".", "\u200b.\u200b", "]", "]\u200b",
		"!", "!\u200b", "@", "@\u200b", "*", "∗", "_", "\u200b_", "~", "\u200b~", "`", "ʼ", "#", "\u200b#",
	).Replace(text)
}
