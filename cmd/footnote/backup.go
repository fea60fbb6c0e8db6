package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/version"
	"footnote/retrieval/private"
)

// backupCmd copies what must not be lost.
type backupCmd struct {
	File string `arg:"" help:"Archive to write, such as footnote.tar.gz (- is standard output)."`
}

// Help implements kong.HelpProvider.
func (backupCmd) Help() string {
	return `The archive has the questions with their answers and ratings, the key that signs links and sign-ins, and the tokens of programs; keep it as private as these. It can be made while "footnote serve" runs. Documents, settings and access rules are yours to back up; the index is made anew from the documents. With FOOTNOTE_STORE all of it is in PostgreSQL, and pg_dump backs it up.`
}

// Run writes the archive, as a whole or not at all.
func (c *backupCmd) Run(ctx context.Context, a *app) error {
	if err := a.settings.Store.CheckBackup(); err != nil {
		return err
	}
	l, err := a.UseLibrary(false)
	if err != nil {
		return err
	}
	d := backup.Description{Corpus: l.Corpus, Version: version.Running().Version, Made: time.Now().UTC().Truncate(time.Second)}
	if c.File == "-" {
		return backup.Write(ctx, a.Stdout, l.Data, d)
	}
	half := c.File + ".new"
	f, err := private.Create(half)
	if err != nil {
		return fmt.Errorf("write the archive: %w", err)
	}
	err = backup.Write(ctx, f, l.Data, d)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(half, c.File)
	}
	if err != nil {
		return errors.Join(err, os.Remove(half))
	}
	return a.Print(fmt.Sprintf("Backed up %s to %s.\n", l.Data, terminal.OneLine(c.File)))
}

// restoreCmd puts back what was backed up.
type restoreCmd struct {
	File  string `arg:"" help:"Archive that footnote backup has made (- is standard input)."`
	Force bool   `help:"Replace what is there; it stays beside the new files, under names with .replaced and the time."`
}

// Run restores.
func (c *restoreCmd) Run(ctx context.Context, a *app) (err error) {
	if err := a.settings.Store.CheckBackup(); err != nil {
		return err
	}
	l, err := a.UseLibrary(false)
	if err != nil {
		return err
	}
	if there := backup.Present(l.Data); len(there) > 0 && !c.Force {
		return fmt.Errorf("%s has %s already (restore into another --data, or replace them with --force)", l.Data, strings.Join(there, ", "))
	}
	in := a.Stdin
	if c.File != "-" {
		f, err := os.Open(c.File)
		if errors.Is(err, fs.ErrNotExist) {
			return usageError("there is no archive %s", terminal.OneLine(c.File))
		}
		if err != nil {
			return fmt.Errorf("open the archive: %w", err)
		}
		defer f.Close()
		in = f
	}
	if err := private.MakeFolder(l.Data); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	release, err := datafolder.LockServed(l.Data)
	if errors.Is(err, datafolder.ErrServed) {
		return fmt.Errorf("a footnote serve answers from %s (stop it first)", l.Data)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	d, err := backup.Restore(ctx, io.Reader(in), l.Data, ".replaced-"+time.Now().UTC().Format("20060102-150405"))
	if err != nil {
		return err
	}
	if d.Corpus != l.Corpus {
		a.Note("the archive was made of %s", terminal.OneLine(d.Corpus))
	}
	return a.Print(fmt.Sprintf("Restored %s of %s into %s.\n", strings.Join(d.Files, ", "), d.Made.Format("2 January 2006, 15:04 UTC"), l.Data))
}
