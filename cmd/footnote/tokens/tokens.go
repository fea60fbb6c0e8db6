// Package tokens keeps what scripts sign in with: in one file of the data folder, or in
// a store that replicas share; as hashes, so that whoever reads them can't sign in. A
// server follows what is kept.
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
	"footnote/bot"
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

// Book is the file of tokens, or the value of a store that replicas share. It is safe
// for use by several goroutines.
type Book struct {
	path   string
	values bot.Values // nil for a file
	now    func() time.Time

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
	if b.values != nil {
		return b.readShared()
	}
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
	text = prefix + rand.Text()
	t.Hash, t.Made = hashOf(text), b.now().UTC().Truncate(time.Second)
	err = b.changeList(func(list []Token) ([]Token, error) {
		if slices.ContainsFunc(list, func(o Token) bool { return o.Name == t.Name }) {
			return nil, fmt.Errorf("there is a token %s already (footnote token remove %s takes it back)", t.Name, t.Name)
		}
		list = append(list, t)
		slices.SortFunc(list, func(a, b Token) int { return strings.Compare(a.Name, b.Name) })
		return list, nil
	})
	if err != nil {
		return "", err
	}
	return text, nil
}

// Remove takes a token back, and reports whether there was one.
func (b *Book) Remove(name string) (removed bool, err error) {
	err = b.changeList(func(list []Token) ([]Token, error) {
		left := slices.DeleteFunc(slices.Clone(list), func(t Token) bool { return t.Name == name })
		removed = len(left) < len(list)
		return left, nil
	})
	return removed && err == nil, err
}

// changeList replaces the list by what change makes of it.
func (b *Book) changeList(change func([]Token) ([]Token, error)) error {
	if b.values != nil {
		return b.changeShared(change)
	}
	list, err := b.List()
	if err != nil {
		return err
	}
	changed, err := change(list)
	if err != nil || len(changed) == len(list) { // one is added or removed, or nothing
		return err
	}
	return b.write(changed)
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
	state := b.fileState()
	if b.values != nil {
		state = b.sharedState()
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

// fileState changes when the file does.
func (b *Book) fileState() string {
	if info, err := os.Stat(b.path); err == nil {
		return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
	}
	return "none"
}
