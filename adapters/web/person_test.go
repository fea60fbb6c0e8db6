package web

import (
	"net/http"
	"strings"
	"testing"
)

// TestWhatAPersonAskedElsewhereIsTheirs: an asker of another platform has the address that
// a visitor has signed in with. The visitor finds what was asked there, and others don't.
func TestWhatAPersonAskedElsewhereIsTheirs(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	_, id := w.browser("elsewhere").ask(asked)
	if err := w.service.Introduce(t.Context(), "web/elsewhere", "ada@example.com"); err != nil {
		t.Fatal(err)
	}
	ada, bob := w.browser("ada@example.com"), w.browser("bob@example.com")
	if r, page := ada.get("/answer/" + id); r.StatusCode != http.StatusOK || !strings.Contains(page, "80") {
		t.Errorf("%s: %s", r.Status, page)
	}
	if _, page := ada.get("/recent"); !strings.Contains(page, id) {
		t.Errorf("the list lacks it: %s", page)
	}
	if r, _ := bob.get("/answer/" + id); r.StatusCode == http.StatusOK {
		t.Error("somebody else opens it")
	}
	if _, page := bob.get("/recent"); strings.Contains(page, id) {
		t.Error("somebody else has it in the list")
	}
	if r, page := ada.post("/answer/"+id+"/forget", nil); r.StatusCode != http.StatusOK {
		t.Errorf("it can't be forgotten: %s, %s", r.Status, page)
	}
	if r, _ := ada.get("/answer/" + id); r.StatusCode == http.StatusOK {
		t.Error("it is still there")
	}
}
