// Package manual writes the manual pages of the program, in the language of man, from
// the same description of verbs and flags that the help is made of. The library that
// does so for kong, mango-kong, has stood still since 2022 and leaves out what a verb
// says of itself at length.
package manual

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// Pages returns the pages by the names of their files: that of the program, and one of
// each verb. version stands in the foot of each.
func Pages(app *kong.Node, version string) map[string]string {
	pages := map[string]string{app.Name + ".1": write(app, app, version)}
	var add func(node *kong.Node)
	add = func(node *kong.Node) {
		for _, child := range node.Children {
			if child.Hidden {
				continue
			}
			pages[pageName(app, child)+".1"] = write(app, child, version)
			add(child)
		}
	}
	add(app)
	return pages
}

// pageName is that of a verb's page: "footnote-slack-check".
func pageName(app, node *kong.Node) string {
	if node == app {
		return app.Name
	}
	return app.Name + "-" + strings.ReplaceAll(node.Path(), " ", "-")
}

// write writes the page of a verb, or of the program.
func write(app, node *kong.Node, version string) string {
	var b strings.Builder
	name, help := pageName(app, node), node.Help
	if node == app {
		help, _, _ = strings.Cut(help, "\n")
	}
	fmt.Fprintf(&b, ".TH %s 1 \"\" \"%s\" \"Footnote\"\n", escape(strings.ToUpper(name)), escape(version))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", escape(name), escape(strings.TrimRight(help, ".")))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", escape(strings.ReplaceAll(name, "-", " ")))
	if len(node.Children) > 0 {
		b.WriteString(".I verb\n")
	}
	b.WriteString("[\\fIflags\\fR]\n")
	for _, arg := range node.Positional {
		b.WriteString(escape(arg.Summary()) + "\n")
	}
	b.WriteString(".SH DESCRIPTION\n")
	if node == app {
		writeText(&b, node.Help)
	} else {
		writeText(&b, node.Help+"\n\n"+node.Detail)
	}
	writeArguments(&b, node)
	writeVerbs(&b, app, node)
	writeFlags(&b, node)
	b.WriteString(".SH SEE ALSO\n")
	if node == app {
		b.WriteString("footnote help \\fIverb\\fR\n")
	} else {
		fmt.Fprintf(&b, ".BR %s (1)\n", escape(app.Name))
	}
	return b.String()
}

func writeArguments(b *strings.Builder, node *kong.Node) {
	for i, arg := range node.Positional {
		if i == 0 {
			b.WriteString(".SH ARGUMENTS\n")
		}
		writeItem(b, arg.Summary(), arg.Help)
	}
}

func writeVerbs(b *strings.Builder, app, node *kong.Node) {
	first := true
	for _, child := range node.Children {
		if child.Hidden {
			continue
		}
		if first {
			b.WriteString(".SH VERBS\n")
			first = false
		}
		writeItem(b, child.Name, child.Help+" See "+pageName(app, child)+"(1).")
	}
}

// writeFlags writes the flags in the groups that the help has them in.
func writeFlags(b *strings.Builder, node *kong.Node) {
	groups := []string{"Flags"}
	in := make(map[string][]*kong.Flag)
	for _, flag := range node.Flags {
		if flag.Hidden {
			continue
		}
		group := "Flags"
		if flag.Group != nil {
			group = flag.Group.Key
		}
		if in[group] == nil && group != "Flags" {
			groups = append(groups, group)
		}
		in[group] = append(in[group], flag)
	}
	for _, group := range groups {
		if len(in[group]) > 0 {
			b.WriteString(".SH " + escape(strings.ToUpper(group)) + "\n")
		}
		for _, flag := range in[group] {
			help := flag.Help
			for _, env := range flag.Envs {
				help += " ($" + env + ")"
			}
			name := flag.Value.Summary()
			if flag.Short != 0 {
				name = "-" + string(flag.Short) + ", " + name
			}
			writeItem(b, name, help)
		}
	}
}

func writeItem(b *strings.Builder, name, text string) {
	fmt.Fprintf(b, ".TP\n\\fB%s\\fR\n%s\n", escape(name), escape(text))
}

// writeText writes paragraphs. Lines that are indented stay as they are.
func writeText(b *strings.Builder, text string) {
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		var plain, shown []string
		for _, line := range strings.Split(paragraph, "\n") {
			if strings.HasPrefix(line, "  ") {
				shown = append(shown, line)
			} else {
				plain = append(plain, line)
			}
		}
		if len(plain) > 0 {
			b.WriteString(escape(strings.Join(plain, " ")) + "\n")
		}
		if len(shown) > 0 {
			b.WriteString(".RS\n.nf\n")
			for _, line := range shown {
				b.WriteString(escape(strings.TrimPrefix(line, "  ")) + "\n")
			}
			b.WriteString(".fi\n.RE\n")
		}
	}
}

// escape keeps text from being read as requests.
func escape(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, `"`, `\(dq`, "\n", " ").Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	return text
}
