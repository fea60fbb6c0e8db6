//go:build !unix

package blevex

import "time"

func processorTime() time.Duration { return 0 }
