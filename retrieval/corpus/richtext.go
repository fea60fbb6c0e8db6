package corpus

import endian "encoding/binary"

// What a body in compressed Rich Text begins with, and may expand to (MS-OXRTFCP).
const (
	richHead       = 16
	richCompressed = 0x75465A4C // "LZFu"
	richPlain      = 0x414C454D // "MELA"
	maxRichText    = 16 << 20
	richWindow     = 4096
)

// richStart is what the window holds at the beginning: what most texts begin with.
const richStart = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` +
	"\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`

// expandRichText returns the Rich Text of a message of Outlook, as far as it is whole;
// nil if it is none.
func expandRichText(data []byte) []byte {
	if len(data) < richHead {
		return nil
	}
	switch endian.LittleEndian.Uint32(data[8:]) {
	case richPlain:
		return data[richHead:]
	case richCompressed:
	default:
		return nil
	}
	var window [richWindow]byte
	at := copy(window[:], richStart)
	var out []byte
	put := func(c byte) {
		out = append(out, c)
		window[at] = c
		at = (at + 1) % richWindow
	}
	for in := data[richHead:]; len(in) > 0 && len(out) < maxRichText; {
		control := in[0]
		in = in[1:]
		for bit := range 8 {
			if control>>bit&1 == 0 {
				if len(in) == 0 {
					return out
				}
				put(in[0])
				in = in[1:]
				continue
			}
			if len(in) < 2 {
				return out
			}
			token := endian.BigEndian.Uint16(in)
			in = in[2:]
			from := int(token >> 4)
			if from == at { // the end
				return out
			}
			for n := range int(token&15) + 2 {
				put(window[(from+n)%richWindow])
			}
		}
	}
	return out
}
