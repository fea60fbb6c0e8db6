package discord

import (
	"errors"
	"footnote/bot/inbox"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
)

func TestAFileInAMessageIsAnsweredFrom(t *testing.T) {
	r := newReal(t, func(m bot.Messenger) *inbox.Service { return realbot.Start(t, platformName, m, realbot.WithFiles(t)) })
	r.files = map[string]string{"/attachments/1/2/minutes.txt": realbot.Minutes}
	files := []any{map[string]any{"id": "9", "filename": "minutes.txt", "size": 9, "url": "https://cdn.discordapp.com/attachments/1/2/minutes.txt?ex=1"}}
	r.event("MESSAGE_CREATE", r.message(mid, textChannel, "<@"+botUser+"> "+realbot.Cost, "attachments", files))
	if _, text := r.final(0, textChannel, "12,000 euros", "minutes.txt"); strings.Contains(text, "//attached") {
		t.Errorf("it says %q", text)
	}
}

// TestAddressesOfFilesAreRenewed: those that Discord gives end after a day.
func TestAddressesOfFilesAreRenewed(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	const now = "https://cdn.discordapp.com/attachments/1/2/a.txt"
	m := by(mid, textChannel, person, "")
	m["attachments"] = []any{map[string]any{"id": "9", "filename": "a.txt", "url": now}}
	f.said = map[string][]any{textChannel: {m}}
	f.files = map[string]string{"/attachments/1/2/a.txt": "0123456789"}
	o := origin{Guild: guild, Channel: textChannel, User: person, Message: mid}
	r, err := o.newRequest(bot.Ask, "", "k")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ id, address, want string }{
		{"9", now, ""},
		{"9", "https://media.discordapp.net/attachments/1/1/a.txt", ""},
		{"8", "https://media.discordapp.net/attachments/1/1/a.txt", "has it no more"},
		{"9", "https://evil.example/attachments/1/2/a.txt", "outside of Discord"},
	} {
		data, err := d.ReadFile(t.Context(), &r, bot.File{ID: c.id, URL: c.address}, 5)
		complaint, _ := errors.AsType[*bot.Complaint](err)
		if c.want == "" && (err != nil || string(data) != "01234") || c.want != "" && (complaint == nil || !strings.Contains(complaint.Text, c.want)) {
			t.Errorf("%+v: %q, %v", c, data, err)
		}
	}
}
