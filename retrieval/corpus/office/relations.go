package office

import (
	"context"
	"encoding/xml"
	"io/fs"
	"path"
	"strings"
)

// mainPart returns the name of the part that an Office Open XML file begins
// with.
func (z *container) mainPart(ctx context.Context) (string, error) {
	rels, err := z.relations(ctx, "")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/officeDocument") && z.has(r.target) {
			return r.target, nil
		}
	}
	for _, usual := range []string{"word/document.xml", "ppt/presentation.xml", "xl/workbook.xml", "xl/workbook.bin", "visio/document.xml"} {
		if z.has(usual) {
			return usual, nil
		}
	}
	return "", fs.ErrNotExist
}

// relation is a link from one part to another.
type relation struct {
	id, kind, target string // target is the name of a part
}

// relations returns the links of a part; "" is the package itself. A part
// without links has none.
func (z *container) relations(ctx context.Context, part string) ([]relation, error) {
	dir, base := path.Split(part)
	s, err := z.optionalXML(ctx, dir+"_rels/"+base+".rels")
	if err != nil {
		return nil, err
	}
	defer s.close()
	var rels []relation
	err = s.each(func(e xml.StartElement) error {
		if e.Name.Local == "Relationship" && attr(e, "TargetMode") != "External" {
			target := strings.ReplaceAll(attr(e, "Target"), `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = "/" + dir + target
			}
			rels = append(rels, relation{attr(e, "Id"), attr(e, "Type"), path.Clean(target)[1:]})
		}
		return nil
	}, nil)
	return rels, err
}

// target returns the part that the relation id leads to, "" if none.
func target(rels []relation, id string) string {
	for _, r := range rels {
		if r.id == id {
			return r.target
		}
	}
	return ""
}

// linked returns the part that the first relation of a kind leads to, else
// the usual name.
func linked(rels []relation, kind, usual string) string {
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/"+kind) {
			return r.target
		}
	}
	return usual
}
