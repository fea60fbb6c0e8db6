// Package followup tells questions that lean on the conversation before them, "and in
// 2016?" or "who said that?", and completes those of which that can be done for certain.
//
// It uses no model and knows four ways of leaning: a fragment that takes the
// place of its like in the question before (a year, a name), a bare question
// word, a demonstrative for what was just answered, and a pronoun for a name.
// It is cautious: a question that could stand alone is left alone. English is
// covered best; the fragments and bare question words of French, German and
// Spanish are known, their pronouns are not.
package followup
