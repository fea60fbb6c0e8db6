package repository

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// readHistory gives files the day of the last commit that changed them, and the name of
// who made that change.
func readHistory(ctx context.Context, g git, list []*file) error {
	// First parents alone: what a merge brought changed the branch on that day.
	err := readLog(ctx, g, list, func(f *file, day, _ string) { f.date = day }, "--first-parent", "-m")
	if err == nil {
		// Whoever merged a change has not written it.
		err = readLog(ctx, g, list, func(f *file, _, author string) { f.author = author }, "--no-merges")
	}
	return err
}

// readLog calls note once for each file, with the day and the author of the newest
// commit of a log that names it.
func readLog(ctx context.Context, g git, list []*file, note func(f *file, day, author string), options ...string) error {
	left := make(map[string]*file, len(list))
	for _, f := range list {
		left[f.path] = f
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	args := append([]string{"log", "--no-renames", "--name-only", "--format=%x01%cs%x01%aN"}, options...)
	cmd := g.command(ctx, append(args, branch)...)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return fmt.Errorf("read the history: %w", err)
	}
	day, author := "", ""
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for len(left) > 0 && lines.Scan() {
		line := lines.Text()
		if facts, ok := strings.CutPrefix(line, "\x01"); ok {
			day, author, _ = strings.Cut(facts, "\x01")
			continue
		}
		if strings.HasPrefix(line, `"`) { // a name with odd characters in it
			if name, err := strconv.Unquote(line); err == nil {
				line = name
			}
		}
		if f := left[line]; f != nil {
			note(f, day, author)
			delete(left, line)
		}
	}
	enough := len(left) == 0
	if enough {
		stop() // an old history is long
	}
	if err := errors.Join(lines.Err(), cmd.Wait()); err != nil && !enough {
		return fmt.Errorf("read the history: %w", err)
	}
	return nil
}
