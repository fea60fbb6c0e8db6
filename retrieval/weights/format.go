package weights

import (
	"encoding/json"
	"fmt"
	"regexp"
)

// leaf is an object of JSON without another one, or a list, in it.
var leaf = regexp.MustCompile(`\{[^{}\[\]]*\}`)

// spaces are line ends with what JSON is indented by.
var spaces = regexp.MustCompile(`\n\s*`)

// Format returns the set as weights.json has it: a line a feature, so that a
// change is a readable diff.
func (s *Set) Format() ([]byte, error) {
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write weights: %w", err)
	}
	data = leaf.ReplaceAllFunc(data, func(object []byte) []byte {
		return spaces.ReplaceAll(object, []byte(" "))
	})
	return append(data, '\n'), nil
}
