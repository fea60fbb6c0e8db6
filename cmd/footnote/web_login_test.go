package main

import (
	"bytes"
	"io"
	"net/url"
	"reflect"
	"testing"

	"footnote/adapters/web/login"
)

// TestLoginSettings has each setting reach what stands in front of the page.
func TestLoginSettings(t *testing.T) {
	for name, value := range map[string]string{
		"TRUST_PROXY": "true", "WEB_TOKEN": "0123456789abcdef", "OPERATORS": "ann@example.com,group:docs",
		"OIDC_ISSUER": "https://id.example.com", "OIDC_CLIENT_ID": "client", "OIDC_CLIENT_SECRET": "secret",
		"OIDC_SCOPES": "groups,offline", "OIDC_GROUPS_CLAIM": "roles", "OIDC_ALLOW": "@example.com,group:docs",
	} {
		t.Setenv("FOOTNOTE_"+name, value)
	}
	command, err := parseCommand(allPlatforms(), []string{"serve"}, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	serve, ok := command.kong.Selected().Target.Addr().Interface().(*serveCmd)
	if !ok {
		t.Fatalf("parsed as %s", command.kong.Command())
	}
	o, err := serve.Web.Guarding(nil)
	check(t, err)
	if o.Token.Reveal() != "0123456789abcdef" || o.OIDC.ClientSecret.Reveal() != "secret" {
		t.Error("the secrets got lost")
	}
	for _, v := range []reflect.Value{reflect.ValueOf(o.OIDC), reflect.ValueOf(o)} {
		for i := range v.NumField() {
			switch name := v.Type().Field(i).Name; name {
			case "Listen", "PublicURL", "Key", "KeepGroup", "Tokens", "Page", "Log", "Now", "Client": // no settings of login's own
			default:
				if v.Field(i).IsZero() {
					t.Errorf("%s isn't set", name)
				}
			}
		}
	}
	o.Listen, o.PublicURL, o.Key = ":8067", &url.URL{Scheme: "https", Host: "footnote.example.com"}, bytes.Repeat([]byte("k"), 32)
	if _, err := login.New(o); err != nil {
		t.Error(err)
	}
}
