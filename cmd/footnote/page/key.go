package page

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"footnote/bot"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/cmd/footnote/datafolder"
	"footnote/retrieval/private"
)

const keySize = 32 // bytes

// readKey returns what signs links and seals cookies, made at the first start
// and kept beside the questions: whoever has it can open every document.
func readKey(data string) ([]byte, error) {
	path := filepath.Join(data, datafolder.PageKey)
	_ = private.Restrict(path) // doctor tells if that can't be done
	key, err := os.ReadFile(path)
	if err == nil && len(key) == keySize {
		return key, nil
	}
	if err == nil {
		return nil, fmt.Errorf("%s doesn't hold a key of %d bytes (remove it; links made before lose their effect and people sign in again)", path, keySize)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the page's key: %w", err)
	}
	key = make([]byte, keySize)
	_, _ = rand.Read(key) // never fails
	if err := private.MakeFolder(data); err != nil {
		return nil, fmt.Errorf("keep the page's key: %w", err)
	}
	// As a whole or not at all: half a key would have to be removed by hand.
	if err := private.ReplaceFile(path, key); err != nil {
		return nil, fmt.Errorf("keep the page's key: %w", err)
	}
	return key, nil
}

// sharedKey is the key of the value that holds the page's key for all replicas.
const sharedKey = "web/key"

// SharedKey returns what all replicas sign links and seal cookies with. The first one
// makes it, or takes that of its data folder along, so that earlier links go on opening.
func SharedKey(ctx context.Context, values bot.Values, data string) (key []byte, err error) {
	own, err := os.ReadFile(filepath.Join(data, datafolder.PageKey))
	if err != nil || len(own) != keySize {
		own = make([]byte, keySize)
		_, _ = rand.Read(own) // never fails
	}
	err = values.UpdateValue(ctx, sharedKey, func(old []byte) []byte {
		if key = old; len(key) != keySize {
			key = own
		}
		return key
	})
	if err != nil {
		return nil, fmt.Errorf("keep the page's key: %w", err)
	}
	return key, nil
}
