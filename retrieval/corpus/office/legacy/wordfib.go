package legacy

// Where things are in the File Information Block (FIB, MS-DOC 2.5), with which
// the stream "WordDocument" begins.
const (
	// FibBase, 2.5.2.
	fibVersion  = 0x02 // nFib
	fibLanguage = 0x06 // lid
	fibFlags    = 0x0A // from fDot
	fibFCMin    = 0x18 // reserved5; fcMin before 1997: where the text begins

	// FibRgLw97, 2.5.4: the lengths of the parts of the text, in characters,
	// from ccpText to ccpTxbx.
	fibLengths = 0x4C

	// FibRgFcLcb97, 2.5.6: pairs of an offset in the table stream and a length.
	fibFootnoteRefs  = 0xAA  // fcPlcffndRef
	fibFootnoteTexts = 0xB2  // fcPlcffndTxt
	fibCharacters    = 0xFA  // fcPlcfBteChpx
	fibParagraphs    = 0x102 // fcPlcfBtePapx
	fibPieces        = 0x1A2 // fcClx
	fibEndnoteRefs   = 0x20A // fcPlcfendRef
	fibEndnoteTexts  = 0x212 // fcPlcfendTxt

	// The same in the FIB of Word 6 and 95, which has no specification of
	// its own any more.
	fibLengths95 = 0x34
	fibPieces95  = 0x160
)

// Values of fibVersion.
const (
	versionWord6  = 0x65
	versionWord97 = 0xC0
)

// Bits of fibFlags.
const (
	flagEncrypted  = 0x0100 // fEncrypted
	flagWide       = 0x1000 // fExtChar, before 1997
	flagWhichTable = 0x0200 // fWhichTblStm: the table stream is "1Table"
)

// The structures that the table stream holds.
const (
	clxPrc     = 1 // a Prc of a Clx: properties
	clxPcdt    = 2 // its Pcdt: the pieces
	clxPrcHead = 3 // bytes of a Prc before its properties
	clxPcdHead = 5 // bytes of a Pcdt before its PlcPcd

	cpSize  = 4 // of a position in a Plc: a CP or an FC
	pcdSize = 8 // of a Pcd
	pcdFC   = 2 // its FcCompressed
	frdSize = 2 // of the data of a note's mark (PlcffndRef)
	pnSize  = 4 // of a PnFkpChpx or PnFkpPapx

	fcCompressed = 1 << 30 // fCompressed of an FcCompressed: one byte a character
	pnMask       = 1<<22 - 1
)

// A ChpxFkp or PapxFkp is a page that keeps the looks of
// some runs of text.
const (
	fkpSize   = 512
	fkpCount  = 511 // crun or cpara, its last byte
	chpxEntry = 1   // bytes of an entry: where the Chpx is, in words
	bxPapSize = 13  // of a BxPap: where the PapxInFkp is, and what nobody needs
)

// tablePart returns what a pair of FibRgFcLcb97 leads to.
func (w *wordReader) tablePart(fcLcb int) le {
	return w.table.cut(w.main.u32(fcLcb), w.main.u32(fcLcb+4))
}

// plcLen returns how many data elements a Plc has: n+1 positions stand before n
// elements of some bytes each.
func plcLen(plc le, element int) int { return (len(plc) - cpSize) / (cpSize + element) }
