package setting

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// AbsolutePath makes a path of a setting absolute. "~" is the user's home folder as
// $HOME has it: neither .env nor footnote.yaml has a shell to say so.
func AbsolutePath(path string) (string, error) {
	if rest, ok := strings.CutPrefix(path, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("find out where %s is: %w", path, err)
		}
		path = filepath.Join(home, rest)
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("find out where %s is: %w", path, err)
	}
	return absolute, nil
}
