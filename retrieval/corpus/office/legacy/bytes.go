package legacy

import "encoding/binary"

// le reads numbers, the lowest byte first; beyond the end there are zeros.
type le []byte

func (b le) u8(at int) int {
	if at < 0 || at >= len(b) {
		return 0
	}
	return int(b[at])
}

func (b le) u16(at int) int { return b.u8(at) | b.u8(at+1)<<8 }

func (b le) u32(at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint32(b[at:]))
}

// cut returns n bytes from at, fewer if the end comes first.
func (b le) cut(at, n int) le {
	if at < 0 || n < 0 || at >= len(b) {
		return nil
	}
	return b[at:min(len(b), at+n)]
}

// from returns what begins at an offset.
func (b le) from(at int) le { return b.cut(at, len(b)) }
