package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"footnote/adapters"
	"footnote/adapters/openai"
	"footnote/cmd/footnote/console"
	"footnote/cmd/footnote/embedding"
	"footnote/cmd/footnote/setting"
	"footnote/cmd/footnote/writing"
	"footnote/retrieval/corpus"
)

// settings are the flags that all verbs share. Each can come from the command
// line, from the environment or from .env in the working directory, in this
// order of precedence. .env.example lists them all.
type settings struct {
	Corpus      string           `env:"FOOTNOTE_CORPUS" placeholder:"DIR" group:"Settings" help:"Folder of documents to answer from (default: the sample corpus inside the program)."`
	Data        string           `env:"FOOTNOTE_DATA" placeholder:"DIR" group:"Settings" help:"Folder for the index (default: one a corpus, in the user's cache folder)."`
	MaxFileSize setting.ByteSize `env:"FOOTNOTE_MAX_FILE_SIZE" default:"${max_file_size}" placeholder:"SIZE" group:"Settings" help:"Larger files are not read, such as 500MB (default: ${default})."`
	FileTime    time.Duration    `env:"FOOTNOTE_FILE_TIME" default:"${file_time}" placeholder:"TIME" group:"Settings" help:"Processor time that reading one file may take, however busy the machine is, such as 2m (default: ${default})."`
	Semantic    string           `env:"FOOTNOTE_SEMANTIC" default:"on" placeholder:"WHEN" enum:"on,off" group:"Settings" help:"Find passages by their meaning, too, where they are in a language of the model: ${enum} (default: ${default}; off finds them by words alone)."`
	Share       float64          `name:"semantic-share" env:"FOOTNOTE_SEMANTIC_SHARE" default:"0.5" placeholder:"SHARE" group:"Settings" help:"Share of the processors that making vectors takes while serve answers, from 0.01 to 1 (default: ${default})."`
	Color       string           `env:"FOOTNOTE_COLOR" default:"auto" placeholder:"WHEN" enum:"auto,always,never" group:"Settings" help:"Colour in the output: ${enum} (default: ${default}; auto honours NO_COLOR)."`
	LogLevel    string           `env:"FOOTNOTE_LOG_LEVEL" default:"warn" placeholder:"LEVEL" enum:"debug,info,warn,error" group:"Settings" help:"Least important messages to show: ${enum} (default: ${default})."`
	LogFormat   string           `env:"FOOTNOTE_LOG_FORMAT" default:"text" placeholder:"FORMAT" enum:"text,json" group:"Settings" help:"How messages are written to standard error: ${enum} (default: ${default}; json is one object a line, for machines)."`

	Embedding embedding.Settings `embed:""`
	Model     writing.Settings   `embed:""`
}

// cli is the command line.
type cli struct {
	settings

	Ask     askCmd       `cmd:"" help:"Answer a question from the documents."`
	Chat    chatCmd      `cmd:"" help:"Ask one question after another."`
	Search  searchCmd    `cmd:"" help:"Find the passages that speak of something."`
	Explain explainCmd   `cmd:"" help:"Show why passages rank as they do."`
	Index   indexCmd     `cmd:"" help:"Bring the index up to date with the documents."`
	Extract extractCmd   `cmd:"" help:"Show the text and the facts that are read from a file."`
	Gaps    gapsCmd      `cmd:"" help:"List what was asked and not answered well."`
	Forget  forgetCmd    `cmd:"" help:"Remove what is kept of a person."`
	Eval    evalCmd      `cmd:"" help:"Measure the answers on a test set."`
	Serve   serveCmd     `cmd:"" help:"Answer on a page, ${in_platforms}, until interrupted."`
	Models  modelCmd     `cmd:"" name:"model" help:"Fetch and list models that find passages by their meaning."`
	Token   tokenCmd     `cmd:"" help:"Give out tokens for programs, and take them back."`
	Backup  backupCmd    `cmd:"" help:"Copy what must not be lost into one archive."`
	Restore restoreCmd   `cmd:"" help:"Put back what was backed up."`
	MCP     mcpCmd       `cmd:"" name:"mcp" help:"Serve the Model Context Protocol to the program that starts it."`
	Doctor  doctorCmd    `cmd:"" help:"Check all that serving needs, and say what to do."`
	Verbs   kong.Plugins `embed:""` // of the platforms
	Health  healthCmd    `cmd:"" help:"Ask whether a server is well."`
	Version versionCmd   `cmd:"" help:"Show the version."`
}

const description = `Answers questions about a folder of documents with verbatim, cited excerpts.

  footnote ask "How many trafficking networks did Morocco dismantle in 2017?"
  footnote ask --corpus ~/notes "When does the lease end?"

Settings come from flags, from the environment or from a file .env in the working directory.`

// command is a parsed command line, ready to run.
type command struct {
	settings  settings
	platforms []adapters.Platform
	kong      *kong.Context
}

// newParser returns the parser of a command line with the settings and the verbs
// of platforms.
func newParser(c *cli, platforms []adapters.Platform, options ...kong.Option) (*kong.Kong, error) {
	c.Serve.Platforms, c.Doctor.Platforms = newPlatformSettings(platforms), newPlatformSettings(platforms)
	c.Doctor.known, c.Forget.known = platforms, platforms
	c.Verbs = newVerbs(platforms)
	return kong.New(c, append(options,
		kong.Vars{
			"max_file_size": setting.ByteSize(corpus.DefaultMaxFileSize).String(),
			"file_time":     corpus.DefaultFileTime.String(),
			"model_url":     openai.DefaultBaseURL,
		},
		platformVars(platforms))...)
}

// parseCommand reads the command line. It returns nil if help was asked for and
// printed.
func parseCommand(platforms []adapters.Platform, args []string, stdout, stderr io.Writer) (*command, error) {
	dotenv, err := readDotenv(envFile)
	if err != nil {
		return nil, err
	}
	helped := false
	var c cli
	parser, err := newParser(&c, platforms,
		kong.Name("footnote"), kong.Description(description), kong.Writers(stdout, stderr),
		kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: 100}),
		kong.Resolvers(dotenv),
	)
	if err != nil {
		return nil, fmt.Errorf("set up the command line: %w", err)
	}
	setting.IgnoreEmpty(parser.Model.Node)
	ctx, err := parser.Parse(args)
	log := slog.New(console.LogHandler(c.settings.LogFormat, stderr, slog.LevelWarn))
	for _, text := range dotenv.Unknown(parser.Model, os.Environ()) {
		log.Warn(text)
	}
	if helped {
		return nil, nil
	}
	if err != nil {
		return nil, usageError("%s (footnote --help lists verbs and flags)", nameSetting(err, parser.Model))
	}
	if c.settings.FileTime <= 0 {
		return nil, usageError("--file-time (FOOTNOTE_FILE_TIME) is %s: no file can be read in that (try %s)", c.settings.FileTime, corpus.DefaultFileTime)
	}
	if s := c.settings.Share; !(s >= .01 && s <= 1) {
		return nil, usageError("--semantic-share (FOOTNOTE_SEMANTIC_SHARE) is %v, must be from 0.01 to 1", s)
	}
	if err := c.settings.Embedding.Check(); err != nil {
		return nil, usageError("%w", err)
	}
	if err := c.settings.Model.Check(); err != nil {
		return nil, usageError("%w", err)
	}
	return &command{c.settings, platforms, ctx}, nil
}

// nameSetting is what kong says about a flag with the setting that it may come
// from: kong names it only for some errors, and never for .env.
func nameSetting(err error, model *kong.Application) string {
	text, _, _ := strings.Cut(err.Error(), " (from envar ")
	flag := regexp.MustCompile(`^--[a-z-]+`).FindString(text)
	if name := settingOf(model.Node, strings.TrimPrefix(flag, "--")); name != "" {
		return flag + " (" + name + ")" + strings.TrimPrefix(text, flag)
	}
	return text
}

// settingOf returns the environment name of a flag of a command or of those
// below it, "" if it has none.
func settingOf(node *kong.Node, flag string) string {
	for _, f := range node.Flags {
		if f.Name == flag && len(f.Envs) > 0 {
			return f.Envs[0]
		}
	}
	for _, child := range node.Children {
		if name := settingOf(child, flag); name != "" {
			return name
		}
	}
	return ""
}

// run runs the verb.
func (c *command) run(ctx context.Context, stdin io.Reader, stdout, stderr io.Writer) error {
	a := newApp(c.settings, stdin, stdout, stderr)
	a.platforms = c.platforms
	a.given = func(setting string) bool {
		return slices.ContainsFunc(c.kong.Path, func(p *kong.Path) bool {
			return p.Flag != nil && slices.Contains(p.Flag.Envs, setting) && !p.Resolved
		})
	}
	c.kong.BindTo(ctx, (*context.Context)(nil))
	return c.kong.Run(a, a.platformEnvironment(nil, false))
}
