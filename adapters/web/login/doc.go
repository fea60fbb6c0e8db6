// Package login finds out who is at the page, and keeps everybody else out.
//
// There are three ways in, and the settings alone choose between them:
//
//   - Nobody signs in. Only programs of the same machine reach the page, and
//     [New] refuses any other address. A browser is told from another by a
//     random name in a cookie.
//   - One shared token, which is typed into a form or sent as a bearer token.
//   - A provider of OpenID Connect, with the rules that say whom of its people
//     to let in. A token that is set beside it is for scripts alone.
//
// Sessions are kept in the browser and nowhere else: a cookie that is encrypted
// and authenticated with a key of the installation ([Options.Key]), holds its
// own expiry, and is renewed while it is used. The key that seals them is
// derived from the settings too, so a new token or another provider ends all
// sessions. Rules apply on every request, so whom they no longer let in is out
// after a restart. The ids of sessions that were ended by signing out are kept
// ([Guard.Remember]) until the sessions would have ended by themselves.
//
// In front of every handler stand two more checks. On loopback a request must
// name a loopback host or the public one, or any site could reach the page by
// pointing its own name there (DNS rebinding). And what changes something must
// not come from another site's page ([http.CrossOriginProtection]).
package login
