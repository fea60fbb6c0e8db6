package corpus

import (
	"regexp"
	"sync"
)

// maxPhrase is the length in bytes up to which a block can be nothing but a
// phrase that pages put around their text.
const maxPhrase = 300

// isBoilerplateText reports whether a block invites to read on, to subscribe,
// to share or to comment, or is a legal line, in the languages of much of the
// web.
func isBoilerplateText(text string) bool {
	return len(text) <= 90 && invitation().MatchString(text) || len(text) <= maxPhrase && notice().MatchString(text)
}

// Both are compiled when the first page is read: a command that reads none, such as a
// question to an index, would take longer to start than to search.
var (
	invitation = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^\W*(?:` +
			`related (?:posts?|articles?|stories|content|topics?|links?|news|reading)|(?:you (?:may|might) also|also) (?:like|read|enjoy)|read (?:more|next|also)\b|` +
			`more (?:from|in|on|stories|news|articles)\b|recommended|recent (?:posts|comments|articles)|latest (?:posts|news|articles|stories)|` +
			`most (?:read|popular|viewed)|popular posts|trending|share (?:this|on|via)|(?:post|leave|add|write) a (?:comment|reply)|leave a comment|` +
			`\d* ?comments?$|(?:next|previous) (?:post|article)|comments are closed|sign up|log ?in|advertisement|sponsored|about the author|filed under|tagged|tags?:|topics?:|` +
			`follow (?:us|me)\b|powered by|back to top|print this|skip to|` +
			`mehr (?:zum thema|aus|von|artikel|news|lesen)|lesen sie (?:auch|mehr)|weiterlesen|(?:auch|das könnte (?:sie|dich) auch) interess|das könnte|` +
			`ähnliche (?:beiträge|artikel|themen)|weitere (?:artikel|beiträge|meldungen|themen|nachrichten|news|interessante)|passend(?:e artikel)? (?:zum|dazu)|` +
			`meist ?gelesen|am meisten gelesen|neueste (?:beiträge|kommentare)|letzte (?:beiträge|kommentare)|empfehlungen|teilen\b|(?:artikel|beitrag) teilen|` +
			`(?:schreibe|hinterlasse|verfasse)n? .{0,30}kommentar|\d* ?kommentare?$|kommentare? geschlossen|vorheriger|nächster|anzeige$|werbung$|über den autor|über die autorin|schlagw|` +
			`zum seitenanfang|nach oben|drucken|zur startseite|jetzt abonnieren|quelle:|foto:|bild:|` +
			`lire (?:aussi|la suite|plus)|à lire|articles? (?:similaires|liés|connexes)|sur le même (?:sujet|thème)|partager|laisser un commentaire|publicité|plus d'articles|` +
			`le puede interesar|te puede interesar|lea (?:también|además)|lee (?:también|además)|leer más|ver más|más (?:noticias|leídas?|información)|mire:|noticias relacionadas|` +
			`artículos relacionados|compart(?:ir|e)\b|dej(?:a|ar?) (?:un|tu) comentario|publicidad|síguenos|` +
			`leia (?:também|mais)|saiba mais|veja (?:também|mais)|mais lidas|compartilh|deixe um comentário|` +
			`leggi anche|potrebbe interessarti|articoli correlati|condividi|lascia un commento|` +
			`lees ook|lees meer|gerelateerd|deel dit|czytaj (?:też|także|więcej)|zobacz (?:też|także)|polecamy|podobne|komentarze|` +
			`читайте также|похожие|поделиться|комментари|рекомендуем|benzer|ilgili haberler|اقرأ أيضا|مواضيع ذات صلة|相关|関連|推荐|おすすめ` +
			`)`)
	})
	notice = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos|tutti i diritti|` +
			`subscribe (?:now|to our|today|here)|(?:our|unser\w*|notre|nuestro|meine[mn]?) (?:\w+ ){0,2}newsletter|newsletter (?:abonnieren|anmelden|bestellen)|` +
			`(?:follow|like) .{0,60}(?:twitter|facebook|instagram)|download the .{0,40}apps?\b|^©|^\(c\) \d{4}|^copyright\b|` +
			`this entry was posted|dieser eintrag wurde|this (?:site|website) uses cookies|(?:diese|unsere) (?:web)?(?:site|seite) (?:verwendet|nutzt|benutzt) cookies|` +
			`verwende[nt] (?:wir )?cookies|(?:javascript|adblocker?) (?:aktivieren|deaktivieren|is disabled)|enable javascript|already a subscriber|` +
			`(?:you must|sie müssen) .{0,30}(?:logged in|eingeloggt|angemeldet|einloggen|anmelden)|your email address will not be published|deine e-mail-adresse wird nicht|` +
			`licensed under|republi(?:sh|cation) .{0,40}permission|únete .{0,60}(?:telegram|whatsapp)`)
	})
)
