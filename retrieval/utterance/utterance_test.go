package utterance

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadFindsTheQuestion has what people wrap a question in, in words that no
// example has together with that question.
func TestReadFindsTheQuestion(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"When was the lighthouse of Skagen built?", "When was the lighthouse of Skagen built?"},
		{"Hi team, when was the lighthouse of Skagen built? Thanks!", "when was the lighthouse of Skagen built?"},
		{"hey guys, hope you are all well! when was the lighthouse of Skagen built? thanks in advance", "when was the lighthouse of Skagen built?"},
		{":wave: when was the lighthouse of Skagen built? :pray:", "when was the lighthouse of Skagen built?"},
		{"<@U02ABCDEF> when was the lighthouse of Skagen built? cc <@U0456XYZ> <@U0789QRS>", "when was the lighthouse of Skagen built?"},
		{"Quick question - when was the lighthouse of Skagen built? https://intranet.example.com/wiki/page?id=12", "when was the lighthouse of Skagen built?"},
		{"I am preparing the report for Monday and got stuck. When was the lighthouse of Skagen built?", "When was the lighthouse of Skagen built?"},
		{"HI ALL, WHEN WAS THE LIGHTHOUSE OF SKAGEN BUILT??", "when was the lighthouse of skagen built?"},
		{"Hallo zusammen, wann wurde der Leuchtturm von Skagen gebaut? Danke euch!", "wann wurde der Leuchtturm von Skagen gebaut?"},
		{"Bonjour à tous, quel est le numéro du service des achats ? Merci d'avance", "quel est le numéro du service des achats ?"},
		{"こんにちは！スカーゲンの灯台はいつ建てられましたか？よろしくお願いします。", "スカーゲンの灯台はいつ建てられましたか？"},
		{"大家好，上海的灯塔是哪一年建的？谢谢！", "上海的灯塔是哪一年建的？"},
	} {
		u := Read(c.text)
		if bare(u.Question) != bare(c.want) || u.Kind != Asking {
			t.Errorf("%q: %s %q, want %q", c.text, u.Kind, u.Question, c.want)
		}
	}
}

func TestReadTellsWhatIsNoQuestion(t *testing.T) {
	for text, want := range map[string]Kind{
		"":                               Pointing,
		"<@U1>":                          Pointing,
		":eyes:":                         Pointing,
		"hi":                             Greeting,
		"good morning everyone":          Greeting,
		"thanks!":                        Thanks,
		"help":                           Help,
		"who are you?":                   Identity,
		"what can you do?":               Identity,
		"can you answer this?":           Pointing,
		"lol":                            Chatter,
		"wat r u":                        Identity,
		"hilfe!":                         Help,
		"what is the help desk's number": Asking,
		"do you sell doorbells":          Asking,
		"verkauft ihr auch Leuchten":     Asking,
		"who wrote the song Thank You":   Asking,
	} {
		if got := Read(text).Kind; got != want {
			t.Errorf("%q is taken for %s, want %s", text, got, want)
		}
	}
}

func TestReadKeepsTheSceneApart(t *testing.T) {
	u := Read("my flight to Lyon got moved to sunday. who pays the extra hotel night?")
	if !strings.Contains(u.Scene, "Lyon") || strings.Contains(u.Question, "flight") || !strings.Contains(u.Question, "hotel night") {
		t.Errorf("%+v", u)
	}
}

// TestReadLeavesCourtesyAside: what people put behind a question without a mark is told
// with it only where it may belong to it.
func TestReadLeavesCourtesyAside(t *testing.T) {
	const asked = "when does the lease of the depot end"
	for _, tail := range []string{" cc <@U0456XYZ> <@U0789QRS>", " thanks in advance", " Thanks!", " cheers", " tia"} {
		if u := Read("hey all " + asked + tail); u.Told != asked || u.Scene != "" {
			t.Errorf("%q: told %q, scene %q", tail, u.Told, u.Scene)
		}
	}
	for _, tail := range []string{" in austria", " if nobody has signed it", " when the owner sells the yard"} {
		if u := Read("hey all " + asked + tail); u.Told != asked+tail {
			t.Errorf("%q: told %q", tail, u.Told)
		}
	}
}

// TestReadFindsTheTopic that the tagger misses: the message is of a kind that has one.
func TestReadFindsTheTopic(t *testing.T) {
	for text, want := range map[string]string{
		"ルーターについて何を知っていますか":                   "ルーター",
		"关于路由器你知道什么":                          "路由器",
		"got any info on team budgets":        "budgets",
		"what do you know about the old mill": "the old mill",
	} {
		if u := Read(text); u.Kind != About || u.Question != want {
			t.Errorf("%q: %s of %q, want %q", text, u.Kind, u.Question, want)
		}
	}
}

// TestModelIsOfTheExamples fails when the examples were changed and the model wasn't
// fitted anew.
func TestModelIsOfTheExamples(t *testing.T) {
	data, err := os.ReadFile("model.json")
	if err != nil {
		t.Fatal(err)
	}
	var r Report
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("training/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		if hex.EncodeToString(sum[:]) != r.Files[filepath.Base(name)] {
			t.Errorf("the model was fitted on another %s; fit it anew (training/README.md)", name)
		}
	}
}

func TestExamplesSayWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"# messages\n{q when is it":   "x.txt:2: a piece isn't closed",
		"# riddles\nwhat":             `x.txt:2: no section "riddles"`,
		"# kinds\nsong\tla la":        `x.txt:2: "song" is no kind of message`,
		"# kinds\ngreeting hello you": "has no tab",
	} {
		if _, err := ReadExamples("x.txt", "en", strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// TestFitLearns fits a few examples and has them read as they were written.
func TestFitLearns(t *testing.T) {
	const text = "# messages\n{o hi team,} {q where is the spare key?}\n{o hello all,} {q who has the van today?} {o thanks}\n{q when does the shop open?} {o thanks a lot}\n" +
		"# plain\nwhere is the van\nwho opens the shop\n# kinds\ngreeting\thi all\nthanks\tthanks a lot\n"
	examples, err := ReadExamples("x.txt", "en", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	m := Fit(examples, DefaultFit)
	if u := m.Read("hello team, who has the spare key? thanks"); bare(u.Question) != "who has the spare key" {
		t.Errorf("%q", u.Question)
	}
	data, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again := new(Model)
	if err := again.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	if u := again.Read("hello team, who has the spare key? thanks"); bare(u.Question) != "who has the spare key" {
		t.Errorf("read again: %q", u.Question)
	}
	if again.UnmarshalBinary(data[1:]) == nil {
		t.Error("a broken model is taken")
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"hi <@U1> :wave: ```x", "> quoted\nwhat?", "港の船は何色ですか", "\xff\xfe", "a: b; c? d! <t:1:R> www.x.y"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		u := Read(text)
		for _, w := range strings.Fields(u.Question) {
			if !strings.Contains(strings.ToLower(text), strings.ToLower(w)) {
				t.Errorf("%q is not in %q", w, text)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	const text = "hey all :wave: customer with an FJ2 says she cleared the alarm twice this morning and now the thing is locked. how many times per day may she clear it? thx"
	Read(text)
	for b.Loop() {
		Read(text)
	}
}
