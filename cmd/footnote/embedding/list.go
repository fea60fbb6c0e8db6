package embedding

import (
	"fmt"

	"footnote/retrieval/encoder/weights"
)

// Listed is what is said of a model that there is.
type Listed struct {
	Name    string `json:"name"`
	About   string `json:"about"`
	Licence string `json:"licence"`
	Pulled  bool   `json:"pulled"`
	Used    bool   `json:"used"`
	Bytes   int64  `json:"bytes"`            // on disk, or to be fetched
	File    string `json:"file,omitempty"`   // the package that brings it
	URL     string `json:"url,omitempty"`    // where that was published
	SHA256  string `json:"sha256,omitempty"` // of the package
}

// List lists the model inside the program and those that can be pulled.
func (s Settings) List() ([]Listed, error) {
	f, err := s.Folder()
	if err != nil {
		return nil, err
	}
	list := []Listed{{
		Name: weights.Name, About: "English", Licence: "Apache-2.0", Pulled: true, Used: s.IsInside(),
	}}
	for _, source := range f.Sources {
		m := Listed{
			Name: source.Name, About: source.About, Licence: source.Licence, Bytes: source.Bytes,
			File: source.File, URL: source.URL, SHA256: source.SHA256, Used: s.Pulled == source.Name,
		}
		if bytes, ok := f.Has(source.Name); ok {
			m.Pulled, m.Bytes = true, bytes
		}
		list = append(list, m)
	}
	return list, nil
}

// Text is a line about a model.
func (m Listed) Text() string {
	var state string
	switch {
	case m.Name == weights.Name:
		state = "inside the program"
	case m.Pulled:
		state = fmt.Sprintf("pulled, %d MB", m.Bytes>>20)
	default:
		state = fmt.Sprintf("%d MB to fetch: footnote model pull %s", m.Bytes>>20, m.Name)
	}
	if m.Used {
		state += ", in use"
	}
	return fmt.Sprintf("%s  %s (%s; %s)\n", m.Name, m.About, m.Licence, state)
}
