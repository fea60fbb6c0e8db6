package batch

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"footnote/cmd/footnote/console"
	"footnote/cmd/footnote/replying"
	"footnote/cmd/footnote/setting"
)

// parseQuestion reads a line of a batch: a question as it is or, where the
// line begins with a brace, a record of BEIR's queries.jsonl.
func parseQuestion(n int, line string) (replying.Message, error) {
	q := replying.Message{ID: strconv.Itoa(n), Text: line}
	if len(line) > console.MaxLine {
		return q, fmt.Errorf("line %d is longer than %s", n, setting.ByteSize(console.MaxLine))
	}
	if !strings.HasPrefix(line, "{") {
		return q, nil
	}
	var record struct {
		ID    json.RawMessage `json:"_id"`
		Text  string          `json:"text"`
		Asked string          `json:"asked"`
	}
	if err := json.Unmarshal([]byte(line), &record); err != nil {
		return q, fmt.Errorf("line %d is not a JSON record with _id and text: %w", n, err)
	}
	id := string(record.ID) // a number stands for itself
	if strings.HasPrefix(id, `"`) {
		_ = json.Unmarshal(record.ID, &id) // it has been parsed before
	}
	if id != "null" {
		q.ID = cmp.Or(id, q.ID)
	}
	if record.Asked != "" {
		at, err := console.ReadDay(record.Asked)
		if err != nil {
			return q, fmt.Errorf("line %d: asked: %w", n, err)
		}
		q.At = at
	}
	q.Text = strings.TrimSpace(record.Text)
	if q.Text == "" {
		return q, fmt.Errorf("line %d has no text", n)
	}
	return q, nil
}
