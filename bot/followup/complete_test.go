package followup

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"testing"
)

var talk = []Turn{{
	Question: "How many trafficking networks did Morocco dismantle in 2017?",
	Answer:   []string{"Moroccan authorities dismantled 80 trafficking networks in 2017, says Khaled Zerouali, the country's Director of Immigration."},
}}

func TestComplete(t *testing.T) {
	for text, want := range map[string]string{
		// Fragments.
		"and in 2016?":                "How many trafficking networks did Morocco dismantle in 2016?",
		"And 2016?":                   "How many trafficking networks did Morocco dismantle in 2016?",
		"In 2016?":                    "How many trafficking networks did Morocco dismantle in 2016?",
		"what about 2015":             "How many trafficking networks did Morocco dismantle in 2015?",
		"What about Algeria?":         "How many trafficking networks did Algeria dismantle in 2017?",
		"and Algeria?":                "How many trafficking networks did Algeria dismantle in 2017?",
		"how about the United States": "How many trafficking networks did United States dismantle in 2017?",
		"and cells?":                  leans,
		"Et en 2016 ?":                "How many trafficking networks did Morocco dismantle in 2016?",
		"Und 2016?":                   "How many trafficking networks did Morocco dismantle in 2016?",
		"¿Y en 2016?":                 "How many trafficking networks did Morocco dismantle in 2016?",
		"Und in Algerien?":            "How many trafficking networks did Algerien dismantle in 2017?",
		// Bare question words.
		"why?":        leans,
		"Since when?": leans,
		"how many?":   leans,
		"Pourquoi ?":  leans,
		// Demonstratives.
		"Who said that?":    leans,
		"when was this?":    leans,
		"who confirmed it?": leans,
		// Pronouns.
		"Where did he speak?":           "Where did Khaled Zerouali speak?",
		"What is his job?":              "What is Khaled Zerouali's job?",
		"How many of them were armed?":  "How many of trafficking networks were armed?",
		"How much did they cost?":       "How much did trafficking networks cost?",
		"How large is it?":              "How large is Morocco?",
		"And how old is it?":            "And how old is Morocco?",
		"and in March?":                 "How many trafficking networks did Morocco dismantle in 2017, in March?",
		"what about 2015 and 2016?":     "How many trafficking networks did Morocco dismantle in 2017, 2015 and 2016?",
		"And is it raining today?":      "",
		"and thanks":                    "",
		"How many people did he warn?":  "How many people did Khaled Zerouali warn?",
		"What did it do in 2004?":       "What did Morocco do in 2004?",
		"Was ist mit Algerien?":         "How many trafficking networks did Algerien dismantle in 2017?",
		"Und was ist mit den Gebieten?": "How many trafficking networks did Gebieten dismantle in 2017?",
		// What stands alone, or can't be helped.
		"How many cells has Morocco moved against since 2004?": "",
		"Who is Khaled Zerouali and where does he work?":       "",
		"Was ist mit Algerien verbunden?":                      "",
		"Was ist mit dem Netzwerk gemeint?":                    "",
		"Und was ist mit Khaled Zerouali passiert?":            "",
		"Was ist mit der Grenze los?":                          "",
		"What is trafficking?":                                 "",
		"What time is it?":                                     "",
		"How late is it?":                                      "",
		"What is it?":                                          "",
		"Is it true that smuggling crosses borders?":           "",
		"Thank you.":                                           "",
		"And who is the Director of Immigration?":              "",
		"Why did Algeria close the border?":                    "",
		"What about the borders of the countries in the far east and in the west of the continent?": "",
		"Y. pestis đến Anh khi nào?":                              "",
		"Which networks were dismantled?":                         "",
		"How long does it take to register?":                      "",
		"What happens if the battery is removed from its holder?": "",
	} {
		wantLeans := want != ""
		if want == "" || want == leans {
			want = text
		}
		if got, leans := Complete(text, talk); got != want || leans != wantLeans {
			t.Errorf("%q became %q, which leans: %v; want %q, %v", text, got, leans, want, wantLeans)
		}
	}
	if got, leans := Complete("and in 2016?", nil); got != "and in 2016?" || leans {
		t.Errorf("without turns it became %q, which leans: %v", got, leans)
	}
}

// leans stands for what a question becomes that leans on another and stays as it is.
const leans = "(as it stands)"

// TestNamesReplaceTheirLike: a place goes where a place was, a person where a
// person was, and where there is none the question stays as it is.
func TestNamesReplaceTheirLike(t *testing.T) {
	for _, c := range []struct{ before, text, want string }{
		{"Did Khaled Zerouali say how many networks Morocco dismantled?", "What about Algeria?", "Did Khaled Zerouali say how many networks Algeria dismantled?"},
		{"Did Khaled Zerouali say how many networks Morocco dismantled?", "And Nasser Bourita?", "Did Nasser Bourita say how many networks Morocco dismantled?"},
		{"How many people does Northwind employ in Norway?", "and in Sweden?", "How many people does Northwind employ in Sweden?"},
		{"How many people does Northwind employ in Norway?", "What about the United Kingdom?", "How many people does Northwind employ in United Kingdom?"},
		{"In Norway, how many people does Northwind employ?", "And Contoso?", "In Norway, how many people does Contoso employ?"},
		{"How many ferries leave from Turku?", "And from Oslo?", "How many ferries leave from Oslo?"},
		{"Who is Khaled Zerouali?", "What about Algeria?", "What about Algeria?"},
		{"Who is Khaled Zerouali?", "And Nasser Bourita?", "Who is Nasser Bourita?"},
		{"What was the budget of the libraries in 2024?", "and of the parks?", "What was the budget of the parks in 2024?"},
		{"What is the length of the bridge?", "and of the tunnel?", "What is the length of the tunnel?"},
		{"What is the sum of the rents of the houses?", "and of the flats?", "and of the flats?"},
		{"Was the price of bread raised?", "and of milk?", "and of milk?"},
		{"When was the ferry Anna built?", "And Bruno?", "When was the ferry Bruno built?"},
		{"Combien de réseaux le Maroc a-t-il démantelés en Espagne ?", "Et en Italie ?", "Combien de réseaux le Maroc a-t-il démantelés en Italie ?"},
	} {
		if got, _ := Complete(c.text, []Turn{{Question: c.before}}); got != c.want {
			t.Errorf("%q after %q became %q, want %q", c.text, c.before, got, c.want)
		}
	}
}

// TestStandaloneQuestionsAreLeftAlone puts real questions after one that has
// nothing to do with them.
func TestStandaloneQuestionsAreLeftAlone(t *testing.T) {
	f, err := os.Open("../../../shared/data/squad2/queries.jsonl")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the questions are not beside this checkout (../shared/data/squad2)")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, changed := 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); all++ {
		var q struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		if got, leans := Complete(q.Text, talk); leans {
			changed++
			if changed <= 20 {
				t.Logf("%q became %q", q.Text, got)
			}
		}
	}
	t.Logf("%d of %d questions were changed", changed, all)
	if changed*100 > all {
		t.Errorf("%d of %d questions were changed, want at most 1 %%", changed, all)
	}
}

func FuzzComplete(f *testing.F) {
	f.Add("and in 2016?", "How many?", "Many.")
	f.Fuzz(func(t *testing.T, text, before, answer string) {
		Complete(text, []Turn{{Question: before, Answer: []string{answer}}})
		Complete(text, []Turn{{Question: before}})
	})
}

// TestItIsWhatWasAskedAbout: "it" is the thing of the question, not the first word
// of its answer that has a capital.
func TestItIsWhatWasAskedAbout(t *testing.T) {
	for _, c := range []struct{ before, text, want string }{
		{"How do I install the sensor?", "How heavy is it?", "How heavy is the sensor?"},
		{"Who owns the red boat?", "How old is it?", "How old is the red boat?"},
		{"What is the price of a cup?", "Where is it sold?", "Where is a cup sold?"},
	} {
		turns := []Turn{{Question: c.before, Answer: []string{"1. Switch off the supply.\n2. Mount it."}}}
		if got, _ := Complete(c.text, turns); got != c.want {
			t.Errorf("after %q %q became %q, want %q", c.before, c.text, got, c.want)
		}
	}
}
