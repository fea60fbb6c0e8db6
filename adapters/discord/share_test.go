package discord

import (
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
)

// TestSharedOnce clicks on Share twice, and again after a restart.
func TestSharedOnce(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	over(t, d, s, ask(1, `,{"name":"private","type":5,"value":true}`))
	share := `{"custom_id":"footnote|share|R1|","component_type":2}`
	over(t, d, s, interact(2, 3, share))
	over(t, d, s, interact(3, 3, share))
	over(t, start(t, f, s), s, interact(4, 3, share))
	public, told := 0, 0
	for _, m := range f.messages {
		switch text := m.visible().Text; {
		case !m.private && strings.Contains(text, "The lease ends"):
			public++
		case m.private && strings.Contains(text, "shared already"):
			told++
		}
	}
	if public != 1 || told != 2 {
		t.Errorf("%d messages are public, the asker is told %d times", public, told)
	}
}
