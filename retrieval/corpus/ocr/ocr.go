// Package ocr reads the text of pictures with a program that is called like tesseract:
// "PROGRAM stdin stdout -l LANGUAGES", the picture on its standard input, the text on
// its standard output.
//
// The program is a process of its own, with limits on what it may take, and ends with
// the one that started it where the system sees to that. What it read is kept in the
// user's cache folder by the hash of the picture, the program and the languages, since
// a page takes seconds and a folder is read again whenever a reader gets better.
package ocr

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"footnote/retrieval/private"
)

// Limits of one picture.
const (
	// processorTime is in seconds. A page takes one or two.
	processorTime = 120
	// wallTime is for what waits for ever, such as a program of another kind.
	wallTime = 20 * time.Minute
	// maxText is in bytes.
	maxText = 4 << 20
	// maxLanguages are read at once where nobody says which; each takes its time.
	maxLanguages = 4
)

// Options say what reads pictures. The zero value reads none.
type Options struct {
	Program   string // its path; "" for none
	Languages string // as tesseract names them, "eng+deu"; "" for those of the text
}

// Engine reads pictures. It is safe for use by several goroutines.
type Engine struct {
	options   Options
	cache     func() string // a folder, "" for none
	once      sync.Once
	installed []string
}

// New returns the engine of some options, nil if they name no program.
func New(o Options) *Engine {
	if o.Program == "" {
		return nil
	}
	return &Engine{options: o, cache: sync.OnceValue(cacheFolder)}
}

// IsKept reports whether what is read is kept, so that reading it again costs little.
func (e *Engine) IsKept() bool { return e != nil && e.cache() != "" }

// ErrProgram is what a program answers that can't read.
var ErrProgram = errors.New("the program that reads pictures failed")

// ReadPicture returns the text of a picture in a format that the program knows.
// language is the base language that it is likely in, "en", "" if nothing is known.
func (e *Engine) ReadPicture(ctx context.Context, picture []byte, language string) (string, error) {
	languages := e.chooseLanguages(ctx, language)
	key := e.cacheKey(picture, languages)
	if text, err := os.ReadFile(key); key != "" && err == nil {
		return string(text), nil
	}
	arguments := []string{"stdin", "stdout"}
	if languages != "" {
		arguments = append(arguments, "-l", languages)
	}
	text, err := e.run(ctx, picture, arguments...)
	if err != nil {
		return "", err
	}
	if key != "" {
		writeWhole(key, text)
	}
	return string(text), nil
}

// run runs the program and returns what it writes.
func (e *Engine) run(ctx context.Context, input []byte, arguments ...string) ([]byte, error) {
	limited, cancel := context.WithTimeout(ctx, wallTime)
	defer cancel()
	command := limitedCommand(limited, e.options.Program, arguments)
	command.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1") // one processor a file is enough
	command.Stdin = bytes.NewReader(input)
	out, problems := &bounded{most: maxText}, &bounded{most: 4 << 10}
	command.Stdout, command.Stderr = out, problems
	command.WaitDelay = time.Second
	err := command.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		said, _, _ := strings.Cut(strings.TrimSpace(problems.b.String()), "\n")
		return nil, fmt.Errorf("%w: %w: %s", ErrProgram, err, said)
	}
	return out.b.Bytes(), nil
}

// bounded keeps the first bytes of what is written to it.
type bounded struct {
	b    bytes.Buffer
	most int
}

func (w *bounded) Write(p []byte) (int, error) {
	w.b.Write(p[:min(len(p), max(0, w.most-w.b.Len()))])
	return len(p), nil
}

// tesseractNames are the names of languages that tesseract has, by ISO 639-1.
var tesseractNames = map[string]string{
	"ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "et": "est", "fa": "fas", "fi": "fin",
	"fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "nl": "nld",
	"no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr",
	"vi": "vie", "zh": "chi_sim",
}

// chooseLanguages returns what to read a picture in: what the options say, else the
// language that it is likely in, else all that are installed as far as there are few.
func (e *Engine) chooseLanguages(ctx context.Context, language string) string {
	if e.options.Languages != "" {
		return e.options.Languages
	}
	e.once.Do(func() { e.installed = e.listLanguages(ctx) })
	if name := tesseractNames[language]; name != "" && slices.Contains(e.installed, name) {
		return name
	}
	return strings.Join(e.installed[:min(len(e.installed), maxLanguages)], "+")
}

// listLanguages asks the program for the languages that are installed, English first.
func (e *Engine) listLanguages(ctx context.Context) []string {
	out, err := e.run(ctx, nil, "--list-langs")
	if err != nil {
		return nil
	}
	var list []string
	for i, line := range strings.Split(string(out), "\n") {
		switch line = strings.TrimSpace(line); {
		case i == 0, line == "", line == "osd", line == "equ", strings.Contains(line, " "), strings.Contains(line, "/"):
		case line == "eng":
			list = slices.Insert(list, 0, line)
		default:
			list = append(list, line)
		}
	}
	return list
}

// cacheKey is the file in which the text of a picture is kept, "" for none.
func (e *Engine) cacheKey(picture []byte, languages string) string {
	folder := e.cache()
	if folder == "" {
		return ""
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\x00%s\x00", e.options.Program, languages)
	sum.Write(picture)
	return filepath.Join(folder, hex.EncodeToString(sum.Sum(nil)))
}

// cacheFolder makes the folder where texts are kept, "" if there can be none: what they say is as
// private as the documents.
func cacheFolder() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	folder := filepath.Join(cache, "footnote", "ocr")
	if private.MakeFolder(folder) != nil || private.Restrict(folder) != nil || private.OthersCanWrite(folder) {
		return ""
	}
	return folder
}

// writeWhole writes a file that is there as a whole or not at all. A text that can't
// be kept is read again.
func writeWhole(name string, text []byte) {
	f, err := os.CreateTemp(filepath.Dir(name), "text-*.tmp")
	if err != nil {
		return
	}
	_, err = f.Write(text)
	if errors.Join(err, f.Close()) != nil || os.Rename(f.Name(), name) != nil {
		_ = os.Remove(f.Name())
	}
}
