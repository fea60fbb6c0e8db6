package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// speak gets a page as a browser that prefers languages.
func (b *browser) speak(path, languages string) string {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodGet, b.base+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Accept-Language", languages)
	_, page := b.read(b.Do(r))
	return page
}

func TestPagesSpeakTheReadersLanguage(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("jane")
	for languages, wants := range map[string][]string{
		"":                      {`<html lang="en">`, "Ask the documents", "14 documents"},
		"de-AT,de;q=0.9,en":     {`<html lang="de">`, "Frag die Dokumente", "14 Dokumente", "Gespräche"},
		"ar":                    {`<html lang="ar" dir="rtl">`, "اسأل المستندات"},
		"tlh, ja;q=0.5":         {`<html lang="ja">`, "文書に質問する"},
		"xx,yy;q=nonsense,,;;;": {`<html lang="en">`},
	} {
		has(t, b.speak("/", languages), wants...)
	}
	r, _ := b.post("/display", url.Values{"language": {"fr"}, "theme": {"dark"}, "back": {"/documents?q=a"}})
	if r.Request.URL.RequestURI() != "/documents?q=a" {
		t.Errorf("led back to %s", r.Request.URL)
	}
	has(t, b.speak("/documents", "de"), `<html lang="fr" data-theme="dark">`, `<option value="fr" lang="fr" selected>`, "Partie d’un titre")
	b.post("/display", url.Values{"language": {"xx"}, "theme": {`"><script>`}})
	page := b.speak("/", "de")
	if has(t, page, `<html lang="de">`); strings.Contains(page, "data-theme") {
		t.Error("what isn't there was chosen")
	}
}

func TestTheFormForDisplayLeadsNowhereElse(t *testing.T) {
	for back, want := range map[string]string{
		"/c/X?y=1": "/c/X?y=1", "": "/", "//evil.example": "/", `/\\evil.example`: "/", "https://evil.example": "/", "/\tevil": "/", "javascript:x": "/",
	} {
		if got := ownPath(back); got != want {
			t.Errorf("%q leads to %q", back, got)
		}
	}
}
