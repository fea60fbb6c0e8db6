package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"footnote/bot"
)

func TestMessagesAreTakenApart(t *testing.T) {
	channels := func(id string) string { return map[string]string{"3": "help-it"}[id] }
	for written, want := range map[string]string{
		"when is <@2> back in <#3> or <#4>? <@!5>":                              "text::when is |person:2:Kim Lee|text:: back in |channel:3:help-it|text:: or |channel:4|text::? |person:5:oleh",
		"@everyone <@&7> <:wave:123> <a:wave:123> hi":                           "group::everyone|text:: |group:7|text:: |emoji|text:: |emoji|text:: hi",
		"on <t:1618953630:D> <t:1618953630> <t:1618953630:R>":                   "text::on |time::20 April 2021|text:: |time::20 April 2021 21:20 UTC|text:: |time::20 April 2021",
		"use </ask:12> and `a_b *c*` and ||a secret||":                          "text::use /ask and a_b *c* and a secret",
		"**bold <@2>** _it_ ~~no~~ snake_case_x 2 * 3 \\*stars\\*":              "text::bold |person:2:Kim Lee|text:: it no snake_case_x 2 * 3 *stars*",
		"see https://a.example/b_c? or [the plan](https://x.y) <https://x.y/z>": "text::see |link::https://a.example/b_c|text::? or |link::the plan|text:: |link::https://x.y/z",
		"> was it <@2>?\n> yes\nwho?":                                           "quote::was it Kim Lee?\nyes|text::who?",
		"who?\n>>> was it\nyes":                                                 "text::who?|quote::was it\nyes",
		"# Heading\n-# small\n- item":                                           "text::Heading\nsmall\n- item",
		"this fails:\n```go\nx := 1 // <@2>\n```\nwhy?":                         "text::this fails:\n|code::x := 1 // <@2>\n|text::why?",
		"```one line``` a > b":                                                  "code::one line|text:: a > b",
		"<id:customize> 5 < 6":                                                  "channel::customize|text:: 5 < 6",
	} {
		m := incoming{Content: written, Mentions: []mentioned{{ID: "2", Name: "kim", Global: "Kim Lee"}, {ID: "5", Name: "oleh"}}}
		var list []string
		for _, p := range m.message(channels) {
			list = append(list, strings.Trim(string(p.Kind)+":"+p.ID+":"+p.Text, ":"))
		}
		if got := strings.Join(list, "|"); got != want {
			t.Errorf("%q\n\tis %q\n\twant %q", written, got, want)
		}
	}
}

func TestForwardedMessagesAndFilesAreRead(t *testing.T) {
	var m incoming
	err := json.Unmarshal([]byte(`{"content":"<@1>","mentions":[{"id":"1"},{"id":"2","username":"kim","member":{"nick":"Kim L."}}],
		"message_snapshots":[{"message":{"content":"When is **<@2>** back?","attachments":[{"id":"9","filename":"a.txt","url":"https://cdn.example/a.txt","size":12}]}}]}`), &m)
	if err != nil {
		t.Fatal(err)
	}
	d := &Discord{}
	said := d.contentOf(&m, "1", "")
	if got := said.Content(); got != "When is Kim L. back?" {
		t.Errorf("the message says %q", got)
	}
	if files := said.Files(); len(files) != 1 || files[0] != (bot.File{ID: "9", Name: "a.txt", URL: "https://cdn.example/a.txt", Size: 12}) {
		t.Errorf("its files are %+v", files)
	}
}
