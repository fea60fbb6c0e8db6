package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"

	"footnote/adapters/web/login"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/setting"
	"footnote/cmd/footnote/trust"
	"footnote/retrieval/corpus"
	"footnote/retrieval/library"
	"footnote/retrieval/private"
)

// initCmd writes a settings file.
type initCmd struct {
	User  bool `help:"Write it into the user's folder of settings, where it counts from every working directory, in the place of this one."`
	Force bool `help:"Replace one that is there."`
}

// Help implements kong.HelpProvider.
func (initCmd) Help() string {
	return "Asks what the documents are, where the page to ask listens, and which language model writes summaries, if any, and writes the answers into footnote.yaml. An empty answer takes what stands in brackets. Every setting can be added there by its name without FOOTNOTE_, in small letters."
}

// Run asks and writes.
func (c *initCmd) Run(ctx context.Context, a *app) error {
	paths := setting.ConfigPaths(corpus.SettingsFile)
	path := paths[0]
	if c.User {
		if len(paths) < 2 {
			return errors.New("there is no folder of settings for this user (set XDG_CONFIG_HOME)")
		}
		path = paths[1]
	}
	if _, err := os.Stat(path); err == nil && !c.Force {
		return usageError("%s is there already (change it, or replace it with --force)", path)
	}
	q := questions{app: a, in: bufio.NewReader(a.Stdin)}
	text, err := q.askAll(ctx)
	if err != nil {
		return err
	}
	if path, err = filepath.Abs(path); err != nil {
		return fmt.Errorf("find out where %s is: %w", path, err)
	}
	if c.User {
		err = private.MakeFolder(filepath.Dir(path))
	}
	if err == nil {
		err = private.WriteFile(path, []byte(text))
	}
	if err != nil {
		return fmt.Errorf("write the settings: %w", err)
	}
	if !c.User {
		if _, err := trust.Record(path); err != nil {
			a.Note("in a folder of documents some of these settings are refused until footnote trust is run there: %v", err)
		}
	}
	return a.Print(fmt.Sprintf("\nThe settings are in %s. Now:\n  footnote ask \"What is this about?\"\n  footnote serve\n", path))
}

// questions asks a person.
type questions struct {
	app *app
	in  *bufio.Reader
}

// askAll asks the three questions and returns the file.
func (q questions) askAll(ctx context.Context) (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find out where this is: %w", err)
	}
	documents, err := q.askUntil(ctx, "What are the documents? Folders, files or addresses of websites, with commas between them", here, checkRoots)
	if err != nil {
		return "", err
	}
	address, err := q.askUntil(ctx, "Where does the page to ask listen? off for no page", "127.0.0.1:8067", checkAddress)
	if err != nil {
		return "", err
	}
	model, err := q.askUntil(ctx, "Which language model writes summaries, such as gpt-4o-mini? Nothing is sent to one unless it is set", "none", nil)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("# Settings of Footnote. Every one of .env.example can stand here, without FOOTNOTE_\n# and in small letters. Flags, the environment and .env win over this file.\n")
	if err := writeRoots(&b, splitList(documents)); err != nil {
		return "", err
	}
	fmt.Fprintf(&b, "http_addr: %q\n", address)
	if address != "off" && !login.IsLoopbackAddress(address) {
		fmt.Fprintf(&b, "web_token: %q # signs in to the page, which others can reach\n", rand.Text()+rand.Text())
	}
	if model != "none" {
		fmt.Fprintf(&b, "model: %q\n# model_url: http://localhost:11434/v1\n# model_key: …\n", model)
	}
	return b.String(), nil
}

// writeRoots writes the setting of the corpus.
func writeRoots(b *strings.Builder, roots []string) error {
	text, err := yaml.Marshal(map[string][]string{"corpus": roots})
	if err != nil {
		return fmt.Errorf("write the settings: %w", err)
	}
	b.Write(text)
	return nil
}

func splitList(text string) (list []string) {
	for _, part := range strings.Split(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// checkRoots says what can't be a document.
func checkRoots(text string) error {
	for _, root := range splitList(text) {
		path, err := indexing.ReadRoot(root)
		if err != nil {
			return err
		}
		if _, err := os.Stat(path); err != nil && !library.IsAddress(root) {
			return fmt.Errorf("there is no %s", path)
		}
	}
	return nil
}

func checkAddress(text string) error {
	if _, _, err := net.SplitHostPort(text); err != nil && text != "off" {
		return errors.New("write it as 127.0.0.1:8067, or off")
	}
	return nil
}

// askUntil asks until the answer is good; nothing stands for the usual one. It gives up
// where nobody answers.
func (q questions) askUntil(ctx context.Context, question, usual string, check func(string) error) (string, error) {
	var wrong error // with the answer before
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		if err := q.app.Print(fmt.Sprintf("%s [%s]: ", question, usual)); err != nil {
			return "", err
		}
		line, err := q.in.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fmt.Errorf("read the answer: %w", err)
		}
		answer := strings.TrimSpace(line)
		if err != nil && answer == "" && wrong != nil {
			return "", usageError("%w", wrong) // nobody answers any more
		}
		if answer == "" {
			answer = usual
		}
		if wrong = nil; check != nil {
			wrong = check(answer)
		}
		if wrong == nil {
			return answer, nil
		}
		q.app.Note("%v", wrong)
	}
}
