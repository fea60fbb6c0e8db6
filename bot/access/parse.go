package access

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Error is what is wrong in a file, at one place of it.
type Error struct {
	File string
	Line int
	Key  string // such as handbook.slack.teams, "" if there is none
	Text string // what is wrong and what to do
}

// Error implements error.
func (e *Error) Error() string {
	if e.Key == "" {
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Text)
	}
	return fmt.Sprintf("%s:%d: %s: %s", e.File, e.Line, e.Key, e.Text)
}

// Parse reads the rules of a file, about the places of the platforms whose grammars
// are given. Its error joins an *Error for each thing that is wrong.
func Parse(file string, data []byte, grammars []Grammar) (*Rules, error) {
	p := &parsing{file: file, grammars: grammars}
	body, err := p.syntax(data)
	if err != nil {
		return nil, err
	}
	r := &Rules{file: file, grammars: grammars}
	for _, f := range p.fields(body, "") {
		r.rules = append(r.rules, p.rule(f))
	}
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return r, nil
}

// parsing collects what is wrong.
type parsing struct {
	file     string
	grammars []Grammar
	errs     []error
}

func (p *parsing) wrong(line int, key, format string, args ...any) {
	p.errs = append(p.errs, &Error{p.file, line, key, fmt.Sprintf(format, args...)})
}

// syntax returns what the only document of the file holds, nil for nothing.
func (p *parsing) syntax(data []byte) (body ast.Node, err error) {
	defer func() { // the parser isn't free of panics on what no YAML is
		if r := recover(); r != nil {
			err = &Error{File: p.file, Line: 1, Text: "this is no YAML (see .env.example for what it is to look like)"}
		}
	}()
	// What is defined twice is found here, to say where.
	tree, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		e := &Error{File: p.file, Line: 1, Text: "this is no YAML (correct the line, or the one before it)"}
		var syntax yaml.Error
		if errors.As(err, &syntax) && syntax.GetToken() != nil {
			e.Line = syntax.GetToken().Position.Line
			e.Text = fmt.Sprintf("this is no YAML: %s (correct the line, or the one before it)", syntax.GetMessage())
		}
		lines := strings.Split(string(data), "\n")
		for n := max(e.Line-1, 1); n <= min(e.Line, len(lines)); n++ { // YAML may notice one line later
			if bareStar.MatchString(lines[n-1]) {
				e.Line, e.Text = n, `* stands in quotes in YAML (write "*")`
				break
			}
		}
		return nil, e
	}
	for _, d := range tree.Docs {
		switch {
		case d.Body == nil, d.Body.Type() == ast.CommentType:
		case body != nil:
			return nil, &Error{File: p.file, Line: d.Body.GetToken().Position.Line, Text: "a second YAML document begins here (take out the line ---)"}
		default:
			body = d.Body
		}
	}
	return body, nil
}

// bareStar is a * that YAML takes for something else.
var bareStar = regexp.MustCompile(`(^|[\s\[,:-])\*\s*($|[:,\]#])`)

// field is one key of a mapping with its value.
type field struct {
	name  string
	key   string // with those above
	line  int
	value ast.Node
}

// fields returns what a mapping holds. Nothing at all is an empty one.
func (p *parsing) fields(node ast.Node, above string) []field {
	var pairs []*ast.MappingValueNode
	switch n := node.(type) {
	case nil, *ast.NullNode:
		return nil
	case *ast.MappingNode:
		pairs = n.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{n}
	default:
		p.wrong(lineOf(node), above, "%s", p.unexpected(node, "names with what belongs to them, one a line, such as"+p.example(above)))
		return nil
	}
	var list []field
	for _, pair := range pairs {
		name, ok := scalar(pair.Key)
		f := field{name, strings.TrimPrefix(above+"."+name, "."), lineOf(pair.Key), pair.Value}
		if above == "" {
			f.key = name
		}
		if !ok || name == "" {
			p.wrong(f.line, above, "%s", p.unexpected(pair.Key, "a name here"))
			continue
		}
		if i := slices.IndexFunc(list, func(o field) bool { return o.name == name }); i >= 0 {
			p.wrong(f.line, f.key, "it stands in line %d already (make one of the two)", list[i].line)
			continue
		}
		list = append(list, f)
	}
	return list
}

func (p *parsing) example(above string) string {
	switch {
	case above == "":
		return ` "handbook:"`
	case len(p.grammars) == 0:
		return ` "everyone:"`
	}
	return ` "` + p.grammars[0].Platform + `:"`
}

// unexpected says what a node is not.
func (p *parsing) unexpected(node ast.Node, want string) string {
	switch node.(type) {
	case *ast.AliasNode, *ast.AnchorNode, *ast.MergeKeyNode, *ast.TagNode:
		return `anchors, aliases and tags are not read (write it out; "*" stands in quotes)`
	}
	return "there must be " + want
}

func lineOf(node ast.Node) int {
	if t := node.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 1
}

// scalar returns a value as it is written: ids are names though some of them
// look like numbers.
func scalar(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// rule reads who may see a collection.
func (p *parsing) rule(f field) rule {
	r := rule{collection: f.name, line: f.line, ids: make(map[string][]string)}
	switch {
	case strings.ContainsAny(f.name, `/\`):
		p.wrong(f.line, f.key, "a collection is a folder directly below the corpus, without a slash (rules for folders inside of it aren't possible; write %s)", strings.Trim(strings.SplitN(strings.TrimLeft(f.name, `/\.`), "/", 2)[0], `\`)+":")
		return r
	}
	for _, sub := range p.fields(f.value, f.key) {
		switch g := find(p.grammars, sub.name); {
		case sub.name == "everyone":
			b, ok := sub.value.(*ast.BoolNode)
			if !ok {
				p.wrong(sub.line, sub.key, "it is true or false")
				continue
			}
			r.everyone = b.Value
		case g != nil:
			p.platform(&r, g, sub)
		case sub.name == people.Platform:
			p.platform(&r, &people, sub)
		default:
			p.wrong(sub.line, sub.key, "there is no such setting (it can be %s)", JoinWords("or", p.settings()))
		}
	}
	return r
}

// settings are what a rule can have.
func (p *parsing) settings() []string {
	names := []string{"everyone", people.Platform}
	for _, g := range p.grammars {
		names = append(names, g.Platform)
	}
	return names
}

// platform reads whom a rule names on one platform.
func (p *parsing) platform(r *rule, g *Grammar, f field) {
	for _, sub := range p.fields(f.value, f.key) {
		i := slices.IndexFunc(g.Kinds, func(k Kind) bool { return k.Name == sub.name })
		if i < 0 {
			var names []string
			for _, k := range g.Kinds {
				names = append(names, k.Name)
			}
			p.wrong(sub.line, sub.key, "there is no such setting (%s has %s)", f.name, strings.Join(names, ", "))
			continue
		}
		if ids := p.ids(sub, g.Kinds[i]); len(ids) > 0 {
			r.ids[idsKey(g.Platform, sub.name)] = ids
		}
	}
}

// ids reads a list of ids.
func (p *parsing) ids(f field, k Kind) []string {
	var items []ast.Node
	switch n := f.value.(type) {
	case nil, *ast.NullNode:
		return nil
	case *ast.SequenceNode:
		items = n.Values
	default:
		p.wrong(f.line, f.key, "%s", p.unexpected(f.value, "a list, such as [ONE, TWO]"))
		return nil
	}
	var ids []string
	for _, item := range items {
		id, ok := scalar(item)
		if !ok {
			p.wrong(lineOf(item), f.key, "%s", p.unexpected(item, "an id"))
			continue
		}
		if k.Fold != nil {
			id = k.Fold(id)
		}
		if why := p.refuses(k, id); why != "" {
			p.wrong(lineOf(item), f.key, "%q %s", id, why)
			continue
		}
		if slices.Contains(ids, id) {
			p.wrong(lineOf(item), f.key, "%q is there twice (take one out)", id)
			continue
		}
		ids = append(ids, id)
	}
	return ids
}
