//go:build !race

package main

// raceDetector reports whether code runs at a fraction of its speed.
const raceDetector = false
