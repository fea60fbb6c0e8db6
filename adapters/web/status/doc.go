// Package status shows the operator how a server is doing: a page, metrics for
// Prometheus, and the checks that tell a supervisor whether it lives and is
// ready.
//
// What happens is counted in memory as the bot tells of it ([Status.Observe]);
// what was asked comes from the archive and what is indexed from a [Documents].
// These two are costly, so that they are counted in the background by
// [Status.Run], once a minute at most and only if somebody looks; the page
// itself costs next to nothing. Nothing is kept on disk.
//
// The page names nobody who asked, and leaves out what was asked in private
// unless Options.Private is set. All texts on it are other people's: they go
// through html/template, and through escaping in the charts.
package status
