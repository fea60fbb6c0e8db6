// Package status shows the operator how a server is doing: a page, metrics for
// Prometheus, and the checks by which a supervisor sees whether it lives and is
// ready.
//
// Events are counted in memory as the bot reports them ([Status.Observe]). The
// questions come from the archive, and what is indexed from a [Documents]. These two
// are costly to count. [Status.Run] does it in the background, once a minute at most
// and only if somebody looks; the page itself costs next to nothing. Nothing is kept
// on disk.
//
// The page names nobody who asked, and leaves out what was asked in private
// unless Options.Private is set. All texts on it are other people's: they go
// through html/template, and through escaping in the charts.
package status
