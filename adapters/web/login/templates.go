package login

import (
	"fmt"
	"html/template"
	"net/http"
)

// formTemplates are the pages of this package, without their frame, and a frame
// for those who bring none. They need no script and no style.
const formTemplates = `
{{- define "message"}}<section class="login">
<h1>{{.Title}}</h1>
<p>{{.Data.Text}}</p>
{{- with .Data}}{{if .Link}}
<p><a{{if .Button}} class="button"{{end}} href="{{.Link}}">{{.LinkText}}</a></p>{{end}}{{end}}
</section>{{end}}

{{- define "token"}}<section class="login">
<h1>{{.Title}}</h1>
<form method="post" action="/login">
<input type="hidden" name="to" value="{{.Data.To}}">
{{- with .Data.Problem}}
<p id="problem" class="problem" role="alert">{{.}}</p>{{end}}
<p><label for="token">Access token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus{{if .Data.Problem}} aria-invalid="true" aria-describedby="problem"{{end}}></p>
<p><button type="submit">Sign in</button></p>
</form>
</section>{{end}}

{{- define "bare"}}<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{.Title}} – Footnote</title>
</head>
<body>
<main>
{{.Data}}
</main>
</body>
</html>
{{end}}`

func parseForms() (*template.Template, error) {
	t, err := template.New("").Parse(formTemplates)
	if err != nil {
		return nil, fmt.Errorf("read the forms to sign in: %w", err)
	}
	return t, nil
}

// barePage sends a page without any looks.
func (g *Guard) barePage(w http.ResponseWriter, _ *http.Request, status int, title string, body template.HTML) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_ = g.forms.ExecuteTemplate(w, "bare", form{title, body}) // nobody is left to tell
}
