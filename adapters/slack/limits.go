package slack

import "time"

// Limits of the platform. Lengths are in characters, counted as UTF-16 units
// since the vendor doesn't say which: no other count is larger.
const (
	// https://docs.slack.dev/reference/block-kit/blocks/
	maxBlocks      = 50  // blocks a message
	maxViewBlocks  = 100 // blocks a modal or home tab
	maxActionItems = 25  // elements an actions block

	// https://docs.slack.dev/reference/block-kit/blocks/section-block/
	maxSection = 3000 // text of a section; kept for each rich_text block, too

	// https://docs.slack.dev/reference/block-kit/blocks/header-block/
	maxHeader = 150

	// https://docs.slack.dev/reference/block-kit/blocks/container-block/
	maxContainer      = 10  // blocks inside of it
	maxContainerTitle = 150 // its title and its subtitle each

	// https://docs.slack.dev/reference/block-kit/blocks/table-block/
	maxTableRows    = 100
	maxTableColumns = 20
	maxTable        = 10000 // characters of all its cells; reported, not documented
	maxTables       = 1     // a message; likewise

	// https://docs.slack.dev/reference/block-kit/block-elements/button-element/
	maxButtonText  = 75
	maxButtonValue = 2000

	// https://docs.slack.dev/reference/block-kit/block-elements/url-source-element/
	maxURL = 3000

	// https://docs.slack.dev/reference/block-kit/blocks/markdown-block/ and the
	// markdown_text of https://docs.slack.dev/reference/methods/chat.appendStream/
	maxMarkdown = 12000

	// Text over all blocks of a message. Undocumented; messages are reported to
	// be rejected as msg_blocks_too_long from about 13,200 on.
	maxMessage = 12000

	// https://docs.slack.dev/reference/methods/chat.postMessage/#truncating
	maxText    = 4000  // recommended for the text beside blocks
	maxAllText = 40000 // of a message without blocks; what is more is cut off

	// https://docs.slack.dev/reference/views/modal-views/
	maxModalTitle      = 24
	maxPrivateMetadata = 3000

	// https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element/
	maxInput = 3000

	// https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts/
	maxPrompts = 4

	// https://docs.slack.dev/apis/events-api/using-socket-mode/
	maxConnections = 10
)

const (
	// https://docs.slack.dev/apis/web-api/rate-limits/: about one message a
	// second a channel.
	postGap = time.Second
	// chat.update has 50 calls a minute; several conversations share them.
	draftGap = 1500 * time.Millisecond
	// https://docs.slack.dev/interactivity/handling-user-interaction/: five
	// uses within half an hour.
	responseURLUses = 4 // one is kept for a click on "Share in channel"
	responseURLLife = 29 * time.Minute
	// Slack pings every few seconds. A connection without is dead.
	pingTimeout = 25 * time.Second
)
