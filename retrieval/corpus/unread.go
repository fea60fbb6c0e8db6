package corpus

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"

	"footnote/retrieval"
)

// describeUnread returns why a path can't be listed, looked at or loaded. A
// disk or a network drive may do better another time, and permissions can be
// mended.
func describeUnread(name string, err error) *retrieval.ReadError {
	problem := &retrieval.ReadError{Path: name, Err: err}
	var system syscall.Errno
	switch {
	case !utf8.ValidString(name):
		problem.Path = strings.ToValidUTF8(name, "\uFFFD")
		problem.Reason = "its name is no valid UTF-8, and can't be written as " + escapePath(name) + ", which is another file's; rename it"
	case errors.Is(err, fs.ErrPermission):
		problem.Reason, problem.Passing = "it can't be read: check its permissions", true
	case errors.As(err, &system) && !slices.Contains([]syscall.Errno{syscall.ENOENT, syscall.ENOTDIR, syscall.ELOOP}, system):
		problem.Reason, problem.Passing = "it can't be read: "+system.Error(), true
	default:
		problem.Reason = "it can't be read: a broken link, or one that leads out of the corpus"
	}
	return problem
}
