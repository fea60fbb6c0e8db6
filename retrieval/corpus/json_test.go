package corpus

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/corpus/apart"
)

// TestNoStringOfJSONIsLost reads records and objects whatever their text is
// called, alone, in lines and in arrays.
func TestNoStringOfJSONIsLost(t *testing.T) {
	records := []struct {
		json  string
		title string
		holds []string
	}{
		{`{"url":"https://quay.example/a","title":"Berths","markdown":"# Berths\n\nA berth costs 30 euros."}`, "Berths", []string{"A berth costs 30 euros."}},
		{`{"id":3,"summary":"The tug is free of charge."}`, "", []string{"summary: The tug is free of charge."}},
		{`{"question":"Who minds the lamp?","answer":"Odd Vik."}`, "", []string{"question: Who minds the lamp?", "answer: Odd Vik."}},
		{`{"number":9,"title":"Winch jams","body":"The winch jams in frost.","comments":[{"user":"ada","body":"Greased in 2021."}],"labels":["winter","deck"]}`,
			"Winch jams", []string{"The winch jams in frost.", "comments.user: ada", "Greased in 2021.", "labels: winter, deck", "number: 9"}},
		{`{"title":"Mole","text":"The mole is 90 metres.","sections":[{"heading":"Past","body":"Built in 1902."}]}`, "Mole", []string{"The mole is 90 metres.", "Past", "Built in 1902."}},
		{`{"subject":"A rope is gone","body_html":"<p>The rope of <b>12</b> metres.</p>","html":"<p>It hung <i>there</i>.</p>"}`, "A rope is gone", []string{"12", "metres", "It hung there."}},
		{`{"text":"The crane is red.","date":"some day in spring","created":"2020-05-06","author":{"name":"Ida Moe"}}`, "", []string{"The crane is red.", "date: some day in spring"}},
		{`{"title":"说明","text":"港口的起重机是红色的。","open":true,"when":null}`, "说明", []string{"港口的起重机是红色的。", "open: true"}},
	}
	check := func(name string, d *retrieval.Document, i int) {
		t.Helper()
		checkDocument(t, d)
		r := records[i]
		for _, want := range r.holds {
			if !strings.Contains(d.Text, want) {
				t.Errorf("%s: %s lacks %q: %q", name, r.json, want, d.Text)
			}
		}
		if d.Title != r.title {
			t.Errorf("%s: %s has the title %q", name, r.json, d.Title)
		}
	}
	var all []string
	for i, r := range records {
		all = append(all, r.json)
		pretty := strings.Replace(strings.Replace(r.json, `{"`, "{\n\"", 1), `,"`, ",\n\"", 1)
		for _, source := range []string{r.json, pretty, "[" + r.json + "]", `{"version":2,"items":[` + r.json + `]}`} {
			documents, problem := readBytes(t, "a.json", []byte(source), Options{})
			if problem != nil || len(documents) == 0 {
				t.Fatalf("%s: %d documents, %v", source, len(documents), problem)
			}
			check("one", documents[0], i)
		}
	}
	for name, source := range map[string]string{
		"a.jsonl": strings.Join(all, "\n"), "a.json": "[" + strings.Join(all, ",\n") + "]", "b.json": `{"items":[` + strings.Join(all, ",") + `]}`,
	} {
		documents, problem := readBytes(t, name, []byte(source), Options{})
		if problem != nil || len(documents) != len(records) {
			t.Fatalf("%s: %d documents, %v", name, len(documents), problem)
		}
		for i, d := range documents {
			check(name, d, i)
		}
	}
	d := one(t, "a.json", []byte(records[6].json))
	if d.Published != "2020-05-06" || d.Author != "Ida Moe" {
		t.Errorf("published %q by %q", d.Published, d.Author)
	}
}

// TestJSONWithoutSentences is one document: rows of what is alike, values of the
// rest. Numbers by the thousand and bytes are left out.
func TestJSONWithoutSentences(t *testing.T) {
	for source, want := range map[string]string{
		`[{"name":"Ida","port":"Bergen","age":7},{"name":"Odd","port":"Oslo","age":null}]`: "name: Ida\tport: Bergen\tage: 7\nname: Odd\tport: Oslo",
		`{"name":"Mole","crew":[{"name":"Ida"},{"name":"Odd"}],"size":{"m":90}}`:           "name: Mole\n\ncrew:\nname: Ida\nname: Odd\nsize.m: 90",
		`["red","green"]`: "red\ngreen",
		`{"a":{"coast":[[1,2],[3,4]]},"b":[` + strings.Repeat("1,", 250) + `1]}`: "a.coast: 1\na.coast: 2\na.coast: 3\na.coast: 4\n" + strings.Repeat("b: 1\n", 100) + "b: and 151 more numbers",
		`{"picture":"data:image/png;base64,AAAA","name":"Mole"}`:                 "name: Mole",
	} {
		documents, problem := readBytes(t, "a.json", []byte(source), Options{})
		if problem != nil || len(documents) != 1 || documents[0].Text != want {
			t.Errorf("%s: %v, %s", source, problem, ids(documents))
			for _, d := range documents {
				t.Errorf("%q", d.Text)
			}
		}
	}
}

// TestDamagedJSON keeps what comes before the damage and says that there is some.
func TestDamagedJSON(t *testing.T) {
	for source, documents := range map[string]int{
		`[{"text":"The crane is red."},{"text":"The mole`: 1,
		`[{"text":"The crane is red."}`:                   1,
		`[{"text":"The crane is red."}] x`:                1,
		`{"a":"red","b":[1,2`:                             1,
		`[`:                                               0,
		`{"a" "b"}`:                                       0,
	} {
		got, problem := readBytes(t, "a.json", []byte(source), Options{})
		if len(got) != documents || problem == nil || problem.Skipped || !strings.HasPrefix(problem.Reason, "it is not valid JSON") {
			t.Errorf("%s: %d documents, %v", source, len(got), problem)
		}
	}
	for _, source := range []string{`[{},{},{}]`, `{}`, `[]`, `{"a":null}`} {
		if got, problem := readBytes(t, "a.json", []byte(source), Options{}); len(got) != 0 || problem == nil || !problem.Skipped {
			t.Errorf("%s: %d documents, %v", source, len(got), problem)
		}
	}
}

// TestLargeJSONTakesLittleMemory reads records, rows, values and numbers in a
// child that has hardly more memory than their file.
func TestLargeJSONTakesLittleMemory(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector takes memory of its own")
	}
	for what, element := range map[string]string{
		"records": `{"title":"Berth","text":"The berth is free until the tug comes back from the sea."}`,
		"rows":    `{"name":"Ida","port":"Bergen"}`,
		"numbers": `1.5`,
		"nothing": `{}`,
	} {
		name := filepath.Join(t.TempDir(), "a.json")
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w := bufio.NewWriter(f)
		_, _ = w.WriteString(`{"items":[` + element) // Flush tells of errors
		size := 16 << 20
		if len(element) < 16 {
			size = 8 << 20 // as values these take many times their text
		}
		for n := 0; n < size; n += len(element) + 1 {
			_, _ = w.WriteString("," + element)
		}
		_, _ = w.WriteString("]}")
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
		c := New(os.DirFS(filepath.Dir(name)), Options{Apart: newPool(t, apart.Options{Memory: 160 << 20, Children: 1})})
		n := 0
		loaded, err := c.Load(t.Context(), retrieval.File{Path: "a.json", Size: info.Size()})
		if err == nil {
			err = loaded.Documents(t.Context(), func(*retrieval.Document) error { n++; return nil })
		}
		if (err != nil || n == 0) && what != "nothing" {
			t.Errorf("%s: %d documents, %v", what, n, err)
		}
		if what == "nothing" && (err == nil || !strings.Contains(err.Error(), "it holds no text")) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestJSONRecordsAreRows holds what is said of one thing in one line.
func TestJSONRecordsAreRows(t *testing.T) {
	for source, want := range map[string]string{
		`{"title":"Codes of the winch","codes":[{"code":"E1","meaning":"Too cold","parts":["rope","drum"]},{"code":"E2","meaning":"Too wet"}]}`:                             "codes:\ncode: E1\tmeaning: Too cold\tparts: rope, drum\ncode: E2\tmeaning: Too wet",
		`{"items":[{"sku":"L-1","name":"Lamp","price":12,"roles":["mate"],"note":"only with a signed slip"},{"sku":"L-2","name":"Rope of hemp, twelve metres","price":8}]}`: "sku: L-1\tname: Lamp\tprice: 12\troles: mate\tnote: only with a signed slip",
		`{"options":[{"key":"frost.guard","description":"Lowest temperature of the room","default":5}]}`:                                                                    "key: frost.guard\tdescription: Lowest temperature of the room\tdefault: 5",
	} {
		documents, problem := readBytes(t, "a.json", []byte(source), Options{})
		if problem != nil || len(documents) == 0 {
			t.Fatalf("%s: %d documents, %v", source, len(documents), problem)
		}
		if !strings.Contains(documents[0].Text, want) {
			t.Errorf("%s: %q lacks %q", source, documents[0].Text, want)
		}
	}
}
