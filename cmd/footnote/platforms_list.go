package main

import (
	"footnote/adapters"
	"footnote/adapters/discord"
	"footnote/adapters/slack"
)

// allPlatforms returns the chat platforms that the program knows, in the order in
// which they are shown. Nothing else outside their adapters names one of them; a
// further platform is a further line.
func allPlatforms() []adapters.Platform {
	return []adapters.Platform{
		slack.Platform(),
		discord.Platform(),
	}
}
