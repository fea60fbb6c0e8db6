package eval

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
)

// A set of minimal edits is a tab-separated file a language, named by its code
// ("de.tsv", "de-held.tsv"). A line has a kind and a text. A line of kind "source"
// begins a group, "title" and "heading" say where the source stands, KindTrue is a
// faithful claim on it, and any other kind names what makes a claim false: "negation",
// "bound".

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
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	code, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".tsv"), "-")
	var claims []Claim
	var source string
	var about Edited
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if lines.Text() == "" {
			continue
		}
		kind, text, ok := strings.Cut(lines.Text(), "\t")
		switch {
		case !ok || kind == "" || strings.TrimSpace(text) == "":
			err = errors.New("it lacks a kind, a tab and a text")
		case kind == "source":
			source, about = text, Edited{Language: code}
		case source == "":
			err = errors.New("no source stands before it")
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
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, n, err)
		}
	}
	return claims, lines.Err()
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

// WriteText prints the report for a person: a row a kind, a column a language.
func (r *EditsReport) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d claims\n", r.False.N+r.True.N)
	fmt.Fprintf(&b, "  false ones accepted %s (%d of %d), true ones accepted %s (%d of %d)\n\n",
		r.False.Share(), r.False.Accepted, r.False.N, r.True.Share(), r.True.Accepted, r.True.N)
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	var kinds []string
	fmt.Fprint(t, "accepted\t")
	for _, table := range r.Tables {
		fmt.Fprintf(t, "%s\t", table.Language)
		for _, k := range table.Kinds {
			kinds = append(kinds, k.Name)
		}
	}
	fmt.Fprintln(t)
	row := func(name string, count func(EditTable) EditCount) {
		fmt.Fprintf(t, "%s\t", name)
		for _, table := range r.Tables {
			if c := count(table); c.N > 0 {
				fmt.Fprintf(t, "%d/%d\t", c.Accepted, c.N)
			} else {
				fmt.Fprint(t, "\t")
			}
		}
		fmt.Fprintln(t)
	}
	slices.Sort(kinds)
	for _, kind := range slices.Compact(kinds) {
		row(kind, func(table EditTable) EditCount {
			i := slices.IndexFunc(table.Kinds, func(k EditCount) bool { return k.Name == kind })
			if i < 0 {
				return EditCount{}
			}
			return table.Kinds[i]
		})
	}
	row("all false", func(table EditTable) EditCount { return table.False })
	row("all true", func(table EditTable) EditCount { return table.True })
	_ = t.Flush() // into memory
	_, err := io.WriteString(w, b.String())
	return err
}
