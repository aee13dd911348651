package identity

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const secret = "0123456789abcdef0123456789abcdef"

var now = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return now }

func rules(algorithm string) Rules {
	return Rules{Algorithm: algorithm, Issuer: "issuer", Audience: "audience", Leeway: 30 * time.Second}
}

// valid returns claims that every rule accepts.
func valid() jwt.MapClaims {
	return jwt.MapClaims{
		"sub": "ada", "iss": "issuer", "aud": []string{"audience", "another"},
		"exp": now.Add(time.Minute).Unix(), "scope": "orders:read orders:write",
	}
}

func without(name string) jwt.MapClaims {
	claims := valid()
	delete(claims, name)
	return claims
}

func with(name string, value any) jwt.MapClaims {
	claims := valid()
	claims[name] = value
	return claims
}

func sign(t *testing.T, method jwt.SigningMethod, key any, id string, claims jwt.Claims) string {
	t.Helper()
	token := jwt.NewWithClaims(method, claims)
	if id != "" {
		token.Header["kid"] = id
	}
	signed, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func bearing(header string) *http.Request {
	request := httptest.NewRequest(http.MethodGet, "/", nil)
	if header != "" {
		request.Header.Set("Authorization", header)
	}
	return request
}

func TestAValidTokenTellsWhoAsks(t *testing.T) {
	verifier := NewVerifier(FromSecret(secret), rules("HS256"), clock)
	who, err := verifier.Verify(bearing("bearer " + sign(t, jwt.SigningMethodHS256, []byte(secret), "", valid())))
	if err != nil {
		t.Fatal(err)
	}
	if who.Subject != "ada" || !slices.Equal(who.Scopes, []string{"orders:read", "orders:write"}) {
		t.Errorf("got %+v", who)
	}
	if !who.Holds(nil) || !who.Holds([]string{"orders:write"}) || who.Holds([]string{"orders:write", "orders:delete"}) {
		t.Error("the scopes are not compared as a set")
	}
}

func TestTokensThatAreNotBelieved(t *testing.T) {
	verifier := NewVerifier(FromSecret(secret), rules("HS256"), clock)
	bearer := func(claims jwt.Claims) string {
		return "Bearer " + sign(t, jwt.SigningMethodHS256, []byte(secret), "", claims)
	}
	unsigned := sign(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, "", valid())
	tampered := strings.Split(bearer(valid()), ".")
	tampered[1] = strings.Split(bearer(with("sub", "grace")), ".")[1]
	cases := map[string]struct {
		header string
		want   Reason
	}{
		"nothing":              {"", ReasonMissing},
		"another scheme":       {"Basic YTpi", ReasonMissing},
		"an empty token":       {"Bearer ", ReasonMissing},
		"nonsense":             {"Bearer nonsense", ReasonMalformed},
		"far too long":         {"Bearer " + strings.Repeat("a", 20_000), ReasonMalformed},
		"no signature":         {"Bearer " + unsigned, ReasonSignature},
		"another secret":       {"Bearer " + sign(t, jwt.SigningMethodHS256, []byte("another"), "", valid()), ReasonSignature},
		"another algorithm":    {"Bearer " + sign(t, jwt.SigningMethodHS512, []byte(secret), "", valid()), ReasonSignature},
		"changed claims":       {strings.Join(tampered, "."), ReasonSignature},
		"expired":              {bearer(with("exp", now.Add(-31*time.Second).Unix())), ReasonExpired},
		"no expiry":            {bearer(without("exp")), ReasonClaims},
		"not yet":              {bearer(with("nbf", now.Add(31*time.Second).Unix())), ReasonClaims},
		"another issuer":       {bearer(with("iss", "another")), ReasonClaims},
		"no issuer":            {bearer(without("iss")), ReasonClaims},
		"another audience":     {bearer(with("aud", "another")), ReasonClaims},
		"no audience":          {bearer(without("aud")), ReasonClaims},
		"no subject":           {bearer(without("sub")), ReasonClaims},
		"a subject of lines":   {bearer(with("sub", "ada\r\nX-Admin: true")), ReasonClaims},
		"a very long subject":  {bearer(with("sub", strings.Repeat("a", 201))), ReasonClaims},
		"a subject of a space": {bearer(with("sub", "a b")), ReasonClaims},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			who, err := verifier.Verify(bearing(test.header))
			var rejected Rejected
			if !errors.As(err, &rejected) || rejected.Reason != test.want {
				t.Errorf("got %v, want the reason %s", err, test.want)
			}
			if who.Subject != "" {
				t.Errorf("it is taken for %s's", who.Subject)
			}
		})
	}
}

func TestLeeway(t *testing.T) {
	verifier := NewVerifier(FromSecret(secret), rules("HS256"), clock)
	for name, claims := range map[string]jwt.Claims{
		"just expired": with("exp", now.Add(-29*time.Second).Unix()),
		"not just yet": with("nbf", now.Add(29*time.Second).Unix()),
	} {
		if _, err := verifier.Verify(bearing("Bearer " + sign(t, jwt.SigningMethodHS256, []byte(secret), "", claims))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func rsaKey(t *testing.T, bits int) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func ecKey(t *testing.T, curve elliptic.Curve) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(curve, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func publicKeyFile(t *testing.T, key any) (string, []byte) {
	t.Helper()
	encoded, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		t.Fatal(err)
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: encoded})
	path := filepath.Join(t.TempDir(), "key.pem")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, text
}

func TestPublicKeyFiles(t *testing.T) {
	ownRSA, ownEC := rsaKey(t, 2048), ecKey(t, elliptic.P256())
	cases := map[string]struct {
		algorithm string
		key       any
		token     string
	}{
		"RS256": {"RS256", ownRSA.Public(), sign(t, jwt.SigningMethodRS256, ownRSA, "", valid())},
		"ES256": {"ES256", ownEC.Public(), sign(t, jwt.SigningMethodES256, ownEC, "", valid())},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			path, text := publicKeyFile(t, test.key)
			keys, err := FromFile(path, test.algorithm)
			if err != nil {
				t.Fatal(err)
			}
			verifier := NewVerifier(keys, rules(test.algorithm), clock)
			if _, err := verifier.Verify(bearing("Bearer " + test.token)); err != nil {
				t.Error(err)
			}
			// Everybody knows the public key; it must not do as the secret of HS256.
			confused := sign(t, jwt.SigningMethodHS256, text, "", valid())
			if _, err := verifier.Verify(bearing("Bearer " + confused)); err == nil {
				t.Error("a token signed with the public key as a secret was believed")
			}
		})
	}
}

func TestUnfitKeyFiles(t *testing.T) {
	weak, _ := publicKeyFile(t, rsaKey(t, 1024).Public())
	otherCurve, _ := publicKeyFile(t, ecKey(t, elliptic.P384()).Public())
	good, _ := publicKeyFile(t, rsaKey(t, 2048).Public())
	cases := map[string]struct{ path, algorithm string }{
		"a weak key":         {weak, "RS256"},
		"another curve":      {otherCurve, "ES256"},
		"another kind":       {good, "ES256"},
		"no file":            {filepath.Join(t.TempDir(), "none"), "RS256"},
		"no public-key kind": {good, "HS256"},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			if _, err := FromFile(test.path, test.algorithm); err == nil {
				t.Error("it was taken")
			}
		})
	}
}

type noKeys struct{}

func (noKeys) Key(context.Context, string) (any, error) { return nil, ErrNoKeys }

func TestKeysThatCannotBeHadAreNotTheCallersFault(t *testing.T) {
	verifier := NewVerifier(noKeys{}, rules("HS256"), clock)
	_, err := verifier.Verify(bearing("Bearer " + sign(t, jwt.SigningMethodHS256, []byte(secret), "", valid())))
	var rejected Rejected
	if !errors.As(err, &rejected) || rejected.Reason != ReasonUnavailable {
		t.Errorf("got %v", err)
	}
}
