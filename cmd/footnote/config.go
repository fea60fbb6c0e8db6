package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"footnote/adapters"
	"footnote/adapters/openai"
	"footnote/adapters/web/login"
	"footnote/cmd/footnote/clustered"
	"footnote/cmd/footnote/console"
	"footnote/cmd/footnote/docs"
	"footnote/cmd/footnote/embedding"
	"footnote/cmd/footnote/evaluation"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/platforms"
	"footnote/cmd/footnote/setting"
	"footnote/cmd/footnote/sites"
	"footnote/cmd/footnote/stores"
	"footnote/cmd/footnote/writing"
	"footnote/retrieval/corpus"
	"footnote/retrieval/corpus/apart"
)

// envFile is in the working directory.
const envFile = ".env"

// settings are the flags that all verbs share. Each can come from the command
// line, from the environment, from .env in the working directory, or from a
// footnote.yaml there or in the user's folder of settings, in this order of
// precedence. .env.example lists them all.
type settings struct {
	Indexing  indexing.Settings  `embed:""`
	Console   console.Settings   `embed:""`
	Embedding embedding.Settings `embed:""`
	Model     writing.Settings   `embed:""`
	Cluster   clustered.Settings `embed:""`
	Web       sites.Settings     `embed:""`
	Store     stores.Settings    `embed:""`
}

// cli is the command line.
type cli struct {
	settings
	ShowVersion versionFlag `name:"version" help:"Show the version."`

	Ask     askCmd          `cmd:"" help:"Answer a question from the documents."`
	Chat    chatCmd         `cmd:"" help:"Ask one question after another."`
	Search  searchCmd       `cmd:"" help:"Find the passages that speak of something."`
	Explain explainCmd      `cmd:"" help:"Show why passages rank as they do."`
	Index   indexCmd        `cmd:"" help:"Bring the index up to date with the documents."`
	Fetch   fetchCmd        `cmd:"" help:"Fetch what has changed on the websites of the corpus."`
	Extract extractCmd      `cmd:"" help:"Show the text and the facts that are read from a file."`
	Gaps    gapsCmd         `cmd:"" help:"List what was asked and not answered well."`
	Forget  forgetCmd       `cmd:"" help:"Remove what is kept of a person."`
	Eval    evaluation.Verb `cmd:"" help:"Measure the answers on a test set."`
	Serve   serveCmd        `cmd:"" help:"Answer on a page, ${in_platforms}, until interrupted."`
	Models  modelCmd        `cmd:"" name:"model" help:"Fetch and list models that find passages by their meaning."`
	Token   tokenCmd        `cmd:"" help:"Give out tokens for programs, and take them back."`
	Backup  backupCmd       `cmd:"" help:"Copy what must not be lost into one archive."`
	Restore restoreCmd      `cmd:"" help:"Put back what was backed up."`
	MCP     mcpCmd          `cmd:"" name:"mcp" help:"Serve the Model Context Protocol to the program that starts it."`
	Doctor  doctorCmd       `cmd:"" help:"Check all that serving needs, and say what to do."`
	Verbs   kong.Plugins    `embed:""` // of the platforms
	Health  healthCmd       `cmd:"" help:"Ask whether a server is well."`
	Trust   trustCmd        `cmd:"" help:"Have the settings files of the working directory count whole."`
	Init    initCmd         `cmd:"" help:"Ask three questions and write footnote.yaml."`
	List    listCmd         `cmd:"" name:"ls" help:"List what is indexed, and what could not be read."`
	Status  statusCmd       `cmd:"" help:"Show what is answered from, and how it is with the index."`
	Prune   pruneCmd        `cmd:"" help:"List indexes that are no longer needed, and remove them."`
	Shell   shellCmd        `cmd:"" name:"completion" help:"Print what completes the command line in a shell."`
	Manual  manualCmd       `cmd:"" name:"man" help:"Print the manual page, or write one for each verb."`
	Help    helpCmd         `cmd:"" help:"Show the help of a verb."`
	Version versionCmd      `cmd:"" help:"Show the version."`
}

const description = `Answers questions about a folder of documents with verbatim, cited excerpts.

  footnote ask "When does the lease end?"                   (in a folder of documents)
  footnote ask --corpus ~/notes "When does the lease end?"
  footnote serve

Settings come from flags, from the environment, from a file .env in the working directory, or from footnote.yaml there or in the user's folder of settings (footnote init writes one). footnote help settings lists them all; the help of a verb has those that it may be given.

footnote help TOPIC shows a page of the manual: `

// command is a parsed command line, ready to run.
type command struct {
	settings  settings
	platforms []adapters.Platform
	kong      *kong.Context
	dotenv    setting.Dotenv
	files     setting.Files
}

// newParser returns the parser of a command line with the settings and the verbs
// of a list of platforms.
func newParser(c *cli, list []adapters.Platform, options ...kong.Option) (*kong.Kong, error) {
	c.Serve.Platforms, c.Doctor.Platforms = platforms.NewSettings(list), platforms.NewSettings(list)
	c.Doctor.known, c.Forget.known = list, list
	c.Verbs = platforms.NewVerbs(list)
	return kong.New(c, append(options,
		kong.Vars{
			"max_file_size": setting.ByteSize(corpus.DefaultMaxFileSize).String(),
			"file_time":     corpus.DefaultFileTime.String(),
			"file_memory":   setting.ByteSize(apart.DefaultMemory).String(),
			"model_url":     openai.DefaultBaseURL,
			"scopes":        joinScopes(login.Scopes(), ","), "program_scopes": joinScopes(login.ProgramScopes(), ","),
		},
		platforms.HelpVars(list))...)
}

// parseCommand reads the command line. It returns nil if help was asked for and
// printed.
func parseCommand(list []adapters.Platform, args []string, stdout, stderr io.Writer) (*command, error) {
	dotenv, err := setting.ReadDotenv(envFile)
	if err != nil {
		return nil, err
	}
	helped := false
	var c cli
	var files setting.Files
	parser, err := newParser(&c, list,
		kong.Name("footnote"), kong.Description(description+strings.Join(docs.Names(), ", ")+"."), kong.Writers(stdout, stderr),
		kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: 100}),
		kong.Help(printHelp), kong.ValueFormatter(formatFlagHelp),
		kong.Resolvers(&files, dotenv), // the last one that knows a setting counts
	)
	if err != nil {
		return nil, fmt.Errorf("set up the command line: %w", err)
	}
	if err := files.ReadAll(corpus.SettingsFile, parser.Model); err != nil {
		return nil, err
	}
	setting.IgnoreEmpty(parser.Model.Node)
	ctx, err := parser.Parse(helpArgs(args, parser.Model))
	log := slog.New(console.LogHandler(c.Console.LogFormat, stderr, slog.LevelWarn))
	for _, text := range dotenv.Unknown(parser.Model, os.Environ()) {
		log.Warn(text)
	}
	if helped {
		return nil, nil
	}
	if err != nil {
		return nil, usageError("%s (footnote --help lists verbs and flags)", setting.NameFlag(err, parser.Model, dotenv, files))
	}
	parsed := &command{settings: c.settings, platforms: list, kong: ctx, dotenv: dotenv, files: files}
	if err := parsed.checkTrust(setting.DecidedHere(ctx.Flags(), ctx, dotenv, envFile, files)); err != nil {
		return nil, err
	}
	for _, check := range []func() error{c.Indexing.Check, c.Embedding.Check, c.Model.Check, c.Cluster.Check, c.Web.Check, c.settings.Store.Check} {
		if err := check(); err != nil {
			return nil, usageError("%w", err)
		}
	}
	return parsed, nil
}

// run runs the verb.
func (c *command) run(ctx context.Context, stdin io.Reader, stdout, stderr io.Writer) error {
	a := newApp(c.settings, stdin, stdout, stderr)
	defer a.Close()
	a.platforms = c.platforms
	a.IsGiven = func(setting string) bool {
		return slices.ContainsFunc(c.kong.Path, func(p *kong.Path) bool {
			return p.Flag != nil && slices.Contains(p.Flag.Envs, setting) && !p.Resolved
		})
	}
	a.inFile = func(name string) (string, error) {
		var files setting.Files
		err := files.ReadAll(corpus.SettingsFile, c.kong.Model)
		if c.isDoubted(corpus.SettingsFile) {
			files = files.WithoutLocal()
		}
		return files.Value(name), err
	}
	a.isDoubted = c.isDoubted
	a.decidedHere = func() []setting.Local {
		return setting.DecidedHere(setting.AllFlags(c.kong.Model.Node), c.kong, c.dotenv, envFile, c.files)
	}
	c.kong.BindTo(ctx, (*context.Context)(nil))
	return c.kong.Run(a, a.Indexer, a.environment())
}
