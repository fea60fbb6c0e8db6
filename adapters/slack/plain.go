package slack

import (
	"strings"

	"footnote/adapters/internal/markup"
)

// hasMention reports whether a text mentions a user. What stands in code calls nobody.
func hasMention(text, user string) bool {
	text = markup.WithoutCode(text)
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
