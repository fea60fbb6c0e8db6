package login

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// jar keeps values in browsers, so that nobody but the jar can read, make or
// change one, or pass one off as another: AES-256-GCM with a random nonce, the
// cookie's name as additional data, and the expiry inside.
type jar struct {
	aead   cipher.AEAD
	secure bool
	suffix string // of names
	now    func() time.Time
}

// maxCookie is what browsers must be able to keep (RFC 6265, 6.1).
const maxCookie = 4096

var errCookieTooLarge = errors.New("it doesn't fit into a cookie")

// newJar returns a jar. Its key depends on purpose.
func newJar(key []byte, purpose string, secure bool, suffix string, now func() time.Time) (*jar, error) {
	if len(key) < 32 {
		return nil, errors.New("the key that seals cookies has fewer than 32 bytes")
	}
	derived, err := hkdf.Key(sha256.New, key, nil, purpose, 32)
	if err != nil {
		return nil, fmt.Errorf("derive the key that seals cookies: %w", err)
	}
	block, err := aes.NewCipher(derived)
	if err != nil {
		return nil, fmt.Errorf("use the key that seals cookies: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("use the key that seals cookies: %w", err)
	}
	return &jar{aead, secure, suffix, now}, nil
}

// cookieName is a cookie's name in the browser. __Host- keeps it from being set by
// another host or over http. Without that the port is in the name, as browsers
// share cookies between the ports of a host.
func (j *jar) cookieName(short string) string {
	if j.secure {
		return "__Host-footnote-" + short
	}
	return "footnote-" + short + j.suffix
}

// putCookie has the browser keep a value until a time.
func (j *jar) putCookie(w http.ResponseWriter, short string, value any, until time.Time) error {
	name := j.cookieName(short)
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encode a cookie: %w", err)
	}
	plain := append(binary.BigEndian.AppendUint64(nil, uint64(until.Unix())), text...)
	sealed := j.aead.Seal(nil, nil, plain, []byte(name))
	c := j.newCookie(name, base64.RawURLEncoding.EncodeToString(sealed))
	c.MaxAge = max(1, int(until.Sub(j.now())/time.Second))
	if len(c.String()) > maxCookie {
		return errCookieTooLarge
	}
	http.SetCookie(w, c)
	return nil
}

// readCookie reads a value that the browser has kept, if it is whole and in time.
func (j *jar) readCookie(r *http.Request, short string, value any) bool {
	name := j.cookieName(short)
	for _, c := range r.CookiesNamed(name) {
		sealed, err := base64.RawURLEncoding.DecodeString(c.Value)
		if err != nil {
			continue
		}
		plain, err := j.aead.Open(nil, nil, sealed, []byte(name))
		if err != nil || len(plain) < 8 {
			continue
		}
		until := time.Unix(int64(binary.BigEndian.Uint64(plain)), 0)
		if j.now().Before(until) && json.Unmarshal(plain[8:], value) == nil {
			return true
		}
	}
	return false
}

// dropCookie has the browser forget a value.
func (j *jar) dropCookie(w http.ResponseWriter, short string) {
	c := j.newCookie(j.cookieName(short), "")
	c.MaxAge = -1
	http.SetCookie(w, c)
}

func (j *jar) newCookie(name, value string) *http.Cookie {
	return &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, Secure: j.secure, SameSite: http.SameSiteLaxMode}
}
