// Package corpus turns files into documents.
//
// A [Corpus] is a folder, or any fs.FS, seen as a retrieval.Source: it lists
// the files worth reading and parses each with the reader of its format. The
// format is decided by content; the name is only a hint where content is
// ambiguous. Readers are an explicit list, one file of this package each.
//
// Whatever a file holds, it ends as documents or as a *retrieval.ReadError
// that says why not. With Options.Apart files are parsed in child processes (see
// package apart), so that memory, time, output or a crash of a parser cost that
// file only; what it gave before that is good. Only plain text and Markdown of a
// few pages, whose cost is bounded, are parsed in the process itself. Without
// Options.Apart, as in tests, all is. The limit of time is one of processor time,
// so that how busy the machine is has no say in what can be read; a failure that
// another moment may not see is marked as passing. A file during which the whole
// program ended is known by the journal (see Options.Journal) and left out at
// first.
//
// Document IDs are the slash-separated path below the root, or "path#record"
// for a record inside a bundle (a line of a JSON lines file, a message of a
// mailbox, a file of an archive). Of a name that is no valid UTF-8 they have the
// bytes that are no character written as in addresses: "caf%E9.txt".
package corpus
