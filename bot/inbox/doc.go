// Package inbox takes requests from all platforms, writes each down before it is
// acknowledged, has it answered, and delivers one reply or one reason. It knows
// what was asked before: it completes follow-ups, opens old answers again for those
// who may see them, and lists what was not answered.
package inbox
