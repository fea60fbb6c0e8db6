package inbox

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"footnote/bot"
)

// One person may ask in Slack and on the page. Both platforms verify e-mail addresses: by
// the same address they are one. What is kept of that are two values: the address of an
// asker, and the askers of an address.

func emailKey(asker string) string  { return "person/asker/" + asker }
func askersKey(email string) string { return "person/email/" + email }

// Introduce keeps that an asker is the person of an e-mail address, which a platform has
// verified; "" takes that back.
func (s *Service) Introduce(ctx context.Context, asker, email string) error {
	if err := introduce(ctx, s.Store, asker, email); err != nil {
		return fmt.Errorf("keep who asks: %w", err)
	}
	return nil
}

func introduce(ctx context.Context, store bot.Values, asker, email string) error {
	was, err := store.Value(ctx, emailKey(asker))
	if err != nil || string(was) == email {
		return err
	}
	if len(was) > 0 {
		err = store.UpdateValue(ctx, askersKey(string(was)), func(old []byte) []byte {
			return encodeAskers(slices.DeleteFunc(decodeAskers(old), func(a string) bool { return a == asker }))
		})
	}
	if err == nil && email != "" {
		err = store.UpdateValue(ctx, askersKey(email), func(old []byte) []byte {
			list := decodeAskers(old)
			if !slices.Contains(list, asker) {
				list = append(list, asker)
			}
			return encodeAskers(list)
		})
	}
	if err == nil {
		err = store.SetValue(ctx, emailKey(asker), []byte(email))
	}
	return err
}

func decodeAskers(data []byte) (list []string) {
	_ = json.Unmarshal(data, &list) // of another form, it is as nothing
	return list
}

// encodeAskers returns nil for an empty list, which removes the value.
func encodeAskers(list []string) []byte {
	if len(list) == 0 {
		return nil
	}
	data, _ := json.Marshal(list) // strings can't fail
	return data
}

// askersOf returns the names under which the person of an asker asks, the asker's own
// among them.
func askersOf(ctx context.Context, store bot.Values, asker string) ([]string, error) {
	email, err := store.Value(ctx, emailKey(asker))
	if err != nil || len(email) == 0 {
		return []string{asker}, err
	}
	data, err := store.Value(ctx, askersKey(string(email)))
	if err != nil {
		return nil, err
	}
	list := decodeAskers(data)
	if !slices.Contains(list, asker) {
		list = append(list, asker)
	}
	return list, nil
}

// isSamePerson reports whether two askers are one person. If that isn't known, they are
// not.
func (s *Service) isSamePerson(ctx context.Context, a, b string) bool {
	if a == b {
		return true
	}
	list, err := askersOf(ctx, s.Store, a)
	if err != nil {
		s.Log.Warn("whether two askers are one person isn't known", "err", err)
	}
	return slices.Contains(list, b)
}

// byPerson returns the last n requests of the person of an asker, the latest first.
func (s *Service) byPerson(ctx context.Context, asker string, n int) ([]bot.Record, error) {
	askers, err := askersOf(ctx, s.Store, asker)
	if err != nil {
		return nil, err
	}
	var all []bot.Record
	for _, a := range askers {
		list, err := s.Store.ByAsker(ctx, a, n)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	if len(askers) > 1 {
		slices.SortStableFunc(all, func(a, b bot.Record) int { return b.Received.Compare(a.Received) })
	}
	return all[:min(n, len(all))], nil
}

// ForgetPerson removes what is kept of a person, who is named by an e-mail address or as
// an asker, and returns how many requests and ratings that were. By an address it is all
// that was asked under it, on whatever platform.
func ForgetPerson(ctx context.Context, store bot.Store, who string) (total int, err error) {
	askers := []string{who}
	if !strings.Contains(who, "/") && strings.Contains(who, "@") {
		data, err := store.Value(ctx, askersKey(who))
		if err != nil {
			return 0, fmt.Errorf("look up who asks by that address: %w", err)
		}
		askers = decodeAskers(data)
	}
	for _, asker := range askers {
		n, forgot := store.Forget(ctx, asker)
		total += n
		err = cmp.Or(err, errors.Join(forgot, introduce(ctx, store, asker, "")))
	}
	return total, err
}
