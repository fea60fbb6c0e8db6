package words

import (
	"reflect"
	"regexp"
	"slices"
	"testing"

	"footnote/bot/wording"
)

var places = regexp.MustCompile(`%[a-z]`)

func TestEachLanguageSaysAll(t *testing.T) {
	english := reflect.ValueOf(*In("en"))
	for _, p := range All() {
		v := reflect.ValueOf(*p)
		for i := range v.NumField() {
			field, said := v.Type().Field(i).Name, v.Field(i).String()
			if said == "" {
				t.Errorf("%s lacks %s", p.Code, field)
			}
			if want := places.FindAllString(english.Field(i).String(), -1); !slices.Equal(places.FindAllString(said, -1), want) {
				t.Errorf("%s: %s is %q, with places for %q", p.Code, field, said, want)
			}
		}
	}
}

func TestTheLanguagesAreThoseOfReplies(t *testing.T) {
	var pages, replies []string
	for _, p := range All() {
		pages = append(pages, p.Code)
	}
	for _, w := range wording.All() {
		replies = append(replies, w.Code)
	}
	slices.Sort(pages)
	slices.Sort(replies)
	if !slices.Equal(pages, replies) {
		t.Errorf("pages are in %q, replies in %q", pages, replies)
	}
	if In("xx").Code != "en" {
		t.Error("a language that isn't there isn't English")
	}
}
