// Package slack answers in Slack. It translates: an event, a command or a click
// becomes a call of the bot's service, a reply becomes messages.
//
// The way in: [Slack.Run] keeps Socket Mode connections, [Slack.Handler] serves
// the Events API over HTTP. Both hand the raw payload to the same dispatcher,
// which decodes only the fields that it needs: an unknown block in a message
// doesn't keep its question from being answered. A question is acknowledged
// once the service has it on disk; everything else at once.
//
// The way out: [Slack] is a [bot.Messenger]. All text of documents and people
// goes into rich_text elements, where Slack reads no markup, so that excerpts
// stay verbatim and nobody is mentioned by content. Each message carries the
// request's id as metadata: after a restart the adapter finds in the conversation
// itself what has been posted.
//
// When Slack refuses the bot token, the adapter holds its calls back and tries the
// token again, see package signin; it listens on by the app token.
//
// Kept with the service's Value: "slack/heard", when the bot listened last and in which
// threads it was asked, to read what was written since when it is back;
// "slack/unfollow/<conversation>" for threads that people told the bot to leave. Buttons carry request ids; nothing that
// they need is in memory.
//
// One token serves one workspace, or those of one organisation. Installations of other
// organisations by OAuth can follow without a change to what is kept: every request, key of a
// message, conversation, asker and place names its team, so that what waits is answered by the
// token of its own, and access rules tell teams apart as they do now. An installation would be
// a team, its bot user, its tokens and when they end, sealed by a key of the settings under
// "slack/installation/<team>"; [Slack.webClient] and the keeper would be chosen by the team of
// the origin at hand, and "slack/heard" be one a team. Until then each organisation has a process
// with a data folder, or a database, of its own.
package slack
