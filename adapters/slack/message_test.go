package slack

import (
	"encoding/json"
	"strings"
	"testing"

	"footnote/bot"
)

// kindsOf lists the parts of a message.
func kindsOf(m bot.Message) string {
	var list []string
	for _, p := range m {
		list = append(list, strings.Trim(string(p.Kind)+":"+p.ID+":"+p.Text, ":"))
	}
	return strings.Join(list, "|")
}

func TestTextsAreTakenApart(t *testing.T) {
	for written, want := range map[string]string{
		"when is <@U2|ann> back in <#C3|oslo> or <#C4>?":                                    "text::when is |person:U2:ann|text:: back in |channel:C3:oslo|text:: or |channel:C4|text::?",
		"<!here> <!subteam^S1|@desk> hi":                                                    "group::here|text:: |group:S1:desk|text:: hi",
		":wave::skin-tone-2: at 10:30:45 :+1:":                                              "emoji|text:: at 10:30:45 |emoji",
		"see <https://a.example/b_c|https://a.example/b_c> or <https://a.example|the plan>": "text::see |link::https://a.example/b_c|text:: or |link::the plan",
		"<http://a.example|a.example> <mailto:x@a.example|x@a.example>":                     "link::http://a.example|text:: |link::x@a.example",
		"<!date^1392734382^{date}|18 Feb 2014>":                                             "time::18 Feb 2014",
		"*bold <@U2>* _it_ ~no~ snake_case_x `a_b *c*` 2 * 3":                               "text::bold |person:U2|text:: it no snake_case_x a_b *c* 2 * 3",
		"&lt;b&gt; &amp;amp; 1 &lt; 2":                                                      "text::<b> &amp; 1 < 2",
		"&gt; was it <@U2>?\n&gt; yes\nwho?":                                                "quote::was it?\nyes|text::who?",
		"this fails:\n```\na &lt; b\n```\nwhy?":                                             "text::this fails:\n|code::\na < b\n|text::why?",
		"```open":                                                                           "text::```open",
		"a < b > c <":                                                                       "text::a |link:: b |text:: c <",
	} {
		if got := kindsOf(parseMrkdwn(written)); got != want {
			t.Errorf("%q\n\tis %q\n\twant %q", written, got, want)
		}
	}
}

func TestRichTextsAreTakenApart(t *testing.T) {
	section := func(elements string) string {
		return `[{"type":"hologram"},{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[` + elements + `]}]}]`
	}
	for blocks, want := range map[string]string{
		section(`{"type":"user","user_id":"U2"},{"type":"text","text":" how long is "},{"type":"text","text":"it","style":{"bold":true}},{"type":"text","text":"?"}`):                 "how long is it?",
		section(`{"type":"text","text":"how long? "},{"type":"emoji","name":"wave"},{"type":"broadcast","range":"here"},{"type":"usergroup","usergroup_id":"S1"}`):                    "how long?",
		section(`{"type":"text","text":"what is "},{"type":"channel","channel_id":"C3"},{"type":"text","text":" for, see "},{"type":"link","url":"https://a.example","text":"this"}`): "what is for, see this",
		section(`{"type":"text","text":"open on "},{"type":"date","timestamp":1392734382,"format":"{date}","fallback":"18 Feb 2014"},{"type":"text","text":"?"}`):                     "open on 18 Feb 2014?",
		`[{"type":"rich_text","elements":[
			{"type":"rich_text_quote","elements":[{"type":"text","text":"one\ntwo"}]},
			{"type":"rich_text_section","elements":[{"type":"text","text":"which?"}]},
			{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]},{"type":"rich_text_section","elements":[{"type":"text","text":"b"}]}]},
			{"type":"rich_text_preformatted","elements":[{"type":"text","text":"x := 1"}]}]}]`: "> one\n> two\nwhich?\n- a\n- b\n```\nx := 1\n```",
		`[{"type":"rich_text","elements":7}]`: "the text",
		`[{"type":"hologram","elements":7}]`:  "the text",
		`{}`:                                  "the text",
	} {
		e := event{Text: "the text", Blocks: json.RawMessage(blocks)}
		if got := e.message().Content(); got != want {
			t.Errorf("%s\n\tsays %q, want %q", blocks, got, want)
		}
	}
}

func TestForwardedMessagesAreQuotes(t *testing.T) {
	e := event{Text: "<@" + botUser + ">", Attachments: json.RawMessage(`[{"is_share":true,"text":"How *long* is it?"},{"title":"a preview","text":"no"}]`)}
	m, found := e.message().Without(bot.PartPerson, botUser)
	if got := m.Content(); !found || got != "How long is it?" {
		t.Errorf("the message says %q", got)
	}
}

func TestNamesInsideQuestionsAreLookedUp(t *testing.T) {
	w := newWorld(t)
	w.people = map[string]string{"U2": "Kim Lee", "C3": "oslo"}
	ask := func(ts, text, want string, calls int) {
		t.Helper()
		if err := w.event(mention("C1", ts, text)); err != nil {
			t.Fatal(err)
		}
		w.Texts()
		if got := w.Last(t).Text; got != want {
			t.Errorf("submitted %q, want %q", got, want)
		}
		if got := w.count("users.info"); got != calls {
			t.Errorf("users.info was called %d times, want %d", got, calls)
		}
	}
	ask("1700000001.000100", "<@U9> when is <@U2> back in <#C3>? cc <@U8>", "when is Kim Lee back in oslo?", 1)
	ask("1700000002.000100", "where does <@U2> sit?", "where does Kim Lee sit?", 1)
	ask("1700000003.000100", "where does <@U7> sit?", "where does sit?", 2)
	w.fail("users.info", refused("missing_scope"))
	ask("1700000004.000100", "where does <@U6> sit?", "where does sit?", 3)
	ask("1700000005.000100", "where does <@U6> sit?", "where does sit?", 3) // it isn't asked again for a while
}
