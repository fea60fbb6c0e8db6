package slack

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"footnote/bot"
)

// TestTimesAreTheReaders: Slack is told moments, which it shows in the time zone and
// language of whoever reads them, beside a text for those who can't.
func TestTimesAreTheReaders(t *testing.T) {
	synced, at := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC), time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	home := string(mustJSON(t, blocksOf(renderHome("de", &bot.Overview{Documents: 1, Synced: synced}, []bot.Past{{Question: "Wann endet die Pacht?", Outcome: bot.Answered, At: at}}))))
	for _, moment := range []time.Time{synced, at} {
		if want := fmt.Sprintf(`"type":"date","timestamp":%d`, moment.Unix()); !strings.Contains(home, want) {
			t.Errorf("the home tab lacks %s: %s", want, home)
		}
	}
	if !strings.Contains(home, "1 Dokument,") || !strings.Contains(home, `"fallback":"`) {
		t.Errorf("the home tab counts or falls back otherwise: %s", home)
	}
}
