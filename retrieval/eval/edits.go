package eval

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// A set of minimal edits is a tab-separated file a language, named by its code
// ("de.tsv", "de-held.tsv"). A line has a kind and a text. A line of kind "source"
// begins a group, "title" and "heading" say where the source stands, KindTrue is a
// faithful claim on it, and any other kind names what makes a claim false: "negation",
// "bound".

// In a source \\n is the end of a line and \\t that of a table's cell, as excerpts have them.

// KindTrue is the kind of the claims of such a set that their source bears out.
const KindTrue = "true"

// Edited is what a set of minimal edits tells of a claim beyond its text.
type Edited struct {
	Kind     string // KindTrue, or the kind of edit that makes it false
	Language string // BCP 47 base language
	Title    string
	Heading  string
}

// LoadEdits reads the sets of minimal edits that the pattern names, as
// [filepath.Glob] reads it. Its errors name the file and the line.
func LoadEdits(pattern string) ([]Claim, error) {
	paths, err := filepath.Glob(pattern)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", pattern, err)
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("no file is named %s", pattern)
	}
	var claims []Claim
	for _, path := range paths {
		more, err := loadEditFile(path)
		if err != nil {
			return nil, err
		}
		claims = append(claims, more...)
	}
	if len(claims) == 0 {
		return nil, fmt.Errorf("%s holds no claims", pattern)
	}
	return claims, nil
}

func loadEditFile(path string) ([]Claim, error) {
	code, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".tsv"), "-")
	var claims []Claim
	var source string
	var about Edited
	err := eachLine(path, func(line []byte) error {
		kind, text, ok := strings.Cut(strings.TrimSpace(string(line)), "\t")
		switch {
		case !ok || kind == "" || text == "":
			return errors.New("it lacks a kind, a tab and a text")
		case kind == "source":
			source, about = unescapeText(text), Edited{Language: code}
		case source == "":
			return errors.New("no source stands before it")
		case kind == "title":
			about.Title = text
		case kind == "heading":
			about.Heading = text
		default:
			c := Claim{Text: text, Evidence: []string{source}, Label: kind, Edited: about}
			if c.Kind = kind; kind == KindTrue {
				c.Label = LabelSupported
			}
			claims = append(claims, c)
		}
		return nil
	})
	return claims, err
}

func unescapeText(text string) string {
	return strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(text)
}

// EditsReport says what a checker lets through of a set of minimal edits.
type EditsReport struct {
	False  EditCount   `json:"false"` // accepted, of false claims
	True   EditCount   `json:"true"`  // accepted, of true claims
	Tables []EditTable `json:"languages"`
}

// EditTable counts the claims of one language.
type EditTable struct {
	Language string      `json:"language"`
	False    EditCount   `json:"false"`
	True     EditCount   `json:"true"`
	Kinds    []EditCount `json:"kinds"` // of false claims, by name
}

// EditCount is how many claims there are and how many were taken for supported.
type EditCount struct {
	Name     string `json:"name,omitempty"`
	N        int    `json:"n"`
	Accepted int    `json:"accepted"`
}

func (c *EditCount) countVerdict(accepted bool) {
	c.N++
	if accepted {
		c.Accepted++
	}
}

// Share is the share that was accepted.
func (c EditCount) Share() Share { return shareOf(float64(c.Accepted), float64(c.N)) }

// RunEdits puts every claim to the checker. wrong, if not nil, is called with those
// that it tells wrongly.
func RunEdits(checker ClaimChecker, claims []Claim, wrong func(Claim, ClaimVerdict)) *EditsReport {
	r := &EditsReport{Tables: []EditTable{}}
	for _, c := range claims {
		v := checker.CheckClaim(c)
		t := r.tableOf(c.Language)
		if c.Kind == KindTrue {
			r.True.countVerdict(v.Supported)
			t.True.countVerdict(v.Supported)
		} else {
			r.False.countVerdict(v.Supported)
			t.False.countVerdict(v.Supported)
			i := slices.IndexFunc(t.Kinds, func(k EditCount) bool { return k.Name == c.Kind })
			if i < 0 {
				i = len(t.Kinds)
				t.Kinds = append(t.Kinds, EditCount{Name: c.Kind})
			}
			t.Kinds[i].countVerdict(v.Supported)
		}
		if wrong != nil && v.Supported != (c.Kind == KindTrue) {
			wrong(c, v)
		}
	}
	slices.SortFunc(r.Tables, func(a, b EditTable) int { return cmp.Compare(a.Language, b.Language) })
	for _, t := range r.Tables {
		slices.SortFunc(t.Kinds, func(a, b EditCount) int { return cmp.Compare(a.Name, b.Name) })
	}
	return r
}

func (r *EditsReport) tableOf(language string) *EditTable {
	i := slices.IndexFunc(r.Tables, func(t EditTable) bool { return t.Language == language })
	if i < 0 {
		i = len(r.Tables)
		r.Tables = append(r.Tables, EditTable{Language: language, Kinds: []EditCount{}})
	}
	return &r.Tables[i]
}
