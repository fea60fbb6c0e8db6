//go:build !race

package corpus

// raceDetector reports whether code runs at a fraction of its speed.
const raceDetector = false
