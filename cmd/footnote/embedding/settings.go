// Package embedding sets up the model that makes vectors of texts: the one inside the
// program, one that was pulled, or one that a server runs.
package embedding

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"footnote/adapters/openai"
	"footnote/bot"
	"footnote/bot/secret"
	"footnote/cmd/footnote/pulled"
	"footnote/cmd/footnote/setting"
	"footnote/retrieval/encoder"
	"footnote/retrieval/encoder/weights"
	"footnote/retrieval/meaning"
)

// Settings say which model makes vectors.
type Settings struct {
	Pulled  string        `name:"semantic-model" env:"FOOTNOTE_SEMANTIC_MODEL" placeholder:"NAME" group:"Settings" help:"Model that finds passages by their meaning, as footnote model list names it (default: the one inside the program, for English)."`
	Models  string        `name:"models" env:"FOOTNOTE_MODELS" placeholder:"DIR" group:"Settings" help:"Folder of the models that footnote model pull fetches (default: one in the user's cache folder)."`
	Name    string        `name:"embeddings-model" env:"FOOTNOTE_EMBEDDINGS_MODEL" placeholder:"NAME" group:"Settings" help:"Model of a server that finds passages by their meaning instead (default: none)."`
	URL     string        `name:"embeddings-url" env:"FOOTNOTE_EMBEDDINGS_URL" default:"${model_url}" placeholder:"URL" group:"Settings" help:"Its OpenAI-compatible server, with the version (default: ${default})."`
	Key     secret.String `name:"embeddings-key" env:"FOOTNOTE_EMBEDDINGS_KEY" placeholder:"KEY" group:"Settings" help:"Its key, better kept in .env than on the command line (default: none)."`
	Query   string        `name:"embeddings-query" env:"FOOTNOTE_EMBEDDINGS_QUERY" placeholder:"TEXT" group:"Settings" help:"What questions begin with for it, if it was trained so (default: nothing)."`
	Passage string        `name:"embeddings-passage" env:"FOOTNOTE_EMBEDDINGS_PASSAGE" placeholder:"TEXT" group:"Settings" help:"What passages begin with for it (default: nothing)."`
}

// Check returns what is wrong with settings that can't be meant.
func (s Settings) Check() error {
	if s.Pulled != "" && s.Name != "" {
		return errors.New("--semantic-model (FOOTNOTE_SEMANTIC_MODEL) and --embeddings-model (FOOTNOTE_EMBEDDINGS_MODEL) are both set; one model finds passages by their meaning")
	}
	return nil
}

// Folder returns where pulled models are.
func (s Settings) Folder() (pulled.Folder, error) {
	f := pulled.Folder{Sources: pulled.Sources()}
	var err error
	if s.Models == "" {
		f.Dir, err = pulled.DefaultDir()
	} else {
		f.Dir, err = setting.AbsolutePath(s.Models)
	}
	return f, err
}

func (s Settings) server() openai.EmbedderConfig {
	return openai.EmbedderConfig{BaseURL: s.URL, Key: s.Key.Reveal(), Name: s.Name, Query: s.Query, Passage: s.Passage}
}

// IsInside reports whether the model inside the program makes the vectors.
func (s Settings) IsInside() bool { return s.Pulled == "" && s.Name == "" }

// Open returns the store in dir of the vectors of the model that is set.
func (s Settings) Open(dir string, log *slog.Logger) (*meaning.Store, error) {
	switch {
	case s.Name != "":
		e, err := openai.NewEmbedder(s.server())
		if err != nil {
			return nil, fmt.Errorf("%w (FOOTNOTE_EMBEDDINGS_URL)", err)
		}
		return meaning.NewStoreOf(dir, e, log), nil
	case s.Pulled != "":
		f, err := s.Folder()
		if err != nil {
			return nil, err
		}
		m, err := f.Open(s.Pulled)
		if err != nil {
			return nil, err
		}
		return meaning.NewStoreOf(dir, m, log), nil
	}
	e, err := encoder.New()
	if err != nil {
		return nil, err
	}
	r, err := encoder.NewReader(e)
	if err != nil {
		return nil, err
	}
	store := meaning.NewStore(dir, e, weights.Identity, log)
	store.UseReader(r)
	return store, nil
}

// OpenFormer returns the store in dir of the vectors that were last made of all texts,
// nil if they are those of now or their model can't be opened: it was removed, or its
// server isn't the one that is set.
func (s Settings) OpenFormer(dir string, now *meaning.Store, log *slog.Logger) *meaning.Store {
	if now == nil || now.IsNoted() {
		return nil
	}
	former := s
	was := meaning.Noted(dir)
	if was == "" {
		was = weights.Identity // it was noted only where there was another one
	}
	f, err := s.Folder()
	if served, ok := s.server().OfIdentity(was); ok {
		former.Pulled, former.Name, former.Query, former.Passage = "", served.Name, served.Query, served.Passage
		if s.Name == "" {
			return nil // there may be no such server any more
		}
	} else if name := f.ByIdentity(was); err == nil && name != "" {
		former.Pulled, former.Name = name, ""
	} else if was == weights.Identity {
		former.Pulled, former.Name = "", ""
	} else {
		return nil
	}
	store, err := former.Open(dir, log)
	if err != nil {
		log.Info("the model before can't be opened; until the vectors of this one are made, passages are found by words", "model", was, "err", err)
		return nil
	}
	return store
}

// TryOut asks a server's model for a vector. Of other models it does nothing.
func TryOut(ctx context.Context, m meaning.Model) error {
	e, ok := m.(*openai.Embedder)
	if !ok {
		return nil
	}
	if _, err := e.Check(ctx); err != nil {
		return fmt.Errorf("%s at %s: %w", e.Name(), e.Server(), err)
	}
	return nil
}

// WayOut says what to do about a server that makes no vectors.
func WayOut(err error) string {
	var trouble *bot.ModelError
	if errors.As(err, &trouble) && trouble.Trouble == bot.Foreign {
		return "correct FOOTNOTE_EMBEDDINGS_URL"
	}
	return "check FOOTNOTE_EMBEDDINGS_MODEL, FOOTNOTE_EMBEDDINGS_URL and FOOTNOTE_EMBEDDINGS_KEY"
}

// Describe says which model it is, for people.
func Describe(m meaning.Model) string {
	switch e, isServed := m.(*openai.Embedder); {
	case isServed:
		return e.Name() + " at " + e.Server()
	case m.Identity() == weights.Identity:
		return ""
	}
	name, _, _ := strings.Cut(m.Identity(), " ") // what comes after it is a hash
	return name
}
