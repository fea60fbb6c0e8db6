// Command footnote answers questions about a folder of documents with
// verbatim, cited excerpts, and says so when the documents don't answer.
//
// Each verb is a file of its name with a type that kong fills from flags,
// environment, .env and footnote.yaml ([settings] lists what all verbs share) and a Run
// method. What the verbs have in common hangs on [app], which is built once,
// in [run]. What verbs do and print lies in the rooms below this folder; the verb
// itself gives them settings and turns their errors into exit codes. Where an answer
// meets a terminal it passes through package terminal: nothing that a document says
// can steer it.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"footnote/adapters"
	"footnote/retrieval/corpus"
	"footnote/retrieval/corpus/apart"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the whole program. It returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) > 0 && args[0] == apart.Verb {
		// This is a child of the program, which parses files for it. It has no settings.
		return corpus.ServeApart(args[1:], stdin, stdout, stderr)
	}
	return runWith(allPlatforms(), args, stdin, stdout, stderr)
}

// runWith is the program with other chat platforms than it has.
func runWith(platforms []adapters.Platform, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once

	command, err := parseCommand(platforms, args, stdout, stderr)
	if err != nil {
		return reportError(stderr, err, wantsJSON(args))
	}
	if command == nil {
		return exitOK // help was asked for
	}
	err = command.run(ctx, stdin, stdout, stderr)
	if ctx.Err() != nil && err != nil {
		err = errInterrupted
	}
	return reportError(stderr, err, wantsJSON(args))
}
