package apart

import "runtime/metrics"

// readMetrics returns the sum of the values of metrics of the Go runtime, bytes.
func readMetrics(names ...string) (sum int64) {
	samples := make([]metrics.Sample, len(names))
	for i, name := range names {
		samples[i].Name = name
	}
	metrics.Read(samples)
	for _, s := range samples {
		if s.Value.Kind() == metrics.KindUint64 {
			sum += int64(s.Value.Uint64())
		}
	}
	return sum
}

// runtimeMemory is what the Go runtime has of the system's memory, bytes.
func runtimeMemory() int64 {
	return readMetrics("/memory/classes/total:bytes") - readMetrics("/memory/classes/heap/released:bytes")
}

// heapMapped is what the heap takes or has taken at its largest, bytes.
func heapMapped() int64 {
	return readMetrics("/memory/classes/heap/objects:bytes", "/memory/classes/heap/unused:bytes",
		"/memory/classes/heap/free:bytes", "/memory/classes/heap/released:bytes")
}
