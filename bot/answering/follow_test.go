package answering_test

import (
	"fmt"
	"testing"

	"footnote/bot/answering"
	"footnote/retrieval"
)

// TestPointerNamesItsOwnDocument: a title in a pointer is no place to go to from below it.
func TestPointerNamesItsOwnDocument(t *testing.T) {
	docs := []*retrieval.Document{
		{ID: "kestrel.md", Title: "Kestrel service", Language: "en", Text: "For the longest duration of a task of the Kestrel service, see the back of the card.\n\nTasks of long duration are written in Go."},
		{ID: "card.md", Title: "Card", Language: "en", Text: "The longest duration of a task is 900 seconds."},
	}
	_, views := index(t, docs)
	got := answer(t, answering.NewLiveAnswerer(views), docs, "What is the longest duration of a task?", true)
	if want := "The longest duration of a task is 900 seconds."; len(got.Sentences) == 0 || got.Sentences[0].Text != want {
		t.Errorf("first sentence of %+v, want %q", got.Sentences, want)
	}
}

// TestPointerIsFollowed: what only says where something stands leads to it, also where the
// search alone doesn't find it.
func TestPointerIsFollowed(t *testing.T) {
	docs := []*retrieval.Document{
		{ID: "functions.md", Title: "Functions of the Kestrel service", Language: "en", Text: "For information about the maximum duration of a Kestrel task, see Quotas of the service.\n\nTasks are written in Go."},
		{ID: "limits.md", Title: "Quotas of the service", Language: "en", Text: "Everything ends after a duration of 900 seconds."},
	}
	for i := range 12 {
		docs = append(docs, &retrieval.Document{ID: fmt.Sprintf("other%d.md", i), Title: fmt.Sprintf("Task %d", i), Language: "en", Text: fmt.Sprintf("The duration of a Kestrel task is logged by worker %d.", i)})
	}
	_, views := index(t, docs)
	a := answering.NewLiveAnswerer(views)
	got := answer(t, a, docs, "What is the maximum duration of a Kestrel task?", true)
	if want := "Everything ends after a duration of 900 seconds."; len(got.Sentences) == 0 || got.Sentences[0].Text != want {
		t.Errorf("first sentence of %+v, want %q", got.Sentences, want)
	}
	got = answer(t, a, docs, "Where is the maximum duration of a Kestrel task explained?", true)
	if len(got.Sentences) == 0 || got.Citations[0].Document != "functions.md" {
		t.Errorf("asked for the place: %+v", got.Sentences)
	}
}

// TestPointerIsFollowedInChinese: names are found where no spaces stand around them.
func TestPointerIsFollowedInChinese(t *testing.T) {
	docs := []*retrieval.Document{
		{ID: "task.md", Title: "任务", Language: "zh", Text: "有关任务最长时间的信息，请参阅服务配额。"},
		{ID: "quota.md", Title: "服务配额", Language: "zh", Text: "任务的时间最长为九百秒。"},
	}
	_, views := index(t, docs)
	got := answer(t, answering.NewLiveAnswerer(views), docs, "任务最长时间是多少？", true)
	if len(got.Sentences) == 0 || got.Citations[0].Document != "quota.md" {
		t.Errorf("first sentence of %+v", got.Sentences)
	}
}

// TestOrderIsNoPointer: what begins like a pointer and names nothing stays where it was.
func TestOrderIsNoPointer(t *testing.T) {
	docs := []*retrieval.Document{
		{ID: "closing.md", Title: "Closing", Language: "en", Text: "See that all doors are locked at night."},
		{ID: "doors.md", Title: "Painting", Language: "en", Text: "Doors are painted in spring."},
	}
	_, views := index(t, docs)
	got := answer(t, answering.NewLiveAnswerer(views), docs, "Are all doors locked at night?", true)
	if want := "See that all doors are locked at night."; len(got.Sentences) == 0 || got.Sentences[0].Text != want {
		t.Errorf("first sentence of %+v, want %q", got.Sentences, want)
	}
}
