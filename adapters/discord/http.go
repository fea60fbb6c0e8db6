package discord

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// Path is where [Discord.Handler] expects interactions.
const Path = "/discord"

const maxBody = 1 << 20

func parseKey(s string) (ed25519.PublicKey, error) {
	key, err := hex.DecodeString(s)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil, errors.New("the public key of the Discord application must be 64 hexadecimal digits (FOOTNOTE_DISCORD_PUBLIC_KEY, from General Information)")
	}
	return key, nil
}

// Handler serves interactions over HTTP. Requests without Discord's signature
// are refused with 401, which Discord tries.
func (d *Discord) Handler() (http.Handler, error) {
	key, err := parseKey(d.options.PublicKey)
	if err != nil {
		return nil, err
	}
	d.uplinks.Expect(signingIn, overHTTP) // Identify then brings it up
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { d.serveHTTP(w, r, key) }), nil
}

func (d *Discord) serveHTTP(w http.ResponseWriter, r *http.Request, key ed25519.PublicKey) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "Discord sends POST requests", http.StatusMethodNotAllowed)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if !discordgo.VerifyInteraction(r, key) { // puts the body back
		http.Error(w, "not signed by Discord", http.StatusUnauthorized)
		return
	}
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "the request can't be read", http.StatusBadRequest)
		return
	}
	re, err := d.onInteraction(r.Context(), raw)
	if re.sent != nil {
		defer func() { re.sent(err) }()
	}
	if err != nil {
		d.log.Warn("an interaction from Discord is ignored", "error", err)
		http.Error(w, "the interaction can't be read", http.StatusBadRequest)
		return
	}
	if re.response == nil {
		w.WriteHeader(http.StatusAccepted)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err = json.NewEncoder(w).Encode(re.response); err != nil {
		d.log.Warn("an interaction from Discord was not acknowledged", "error", err)
		return
	}
	_ = http.NewResponseController(w).Flush()
	if re.then != nil {
		d.runLater(re.then)
	}
}
