package login

import (
	"net/url"
	"strings"
)

// localTarget returns where to go on after signing in: a path of this site with its
// query, or "/" if what was asked for is anything else. Browsers take a
// backslash for a slash and drop controls, so neither may occur.
func localTarget(asked string) string {
	const longest = 2000
	u, err := url.Parse(asked)
	switch {
	case err != nil, len(asked) > longest,
		!strings.HasPrefix(asked, "/"), strings.HasPrefix(asked, "//"),
		strings.ContainsFunc(asked, func(c rune) bool { return c <= ' ' || c == '\\' || c == 0x7f }),
		u.Scheme != "", u.Host != "", u.User != nil,
		u.Path == loginPath, strings.HasPrefix(u.Path, loginPath+"/"), u.Path == logoutPath:
		return "/"
	}
	return asked
}

// withTarget adds where to go on to the address of a page that signs in.
func withTarget(path, asked string) string {
	if t := localTarget(asked); t != "/" {
		return path + "?to=" + url.QueryEscape(t)
	}
	return path
}
