package codepage

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/unicode/norm"
)

// legacy are the charsets that a language was written in.
var (
	western  = []encoding.Encoding{charmap.Windows1252, charmap.ISO8859_1, charmap.ISO8859_15, charmap.CodePage850, charmap.Macintosh}
	central  = []encoding.Encoding{charmap.Windows1250, charmap.ISO8859_2, charmap.CodePage852}
	cyrillic = []encoding.Encoding{charmap.Windows1251, charmap.KOI8R, charmap.ISO8859_5, charmap.CodePage866, charmap.MacintoshCyrillic}
	baltic   = []encoding.Encoding{charmap.Windows1257, charmap.ISO8859_13}
	legacy   = map[string][]encoding.Encoding{
		"ar": {charmap.Windows1256, charmap.ISO8859_6},
		"bg": append(cyrillic, charmap.CodePage855), "cs": central, "da": western, "de": western,
		"el": {charmap.Windows1253, charmap.ISO8859_7},
		"en": {charmap.Windows1252, charmap.CodePage037},
		"es": western, "fi": western, "fr": western,
		"he": {charmap.Windows1255, charmap.ISO8859_8, charmap.CodePage862},
		"hr": central, "hu": central, "it": western,
		"ja": {japanese.ShiftJIS, japanese.EUCJP}, "ko": {korean.EUCKR},
		"lt": baltic, "lv": baltic, "nb": western, "nl": western[:4], "pl": central, "pt": western,
		"ro": {charmap.Windows1250, charmap.ISO8859_2}, "ru": cyrillic, "sk": central, "sl": central, "sv": western,
		"th": {charmap.Windows874}, "tr": {charmap.Windows1254}, "uk": {charmap.Windows1251, charmap.KOI8U},
		"vi": {charmap.Windows1258}, "zh": {simplifiedchinese.GB18030}, "zh-Hant": {traditionalchinese.Big5},
	}
)

// TestSentences guesses the charsets of single sentences.
func TestSentences(t *testing.T) {
	for language, text := range map[string]string{
		"ar":      "يبدأ الاجتماع في الساعة العاشرة في القاعة الكبيرة بالطابق الثاني.",
		"bg":      "Събранието започва в десет часа в голямата зала на втория етаж.",
		"cs":      "Schůze začíná v deset hodin ve velké zasedací místnosti ve druhém patře.",
		"da":      "Mødet begynder klokken ti i den store sal på første sal, og alle må gerne være der.",
		"de":      "Die Prüfung der Geräte für die Küche ist am Dienstag; alle Schlüssel müssen zurück.",
		"el":      "Η συνάντηση αρχίζει στις δέκα στη μεγάλη αίθουσα του δεύτερου ορόφου.",
		"en":      "The boat is green. It lies in the harbour, at pier 12.",
		"es":      "La reunión empieza a las diez en la sala pequeña; después habrá café para los niños y también té.",
		"fi":      "Kokous alkaa kymmeneltä isossa salissa, ja kaikki pääsevät sinne ilman eri pyyntöä.",
		"fr":      "Le déjeuner était prêt à midi, où les élèves ont reçu leurs résultats.",
		"he":      "הפגישה מתחילה בשעה עשר באולם הגדול בקומה השנייה.",
		"hr":      "Sastanak počinje u deset sati u velikoj dvorani, gdje će biti čaj i svježi kruh za naše goste.",
		"hu":      "Az értekezlet tíz órakor kezdődik a második emeleti nagyteremben, utána kávé és sütemény lesz.",
		"it":      "La riunione è già finita, perché la città era più vicina di così; però il caffè è là.",
		"ja":      "会議は十時から、第二会議室です。よろしくお願いします。",
		"ko":      "회의는 열시에 이층 큰 회의실에서 시작합니다.",
		"lt":      "Susirinkimas prasideda dešimtą valandą didžiojoje salėje, kur bus arbatos ir šviežios duonos.",
		"lv":      "Sapulce sākas desmitos lielajā zālē otrajā stāvā, un visi ir laipni lūgti ņemt līdzi krēslus.",
		"nb":      "Møtet begynner klokken ti i den store salen, og alle må gjerne være på plass før.",
		"nl":      "De vergadering begint om tien uur; het comité heeft geëist dat alle ideeën één keer worden geïnd.",
		"pl":      "Zebranie odbędzie się w środę o dziesiątej, w dużej sali na drugim piętrze.",
		"pt":      "A reunião começa às dez na sala pequena; não há café, mas haverá pão e água para as crianças.",
		"ro":      "Şedinţa începe la ora zece în sala mare, unde vor fi cafea şi pâine pentru toţi.",
		"ru":      "Собрание начинается в десять часов в большом зале на втором этаже.",
		"sk":      "Schôdza sa začína o desiatej vo veľkej sále na druhom poschodí, kde bude aj čaj.",
		"sl":      "Sestanek se začne ob desetih v veliki dvorani, kjer bosta čaj in svež kruh za vse udeležence.",
		"sv":      "Mötet börjar klockan tio i den stora salen, och alla får gärna vara på plats före.",
		"th":      "การประชุมเริ่มเวลาสิบนาฬิกา ที่ห้องประชุมใหญ่ชั้นสอง",
		"tr":      "Toplantı saat onda ikinci kattaki büyük salonda başlıyor; çay ve taze ekmek de var.",
		"uk":      "Збори починаються о десятій годині у великій залі на другому поверсі.",
		"vi":      "Cuộc họp bắt đầu lúc mười giờ ở phòng lớn trên tầng hai.",
		"zh":      "会议十点在二楼的大会议室开始，请大家准时参加。",
		"zh-Hant": "會議十點在二樓的大會議室開始，請大家準時參加。",
	} {
		if language == "vi" {
			text = asIn1258(text)
		}
		for _, e := range legacy[language] {
			data, err := e.NewEncoder().Bytes([]byte(text))
			if err != nil {
				t.Errorf("%s in %v: %v", language, e, err)
				continue
			}
			got, isText := Guess(data)
			if !isText || norm.NFC.String(decode(got, data)) != norm.NFC.String(text) {
				t.Errorf("%s in %v is taken for %v: %s", language, e, got, decode(got, data))
			}
		}
	}
}

// TestNoText tells random bytes from text.
func TestNoText(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	data := make([]byte, 1000)
	for i := range data {
		data[i] = byte(random.Uint32())
	}
	if e, isText := Guess(data); isText {
		t.Errorf("random bytes are taken for text in %v", e)
	}
}

// TestSigns tells quotation marks, dashes and the like of Windows from letters
// of older charsets.
func TestSigns(t *testing.T) {
	for _, text := range []string{
		"It’s the boat’s name.", "He said “no” and left.", "pages 12–15 – and more", "and so on…", "5 € a piece", "20 °C",
		"« Non »", "© 2004 Boatyard", "• the hull\n• the mast", "It costs £5.", "the ‘old’ boat", "Größe: 5 m²", "§ 5",
	} {
		data, err := charmap.Windows1252.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := Guess(data); decode(got, data) != text {
			t.Errorf("%q is taken for %v: %q", text, got, decode(got, data))
		}
	}
}

// TestShortTables guesses the charset of a few names in a table.
func TestShortTables(t *testing.T) {
	for text, e := range map[string]encoding.Encoding{
		"Name;Ort\nJörg;Köln\n":            charmap.Windows1252,
		"氏名,部署,電話\n佐藤,総務,03-1234\n":        japanese.ShiftJIS,
		"品名,数量\nボルト,12\nナット,5\n":           japanese.ShiftJIS,
		"이름,부서\n김민수,총무\n":                  korean.EUCKR,
		"姓名,部门\n王小明,财务\n":                  simplifiedchinese.GB18030,
		"Имя;Город\nИван;Москва\n":         charmap.Windows1251,
		"Jméno;Město\nJiří;Plzeň\n":        charmap.Windows1250,
		"あいうえお":                            japanese.ShiftJIS,
		"Imię;Miasto\nŁukasz;Łódź\n":       charmap.Windows1250,
		"Όνομα;Πόλη\nΓιώργος;Αθήνα\n":      charmap.Windows1253,
		"İsim;Şehir\nÇağla;Eskişehir\n":    charmap.Windows1254,
		"Navn;By\nSøren;Århus\nÅse;Bodø\n": charmap.Windows1252,
	} {
		data, err := e.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := Guess(data); decode(got, data) != text {
			t.Errorf("%q in %v is taken for %v: %q", text, e, got, decode(got, data))
		}
	}
}

// TestXQuAD measures guesses on texts that the table hasn't seen.
func TestXQuAD(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/data/xquad/*/corpus.jsonl")
	if len(files) == 0 {
		t.Skip("without ../shared/data/xquad")
	}
	const each = 20 // pieces of text by language, charset and length
	for _, size := range []int{60, 200, 1000} {
		right, all := 0, 0
		wrong := make(map[string]int)
		for _, file := range files {
			language := filepath.Base(filepath.Dir(file))
			text := readCorpus(t, file)
			for _, e := range legacy[language] {
				for i := range each {
					data, want := encodePiece(e, language, text, i*len(text)/each, size)
					if countBeyondASCII(data) < 2 || utf8.Valid(data) {
						continue
					}
					all++
					if got, _ := Guess(data); norm.NFC.String(decode(got, data)) == norm.NFC.String(want) {
						right++
					} else {
						wrong[fmt.Sprintf("%s in %v", language, e)]++
					}
				}
			}
		}
		t.Logf("%4d bytes: %.3f of %d right; wrong: %v", size, float64(right)/float64(all), all, wrong)
		if right*100 < all*95 {
			t.Errorf("of %d bytes %d of %d are right", size, right, all)
		}
	}
}

func readCorpus(t *testing.T, file string) []rune {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var text []rune
	for d := json.NewDecoder(f); d.More(); {
		var paragraph struct{ Text string }
		if err := d.Decode(&paragraph); err != nil {
			t.Fatal(err)
		}
		text = append(text, []rune(paragraph.Text+"\n")...)
	}
	return text
}

// inOldCharsets puts what an old charset may lack into what its writers took.
var inOldCharsets = strings.NewReplacer("‐", "-", "‑", "-", "“", `"`, "”", `"`, "„", `"`, "’", "'", "‘", "'", "–", "-", "—", "-", "…", "...")

// encodePiece encodes as much of text from a word on as fits into some bytes,
// without the characters that the charset lacks.
func encodePiece(e encoding.Encoding, language string, text []rune, from, size int) (data []byte, want string) {
	piece := string(text[from:min(len(text), from+size+100)])
	if _, rest, ok := strings.Cut(piece, " "); ok && language != "th" && language != "zh" {
		piece = rest
	}
	switch language {
	case "vi":
		piece = asIn1258(piece)
	case "ro":
		piece = cedillas.Replace(piece)
	}
	var b strings.Builder
	for _, r := range piece {
		c, err := e.NewEncoder().Bytes([]byte(string(r)))
		if err != nil {
			r, _ = utf8.DecodeRuneInString(inOldCharsets.Replace(string(r)))
			if r >= utf8.RuneSelf {
				continue
			}
			c = []byte(string(r))
		}
		if len(data)+len(c) > size {
			break
		}
		data = append(data, c...)
		b.WriteRune(r)
	}
	return data, b.String()
}

func BenchmarkGuess(b *testing.B) {
	text := strings.Repeat("Die Prüfung der Geräte für die Küche ist am Dienstag. ", 200)
	data, err := charmap.Windows1252.NewEncoder().Bytes([]byte(text))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Guess(data)
	}
}

func FuzzGuess(f *testing.F) {
	f.Add([]byte("Gr\xfc\xdfe"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if e, _ := Guess(data); e == nil {
			t.Error("no guess")
		}
	})
}
