package present

import (
	"cmp"
	"fmt"
	"time"

	"footnote/bot"
	"footnote/bot/wording"
)

// ExcuseFor returns the block of a complaint.
func ExcuseFor(c *bot.Complaint) Excuse { return excuseIn(wording.In(c.Language), c) }

func excuseIn(w *wording.Words, c *bot.Complaint) Excuse {
	e := Excuse{Text: cmp.Or(c.Text, reasonIn(w, c))}
	if c.Request != "" {
		e.Request = fmt.Sprintf(w.Request, c.Request)
	}
	return e
}

// reasonIn words why there is no answer.
func reasonIn(w *wording.Words, c *bot.Complaint) string {
	switch c.Reason {
	case bot.Busy:
		return w.Busy
	case bot.TooMany:
		return w.Count(w.TooMany, int(max(c.After, time.Second).Round(time.Second)/time.Second))
	case bot.Forbidden:
		return w.Forbidden
	case bot.Empty:
		return w.Empty
	case bot.NoText:
		return w.NoText
	case bot.NoneAbove:
		return w.NoneAbove
	case bot.Unread:
		return w.UnreadAbove
	case bot.Filed:
		return w.FilesRead
	case bot.TooLong:
		return w.TooLong
	case bot.Late:
		return w.Late
	case bot.Absent:
		return w.Absent
	case bot.Gone:
		return w.Gone
	}
	return w.Broken
}
