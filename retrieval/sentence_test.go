package retrieval

import (
	"slices"
	"strings"
	"testing"
)

// TestSentencesInManyLanguages puts two sentences together and has them cut where
// they were joined.
func TestSentencesInManyLanguages(t *testing.T) {
	for _, want := range [][]string{
		{"Um 300 v. Chr. wurde der Hafen gebaut.", "Er ist alt."}, {"Es gibt z. B. Kräne, Docks usw. im Hafen.", "Das ist neu."}, {"Am 6. Juli kam Hr. Petersen mit Fr. Maier.", "Sie blieben."}, {"Die Werft gehört der Nord AG bzw. Dr. Ahlers.", "Mehr ist nicht bekannt."},
		{"Il y a des quais, des grues, etc. dans le port.", "Mme Petit le dirige."}, {"M. Dupont parle, p. ex. de la mer.", "Il est vieux."}, {"Voir l'art. 5 du texte.", "Il est clair."}, {"Le dessin est de C. Le Brun de Paris.", "Il est beau."}, {"Ils ont des bateaux, etc.", "Le port est grand."},
		{"El Sr. García vive aquí.", "La Sra. Peña no."}, {"Véase la pág. 5 del libro.", "Está claro."}, {"Hay grúas, muelles, etc.", "El puerto es grande."}, {"Ud. tiene razón.", "Es verdad."},
		{"Il dott. Rossi vive qui.", "La sig.ra Bianchi no."}, {"Si veda l'art. 5 della legge.", "È chiaro."}, {"O Sr. Souza mora aqui.", "A Sra. Lima não."}, {"Veja o art. 5 da lei.", "É claro."},
		{"Dhr. Jansen woont hier.", "Mevr. De Vries niet."}, {"De kade van J. De Vries is nieuw.", "Die is mooi."}, {"См. рис. 5 в книге.", "Он ясен."}, {"Это было в 1900 г. в городе и т. д. по списку.", "Конец."},
		{"Pan prof. Nowak mieszka tu.", "Pani Lis nie."}, {"Zob. art. 5 ustawy.", "To jest jasne."}, {"Hr. Lind bor t.ex. här.", "Det är bra."},
		{"He had three vitamins, A, B and C.", "The last was new."}, {"J. Smith came.", "He left."}, {"They met at 5 p.m.", "The rain came."}, {"That is what we saw.", "Art is long."}, {"We hit the mark.", "Max came."},
	} {
		text := strings.Join(want, " ")
		var got []string
		for _, s := range Sentences(text) {
			got = append(got, text[s.Start:s.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q was cut into %q", text, got)
		}
	}
}

// TestTwoLinesBrokenToAWidth: the second may begin with a name or a date, where the first
// ends within a sentence.
func TestTwoLinesBrokenToAWidth(t *testing.T) {
	for text, want := range map[string]int{
		"Send questions about the harbour fees to Lena Moor, who stands in for me until\n20 November.":               1,
		"The boat was towed by the coast guard to the old quay on the north side of\nSkell Island, where it lies.":   1,
		"A new way of mooring boats, as the harbour of Skell and its friends tell\nBy Lena Moor":                     2,
		"Address of the harbour master and of all who work in his office: Quay 3.07\nOpening hours: 9 to 12.":        2,
		"This edition applies from the first of March and replaces that of the year before.\nApplies to all boats.":  2,
		"طريقة طلب الوصول إلى محرك الأقراص المشترك بين جميع أعضاء الفريق المالي\nاسأل مكتب الخدمة.":                  2, // no case tells a heading
		"Lena asked when the crane of the northern quay would be repaired and oiled\n- Moor said on Friday at noon.": 2,
	} {
		if got := Sentences(text); len(got) != want {
			t.Errorf("%q has %d sentences, not %d", text, len(got), want)
		}
	}
}
