package language

// Names holds what stands in and around names.
type Names struct {
	Addresses Words // forms of address: mr, madam
	// Titles are written with a capital and name nobody.
	Titles Words
	// Links join the words of a name: of, de la.
	Links Words
	// Particles are those of Links that are part of a person's name.
	Particles Words
	// Peoples are pairs of a place and its people where neither begins with
	// enough of the other: france french.
	Peoples Words
	// PeopleEndings turn a place into its people, or inflect a name.
	PeopleEndings Words
	// Acronyms are everyday ones with the two words that they are known by, as
	// phrases: ceo_chief_executive.
	Acronyms Words
	// Places are short names of countries that registries of regions lack.
	Places Words
	// BareAfter are the prepositions after which a name stands without an article,
	// in a language that writes all nouns with a capital.
	BareAfter Words
	// NounEndings are those of adjectives before a noun, in such a language.
	NounEndings Words
}
