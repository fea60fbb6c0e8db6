package discord

import "time"

// Limits of the platform. Lengths are in characters, counted as UTF-16 units
// since the vendor doesn't say which: no other count is larger.
const (
	// https://discord.com/developers/docs/components/reference
	maxComponents   = 40   // a message, nested ones included
	maxTextDisplay  = 4000 // over all text displays of a message
	maxRowButtons   = 5
	maxButtonLabel  = 80
	maxCustomID     = 100
	maxComment      = 4000 // a text input
	maxModalTitle   = 45
	maxComponentURL = 512

	// https://discord.com/developers/docs/resources/message#create-message
	maxNonce = 25

	// https://discord.com/developers/docs/interactions/application-commands
	maxChoices     = 25
	maxChoiceText  = 100  // its name and value each
	maxOptionInput = 6000 // a string option
	maxDescription = 100

	// https://discord.com/developers/docs/resources/channel#start-thread-from-message
	maxThreadName = 100

	// https://discord.com/developers/docs/events/gateway#sending-events
	maxGatewaySends = 120 // a minute
)

const (
	// https://discord.com/developers/docs/interactions/receiving-and-responding
	tokenLife = 15*time.Minute - 20*time.Second // what is left is for the call itself
	// A reply can be ready before Discord has seen the deferral.
	deferLag = 5 * time.Second
	// Messages of a channel and edits of one have five calls in five seconds.
	postGap  = 250 * time.Millisecond
	draftGap = 1500 * time.Millisecond
)
