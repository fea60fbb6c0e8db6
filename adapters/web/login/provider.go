package login

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"footnote/bot/secret"
)

// provider is a provider of OpenID Connect. What it says of itself is asked for
// when it is first needed, so that the program starts without it.
type provider struct {
	OIDC
	host     string // for people to read
	redirect string
	log      *slog.Logger
	now      func() time.Time

	mu     sync.Mutex
	found  *discovered
	failed time.Time
	err    error
}

// discovered is a provider that has said where it is.
type discovered struct {
	*oidc.Provider
	oauth    oauth2.Config
	verifier *oidc.IDTokenVerifier
}

const (
	providerTimeout = 10 * time.Second
	// discoveryPause is how long a failure stands before the provider is asked
	// again.
	discoveryPause = 5 * time.Second
)

func newProvider(o OIDC, redirect string, log *slog.Logger, now func() time.Time) *provider {
	if o.GroupsClaim == "" {
		o.GroupsClaim = "groups"
	}
	if o.Client == nil {
		o.Client = &http.Client{Timeout: providerTimeout}
	}
	host := o.Issuer
	if u, err := url.Parse(o.Issuer); err == nil {
		host = u.Host
	}
	return &provider{OIDC: o, host: host, redirect: redirect, log: log, now: now}
}

// readDiscovery returns what the provider says of itself.
func (p *provider) readDiscovery(ctx context.Context) (*discovered, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found != nil {
		return p.found, nil
	}
	if p.err != nil && p.now().Sub(p.failed) < discoveryPause {
		return nil, p.err
	}
	// One that gives up waiting must not spoil it for those who wait behind.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), providerTimeout)
	defer cancel()
	found, err := p.askProvider(ctx)
	if err != nil {
		p.err, p.failed = fmt.Errorf("ask %s where people sign in: %w", p.Issuer, err), p.now()
		return nil, p.err
	}
	p.found, p.err = found, nil
	return found, nil
}

func (p *provider) askProvider(ctx context.Context) (*discovered, error) {
	known, err := oidc.NewProvider(oidc.ClientContext(ctx, p.Client), p.Issuer)
	if err != nil {
		return nil, err
	}
	var says struct {
		Methods []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := known.Claims(&says); err != nil {
		return nil, err
	}
	endpoint := known.Endpoint()
	if endpoint.AuthURL == "" || endpoint.TokenURL == "" {
		return nil, errors.New("it names no address to sign in at")
	}
	// Without a word on it, it is the header (OpenID Connect Discovery, 3).
	endpoint.AuthStyle = oauth2.AuthStyleInHeader
	if !p.ClientSecret.IsSet() || len(says.Methods) > 0 && !slices.Contains(says.Methods, "client_secret_basic") {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	return &discovered{
		Provider: known,
		oauth: oauth2.Config{
			ClientID: p.ClientID, ClientSecret: p.ClientSecret.Reveal(), Endpoint: endpoint, RedirectURL: p.redirect,
			Scopes: append([]string{oidc.ScopeOpenID, "profile", "email"}, p.Scopes...),
		},
		verifier: known.Verifier(&oidc.Config{ClientID: p.ClientID, Now: p.now}),
	}, nil
}

// person is who the provider says somebody is.
type person struct {
	subject string
	claims  claims
}

// redeemCode turns what a browser brought back into a person. It verifies
// all that OpenID Connect Core, 3.1.3.7, asks for.
func (p *provider) redeemCode(ctx context.Context, answer url.Values, f flow) (person, error) {
	if issuer := answer.Get("iss"); issuer != "" && issuer != p.Issuer { // RFC 9207
		return person{}, fmt.Errorf("the answer is from another provider, %q", issuer)
	}
	known, err := p.readDiscovery(ctx)
	if err != nil {
		return person{}, err
	}
	ctx = oidc.ClientContext(ctx, p.Client)
	tokens, err := known.oauth.Exchange(ctx, answer.Get("code"), oauth2.VerifierOption(f.Verifier))
	if err != nil {
		return person{}, fmt.Errorf("redeem the code: %w", withoutBody(err))
	}
	raw, ok := tokens.Extra("id_token").(string)
	if !ok {
		return person{}, errors.New("the provider sent no ID token")
	}
	id, err := known.verifier.Verify(ctx, raw)
	if err != nil {
		return person{}, fmt.Errorf("verify the ID token: %w", err)
	}
	if !isEqual(id.Nonce, f.Nonce) {
		return person{}, errors.New("the ID token is of another sign-in: its nonce is wrong")
	}
	var c claims
	if err := id.Claims(&c); err != nil {
		return person{}, fmt.Errorf("read the ID token: %w", err)
	}
	if by := c.textClaim("azp"); by != "" && by != p.ClientID {
		return person{}, fmt.Errorf("the ID token was issued to another client, %q", by)
	}
	if id.Subject == "" {
		return person{}, errors.New("the ID token names nobody")
	}
	if known.UserInfoEndpoint() != "" && (c["email"] == nil || c[p.GroupsClaim] == nil) {
		if err := p.askMore(ctx, known, tokens, id.Subject, c); err != nil {
			return person{}, err
		}
	}
	return person{id.Subject, c}, nil
}

// askMore adds what the ID token of some providers leaves out. Where that fails,
// the ID token has to do.
func (p *provider) askMore(ctx context.Context, known *discovered, tokens *oauth2.Token, subject string, c claims) error {
	info, err := known.UserInfo(ctx, oauth2.StaticTokenSource(tokens))
	if err != nil {
		text := strings.ReplaceAll(err.Error(), tokens.AccessToken, secret.Redacted)
		p.log.Warn("the provider told no more of somebody than the ID token does", "error", text)
		return nil
	}
	if info.Subject != subject {
		return errors.New("the provider tells of somebody else than the ID token")
	}
	var more claims
	if err := info.Claims(&more); err != nil {
		return fmt.Errorf("read what the provider tells of somebody: %w", err)
	}
	c.addMissing(more)
	return nil
}

// withoutBody returns what went wrong at the token endpoint, without the rest of
// its answer: that may repeat what it was sent.
func withoutBody(err error) error {
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) {
		return err
	}
	status := "an error"
	if refused.Response != nil {
		status = refused.Response.Status
	}
	if refused.ErrorCode == "" {
		return fmt.Errorf("the token endpoint answered %s", status)
	}
	return fmt.Errorf("the token endpoint answered %s: %q", status, refused.ErrorCode)
}
