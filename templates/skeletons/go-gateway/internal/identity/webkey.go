package identity

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"math/big"
)

// webKey is a JSON Web Key (RFC 7517), as far as RS256 and ES256 need it.
type webKey struct {
	ID    string `json:"kid"`
	Type  string `json:"kty"`
	Use   string `json:"use"`
	Curve string `json:"crv"`
	N     string `json:"n"`
	E     string `json:"e"`
	X     string `json:"x"`
	Y     string `json:"y"`
}

func (k webKey) publicKey() (any, error) {
	if k.Use != "" && k.Use != "sig" {
		return nil, errors.New("the key is not for signatures")
	}
	var key any
	var err error
	switch {
	case k.Type == "RSA":
		key, err = k.rsaKey()
	case k.Type == "EC" && k.Curve == "P-256":
		key, err = k.ecKey()
	default:
		return nil, errors.New("the key's type is not supported")
	}
	if err != nil {
		return nil, err
	}
	return key, checkStrength(key)
}

func (k webKey) rsaKey() (*rsa.PublicKey, error) {
	modulus, err := base64.RawURLEncoding.DecodeString(k.N)
	if err != nil || len(modulus) == 0 {
		return nil, errors.New("the key's modulus is malformed")
	}
	exponent, err := base64.RawURLEncoding.DecodeString(k.E)
	if err != nil || len(exponent) == 0 || len(exponent) > 4 {
		return nil, errors.New("the key's exponent is malformed")
	}
	return &rsa.PublicKey{N: new(big.Int).SetBytes(modulus), E: int(new(big.Int).SetBytes(exponent).Int64())}, nil
}

// coordinateLength is that of P-256.
const coordinateLength = 32

func (k webKey) ecKey() (*ecdsa.PublicKey, error) {
	x, errX := base64.RawURLEncoding.DecodeString(k.X)
	y, errY := base64.RawURLEncoding.DecodeString(k.Y)
	if errX != nil || errY != nil || len(x) != coordinateLength || len(y) != coordinateLength {
		return nil, errors.New("the key's point is malformed")
	}
	// The parser checks that the point is on the curve.
	const uncompressed = 4
	return ecdsa.ParseUncompressedPublicKey(elliptic.P256(), append(append([]byte{uncompressed}, x...), y...))
}
