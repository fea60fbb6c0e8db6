// Package repository fetches the documents of a git repository, or of its wiki, with the
// dates of its history: of each file the day when it was last changed, who changed it,
// and a link to it where the repository is shown.
//
// It calls git, which must be installed: a library that speaks its protocol would bring
// more than the whole program has. What git asks for goes through a proxy of our own, on
// this machine, that dials only public addresses and those that are allowed. No hook, no
// filter and no configuration of the user's is run, and nothing is ever checked out.
//
// A [Repository] is a mirror.Source that names all that there is: what is no longer among
// it is gone.
package repository
