package main

// webSettings say where the page is.
type webSettings struct {
	HTTPAddr  string `name:"http-addr" env:"FOOTNOTE_HTTP_ADDR" default:"127.0.0.1:8080" placeholder:"ADDR" group:"Web" help:"Where the page is served (default: ${default})."`
	PublicURL string `name:"public-url" env:"FOOTNOTE_PUBLIC_URL" placeholder:"URL" group:"Web" help:"Address under which people reach the page, https (default: none)."`
}
