// Package completion completes the command line in a shell: from the same description
// of verbs and flags that the help is made of, so that neither knows more than the
// other. A shell calls the program at each press of Tab; what a script of a shell does
// is to pass on what stands there.
//
// No library for kong does this for PowerShell, too, and the one for the other shells
// has had no release since 2023.
package completion

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// Candidate is what a word may be completed to.
type Candidate struct{ Word, Help string }

// Files says which files a word may name.
type Files string

// The kinds of Files, as the scripts know them.
const (
	NoFiles    Files = ""
	AnyFile    Files = ":files"
	OnlyFolder Files = ":dirs"
)

// Suggest returns what the word that is being written may become. before are the words
// between the program's name and it.
func Suggest(app *kong.Node, before []string, current string) (list []Candidate, files Files) {
	p := position{node: app}
	for _, word := range before {
		p.takeWord(word)
	}
	switch {
	case p.waiting != nil:
		return values(p.waiting, current)
	case p.rest: // behind -- there are no flags
	case strings.HasPrefix(current, "--") && strings.Contains(current, "="):
		name, value, _ := strings.Cut(current, "=")
		flag := p.findFlag(name)
		if flag == nil {
			return nil, NoFiles
		}
		list, _ = values(flag, value) // shells complete the path of a whole word only
		for i := range list {
			list[i].Word = name + "=" + list[i].Word
		}
		return list, NoFiles
	case strings.HasPrefix(current, "-"):
		return p.flagNames(current), NoFiles
	case len(p.node.Children) > 0:
		return verbs(p.node, current), NoFiles
	}
	if len(p.node.Positional) == 0 {
		return nil, NoFiles
	}
	return positional(p.node.Positional[min(p.arguments, len(p.node.Positional)-1)], current)
}

// position is where on a command line the next word stands.
type position struct {
	node      *kong.Node
	waiting   *kong.Flag // whose value is next
	arguments int        // positional ones so far
	rest      bool       // behind --
}

func (p *position) takeWord(word string) {
	switch {
	case p.waiting != nil:
		p.waiting = nil
	case p.rest:
		p.arguments++
	case word == "--":
		p.rest = true
	case strings.HasPrefix(word, "-") && word != "-":
		if flag := p.findFlag(word); flag != nil && !flag.IsBool() && !strings.Contains(word, "=") {
			p.waiting = flag
		}
	default:
		for _, child := range p.node.Children {
			if child.Name == word || slices.Contains(child.Aliases, word) {
				p.node = child
				return
			}
		}
		p.arguments++
	}
}

// findFlag returns the flag that a word is, of the verb or of all verbs, nil if it is
// none.
func (p *position) findFlag(word string) *kong.Flag {
	name, _, _ := strings.Cut(word, "=")
	for node := p.node; node != nil; node = node.Parent {
		for _, flag := range node.Flags {
			if name == "--"+flag.Name || flag.Short != 0 && name == "-"+string(flag.Short) {
				return flag
			}
		}
	}
	return nil
}

func (p *position) flagNames(current string) (list []Candidate) {
	for node := p.node; node != nil; node = node.Parent {
		for _, flag := range node.Flags {
			if name := "--" + flag.Name; !flag.Hidden && strings.HasPrefix(name, current) {
				list = append(list, Candidate{name, flag.Help})
			}
		}
	}
	slices.SortFunc(list, func(a, b Candidate) int { return strings.Compare(a.Word, b.Word) })
	return slices.Compact(list)
}

func verbs(node *kong.Node, current string) (list []Candidate) {
	for _, child := range node.Children {
		if !child.Hidden && strings.HasPrefix(child.Name, current) {
			list = append(list, Candidate{child.Name, child.Help})
		}
	}
	return list
}

// values returns what a flag may be set to.
func values(flag *kong.Flag, current string) (list []Candidate, files Files) {
	if flag.Enum != "" {
		return words(flag.EnumSlice(), current), NoFiles
	}
	return nil, filesOf(flag.PlaceHolder)
}

// positional returns what an argument may be.
func positional(arg *kong.Positional, current string) (list []Candidate, files Files) {
	if arg.Enum != "" {
		return words(arg.EnumSlice(), current), NoFiles
	}
	return nil, filesOf(strings.ToUpper(arg.Name))
}

func words(all []string, current string) (list []Candidate) {
	for _, word := range all {
		if word != "" && strings.HasPrefix(word, current) {
			list = append(list, Candidate{Word: word})
		}
	}
	return list
}

// filesOf returns which files are meant by what stands for a value in the help.
func filesOf(placeholder string) Files {
	switch {
	case placeholder == "DIR":
		return OnlyFolder
	case strings.Contains(placeholder, "FILE"):
		return AnyFile
	}
	return NoFiles
}
