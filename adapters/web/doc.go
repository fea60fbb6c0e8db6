// Package web is Footnote in a browser: a page to ask, and the place where
// every citation leads.
//
// A question goes the way that it goes from a chat platform. POST /ask hands a
// bot.Request in, [Web] is the bot.Messenger that shows the reply, and the
// pages that wait for it get it as it grows from GET /events/ID, as HTML that
// the same templates render. What isn't final lives in memory (hub.go), the
// rest is opened again from the bot's own store, so that a page survives a
// restart. Without JavaScript the page does the same by loading itself again.
//
// GET /source shows a document with the bytes that were cited: as a page, or with
// the script as a part of one, beside the answer. An answer is its asker's own until
// the asker shares it; then others open it by rights of their own (take.go has what
// they can take along). Programs come by the doors of package api, to the same bot.
//
// People who come from Slack or Discord aren't signed in here: their links carry
// a signature that opens one document for one answer until it expires (link.go).
//
// All text of documents, people and models reaches the browser through
// html/template as text. The pages load nothing from elsewhere and run no
// script but static/page.js.
package web
