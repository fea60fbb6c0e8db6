package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"footnote/adapters"
	"footnote/adapters/openai"
	"footnote/cmd/footnote/console"
	"footnote/cmd/footnote/docs"
	"footnote/cmd/footnote/embedding"
	"footnote/cmd/footnote/setting"
	"footnote/cmd/footnote/sites"
	"footnote/cmd/footnote/writing"
	"footnote/retrieval/corpus"
	"footnote/retrieval/corpus/apart"
)

// leastFileMemory is what a process takes that reads nothing large, and some.
const leastFileMemory setting.ByteSize = 64 << 20

// settings are the flags that all verbs share. Each can come from the command
// line, from the environment, from .env in the working directory, or from a
// footnote.yaml there or in the user's folder of settings, in this order of
// precedence. .env.example lists them all.
type settings struct {
	Corpus      []string         `env:"FOOTNOTE_CORPUS" sep:"none" placeholder:"DIR" group:"Settings" help:"Folder of documents to answer from, or a file, or the address of a website; may be given more than once (default: the working directory, or the sample corpus inside the program if there is nothing to read)."`
	Data        string           `env:"FOOTNOTE_DATA" placeholder:"DIR" group:"Settings" help:"Folder for the index (default: one a corpus, in the user's cache folder)."`
	MaxFileSize setting.ByteSize `env:"FOOTNOTE_MAX_FILE_SIZE" default:"${max_file_size}" placeholder:"SIZE" group:"Settings" help:"Larger files are not read, such as 500MB (default: ${default})."`
	FileTime    time.Duration    `env:"FOOTNOTE_FILE_TIME" default:"${file_time}" placeholder:"TIME" group:"Settings" help:"Processor time that reading one file may take, however busy the machine is, such as 2m (default: ${default})."`
	FileMemory  setting.ByteSize `env:"FOOTNOTE_FILE_MEMORY" default:"${file_memory}" placeholder:"SIZE" group:"Settings" help:"Memory that reading one file may take, in a process of its own, such as 1GB (default: ${default})."`
	FileWorkers int              `env:"FOOTNOTE_FILE_WORKERS" default:"0" placeholder:"N" group:"Settings" help:"Files that are read at once, each by a process of its own (default: one a processor, at most 16)."`
	OCR         string           `name:"ocr" env:"FOOTNOTE_OCR" default:"on" placeholder:"PROGRAM" group:"Settings" help:"Program that reads pages and files that are pictures, called like tesseract; on stands for tesseract where it is installed, off reads none (default: ${default})."`
	OCRLang     string           `name:"ocr-languages" env:"FOOTNOTE_OCR_LANGUAGES" placeholder:"CODES" group:"Settings" help:"Languages that pictures are read in, as tesseract names them, such as eng+deu (default: that of the text around them, else those that are installed)."`
	Semantic    string           `env:"FOOTNOTE_SEMANTIC" default:"on" placeholder:"WHEN" enum:"on,off" group:"Settings" help:"Find passages by their meaning, too, where they are in a language of the model: ${enum} (default: ${default}; off finds them by words alone)."`
	Share       float64          `name:"semantic-share" env:"FOOTNOTE_SEMANTIC_SHARE" default:"0.5" placeholder:"SHARE" group:"Settings" help:"Share of the processors that making vectors takes while serve answers, from 0.01 to 1 (default: ${default})."`
	Color       string           `env:"FOOTNOTE_COLOR" default:"auto" placeholder:"WHEN" enum:"auto,always,never" group:"Settings" help:"Colour in the output: ${enum} (default: ${default}; auto honours NO_COLOR)."`
	LogLevel    string           `env:"FOOTNOTE_LOG_LEVEL" default:"warn" placeholder:"LEVEL" enum:"debug,info,warn,error" group:"Settings" help:"Least important messages to show: ${enum} (default: ${default})."`
	LogFormat   string           `env:"FOOTNOTE_LOG_FORMAT" default:"text" placeholder:"FORMAT" enum:"text,json" group:"Settings" help:"How messages are written to standard error: ${enum} (default: ${default}; json is one object a line, for machines)."`

	Embedding embedding.Settings `embed:""`
	Model     writing.Settings   `embed:""`
	Web       sites.Settings     `embed:""`
}

// cli is the command line.
type cli struct {
	settings
	ShowVersion versionFlag `name:"version" help:"Show the version."`

	Ask     askCmd       `cmd:"" help:"Answer a question from the documents."`
	Chat    chatCmd      `cmd:"" help:"Ask one question after another."`
	Search  searchCmd    `cmd:"" help:"Find the passages that speak of something."`
	Explain explainCmd   `cmd:"" help:"Show why passages rank as they do."`
	Index   indexCmd     `cmd:"" help:"Bring the index up to date with the documents."`
	Fetch   fetchCmd     `cmd:"" help:"Fetch what has changed on the websites of the corpus."`
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
	Init    initCmd      `cmd:"" help:"Ask three questions and write footnote.yaml."`
	List    listCmd      `cmd:"" name:"ls" help:"List what is indexed, and what could not be read."`
	Status  statusCmd    `cmd:"" help:"Show what is answered from, and how it is with the index."`
	Prune   pruneCmd     `cmd:"" help:"List indexes that are no longer needed, and remove them."`
	Shell   shellCmd     `cmd:"" name:"completion" help:"Print what completes the command line in a shell."`
	Manual  manualCmd    `cmd:"" name:"man" help:"Print the manual page, or write one for each verb."`
	Help    helpCmd      `cmd:"" help:"Show the help of a verb."`
	Version versionCmd   `cmd:"" help:"Show the version."`
}

const description = `Answers questions about a folder of documents with verbatim, cited excerpts.

  footnote ask "When does the lease end?"                   (in a folder of documents)
  footnote ask --corpus ~/notes "When does the lease end?"
  footnote serve

Settings come from flags, from the environment, from a file .env in the working directory, or from footnote.yaml there or in the user's folder of settings (footnote init writes one).

footnote help TOPIC shows a page of the manual: `

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
			"file_memory":   setting.ByteSize(apart.DefaultMemory).String(),
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
	var files settingsFiles
	parser, err := newParser(&c, platforms,
		kong.Name("footnote"), kong.Description(description+strings.Join(docs.Names(), ", ")+"."), kong.Writers(stdout, stderr),
		kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: 100}),
		kong.Resolvers(&files, dotenv), // the last one that knows a setting counts
	)
	if err != nil {
		return nil, fmt.Errorf("set up the command line: %w", err)
	}
	if err := files.readAll(parser.Model); err != nil {
		return nil, err
	}
	setting.IgnoreEmpty(parser.Model.Node)
	ctx, err := parser.Parse(helpArgs(args, parser.Model))
	log := slog.New(console.LogHandler(c.settings.LogFormat, stderr, slog.LevelWarn))
	for _, text := range dotenv.Unknown(parser.Model, os.Environ()) {
		log.Warn(text)
	}
	if helped {
		return nil, nil
	}
	if err != nil {
		return nil, usageError("%s (footnote --help lists verbs and flags)", nameSetting(err, parser.Model, dotenv, files))
	}
	if c.settings.FileTime <= 0 {
		return nil, usageError("--file-time (FOOTNOTE_FILE_TIME) is %s: no file can be read in that (try %s)", c.settings.FileTime, corpus.DefaultFileTime)
	}
	if c.settings.FileMemory < leastFileMemory {
		return nil, usageError("--file-memory (FOOTNOTE_FILE_MEMORY) is %s: no file can be read in that (it must be %s or more)", c.settings.FileMemory, leastFileMemory)
	}
	if name := c.settings.OCR; name != "on" && name != "off" {
		if _, err := exec.LookPath(name); err != nil {
			return nil, usageError("--ocr (FOOTNOTE_OCR) is %s, which can't be run (%v): name a program like tesseract, on or off", name, err)
		}
	}
	if c.settings.FileWorkers < 0 {
		return nil, usageError("--file-workers (FOOTNOTE_FILE_WORKERS) is %d, must be 0 or more", c.settings.FileWorkers)
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
	if err := c.settings.Web.Check(); err != nil {
		return nil, usageError("%w", err)
	}
	return &command{c.settings, platforms, ctx}, nil
}

// nameSetting is what kong says about a flag with the setting that it may come
// from, and where that stands in a settings file: kong names it only for some errors,
// and never for files.
func nameSetting(err error, model *kong.Application, dotenv setting.Dotenv, files settingsFiles) string {
	text, _, _ := strings.Cut(err.Error(), " (from envar ")
	flag := regexp.MustCompile(`^--[a-z-]+`).FindString(text)
	name := settingOf(model.Node, strings.TrimPrefix(flag, "--"))
	if name == "" {
		return text
	}
	text = flag + " (" + name + ")" + strings.TrimPrefix(text, flag)
	if _, set := os.LookupEnv(name); set || dotenv[name] != "" {
		return text
	}
	if where := files.where(name); where != "" {
		return where + ": " + text
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
	defer a.readers.Close()
	a.platforms = c.platforms
	a.given = func(setting string) bool {
		return slices.ContainsFunc(c.kong.Path, func(p *kong.Path) bool {
			return p.Flag != nil && slices.Contains(p.Flag.Envs, setting) && !p.Resolved
		})
	}
	a.inFile = func(name string) (string, error) {
		var files settingsFiles
		err := files.readAll(c.kong.Model)
		return files.value(name), err
	}
	c.kong.BindTo(ctx, (*context.Context)(nil))
	return c.kong.Run(a, a.platformEnvironment(nil, false))
}
