package slack

import (
	"errors"
	"footnote/bot/inbox"
	"strings"
	"testing"

	"footnote/adapters/internal/realbot"
	"footnote/bot"
)

func TestAFileInAMessageIsAnsweredFrom(t *testing.T) {
	f := serving(t, func(m bot.Messenger) *inbox.Service {
		return realbot.Start(t, platformName, m, realbot.WithFiles(t))
	})
	f.files = map[string]string{"minutes.txt": realbot.Minutes}
	m := mention("C1", thread, realbot.Cost)
	m["subtype"], m["files"] = "file_share", []any{map[string]any{"id": "F1", "name": "minutes.txt", "mode": "hosted", "size": 9, "url_private": f.URL + "/files/minutes.txt"}}
	f.sockets.deliver("E1", kindEvents, callbackOf(m))
	if answer := f.answerIn(t, thread); !strings.Contains(answer.text, "12,000 euros") || !strings.Contains(answer.text, "minutes.txt") || strings.Contains(answer.text, "//attached") {
		t.Errorf("the answer is %q", answer.text)
	}
}

func TestFilesAreReadWhereSlackKeepsThem(t *testing.T) {
	w := newWorld(t)
	w.files = map[string]string{"a.txt": "0123456789", "b.txt": "hidden"}
	for address, want := range map[string]string{
		w.URL + "/files/a.txt":                  "",
		w.URL + "/files/b.txt":                  "scope files:read",
		w.URL + "/files/c.txt":                  "has it no more",
		"https://evil.example/a.txt":            "outside of Slack",
		"https://files.slack.com.evil.example/": "outside of Slack",
		"http://files.slack.com/a.txt":          "outside of Slack",
		"https://slack.com@evil.example/a.txt":  "outside of Slack",
	} {
		data, err := w.slack.ReadFile(t.Context(), new(bot.Request), bot.File{URL: address}, 5)
		complaint, _ := errors.AsType[*bot.Complaint](err)
		if want == "" && (err != nil || string(data) != "01234") || want != "" && (complaint == nil || !strings.Contains(complaint.Text, want)) {
			t.Errorf("%s: %q, %v", address, data, err)
		}
	}
}
