package page

import (
	"footnote/adapters/web/login"
	"footnote/bot/secret"
)

// LoginSettings say who may use the page. Without any nobody signs in, and only
// this machine reaches it.
type LoginSettings struct {
	Token        secret.String `name:"web-token" env:"FOOTNOTE_WEB_TOKEN" placeholder:"TOKEN" group:"Page" help:"Token that everybody signs in with, of 16 characters or more; with an issuer for scripts alone (default: none)."`
	Issuer       string        `name:"oidc-issuer" env:"FOOTNOTE_OIDC_ISSUER" placeholder:"URL" group:"Page" help:"Provider of OpenID Connect that people sign in at (default: none)."`
	ClientID     string        `name:"oidc-client-id" env:"FOOTNOTE_OIDC_CLIENT_ID" placeholder:"ID" group:"Page" help:"Id of the client there, whose redirect address is the public URL with /login/callback (default: none)."`
	ClientSecret secret.String `name:"oidc-client-secret" env:"FOOTNOTE_OIDC_CLIENT_SECRET" placeholder:"SECRET" group:"Page" help:"Secret of the client (default: none, for a client with PKCE alone)."`
	Scopes       []string      `name:"oidc-scopes" env:"FOOTNOTE_OIDC_SCOPES" placeholder:"NAME" group:"Page" help:"Scopes to ask for beside openid, profile and email (default: none)."`
	GroupsClaim  string        `name:"oidc-groups-claim" env:"FOOTNOTE_OIDC_GROUPS_CLAIM" default:"groups" placeholder:"NAME" group:"Page" help:"Claim that lists a person's groups (default: ${default})."`
	Allow        []string      `name:"oidc-allow" env:"FOOTNOTE_OIDC_ALLOW" placeholder:"WHO" group:"Page" help:"Who may sign in: verified e-mail addresses, @domains, group:NAME, or * for all whom the provider lets in (default: nobody)."`
	Operators    []string      `name:"operators" env:"FOOTNOTE_OPERATORS" placeholder:"WHO" group:"Page" help:"Who of them may see /status, named the same way (default: nobody; without a provider everybody)."`
	TrustProxy   bool          `name:"trust-proxy" env:"FOOTNOTE_TRUST_PROXY" group:"Page" help:"Take a client's address from the last entry of X-Forwarded-For, which a proxy in front must add (default: off)."`
}

// loginOptions are those of a Guard that the settings give.
func (s *LoginSettings) loginOptions() login.Options {
	return login.Options{
		Token: s.Token, Operators: s.Operators, TrustProxy: s.TrustProxy,
		OIDC: login.OIDC{
			Issuer: s.Issuer, ClientID: s.ClientID, ClientSecret: s.ClientSecret,
			Scopes: s.Scopes, GroupsClaim: s.GroupsClaim, Allow: s.Allow,
		},
	}
}
