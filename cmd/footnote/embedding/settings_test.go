package embedding

import (
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/adapters/openai"
	"footnote/cmd/footnote/pulled"
	"footnote/retrieval/encoder/weights"
	"footnote/retrieval/meaning"
)

// note makes a folder of vectors whose last ones are of a model.
func note(t *testing.T, identity string) string {
	t.Helper()
	dir := t.TempDir()
	b, err := json.Marshal(map[string]string{"model": identity})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "model.json"), b, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestFormerModels: of models before, those serve on that can still be opened.
func TestFormerModels(t *testing.T) {
	served, err := openai.NewEmbedder(openai.EmbedderConfig{Name: "large", Query: "q: "})
	if err != nil {
		t.Fatal(err)
	}
	empty := t.TempDir() // where models would be
	inside, serving := Settings{Models: empty}, Settings{Models: empty, Name: "small", Passage: "p: "}
	for name, test := range map[string]struct {
		now  Settings
		was  string
		want string
	}{
		"the one inside":                  {serving, weights.Identity, weights.Identity},
		"another of the same server":      {serving, served.Identity(), served.Identity()},
		"one of a server that is gone":    {inside, served.Identity(), ""},
		"one that was removed":            {inside, pulled.Sources()[0].Identity(), ""},
		"one that nobody knows":           {inside, "who knows", ""},
		"the same as now":                 {inside, weights.Identity, ""},
		"the same as now, of that server": {serving, "served?name=small&passage=p%3A+", ""},
	} {
		t.Run(name, func(t *testing.T) {
			log := slog.New(slog.DiscardHandler)
			dir := note(t, test.was)
			now, err := test.now.Open(dir, log)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if former := test.now.OpenFormer(dir, now, log); former != nil {
				got = former.Model().Identity()
			}
			if got != test.want {
				t.Errorf("%q serves, want %q", got, test.want)
			}
		})
	}
	if (Settings{}).OpenFormer(t.TempDir(), nil, nil) != nil {
		t.Error("there is a former model where none makes vectors")
	}
}

// named is a model of which only the identity is known.
type named struct {
	meaning.Model
	identity string
}

func (n named) Identity() string { return n.identity }

func TestDescribe(t *testing.T) {
	served, err := openai.NewEmbedder(openai.EmbedderConfig{Name: "large", BaseURL: "http://ann:secret@host/v1"})
	if err != nil {
		t.Fatal(err)
	}
	if got := Describe(served); !strings.HasPrefix(got, "large at http://") || strings.Contains(got, "secret") {
		t.Errorf("a server's model is %q", got)
	}
	for identity, want := range map[string]string{weights.Identity: "", pulled.Sources()[0].Identity(): "multilingual-e5-small"} {
		if got := Describe(named{identity: identity}); got != want {
			t.Errorf("%s is %q, want %q", identity, got, want)
		}
	}
	if err := TryOut(t.Context(), named{}); err != nil {
		t.Errorf("a model on this machine is tried out: %v", err)
	}
}
