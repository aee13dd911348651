package identity

import (
	"context"
	"crypto/ecdsa"
	"crypto/rsa"
	"errors"
	"fmt"
	"os"

	"github.com/golang-jwt/jwt/v5"
)

// Static is one key for every token.
type Static struct{ key any }

// Key returns the key.
func (s Static) Key(context.Context, string) (any, error) { return s.key, nil }

// FromSecret returns the key of HS256, which whoever can check tokens can also make: for development only.
func FromSecret(secret string) Static { return Static{key: []byte(secret)} }

// FromFile reads a public key in PEM that fits the algorithm, RS256 or ES256.
func FromFile(path, algorithm string) (Static, error) {
	text, err := os.ReadFile(path) //nolint:gosec // the operator's choice
	if err != nil {
		return Static{}, fmt.Errorf("reading the public key: %w", err)
	}
	var key any
	switch algorithm {
	case "RS256":
		key, err = jwt.ParseRSAPublicKeyFromPEM(text)
	case "ES256":
		key, err = jwt.ParseECPublicKeyFromPEM(text)
	default:
		err = errors.New("no public key belongs to " + algorithm)
	}
	if err == nil {
		err = checkStrength(key)
	}
	if err != nil {
		return Static{}, fmt.Errorf("public key in %s: %w", path, err)
	}
	return Static{key: key}, nil
}

// minimumRSABits is what RFC 7518 asks for.
const minimumRSABits = 2048

func checkStrength(key any) error {
	switch typed := key.(type) {
	case *rsa.PublicKey:
		if typed.N.BitLen() < minimumRSABits {
			return fmt.Errorf("an RSA key needs at least %d bits, this one has %d", minimumRSABits, typed.N.BitLen())
		}
	case *ecdsa.PublicKey:
		if name := typed.Curve.Params().Name; name != "P-256" {
			return errors.New("ES256 needs the curve P-256, this key has " + name)
		}
	}
	return nil
}
