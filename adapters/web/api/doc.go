// Package api has the doors for other programs: a REST interface (rest.go, described
// by openapi.json), OpenAI's chat completions (chat.go) and the Model Context Protocol
// (mcp.go).
//
// Behind all of them stands the desk (desk.go), and behind that the bot that answers
// people: a question is handed in, waits its turn, is answered, kept and found again
// as one that was asked on the page. Callers come through the guard of the page. Their
// rights decide what they see, and tokens of scripts have scopes besides.
package api
