package trust

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"footnote/cmd/footnote/setting"
	"footnote/retrieval/private"
)

// recordName is the file, in the user's folder of settings, of what footnote trust has
// recorded: a line a settings file, the SHA-256 of what it says and its path.
const recordName = "trusted"

// Record has settings files count whole, as long as they say what they say now. It
// returns where that is written.
func Record(paths ...string) (string, error) {
	record, err := recordPath()
	if err != nil {
		return "", err
	}
	known, err := os.ReadFile(record)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("read what is trusted: %w", err)
	}
	var kept bytes.Buffer
	for line := range bytes.Lines(known) {
		if _, path, ok := strings.Cut(strings.TrimSpace(string(line)), " "); ok && !containsPath(paths, path) {
			kept.Write(line)
		}
	}
	for _, path := range paths {
		line, err := recordLine(path)
		if err != nil {
			return "", err
		}
		kept.WriteString(line + "\n")
	}
	if err := private.MakeFolder(filepath.Dir(record)); err != nil {
		return "", fmt.Errorf("record what is trusted: %w", err)
	}
	if err := private.ReplaceFile(record, kept.Bytes()); err != nil {
		return "", fmt.Errorf("record what is trusted: %w", err)
	}
	return record, nil
}

// isRecorded reports whether a settings file says what it said when it was recorded.
func isRecorded(path string) bool {
	record, err := recordPath()
	if err != nil {
		return false
	}
	line, err := recordLine(path)
	if err != nil {
		return false
	}
	f, err := os.Open(record)
	if err != nil {
		return false
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if lines.Text() == line {
			return true
		}
	}
	return false
}

// recordPath returns the path of the record.
func recordPath() (string, error) {
	dir := setting.UserFolder()
	if dir == "" {
		return "", errors.New("there is no folder of settings for this user (set XDG_CONFIG_HOME)")
	}
	return filepath.Join(dir, recordName), nil
}

// recordLine returns the line of a settings file.
func recordLine(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("read the settings: %w", err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]) + " " + resolve(path), nil
}

// containsPath reports whether a path of the record is among those of files.
func containsPath(paths []string, recorded string) bool {
	for _, path := range paths {
		if resolve(path) == recorded {
			return true
		}
	}
	return false
}
