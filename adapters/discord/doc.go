// Package discord answers in Discord. It translates: a command, a click or a
// message becomes a call of the bot's service, a reply becomes messages.
//
// The way in: [Discord.Run] keeps gateway connections of our own, one a shard;
// [Discord.Handler] serves interactions over HTTP. Both hand the raw payload to
// the same handlers, which decode only the fields that they need: discordgo
// fails a whole message on a component that it doesn't know. An interaction is
// deferred once the service has its question on disk.
//
// The way out: [Discord] is a [bot.Messenger]. Answers to interactions are
// edits of the deferred reply for as long as its token lives, then ordinary
// messages. What is posted in channels carries a nonce that Discord enforces,
// and each part of a long answer names its request, so that a repeated step
// finds what it has posted. discordgo does the REST calls; its rate limiter is
// replaced by [limiter], which minds contexts and keeps no tokens.
//
// When Discord refuses the token, the adapter holds its calls back and tries the
// token again, see package signin. All that Discord refuses for another reason it
// tries again with growing pauses, too.
//
// Kept with the service's Value: "discord/thread/<id>" holds the parent channel
// of each thread that the bot has opened, "discord/commands/<application>/<guild>"
// the hash of the commands that were registered. Buttons carry request ids;
// nothing that they need is in memory.
package discord
