package corpus

import (
	"strings"
	"testing"

	"footnote/retrieval"
)

// chatPart is what a test wants of a document.
type chatPart struct{ id, title, author, published, text string }

func checkChat(t *testing.T, what string, documents []*retrieval.Document, want []chatPart) {
	t.Helper()
	if len(documents) != len(want) {
		t.Errorf("%s: %d documents: %s", what, len(documents), ids(documents))
		return
	}
	for i, d := range documents {
		checkDocument(t, d)
		got := chatPart{d.ID, d.Title, d.Author, d.Published, d.Text}
		if got != want[i] {
			t.Errorf("%s:\n%+v, want\n%+v", what, got, want[i])
		}
	}
}

const (
	slackUsers = `[{"id":"U1","name":"ida","profile":{"real_name":"Ida Moe"}},{"id":"U2","name":"odd","profile":{"real_name":"","display_name":"odd v"}}]`
	slackFirst = `[
{"type":"message","subtype":"channel_join","user":"U2","text":"<@U2> has joined the channel","ts":"1700000000.000001"},
{"type":"message","user":"U1","text":"Where does the <#C2|tug> lie, <@U2>? &amp; when does it leave?","ts":"1700000100.000001","thread_ts":"1700000100.000001","reply_count":2},
{"type":"message","user":"U2","text":"At <https://quay.example/4|berth four>.","ts":"1700000200.000001","thread_ts":"1700000100.000001"},
{"type":"message","user":"U1","text":"","ts":"1700000300.000001","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"The lamp is "},{"type":"link","url":"https://lamp.example","text":"broken"},{"type":"text","text":", "},{"type":"user","user_id":"U2"}]},{"type":"rich_text_list","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"glass"}]}]}]}],"files":[{"name":"lamp.pdf","title":"Plan of the lamp"},{"name":"a.png","title":"a.png"}]},
{"type":"message","subtype":"bot_message","username":"Tide bot","text":"High water","ts":"1700000400.000001","attachments":[{"title":"Tide","text":"2.4 m","fallback":"x"}]}]`
	slackSecond = `[{"type":"message","user":"U1","text":"It left <!here>.","ts":"1700090000.000001","thread_ts":"1700000100.000001"},
{"type":"message","user":"U9","user_profile":{"real_name":"Guest Berg"},"text":"Hello.","ts":"1700090100.000001"}]`
)

// TestSlackExport reads the archive that Slack makes: a thread with the answers of
// another day, and what was said beside it, day by day.
func TestSlackExport(t *testing.T) {
	thread := "Topic: all that floats\n\nIda Moe, 14 November 2023: Where does the #tug-boats lie, @odd v? & when does it leave?\n\n" +
		"odd v, 14 November 2023: At berth four (https://quay.example/4).\n\nIda Moe, 15 November 2023: It left @here."
	day := "Ida Moe, 14 November 2023: The lamp is broken (https://lamp.example), @odd v\n- glass\nFiles: Plan of the lamp (lamp.pdf), a.png\n\n" +
		"Tide bot, 14 November 2023: High water\nTide\n2.4 m"
	for _, root := range []string{"", "Port export/"} {
		data := zipOf(t, file{root + "users.json", slackUsers},
			file{root + "channels.json", `[{"id":"C1","name":"quay","topic":{"value":"all that floats"}},{"id":"C2","name":"tug-boats"}]`},
			file{root + "dms.json", `[{"id":"D1","members":["U1","U2"]}]`}, file{root + "integration_logs.json", `[{"x":"an app was set up by someone"}]`},
			file{root + "quay/2023-11-15.json", slackSecond}, file{root + "quay/2023-11-14.json", slackFirst},
			file{root + "D1/2023-11-14.json", `[{"type":"message","user":"U2","text":"Are you there?","ts":"1700000500.000001"}]`},
			file{root + "quay/notes.txt", "The crane is red."})
		documents, problem := readBytes(t, "slack.zip", data, Options{})
		if problem != nil {
			t.Error(problem)
		}
		checkChat(t, "export", documents, []chatPart{
			{"slack.zip#quay/2023-11-14-1700000100.000001", "#quay, 14 November 2023", "", "2023-11-14", thread},
			{"slack.zip#quay/2023-11-14", "#quay, 14 November 2023", "", "2023-11-14", day},
			{"slack.zip#quay/2023-11-15", "#quay, 15 November 2023", "Guest Berg", "2023-11-15", "Guest Berg, 15 November 2023: Hello."},
			{"slack.zip#D1/2023-11-14", "Ida Moe, odd v, 14 November 2023", "odd v", "2023-11-14", "odd v, 14 November 2023: Are you there?"},
			{"slack.zip#" + root + "quay/notes.txt", "", "", "", "The crane is red."},
		})
	}
	damaged := zipOf(t, file{"users.json", slackUsers}, file{"channels.json", "["}, file{"quay/2023-11-15.json", slackSecond}, file{"quay/2023-11-14.json", "[{"})
	documents, problem := readBytes(t, "slack.zip", damaged, Options{})
	if len(documents) != 1 || problem == nil || !strings.Contains(problem.Reason, "2 files of it could not be read: channels.json: it is not valid JSON; quay/2023-11-14.json") {
		t.Errorf("damaged: %s, %v", ids(documents), problem)
	}
}

// TestSlackDay reads one file of an export that was unpacked: its folder names the
// channel, and the messages who wrote them.
func TestSlackDay(t *testing.T) {
	documents, problem := readBytes(t, "quay/2023-11-15.json", []byte(slackSecond), Options{})
	if problem != nil {
		t.Error(problem)
	}
	checkChat(t, "day", documents, []chatPart{{"quay/2023-11-15.json#2023-11-15", "#quay, 15 November 2023", "", "2023-11-15",
		"U1, 15 November 2023: It left @here.\n\nGuest Berg, 15 November 2023: Hello."}})
}

// TestChatsOfOtherPrograms reads the files that DiscordChatExporter, Telegram, ChatGPT
// and Claude write.
func TestChatsOfOtherPrograms(t *testing.T) {
	const discord = `{"guild":{"id":"1","name":"Port"},
 "channel":{"id":"2","type":"TYPE","name":"tugs","topic":"Who tows whom"},
 "messages":[
 {"id":"1","type":"GuildMemberJoin","timestamp":"2024-02-01T09:00:00+00:00","content":"Joined the server.","author":{"id":"5","name":"ida"}},
 {"id":"2","type":"Default","timestamp":"2024-02-01T10:00:00.123+00:00","content":"Who tows the barge?","author":{"id":"5","name":"ida","nickname":"Ida"},"attachments":[{"fileName":"barge.png","url":"https://x"}],"embeds":[]},
 {"id":"3","type":"Reply","timestamp":"2024-02-02T10:00:00+00:00","content":"The Swan does.","author":{"id":"6","name":"odd","nickname":null},"embeds":[{"title":"Plan","description":"of the tow","fields":[{"name":"Length","value":"9 m"}]}],"reference":{"messageId":"2"}}],
 "messageCount":3}`
	first := "Topic: Who tows whom\n\nIda, 1 February 2024: Who tows the barge?\nFiles: barge.png"
	second := "odd, 2 February 2024: The Swan does.\nPlan\nof the tow\nLength: 9 m"
	const telegram = `{"name":"Quay crew","type":"private_group","id":7,"messages":[
 {"id":1,"type":"service","date":"2024-02-01T09:00:00","actor":"Odd","action":"invite_members","text":""},
 {"id":2,"type":"message","date":"2024-02-01T10:00:00","from":"Ida","text":["See ",{"type":"text_link","text":"the plan","href":"https://plan.example"},"."],"file":"files/plan.pdf"},
 {"id":3,"type":"message","date":"2024-02-01T11:00:00","from":"Odd","text":"","poll":{"question":"Sail today?","answers":[{"text":"Yes","voters":2},{"text":"No","voters":0}]}}]}`
	day := "Ida, 1 February 2024: See the plan (https://plan.example).\nFiles: plan.pdf\n\nOdd, 1 February 2024: Sail today?\n- Yes (2)\n- No (0)"
	const assistant = `[{"title":"Rope lengths","create_time":1700000000.5,"conversation_id":"c-1","current_node":"d","mapping":{
 "r":{"id":"r","message":null,"parent":null,"children":["s"]},
 "s":{"id":"s","message":{"author":{"role":"system"},"content":{"content_type":"text","parts":["Be brief and kind."]}},"parent":"r"},
 "a":{"id":"a","message":{"author":{"role":"user"},"create_time":1700000001,"content":{"content_type":"text","parts":["How long is the rope?"]}},"parent":"s"},
 "b":{"id":"b","message":{"author":{"role":"assistant"},"content":{"content_type":"text","parts":["A wrong answer that was asked for anew."]}},"parent":"a"},
 "d":{"id":"d","message":{"author":{"role":"assistant"},"content":{"content_type":"multimodal_text","parts":[{"content_type":"text","text":"The rope is 90 metres long."}]}},"parent":"a"}}}]`
	for name, c := range map[string]struct {
		json string
		want []chatPart
	}{
		"a channel of Discord": {discord, []chatPart{{"a.json#2024-02-01", "#tugs, 1 February 2024", "Ida", "2024-02-01", first}, {"a.json#2024-02-02", "#tugs, 2 February 2024", "odd", "2024-02-02", second}}},
		"a thread of Discord":  {strings.Replace(discord, "TYPE", "GuildPublicThread", 1), []chatPart{{"a.json#chat", "#tugs, 1 February 2024", "", "2024-02-01", first + "\n\n" + second}}},
		"a chat of Telegram":   {telegram, []chatPart{{"a.json#2024-02-01", "Quay crew, 1 February 2024", "", "2024-02-01", day}}},
		"all chats of Telegram": {`{"about":"Here is the data.","chats":{"about":"All chats of yours.","list":[` + telegram + `]}}`,
			[]chatPart{{"a.json#Quay crew/7/2024-02-01", "Quay crew, 1 February 2024", "", "2024-02-01", day}, {"a.json", "", "", "", "about: Here is the data.\nabout: All chats of yours."}}},
		"ChatGPT": {assistant, []chatPart{{"a.json#c-1", "Rope lengths", "", "2023-11-14", "User, 14 November 2023: How long is the rope?\n\nAssistant: The rope is 90 metres long."}}},
		"Claude": {`[{"uuid":"u-1","name":"Knots","created_at":"2024-02-01T10:00:00Z","chat_messages":[{"sender":"human","text":"Which knot holds?","created_at":"2024-02-01T10:00:00Z"},{"sender":"assistant","text":"x","content":[{"type":"text","text":"A bowline holds."}],"attachments":[{"file_name":"knots.txt","extracted_content":"Reef knot."}]}]}]`,
			[]chatPart{{"a.json#u-1", "Knots", "", "2024-02-01", "User, 1 February 2024: Which knot holds?\n\nAssistant: A bowline holds.\nReef knot.\nFiles: knots.txt"}}},
	} {
		documents, problem := readBytes(t, "a.json", []byte(c.json), Options{})
		if problem != nil {
			t.Errorf("%s: %v", name, problem)
		}
		checkChat(t, name, documents, c.want)
	}
}
