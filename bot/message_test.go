package bot_test

import (
	"cmp"
	"strings"
	"testing"

	"footnote/bot"
)

// compose makes a message of a notation: {kind:id:text} is a part, the rest text.
func compose(s string) bot.Message {
	var m bot.Message
	for s != "" {
		before, rest, found := strings.Cut(s, "{")
		if before != "" {
			m = append(m, bot.Part{Kind: bot.PartText, Text: before})
		}
		if !found {
			break
		}
		part, after, _ := strings.Cut(rest, "}")
		f := strings.SplitN(part, ":", 3)
		p := bot.Part{Kind: bot.PartKind(f[0]), ID: f[1], Text: f[2]}
		if p.Kind == bot.PartLink {
			p.ID, p.URL = "", cmp.Or(f[1], f[2])
		}
		m = append(m, p)
		s = after
	}
	return m
}

func TestContentOfMessages(t *testing.T) {
	for _, c := range []struct{ written, content, addressed string }{
		{"How long is the notice period?", "How long is the notice period?", ""},
		{"{emoji::wave} hi {person:7:Kim Lee}, how long is the notice period per {channel:C1:}? {emoji::thread}", "hi, how long is the notice period per?", "7"},
		{"{person:7:} How long is the notice period?", "How long is the notice period?", "7"},
		{"{person:7:Kim Lee} and {person:8:Ole} how long is it?", "how long is it?", "7 8"},
		{"{person:7:Kim Lee}: {person:8:Ole}, how long is it?", "how long is it?", "7 8"},
		{"How long is the notice period? cc {person:7:Kim Lee} {person:8:Ole}", "How long is the notice period?", "7 8"},
		{"How long is the notice period cc: {person:7:Kim Lee}, {person:8:Ole}", "How long is the notice period", "7 8"},
		{"How long is the notice period? (cc {person:7:Kim Lee})", "How long is the notice period?", "7"},
		{"How long is the notice period {person:7:Kim Lee} {person:8:Ole}?", "How long is the notice period?", "7 8"},
		{"How long is the notice period, {person:7:Kim Lee}?", "How long is the notice period?", "7"},
		{"Danke {person:7:Kim Lee}! Wie lang ist die Frist?", "Danke! Wie lang ist die Frist?", "7"},
		{"hey {person:7:Kim Lee} how long is it?", "hey how long is it?", "7"},
		{"does {person:7:Kim Lee} know how long it is?", "does Kim Lee know how long it is?", ""},
		{"where is it? success {person:7:Kim Lee}", "where is it? success", "7"},
		{"{person:8:Ole} cc {person:7:Kim Lee}", "", "8 7"},
		{"when is {person:7:Kim Lee} on leave", "when is Kim Lee on leave", ""},
		{"who works for {person:7:Kim Lee} and {person:8:Ole}?", "who works for Kim Lee and Ole?", ""},
		{"who manages {person:7:Kim Lee}, and since when?", "who manages Kim Lee, and since when?", ""},
		{"who is {person:7:Kim Lee}", "who is Kim Lee", ""},
		{"who is {person:7:}", "who is", ""},
		{"what is {channel:C1:help-it} for?", "what is help-it for?", ""},
		{"{group:G1:support} where is the form?", "where is the form?", "G1"},
		{"{group::here} where is the form?", "where is the form?", ""},
		{"where is the form? {link::https://a.example/b}", "where is the form?", ""},
		{"where is the form {link::https://a.example/b}", "where is the form", ""},
		{"where in {link:u:the handbook} is the form?", "where in the handbook is the form?", ""},
		{"what does {link::https://a.example/b} say of leave?", "what does https://a.example/b say of leave?", ""},
		{"{link:u:The form}: where is it", "The form: where is it", ""},
		{"is the office open {time::24 December 2026}?", "is the office open 24 December 2026?", ""},
		{"is the office open? {time::24 December 2026}", "is the office open?", ""},
		{"Is v1.2 out? {person:7:Kim Lee} {emoji::eyes}", "Is v1.2 out?", "7"},
		{"{emoji::wave}", "", ""},
		{"{person:7:Kim Lee}", "", "7"},
		{"{quote::Where is the form?\nAnd when?}", "Where is the form?\nAnd when?", ""},
		{"any idea?\n{quote::Where is the form?\nAnd when?}", "any idea?\n> Where is the form?\n> And when?", ""},
		{"what does this mean?{code::panic: no disk\n  at 7}", "what does this mean?\n```\npanic: no disk\n  at 7\n```", ""},
		{"- one\n- two, - three", "- one\n- two, - three", ""},
		{"first line\n\n{person:7:Kim Lee} second  line", "first line\n\nsecond line", "7"},
		{"育児休暇は何日ですか？{person:7:山田}", "育児休暇は何日ですか？", "7"},
	} {
		m := compose(c.written)
		if got := m.Content(); got != c.content {
			t.Errorf("%s\n\tsays %q, want %q", c.written, got, c.content)
		}
		var ids []string
		for _, p := range m.Addressed() {
			ids = append(ids, p.ID)
		}
		if got := strings.Join(ids, " "); got != c.addressed {
			t.Errorf("%s\n\tspeaks to %q, want %q", c.written, got, c.addressed)
		}
	}
}

func TestTheBotIsLeftOutOfMessages(t *testing.T) {
	m := compose("Lease, {person:1:bot}? {file:F1:a.txt}")
	m[len(m)-1].File = &bot.File{ID: "F1", Name: "a.txt"}
	rest, found := m.Without(bot.PartPerson, "1")
	if !found || rest.Content() != "Lease?" || len(rest.Addressed()) > 0 || len(rest.Files()) != 1 {
		t.Errorf("%v: %q, addressed %v, files %v", found, rest.Content(), rest.Addressed(), rest.Files())
	}
	if _, found := m.Without(bot.PartPerson, "2"); found {
		t.Error("somebody who isn't mentioned was found")
	}
}

func TestOnlyNamesThatMatterAreAskedFor(t *testing.T) {
	m := compose("{person:1:} {person:2:}, when is {person:3:} back in {channel:4:}? cc {person:5:}")
	var ids []string
	names := make(map[string]string)
	for _, p := range m.Unnamed() {
		ids = append(ids, p.ID)
		names[p.ID] = "N" + p.ID
	}
	if got := strings.Join(ids, " "); got != "3 4" {
		t.Errorf("asked for are %s", got)
	}
	if got := m.WithNames(names).Content(); got != "when is N3 back in N4?" {
		t.Errorf("with names: %q", got)
	}
}

// TestMessagesOfManyMentionsAreReadAsFast: the work grows with the message, not with its
// square.
func TestMessagesOfManyMentionsAreReadAsFast(t *testing.T) {
	for _, unit := range []string{"a {person:7:} ", "{person:7:}", "a. {person:7:} {emoji::x} ", "cc {person:7:} ", "word {link::https://a.example} "} {
		allocated := func(n int) float64 {
			m := compose(strings.Repeat(unit, n))
			return testing.AllocsPerRun(1, func() { m.Content() })
		}
		if few, many := allocated(200), allocated(2000); many > 15*few {
			t.Errorf("%q: %.0f allocations for 200, %.0f for 2000", unit, few, many)
		}
	}
}
