// Package apart runs work on files in child processes, so that a file that
// takes all memory, never ends or crashes its parser costs that file only.
//
// A child is this program itself, started with the one argument [Verb]. A [Pool]
// starts children when they are needed, gives each one job after another and
// lets them go when nothing is to be done. A job is a header and bytes, what
// comes of it are messages; what they mean is up to the caller. Package corpus
// is the only one: its readers parse files there.
//
// The wall has several layers, since no system has all of them and none alone is
// certain. The child limits itself (rlimits on Linux, a job object on Windows),
// watches its own memory and ends where that is too much, everywhere. It tells
// the parent twice a second that it lives; a child that falls silent is killed,
// as is one that says too much. A child whose parent is gone reads the end of its
// input and ends. Its environment has no settings, so that no key of a platform
// is near a parser.
package apart
