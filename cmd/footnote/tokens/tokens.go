// Package tokens keeps what scripts sign in with: in one file of the data folder, as
// hashes, so that whoever reads the file can't sign in. A server follows the file.
package tokens

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"footnote/adapters/web/login"
	"footnote/cmd/footnote/datafolder"
	"footnote/retrieval/private"
)

// Token is one that was given out.
type Token struct {
	Name      string        `json:"name"`
	Hash      string        `json:"hash"` // hex SHA-256 of its text
	Scopes    []login.Scope `json:"scopes"`
	Groups    []string      `json:"groups,omitempty"`
	PerMinute int           `json:"per_minute,omitempty"` // questions, 0 for as many as a person
	Made      time.Time     `json:"made"`
	Expires   time.Time     `json:"expires,omitzero"` // zero for never
}

// Book is the file of tokens. It is safe for use by several goroutines.
type Book struct {
	path string
	now  func() time.Time

	mu    sync.Mutex
	state string // of the file that known was read from
	known map[string]Token
}

// NewBook returns the book in a data folder, where there need not be one.
func NewBook(data string, now func() time.Time) *Book {
	return &Book{path: filepath.Join(data, datafolder.Tokens), now: now}
}

// List returns all tokens in order of name.
func (b *Book) List() ([]Token, error) {
	data, err := os.ReadFile(b.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the tokens: %w", err)
	}
	var list []Token
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("read the tokens: %s: %w (restore the file, or remove it and give out new ones)", b.path, err)
	}
	return list, nil
}

// name is what tokens are called: their names stand in rules and in logs.
var name = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,62}$`)

// prefix lets people, and programs that look for lost secrets, tell what a text is.
const prefix = "fnt_"

// Add gives out a token, and returns its text, which isn't kept.
func (b *Book) Add(t Token) (text string, err error) {
	if !name.MatchString(t.Name) {
		return "", fmt.Errorf("%q is no name for a token (take small letters, digits, dots, hyphens and underscores)", t.Name)
	}
	list, err := b.List()
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(list, func(o Token) bool { return o.Name == t.Name }) {
		return "", fmt.Errorf("there is a token %s already (footnote token remove %s takes it back)", t.Name, t.Name)
	}
	text = prefix + rand.Text()
	t.Hash, t.Made = hashOf(text), b.now().UTC().Truncate(time.Second)
	list = append(list, t)
	slices.SortFunc(list, func(a, b Token) int { return strings.Compare(a.Name, b.Name) })
	return text, b.write(list)
}

// Remove takes a token back, and reports whether there was one.
func (b *Book) Remove(name string) (bool, error) {
	list, err := b.List()
	if err != nil {
		return false, err
	}
	left := slices.DeleteFunc(slices.Clone(list), func(t Token) bool { return t.Name == name })
	if len(left) == len(list) {
		return false, nil
	}
	return true, b.write(left)
}

// write replaces the file, as a whole or not at all.
func (b *Book) write(list []Token) error {
	data, err := json.MarshalIndent(list, "", "\t")
	if err == nil {
		err = private.ReplaceFile(b.path, append(data, '\n'))
	}
	if err != nil {
		return fmt.Errorf("keep the tokens: %w", err)
	}
	return nil
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Find returns the token of a text that signs in now. The file is read again when it
// has changed. One that can't be read lets nobody in.
func (b *Book) Find(text string) (login.Token, bool) {
	if !strings.HasPrefix(text, prefix) {
		return login.Token{}, false
	}
	t, ok := b.tokens()[hashOf(text)]
	if !ok || !t.Expires.IsZero() && !b.now().Before(t.Expires) {
		return login.Token{}, false
	}
	return login.Token{Name: t.Name, Scopes: t.Scopes, Groups: t.Groups, PerMinute: t.PerMinute}, true
}

// tokens returns those of the file by hash.
func (b *Book) tokens() map[string]Token {
	b.mu.Lock()
	defer b.mu.Unlock()
	state := "none"
	if info, err := os.Stat(b.path); err == nil {
		state = fmt.Sprint(info.Size(), info.ModTime().UnixNano())
	}
	if state == b.state {
		return b.known
	}
	list, err := b.List()
	if err != nil {
		state = "" // it is read again
	}
	b.state, b.known = state, make(map[string]Token, len(list))
	for _, t := range list {
		b.known[t.Hash] = t
	}
	return b.known
}
