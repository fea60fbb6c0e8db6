// Package access reads from one file who may see which documents, as a
// bot.Policy. The file is YAML: collections, which are the folders directly
// below the corpus, with the places that see them. How each platform names its
// places is a [Grammar] that its adapter brings; with those of today a file looks
// so:
//
//	handbook:
//	  everyone: true               # every place, direct messages included
//	contracts:
//	  people:                      # on every platform, by a verified address
//	    emails: [ada@example.com]
//	    domains: [example.com]
//	  slack:
//	    teams: [T0123456789]       # a workspace: its channels and people, without guests
//	    guests: [T0123456789]      # with guests
//	    channels: [C0123456789]
//	    users: [U0123456789]
//	    groups: [S0123456789]      # user groups
//	  discord:
//	    guilds: ["123456789012345678"]
//	    channels: ["223456789012345678"]   # with their threads
//	    roles: ["323456789012345678"]      # only where the asker alone reads
//	  web:
//	    users: [ada@example.com]   # "*" is everybody who can open the page
//	    groups: [legal]
//	.:                             # documents that lie in no folder
//	  web: {groups: [legal]}
//	"*":                           # all collections, those to come included
//	  web: {users: [root@example.com]}
//
// As soon as there is a file, what it doesn't open is closed: a place without a
// rule sees nothing, and a collection without one is seen nowhere but where
// "*" is. Rules only ever open; none takes away what another gives.
//
// What is said in a place is read by everyone in it, so a place sees what all
// of them may:
//
//   - A channel sees what rules give to it, to its workspace or to its server.
//     The roles of the one who asks count for nothing there, for the others
//     don't have them.
//   - A Discord role counts where the asker alone reads: in replies that only
//     the asker sees. Direct messages tell neither server nor roles, so what
//     is seen there is given by "everyone", or to the id of that conversation
//     under channels.
//   - People, Slack's users and its user groups count where the asker alone reads, as
//     Discord's roles do. An address counts if Slack or the provider of the page's
//     sign-in has verified it.
//   - A direct message in Slack belongs to its workspace, and sees what teams
//     gives it.
//   - A workspace in Slack doesn't stand for its guests, nor for people of other
//     organisations: they, and channels where there are such, see what guests, everyone
//     and rules that name the channel or the person give them.
//   - A server in Discord stands for all people in it.
//   - Pages in the browser are read by one user, whose groups all count. A program is
//     named by its token instead, with the groups that this has.
//
// Rules are about documents, not about statistics: how common a word is in all
// collections has a part in how passages rank.
package access
