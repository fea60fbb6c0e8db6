package console

import "testing"

func TestJSONLineIsSafe(t *testing.T) {
	got, err := JSONLine(map[string]string{"text": "<a>\x1b \u009b \u202e \U000e0041"})
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"text":"<a>\u001b \u009b \u202e \udb40\udc41"}` + "\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
