//go:build unix

package trust

import (
	"os"
	"strconv"
	"syscall"
)

// whyForeign returns why a file may be another user's work, "" if it isn't. What root
// owns is the machine's own, and under sudo the user is the one who called it.
func whyForeign(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	const everybodyEdits = 0o002
	if info.Mode()&everybodyEdits != 0 {
		return "everybody can write it"
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	owner := int(stat.Uid)
	if caller, err := strconv.Atoi(os.Getenv("SUDO_UID")); err == nil && os.Geteuid() == 0 && owner == caller {
		return ""
	}
	if owner != 0 && owner != os.Geteuid() {
		return "it belongs to another user"
	}
	return ""
}
