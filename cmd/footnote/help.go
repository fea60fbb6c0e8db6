package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/completion"
	"footnote/cmd/footnote/docs"
	"footnote/cmd/footnote/manual"
	"footnote/cmd/footnote/setting"
	"footnote/cmd/footnote/version"
)

// helpCmd shows the help of a verb, or a page of the manual. A call with a verb is turned
// into --help before it is parsed.
type helpCmd struct {
	About []string `arg:"" optional:"" help:"The verb or the topic."`
}

// Help implements kong.HelpProvider.
func (helpCmd) Help() string {
	var b strings.Builder
	b.WriteString("Topics of the manual:\n")
	for _, t := range docs.Topics() {
		fmt.Fprintf(&b, "\n  %-13s %s", t.Name, t.About)
	}
	return b.String()
}

// Run shows a page of the manual.
func (c *helpCmd) Run(a *app) error {
	name := strings.Join(c.About, "-")
	text, ok := docs.Find(name)
	if !ok {
		return usageError("there is no verb or topic %s (footnote help lists the verbs, footnote help help the topics)", strings.Join(c.About, " "))
	}
	return a.Print(terminal.Clean(text))
}

// helpArgs turns the verb help into the flag --help of the verb that it is about.
func helpArgs(args []string, model *kong.Application) []string {
	switch {
	case len(args) == 0, len(args) == 1 && args[0] == "help":
		return []string{"--help"}
	case args[0] != "help" || strings.HasPrefix(args[1], "-"):
		return args
	}
	if _, isTopic := docs.Find(args[1]); isTopic && len(args) == 2 {
		return args // the page of a platform says more than the help of its verbs
	}
	node := model.Node
	for _, word := range args[1:] {
		at := slices.IndexFunc(node.Children, func(n *kong.Node) bool { return n.Name == word })
		if at < 0 {
			return args
		}
		node = node.Children[at]
	}
	return append(slices.Clone(args[1:]), "--help")
}

// printHelp prints the help of a verb, or of the program: that is what it can do, without
// the settings that all verbs share, which would fill several screens.
func printHelp(o kong.HelpOptions, ctx *kong.Context) error {
	if ctx.Selected() == nil {
		for _, flag := range ctx.Model.Flags {
			if flag.Group != nil && flag.Name != "corpus" && !flag.Hidden {
				flag.Hidden = true
				defer func() { flag.Hidden = false }()
			}
		}
	}
	return kong.DefaultHelpPrinter(o, ctx)
}

// formatFlagHelp puts the setting of the environment behind what a flag does, whether it
// is set there or not: the parser is told only of those that are (setting.IgnoreEmpty).
func formatFlagHelp(value *kong.Value) string {
	if value.Flag == nil || len(value.Flag.Envs) == 0 {
		return value.Help
	}
	return strings.TrimSuffix(value.Help, ".") + " ($" + strings.Join(value.Flag.Envs, ", $") + ")."
}

// shellCmd completes the command line.
type shellCmd struct {
	Bash       scriptCmd  `cmd:"" help:"Print the script for bash."`
	Zsh        scriptCmd  `cmd:"" help:"Print the script for zsh."`
	Fish       scriptCmd  `cmd:"" help:"Print the script for fish."`
	PowerShell scriptCmd  `cmd:"" name:"powershell" help:"Print the script for PowerShell."`
	Suggest    suggestCmd `cmd:"" hidden:"" help:"Print what a word may become; the scripts call it."`
}

// scriptCmd prints a script.
type scriptCmd struct{}

// Run prints the script of the shell that the verb is named after.
func (scriptCmd) Run(ctx *kong.Context, a *app) error {
	return a.Print(completion.Scripts()[ctx.Selected().Name])
}

// suggestCmd is called by the scripts.
type suggestCmd struct {
	Current string   `help:"The word that is being written."`
	Before  []string `arg:"" optional:"" help:"The words before it."`
}

// Run prints the candidates, one a line with its help behind a tab.
func (c *suggestCmd) Run(ctx *kong.Context, a *app) error {
	list, files := completion.Suggest(ctx.Model.Node, c.Before, c.Current)
	var b strings.Builder
	for _, candidate := range list {
		first, _, _ := strings.Cut(candidate.Help, "\n")
		fmt.Fprintf(&b, "%s\t%s\n", candidate.Word, strings.ReplaceAll(first, "\t", " "))
	}
	if files != completion.NoFiles {
		b.WriteString(string(files) + "\n")
	}
	return a.Print(b.String())
}

// manualCmd writes manual pages.
type manualCmd struct {
	Dir string `placeholder:"DIR" help:"Write the page of the program and of each verb into DIR, such as footnote.1 and footnote-ask.1."`
}

// Help implements kong.HelpProvider.
func (manualCmd) Help() string {
	return "footnote man | man -l -  shows the page. footnote man --dir ~/.local/share/man/man1 installs them all."
}

// Run prints or writes.
func (c *manualCmd) Run(ctx *kong.Context, a *app) error {
	pages := manual.Pages(ctx.Model.Node, version.Running().Version)
	if c.Dir == "" {
		return a.Print(pages[ctx.Model.Name+".1"])
	}
	dir, err := setting.AbsolutePath(c.Dir)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write the manual pages: %w", err)
	}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(pages[name]), 0o644); err != nil {
			return fmt.Errorf("write the manual pages: %w", err)
		}
	}
	return a.Print(fmt.Sprintf("%d pages are in %s.\n", len(pages), dir))
}
