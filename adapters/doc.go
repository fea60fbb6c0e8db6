// Package adapters says what a chat platform brings to the program, and what it
// gets of it. Everything about a platform lives in the package of its adapter: its
// settings and verbs, how its places are written, what is checked of it and how it
// runs. Each such package has a function that returns its [Platform]; the program
// has one list of them, and neither it nor the bot names any of them elsewhere.
//
// Nothing here is stored or sent: these are the types of a contract. What a
// Messenger promises is said in package bot, and tested by the suite in
// internal/contract, to which a platform says what it can't do.
package adapters
