package serving

import (
	"errors"
	"fmt"
	"net"
	"syscall"

	"footnote/adapters"
)

// Listen listens on the address that a setting gives. Unless another program has
// it, an address that can't be listened on is an adapters.SettingError.
func Listen(setting, address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if err == nil {
		return listener, nil
	}
	err = fmt.Errorf("listen on %s: %w (choose another %s)", address, err, setting)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, err
	}
	return nil, adapters.WrongSetting("%w", err)
}
