//go:build !race

package corpus

// raceDetector tells that code runs at a fraction of its speed.
const raceDetector = false
