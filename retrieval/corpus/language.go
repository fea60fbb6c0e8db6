package corpus

// detectLanguage returns the BCP 47 base language of text, "" if in doubt.
func detectLanguage(string) string { return "" }
