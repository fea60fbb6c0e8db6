package question

import (
	"strings"
	"testing"

	"footnote/retrieval/language"
)

// TestAsksInManyLanguages takes questions of many languages apart: each line is
// what is expected and a question.
func TestAsksInManyLanguages(t *testing.T) {
	for code, questions := range asked {
		all, alone := 0, 0
		for _, line := range strings.Split(strings.TrimSpace(questions), "\n") {
			want, text, _ := strings.Cut(strings.TrimSpace(line), ": ")
			q := Parse(text)
			if q.Spoken&language.Of(code) == 0 {
				t.Errorf("%q is not told to be %s", text, code)
			}
			all++
			if q.Spoken&^neighbours(code) == 0 {
				alone++
			}
			if got := kindsOf(q); !strings.Contains(got, want) {
				t.Errorf("%s: %q asks for %s, want %s", code, text, got, want)
			}
		}
		if alone*10 < all*8 {
			t.Errorf("of %d questions %d are told to be %s alone, want eight in ten", all, alone, code)
		}
	}
}

// neighbours returns a language with the one that it shares most short questions with.
func neighbours(code string) language.Codes {
	if code == "da" || code == "no" {
		return language.Of("da", "no")
	}
	return language.Of(code)
}

// kindsOf names what a question asks for.
func kindsOf(q Question) string {
	kinds := [...]string{"anything", "number", "money", "date", "name", "place", "reason"}[q.Expects]
	if q.AsksManner() {
		kinds += " manner"
	}
	if q.AsksDefinition() {
		kinds += " definition"
	}
	return kinds
}

var asked = map[string]string{
	"de": `
		number: Wie viele Schiffe liegen im Hafen?
		number: Wieviel Liter fasst der Tank?
		number: Wie hoch ist der Leuchtturm?
		number: Welche Länge hat die Brücke?
		money: Wie viel kostet die Überfahrt?
		money: Wie hoch ist die Miete der Halle?
		money: Was ist der Preis einer Fahrkarte?
		date: Wann wurde die Werft gegründet?
		date: In welchem Jahr brannte das Lager ab?
		date: Seit wann gilt die Regel?
		name: Wer leitet die Werft?
		name: Wem gehört das Boot?
		name: Wie heißt der Kapitän?
		name: Welche Firma baut die Fähren?
		place: Wo liegt das Wrack?
		place: In welcher Stadt sitzt die Reederei?
		place: Woher kommt das Holz?
		reason: Warum wurde der Kanal gesperrt?
		reason: Weshalb fährt die Fähre nicht?
		manner: Wie funktioniert die Schleuse?
		manner: Wie melde ich einen Schaden?
		definition: Was ist ein Trockendock?
		definition: Wer war Anna Petersen?
		anything: Was geschah, als die Flut kam?`,
	"fr": `
		number: Combien de navires sont au port ?
		number: Combien d'habitants compte l'île ?
		number: Quelle hauteur fait le phare ?
		number: À quelle vitesse navigue le ferry ?
		money: Combien coûte la traversée ?
		money: Combien la ville a-t-elle payé pour le pont ?
		money: Quel est le prix d'un billet ?
		date: Quand le chantier a-t-il été fondé ?
		date: En quelle année le dépôt a-t-il brûlé ?
		date: Depuis quand la règle s'applique-t-elle ?
		name: Qui dirige le chantier ?
		name: Comment s'appelle le capitaine ?
		name: Quelle entreprise construit les ferries ?
		place: Où se trouve l'épave ?
		place: Dans quelle ville siège l'armateur ?
		place: Ou se trouve le quai ?
		reason: Pourquoi le canal a-t-il été fermé ?
		manner: Comment fonctionne l'écluse ?
		manner: Comment puis-je signaler un défaut ?
		definition: Qu'est-ce qu'une cale sèche ?
		definition: Qu’est-ce que le tirant d'eau ?
		definition: Qui était Anne Petit ?
		anything: Que s'est-il passé quand la marée est montée ?`,
	"es": `
		number: ¿Cuántos barcos hay en el puerto?
		number: ¿Cuántas personas viven en la isla?
		number: ¿Qué altura tiene el faro?
		number: ¿A qué velocidad navega el ferry?
		number: cuantos barcos hay en el puerto
		money: ¿Cuánto cuesta el billete?
		money: ¿Cuánto dinero pagó la ciudad por el puente?
		money: ¿Cuál es el precio de la travesía?
		date: ¿Cuándo se fundó el astillero?
		date: ¿En qué año se quemó el almacén?
		date: ¿Desde cuándo rige la norma?
		date: cuando se fundo el astillero
		name: ¿Quién dirige el astillero?
		name: ¿Cómo se llama el capitán?
		name: ¿Qué empresa construye los ferris?
		place: ¿Dónde está el pecio?
		place: ¿En qué ciudad tiene su sede la naviera?
		place: donde esta el muelle
		reason: ¿Por qué se cerró el canal?
		reason: por que se cerro el canal
		manner: ¿Cómo funciona la esclusa?
		manner: ¿Cómo puedo avisar de una avería?
		definition: ¿Qué es un dique seco?
		definition: ¿Quién fue Ana Peña?
		anything: ¿Qué pasó cuando subió la marea?`,
	"it": `
		number: Quante navi ci sono nel porto?
		number: Quanti abitanti ha l'isola?
		number: Quanto è alto il faro?
		number: A quale velocità naviga il traghetto?
		money: Quanto costa la traversata?
		money: Quanto ha pagato la città per il ponte?
		money: Qual è il prezzo di un biglietto?
		date: Quando fu fondato il cantiere?
		date: In quale anno bruciò il deposito?
		date: Da quando vale la regola?
		name: Chi dirige il cantiere?
		name: Come si chiama il capitano?
		name: Quale azienda costruisce i traghetti?
		place: Dove si trova il relitto?
		place: In quale città ha sede la compagnia?
		reason: Perché il canale è stato chiuso?
		reason: Perche il canale e stato chiuso?
		manner: Come funziona la chiusa?
		manner: Come posso segnalare un guasto?
		definition: Che cos'è un bacino di carenaggio?
		definition: Chi era Anna Bianchi?
		anything: Che cosa accadde quando salì la marea?`,
	"pt": `
		number: Quantos navios estão no porto?
		number: Quantas pessoas vivem na ilha?
		number: Que altura tem o farol?
		number: A que velocidade navega o ferry?
		money: Quanto custa a travessia?
		money: Quanto pagou a cidade pela ponte?
		money: Qual é o preço de um bilhete?
		date: Quando foi fundado o estaleiro?
		date: Em que ano ardeu o armazém?
		date: Desde quando vale a regra?
		name: Quem dirige o estaleiro?
		name: Como se chama o capitão?
		name: Que empresa constrói os barcos?
		place: Onde fica o naufrágio?
		place: Em que cidade tem sede a companhia?
		reason: Por que o canal foi fechado?
		reason: Porque foi fechado o canal?
		manner: Como funciona a eclusa?
		manner: Como posso avisar de uma avaria?
		definition: O que é uma doca seca?
		definition: Quem foi Ana Souza?
		anything: O que aconteceu quando a maré subiu?`,
	"nl": `
		number: Hoeveel schepen liggen er in de haven?
		number: Hoe hoog is de vuurtoren?
		number: Hoe lang duurt de overtocht?
		number: Welk percentage van de schepen is oud?
		money: Hoeveel kost de overtocht?
		money: Hoeveel heeft de stad voor de brug betaald?
		money: Wat is de prijs van een kaartje?
		date: Wanneer werd de werf opgericht?
		date: In welk jaar brandde het magazijn af?
		date: Sinds wanneer geldt de regel?
		name: Wie leidt de werf?
		name: Wie is de burgemeester van het eiland?
		name: Hoe heet de kapitein?
		name: Welk bedrijf bouwt de veerboten?
		place: Waar ligt het wrak?
		place: In welke stad zit de rederij?
		reason: Waarom werd het kanaal gesloten?
		manner: Hoe werkt de sluis?
		manner: Hoe kan ik een defect melden?
		definition: Wat is een droogdok?
		definition: Wie was Anna Jansen?
		anything: Wat gebeurde er toen het water steeg?`,
	"ru": `
		number: Сколько кораблей стоит в порту?
		number: Какова длина моста?
		number: Как высоко стоит маяк?
		number: Какой процент судов устарел?
		money: Сколько стоит билет?
		money: Сколько заплатил город за мост?
		money: Какова цена билета?
		date: Когда была основана верфь?
		date: В каком году сгорел склад?
		date: С какого года действует правило?
		name: Кто руководит верфью?
		name: Кому принадлежит лодка?
		name: Как называется пролив?
		name: Какая компания строит паромы?
		place: Где находится обломок?
		place: В каком городе находится пароходство?
		place: Откуда привозят лес?
		reason: Почему закрыли канал?
		reason: Зачем нужен шлюз?
		manner: Как работает шлюз?
		manner: Как мне сообщить о поломке?
		definition: Что такое сухой док?
		definition: Кто такая Анна Петрова?
		anything: Что произошло, когда поднялась вода?`,
	"ar": `
		number: كم سفينة في الميناء؟
		number: ما عدد سكان الجزيرة؟
		number: كم يبلغ ارتفاع المنارة؟
		number: ما نسبة السفن القديمة؟
		money: كم يكلف عبور القناة؟
		money: كم دفعت المدينة ثمن الجسر؟
		money: ما سعر التذكرة؟
		date: متى تأسس حوض السفن؟
		date: في أي عام احترق المخزن؟
		date: منذ متى تسري القاعدة؟
		name: من هو مدير حوض السفن؟
		name: من الذي بنى الجسر؟
		name: ما اسم القبطان؟
		name: أي شركة تبني العبارات؟
		place: أين يقع الحطام؟
		place: في أي مدينة يقع مقر الشركة؟
		reason: لماذا أغلقت القناة؟
		manner: كيف تعمل البوابة؟
		manner: كيف يمكنني الإبلاغ عن عطل؟
		definition: ما هو الحوض الجاف؟
		definition: من كان أحمد؟`,
	"hi": `
		number: बंदरगाह में कितने जहाज हैं?
		number: द्वीप पर कितनी महिलाएँ रहती हैं?
		number: दीपस्तंभ कितना ऊँचा है?
		number: किस प्रतिशत जहाज पुराने हैं?
		money: टिकट की कीमत कितनी है?
		money: शहर ने पुल के लिए कितना भुगतान किया?
		date: गोदी की स्थापना कब हुई?
		date: किस वर्ष गोदाम में आग लगी?
		date: किस सदी में पुल बना?
		name: गोदी का प्रमुख कौन है?
		name: पुल किसने बनाया?
		name: कौन सी कंपनी नाव बनाती है?
		place: मलबा कहाँ है?
		place: किस शहर में कंपनी का मुख्यालय है?
		place: दफ्तर कहां है
		reason: नहर क्यों बंद की गई?
		manner: लॉक कैसे काम करता है?
		manner: मैं खराबी की सूचना कैसे दूँ?
		definition: सूखी गोदी क्या है?
		definition: राजा राम कौन थे?`,
	"tr": `
		number: Limanda kaç gemi var?
		number: Deniz feneri ne kadar yüksek?
		number: Köprü kaç metre uzunluğunda?
		money: Geçiş ücreti ne kadar?
		money: Bilet kaç lira?
		money: Şehir köprü için ne kadar para ödedi?
		date: Tersane ne zaman kuruldu?
		date: Depo hangi yılda yandı?
		date: Kural ne zamandan beri geçerli?
		name: Tersaneyi kim yönetiyor?
		name: Köprüyü kimler yaptı?
		name: Hangi şirket vapur yapıyor?
		place: Batık nerede?
		place: Şirketin merkezi hangi şehirde?
		place: Kereste nereden geliyor?
		reason: Kanal neden kapatıldı?
		reason: Vapur niçin gelmedi?
		manner: Kapı nasıl çalışır?
		manner: Bir arızayı nasıl bildirebilirim?
		definition: Kuru havuz nedir?
		definition: Ayşe Yılmaz kimdir?`,
	"el": `
		number: Πόσα πλοία είναι στο λιμάνι;
		number: Πόσοι άνθρωποι ζουν στο νησί;
		number: Τι ύψος έχει ο φάρος;
		number: Ποιο ποσοστό των πλοίων είναι παλιό;
		money: Πόσο κοστίζει το εισιτήριο;
		money: Πόσα πλήρωσε η πόλη για τη γέφυρα;
		money: Ποια είναι η τιμή του εισιτηρίου;
		date: Πότε ιδρύθηκε το ναυπηγείο;
		date: Ποια χρονιά κάηκε η αποθήκη;
		date: ποτε ιδρυθηκε το ναυπηγειο
		name: Ποιος διευθύνει το ναυπηγείο;
		name: Πώς λέγεται ο καπετάνιος;
		name: Ποια εταιρεία κατασκευάζει τα πλοία;
		place: Πού βρίσκεται το ναυάγιο;
		place: Σε ποια πόλη έχει την έδρα της η εταιρεία;
		place: που βρισκεται η αποθηκη
		reason: Γιατί έκλεισε η διώρυγα;
		manner: Πώς λειτουργεί η δεξαμενή;
		manner: Πώς μπορώ να αναφέρω μια βλάβη;
		definition: Τι είναι η μόνιμη δεξαμενή;
		definition: Ποια ήταν η Άννα Παππά;`,
	"ro": `
		number: Câte nave sunt în port?
		number: Câți oameni locuiesc pe insulă?
		number: Cât de înalt este farul?
		number: Ce procent din nave este vechi?
		number: cati oameni locuiesc pe insula
		money: Cât costă biletul?
		money: Cât a plătit orașul pentru pod?
		money: Care este prețul biletului?
		date: Când a fost fondat șantierul?
		date: În ce an a ars depozitul?
		date: De când se aplică regula?
		name: Cine conduce șantierul?
		name: Cum se numește căpitanul?
		name: Ce companie construiește feriboturile?
		place: Unde se află epava?
		place: În ce oraș are sediul compania?
		reason: De ce a fost închis canalul?
		manner: Cum funcționează ecluza?
		manner: Cum pot raporta o defecțiune?
		definition: Ce este un doc uscat?
		definition: Cine a fost Ana Popa?`,
	"pl": `
		number: Ile statków stoi w porcie?
		number: Jak wysoka jest latarnia?
		number: Jaka jest długość mostu?
		money: Ile kosztuje bilet?
		money: Ile zapłaciło miasto za most?
		money: Jaka jest cena biletu?
		date: Kiedy założono stocznię?
		date: W którym roku spłonął magazyn?
		date: Od kiedy obowiązuje ta zasada?
		name: Kto kieruje stocznią?
		name: Jak nazywa się kapitan?
		name: Jaka firma buduje promy?
		place: Gdzie leży wrak?
		place: W jakim mieście jest siedziba firmy?
		reason: Dlaczego zamknięto kanał?
		manner: Jak działa śluza?
		definition: Co to jest suchy dok?
		definition: Kim była Anna Nowak?`,
	"sv": `
		number: Hur många fartyg ligger i hamnen?
		number: Hur högt är fyrtornet?
		number: Hur stor del av varvet är ny?
		money: Hur mycket kostar överfarten?
		money: Vad är priset för en biljett?
		date: När grundades varvet?
		date: Vilket år brann lagret ner?
		name: Vem leder varvet?
		name: Vad heter kaptenen?
		name: Vilket företag bygger färjorna?
		place: Var ligger vraket?
		place: I vilken stad ligger rederiet?
		reason: Varför stängdes kanalen?
		manner: Hur fungerar slussen?
		definition: Vad är en torrdocka?
		definition: Vem var Anna Lind?
		anything: Vad var det som hände?`,
	"da": `
		number: Hvor mange skibe ligger i havnen?
		number: Hvor højt er fyrtårnet?
		money: Hvor meget koster billetten?
		date: Hvornår blev værftet grundlagt?
		date: I hvilket år brændte lageret?
		name: Hvem leder værftet?
		name: Hvad hedder kaptajnen?
		place: Hvor ligger vraget?
		reason: Hvorfor blev kanalen lukket?
		manner: Hvordan virker slusen?
		definition: Hvad er en tørdok?`,
	"no": `
		number: Hvor mange skip ligger i havnen nå?
		money: Hvor mye koster billetten?
		date: Når ble verftet grunnlagt?
		name: Hvem leder verftet nå?
		place: Hvor ble vraket funnet nå?
		reason: Hvorfor ble kanalen stengt?
		manner: Hvordan kan jeg melde noe?
		definition: Hva er en tørrdokk?`,
	"cs": `
		number: Kolik lodí je v přístavu?
		number: Jak vysoká je věž?
		money: Kolik stojí lístek?
		money: Jaká je cena lístku?
		date: Kdy byla založena loděnice?
		date: Ve kterém roce sklad vyhořel?
		name: Kdo řídí loděnici?
		name: Jak se jmenuje kapitán?
		place: Kde leží vrak?
		reason: Proč byl kanál uzavřen?
		manner: Jak funguje zdymadlo?
		definition: Co je suchý dok?`,
	"fi": `
		number: Kuinka monta laivaa on satamassa?
		number: Kuinka korkea majakka on?
		money: Paljonko lippu maksaa?
		date: Milloin telakka perustettiin?
		date: Minä vuonna varasto paloi?
		name: Kuka johtaa telakkaa?
		place: Missä hylky on?
		reason: Miksi kanava suljettiin?
		manner: Miten sulku toimii?
		definition: Mikä on kuivatelakka?`,
	"hu": `
		number: Hány hajó van a kikötőben?
		number: Milyen magas a torony?
		money: Mennyibe kerül a jegy?
		date: Mikor alapították a hajógyárat?
		date: Melyik évben égett le a raktár?
		name: Ki vezeti a hajógyárat?
		place: Hol fekszik a roncs?
		reason: Miért zárták le a csatornát?
		manner: Hogyan működik a zsilip?
		definition: Mi az a szárazdokk?`,
	"id": `
		number: Berapa kapal ada di pelabuhan?
		money: Berapa harga tiket itu?
		date: Kapan galangan itu didirikan?
		date: Tahun berapa gudang itu terbakar?
		name: Siapa yang memimpin galangan itu?
		place: Di mana bangkai kapal itu?
		reason: Mengapa kanal itu ditutup?
		manner: Bagaimana cara kerja pintu air?
		definition: Apa itu dok kering?`,
	"vi": `
		number: Có bao nhiêu tàu ở cảng?
		money: Vé tàu giá bao nhiêu?
		date: Xưởng được lập khi nào?
		date: Kho bị cháy vào năm nào?
		name: Ai là giám đốc của xưởng?
		place: Xác tàu nằm ở đâu?
		reason: Tại sao kênh bị đóng?
		manner: Cửa cống hoạt động như thế nào?
		definition: Ụ tàu khô là gì?`,
	"zh": `
		number: 港口有多少艘船？
		money: 票的价格是多少？
		date: 船厂是什么时候成立的？
		date: 仓库是哪一年着火的？
		name: 谁领导这家船厂？
		place: 沉船在哪里？
		reason: 为什么运河被关闭？
		manner: 船闸如何运作？
		definition: 干船坞是什么？`,
	"ja": `
		number: 港に船がいくつありますか？
		date: 造船所はいつできましたか？
		name: 造船所の代表は誰ですか？
		place: 沈没船はどこですか？
		reason: 運河はなぜ閉じましたか？
		manner: 水門はどのように動きますか？
		definition: 乾ドックとは何ですか？`,
	"ko": `
		number: 항구에 배가 몇 척 있습니까?
		date: 조선소는 언제 세워졌습니까?
		name: 누가 조선소를 이끕니까?
		place: 난파선은 어디에 있습니까?
		reason: 운하는 왜 닫혔습니까?
		manner: 갑문은 어떻게 움직입니까?
		definition: 건선거는 무엇입니까?`,
	"th": `
		number: มีเรือกี่ลำในท่าเรือ
		date: อู่เรือก่อตั้งเมื่อใด
		name: ใครเป็นผู้นำอู่เรือ
		place: ซากเรืออยู่ที่ไหน
		reason: ทำไมคลองจึงปิด
		manner: ประตูน้ำทำงานอย่างไร
		definition: อู่แห้งคืออะไร`,
	"fa": `
		number: چند کشتی در بندر است؟
		money: قیمت بلیت چقدر است؟
		date: در چه سالی انبار سوخت؟
		place: لاشه کشتی کجاست؟
		reason: چرا کانال بسته شد؟
		manner: دریچه چگونه کار می کند؟
		definition: حوض خشک چیست؟`,
}
