package markup

import (
	"regexp"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// manual reads a page of the manual, with the macros of man or of mdoc.
type manual struct {
	writer
	raw   bool // lines stand as they are
	code  []string
	term  bool // the next line is a term
	name  string
	inDoc bool // mdoc
}

var (
	manFont   = regexp.MustCompile(`\\f(?:\[[^\]]*\]|\(..|.)`)
	manSize   = regexp.MustCompile(`\\s[+-]?\d+`)
	manEscape = regexp.MustCompile(`\\(\(..|\[[^\]]*\]|\*\(..|\*\[[^\]]*\]|\*.|.)`)
	manWords  = regexp.MustCompile(`"(?:[^"]|"")*"?|\S+`)
)

// manSigns are what escapes stand for.
var manSigns = map[string]string{
	"-": "-", "e": `\`, "&": "", "|": "", "^": "", "%": "", "/": "", ",": "", ")": "", "c": "", "p": "", "d": "", "u": "", "0": " ", "~": " ", " ": " ", ":": "",
	"(em": "—", "(en": "–", "(aq": "'", "(cq": "’", "(oq": "‘", "(lq": "“", "(rq": "”", "(dq": `"`, "(bu": "•", "(co": "©", "(rg": "®", "(ha": "^", "(ti": "~", "(rs": `\`,
	"(->": "→", "(<-": "←", "(<=": "≤", "(>=": "≥", "(mu": "×", "(ua": "↑", "*(lq": "“", "*(rq": "”", "*(Lt": "<", "*(Gt": ">", "*(Am": "&", "(bv": "|", "(sl": "/", "'": "´", "`": "`",
}

// Man reads a page of the manual.
func Man(text string) *block.Document {
	m := &manual{}
	for _, line := range lines(text) {
		m.readLine(line)
	}
	m.endParagraph(unescapeMan)
	m.endRaw()
	return m.finish()
}

func (m *manual) readLine(line string) {
	if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
		name, rest, _ := strings.Cut(strings.TrimLeft(line[1:], " \t"), " ")
		if comment := strings.Index(rest, `\"`); comment >= 0 {
			rest = rest[:comment]
		}
		if !strings.HasPrefix(name, `\"`) {
			m.obey(name, rest)
		}
		return
	}
	if comment := strings.Index(line, `\"`); comment >= 0 {
		line = line[:comment]
	}
	m.addManText(line)
}

func (m *manual) addManText(line string) {
	switch {
	case m.raw:
		m.code = append(m.code, unescapeMan(line))
	case strings.TrimSpace(line) == "":
		m.endParagraph(unescapeMan)
	case m.term:
		m.blocks.Add(block.Block{Text: unescapeMan(line), Row: true})
		m.term = false
	default:
		m.addText(line)
	}
}

// manArguments splits the arguments of a macro, which may be in quotes.
func manArguments(rest string) []string {
	var out []string
	for _, word := range manWords.FindAllString(rest, -1) {
		if strings.HasPrefix(word, `"`) {
			word = strings.ReplaceAll(strings.TrimSuffix(word[1:], `"`), `""`, `"`)
		}
		out = append(out, word)
	}
	return out
}

// obey obeys a macro.
func (m *manual) obey(name, rest string) {
	arguments := manArguments(rest)
	argument := func(i int) string {
		if i < len(arguments) {
			return arguments[i]
		}
		return ""
	}
	switch name {
	case "TH", "Dt":
		m.inDoc = name == "Dt"
		title := strings.ToLower(unescapeMan(argument(0)))
		if section := argument(1); section != "" {
			title += "(" + section + ")"
		}
		m.d.Title = title
		if !m.inDoc {
			m.d.Created = unescapeMan(argument(2))
		}
	case "Dd":
		m.d.Created = unescapeMan(strings.Join(arguments, " "))
	case "SH", "Sh":
		m.endParagraph(unescapeMan)
		m.addHeading(1, unescapeMan(strings.Join(arguments, " ")))
	case "SS", "Ss":
		m.endParagraph(unescapeMan)
		m.addHeading(2, unescapeMan(strings.Join(arguments, " ")))
	case "PP", "P", "LP", "HP", "Pp", "sp", "RS", "RE", "Bl", "El", "br", "Lp":
		m.endParagraph(unescapeMan)
	case "TP", "TQ":
		m.endParagraph(unescapeMan)
		m.term = true
	case "IP":
		m.endParagraph(unescapeMan)
		switch tag := strings.TrimSpace(unescapeMan(argument(0))); tag {
		case "", "•", "-", "*", "o":
			if tag != "" {
				m.mark = item(1, "-")
			}
		default:
			m.blocks.Add(block.Block{Text: tag, Row: true})
		}
	case "It":
		m.endParagraph(unescapeMan)
		if text := m.mdocText(arguments); text != "" {
			m.blocks.Add(block.Block{Text: text, Row: true})
		} else {
			m.mark = item(1, "-")
		}
	case "nf", "EX", "Bd":
		m.endParagraph(unescapeMan)
		m.raw = true
	case "fi", "EE", "Ed":
		m.endRaw()
	case "B", "I", "SM", "SB", "R":
		m.addManText(strings.Join(arguments, " "))
	case "BR", "RB", "IR", "RI", "BI", "IB":
		m.addManText(strings.Join(arguments, ""))
	case "UR", "MT":
		m.addManText(argument(0))
	case "SY", "OP":
		m.addManText(strings.Join(arguments, " "))
	case "Nd":
		m.addManText("- " + strings.Join(arguments, " "))
	case "Nm":
		if argument(0) != "" && m.name == "" {
			m.name = argument(0)
		}
		if argument(0) == "" {
			arguments = []string{m.name}
		}
		m.addManText(m.mdocText(arguments))
	case "Os", "de", "..", "ig", "ds", "nr", "so", "ad", "hy", "nh", "if", "ie", "el", "ne", "in", "ti", "ta", "PD", "DT", "AT", "UC", "tr", "UE", "ME", "YS", "TS", "TE", "T&", "ft", "ps", "cs":
	case "An":
		m.addManText(m.mdocText(arguments))
		block.SetFact(&m.d.Author, strings.Join(arguments, " "))
	default:
		if len(name) == 2 && name[0] >= 'A' && name[0] <= 'Z' && name[1] >= 'a' && name[1] <= 'z' {
			m.addManText(m.mdocText(append([]string{name}, arguments...)))
			return
		}
		m.addManText(strings.Join(arguments, " "))
	}
}

// mdocText writes the arguments of a macro of mdoc, which may name others.
func (m *manual) mdocText(arguments []string) string {
	var b strings.Builder
	prefix, closing := "", ""
	for i, word := range arguments {
		switch word {
		case "Fl", "Cm", "Ar", "Nm", "Pa", "Op", "Oo", "Oc", "Dq", "Sq", "Ql", "Em", "Sy", "Va", "Vt", "Li", "Ns", "No", "Ev", "Dv", "Ic", "Xr", "Fn", "Fa", "Er", "Bq", "Pq", "Aq", "Tn", "Ta", "Lk", "Mt", "In", "Ad", "Ms", "Xo", "Xc":
			switch word {
			case "Fl":
				prefix = "-"
			case "Op", "Bq", "Oo":
				prefix, closing = "[", "]"
			}
			continue
		}
		if len(word) == 1 && strings.Contains(".,:;)]?!", word) {
			b.WriteString(word)
			continue
		}
		if i > 1 && arguments[0] == "Xr" && i == 2 {
			b.WriteString("(" + word + ")")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(prefix + word)
		prefix = ""
	}
	b.WriteString(closing)
	return unescapeMan(b.String())
}

func (m *manual) endRaw() {
	if m.raw {
		m.addCode(m.code)
	}
	m.raw, m.code = false, nil
}

// unescapeMan returns a text without escapes.
func unescapeMan(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	s = manSize.ReplaceAllString(manFont.ReplaceAllString(s, ""), "")
	return manEscape.ReplaceAllStringFunc(s, func(escape string) string {
		name := escape[1:]
		if text, ok := manSigns[name]; ok {
			return text
		}
		if inner, ok := strings.CutPrefix(name, "["); ok {
			inner = strings.TrimSuffix(inner, "]")
			if text, ok := manSigns["("+inner]; ok {
				return text
			}
			return ""
		}
		if strings.HasPrefix(name, "(") || strings.HasPrefix(name, "*") {
			return ""
		}
		return name
	})
}
