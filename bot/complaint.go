package bot

import (
	"fmt"
	"time"
)

// Complain words a refusal or failure for the asker.
func Complain(reason Reason, request string, after time.Duration) *Complaint {
	return &Complaint{Reason: reason, Text: reason.sentence(after), Request: request, After: after}
}

func (r Reason) sentence(after time.Duration) string {
	switch r {
	case Busy:
		return "Too many questions are waiting; please ask again in a minute."
	case TooMany:
		return fmt.Sprintf("That is more than I may answer in a minute; please wait %d seconds.", int(max(after, time.Second).Round(time.Second)/time.Second))
	case Forbidden:
		return "No documents are open to this place; whoever runs the bot can change that."
	case Empty:
		return "There is no question; please write one after my name."
	case NoneAbove:
		return "I don't see which question you mean; please write it out, or call me below the message that asks it."
	case Filed:
		return "I have read what you sent; now ask about it here, and I'll look in it, too."
	case Unread:
		return "I can't read what stands above; please write the question after my name."
	case TooLong:
		return "The text is longer than I read; please shorten it."
	case Late:
		return "I couldn't get to your question in time; please ask it again."
	case Absent:
		return "There is no such document here; it may have been moved or removed."
	case Gone:
		return "This answer is no longer kept; please ask again."
	}
	return "Something went wrong on my side; please ask again, or give whoever runs the bot the request id."
}
