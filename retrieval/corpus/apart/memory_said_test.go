package apart

import "testing"

// TestIsOutOfMemory: what the runtime says as it ends for want of memory.
func TestIsOutOfMemory(t *testing.T) {
	const collector = "SIGSEGV: segmentation violation\nPC=0x439e7d m=4 sigcode=1 addr=0x0\n\ngoroutine 0 gp=0x3d m=4 mp=0x3d [idle]:\n" +
		"runtime.(*spanQueue).tryDrain(0x3d)\n\t/usr/local/go/src/runtime/mgcmark_greenteagc.go:520 +0x5d\nruntime.gcDrain(0x3d, 0x7)\n\t/usr/local/go/src/runtime/mgcmark.go:1284 +0x4a7\n\n"
	for said, want := range map[string]bool{
		"fatal error: runtime: out of memory\n":                                                                                    true,
		"runtime: failed to create new OS thread (have 5 already; errno=11)\n":                                                     true,
		collector + "goroutine 1 [runnable]:\nmain.main()\n":                                                                       true,
		"SIGSEGV: segmentation violation\nPC=0x1\n\ngoroutine 7 [running]:\nmain.parse()\n":                                        false,
		"panic: runtime error: index out of range [1] with length 0\n\ngoroutine 1 [running]:\n":                                   false,
		"SIGSEGV: segmentation violation\n\ngoroutine 0 [idle]:\nruntime.mcall()\n\ngoroutine 9 [GC worker]:\nruntime.gcDrain()\n": false,
	} {
		if got := isOutOfMemory(said); got != want {
			t.Errorf("%q is for want of memory: %v", said, got)
		}
	}
}
