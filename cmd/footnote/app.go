package main

import (
	"io"

	"footnote/adapters"
	"footnote/cmd/footnote/console"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/platforms"
	"footnote/cmd/footnote/setting"
)

// app is what the verbs share. It is built once, in command.run.
type app struct {
	*indexing.Indexer
	settings settings
	// platforms are those that there are, whether the bot is on them or not.
	platforms []adapters.Platform
	// inFile reads what a footnote.yaml has for a setting now, "" if none has it.
	inFile func(setting string) (string, error)
	// isDoubted reports whether a settings file of the working directory may be somebody
	// else's work.
	isDoubted func(path string) bool
	// decidedHere lists what the files of the working directory set, for any verb.
	decidedHere func() []setting.Local
}

func newApp(s settings, stdin io.Reader, stdout, stderr io.Writer) *app {
	return &app{
		Indexer:  indexing.New(console.New(s.Console, stdin, stdout, stderr), s.Indexing, s.Embedding, s.Web, s.Cluster),
		settings: s,
	}
}

// environment returns what a platform gets of the program.
func (a *app) environment() adapters.Environment {
	secrets := platforms.Secrets{File: envFile, Below: a.inFile, IsGiven: a.IsGiven, IsDoubted: a.isDoubted, Log: a.Log}
	return adapters.Environment{Log: a.Log, Renew: secrets.Renew, Print: a.Print}
}
