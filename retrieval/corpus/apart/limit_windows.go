package apart

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// jobLimitFactor is how many times the memory of a job the process may take at
// the very most: the limit can't be lifted for what runs without one.
const jobLimitFactor = 3

// prepareProcess puts the process into a job object, whose limits the system
// keeps. Where it can't, the process watches itself.
func prepareProcess(memory int64) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return
	}
	var info windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION
	info.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_PROCESS_MEMORY | windows.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION
	info.ProcessMemoryLimit = uintptr(jobLimitFactor * memory)
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)))
	if err == nil {
		_ = windows.AssignProcessToJobObject(job, windows.CurrentProcess())
	}
}

func limitMemory(int64) {}

func liftMemory() {}

// memoryInUse is what the process takes of memory, bytes.
func memoryInUse() int64 { return runtimeMemory() }
