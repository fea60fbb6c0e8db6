package bottest

import (
	"testing"

	"footnote/bot"
)

func TestStore(t *testing.T) {
	StoreContract(t, func(*testing.T) bot.Store { return NewStore() })
}
