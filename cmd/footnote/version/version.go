// Package version says what program this is.
package version

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
)

// Info is the program's version.
type Info struct {
	Version  string `json:"version"`  // "devel" for a build that has none
	Revision string `json:"revision"` // of the version control, "" if not known
	Modified bool   `json:"modified"` // built from a work tree with changes
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Bleve    string `json:"bleve"`
}

// Text is the version for people, one line.
func (v Info) Text() string {
	revision := ""
	if v.Revision != "" {
		revision = " (" + v.Revision[:min(12, len(v.Revision))] + ")"
		if v.Modified {
			revision = revision[:len(revision)-1] + ", modified)"
		}
	}
	return fmt.Sprintf("footnote %s%s, %s %s, bleve %s\n", v.Version, revision, v.Go, v.Platform, v.Bleve)
}

// Running returns the version of this program.
func Running() Info { return Of(debug.ReadBuildInfo()) }

// Of returns the version that what the Go command wrote into the program says.
func Of(info *debug.BuildInfo, ok bool) Info {
	v := Info{Version: "devel", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Bleve: "unknown"}
	if !ok {
		return v
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	bleve := slices.IndexFunc(info.Deps, func(m *debug.Module) bool { return m.Path == "github.com/blevesearch/bleve/v2" })
	if bleve >= 0 {
		v.Bleve = info.Deps[bleve].Version
	}
	return v
}
