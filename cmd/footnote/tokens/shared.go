package tokens

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"footnote/bot"
)

const (
	// valueKey is the key of the value that holds the tokens of all replicas.
	valueKey = "tokens"
	// followEvery is how soon a replica follows what another one, or a verb, has changed.
	followEvery = time.Second
	// storeTime is how long the store may take for the list.
	storeTime = 5 * time.Second
)

// NewSharedBook returns the book in a store that replicas share.
func NewSharedBook(values bot.Values, now func() time.Time) *Book {
	return &Book{values: values, now: now}
}

func (b *Book) readShared() ([]Token, error) {
	ctx, cancel := context.WithTimeout(context.Background(), storeTime)
	defer cancel()
	data, err := b.values.Value(ctx, valueKey)
	if err != nil {
		return nil, fmt.Errorf("read the tokens: %w", err)
	}
	return decodeList(data)
}

func decodeList(data []byte) (list []Token, err error) {
	if len(data) == 0 {
		return nil, nil
	}
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("read the tokens: %w", err)
	}
	return list, nil
}

// changeShared is changeList, as one step for all replicas.
func (b *Book) changeShared(change func([]Token) ([]Token, error)) error {
	ctx, cancel := context.WithTimeout(context.Background(), storeTime)
	defer cancel()
	var wrong error
	err := b.values.UpdateValue(ctx, valueKey, func(old []byte) []byte {
		var list []Token
		if list, wrong = decodeList(old); wrong != nil {
			return old
		}
		if list, wrong = change(list); wrong != nil {
			return old
		}
		var made []byte
		if len(list) > 0 {
			made, wrong = json.Marshal(list)
		}
		if wrong != nil {
			return old
		}
		return made
	})
	if wrong != nil {
		return wrong
	}
	if err != nil {
		return fmt.Errorf("keep the tokens: %w", err)
	}
	return nil
}

// sharedState changes every so often, so that the list is read again.
func (b *Book) sharedState() string { return fmt.Sprint(b.now().UnixNano() / int64(followEvery)) }
