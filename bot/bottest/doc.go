// Package bottest holds stand-ins for what package bot consumes, for the tests
// of every package: they behave as the real ones do when those misbehave.
package bottest
