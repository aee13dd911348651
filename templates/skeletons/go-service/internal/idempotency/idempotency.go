// Package idempotency recognises a request that was sent before.
package idempotency

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
)

// ErrMismatch says that a caller used one key for two different requests.
var ErrMismatch = errors.New("the idempotency key was used for another request")

// ErrMalformedKey says that a key is missing, too long or not plain text.
var ErrMalformedKey = errors.New("malformed idempotency key")

var acceptableKey = regexp.MustCompile(`^[[:graph:]]{1,200}$`)

// Request identifies what a caller asked for.
type Request struct {
	// Caller keeps one caller's keys apart from another's.
	Caller string
	Key    string
	// Fingerprint is the same for the same content, however it was written.
	Fingerprint string
}

// NewRequest checks the key and takes the fingerprint of content. The error is ErrMalformedKey, or content cannot
// be encoded as JSON.
func NewRequest(caller, key string, content any) (Request, error) {
	if !acceptableKey.MatchString(key) {
		return Request{}, ErrMalformedKey
	}
	// Encoding what was decoded forgets white space and the order of keys.
	canonical, err := json.Marshal(content)
	if err != nil {
		return Request{}, fmt.Errorf("taking the fingerprint of a request: %w", err)
	}
	sum := sha256.Sum256(canonical)
	return Request{Caller: caller, Key: key, Fingerprint: hex.EncodeToString(sum[:])}, nil
}
