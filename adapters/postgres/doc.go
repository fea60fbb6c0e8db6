// Package postgres keeps what the bot must not forget in PostgreSQL, for any number
// of processes at the same time: the requests with how far they have come, ratings,
// small values of adapters, and who works on what.
//
// A request is a row with the columns that are looked up by, and the whole record as
// JSON, as in package sqlite. Beside them stand leases: a name, its owner and until
// when. One is taken for each conversation that is worked on ("c/…"), for each process
// ("r/…"), and for what only one process may do ("h/…"). Owners renew their leases;
// what a dead process held is free again when its time is over.
//
// Three things keep the order and keep work from being done twice. A request is
// numbered under a lock of its conversation, so that a lower number is never
// committed after a higher one. Whoever works on a conversation holds its lease.
// And each claim of a request is counted: a process that lost its lease while it was
// stopped can't save any more.
package postgres
