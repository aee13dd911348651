// Package identity finds out on whose behalf a request is made, from its token.
package identity

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Identity is who asks.
type Identity struct {
	// Subject is fit for a header.
	Subject string
	Scopes  []string
}

// Holds reports whether every one of the scopes was given.
func (i Identity) Holds(scopes []string) bool {
	for _, scope := range scopes {
		if !slices.Contains(i.Scopes, scope) {
			return false
		}
	}
	return true
}

// Reason is why a request is not taken for anybody's. It is a label of a metric.
type Reason string

// The reasons.
const (
	ReasonMissing   Reason = "missing"
	ReasonMalformed Reason = "malformed"
	ReasonSignature Reason = "signature"
	ReasonExpired   Reason = "expired"
	ReasonClaims    Reason = "claims"
	// ReasonUnavailable is not the caller's doing: the keys cannot be had.
	ReasonUnavailable Reason = "unavailable"
)

// Reasons lists every Reason.
func Reasons() []Reason {
	return []Reason{ReasonMissing, ReasonMalformed, ReasonSignature, ReasonExpired, ReasonClaims, ReasonUnavailable}
}

// Rejected is the error of a request that is not taken for anybody's.
type Rejected struct {
	Reason Reason
	Cause  error
}

// Error implements error.
func (r Rejected) Error() string {
	if r.Cause == nil {
		return "authentication: " + string(r.Reason)
	}
	return fmt.Sprintf("authentication: %s: %v", r.Reason, r.Cause)
}

// Unwrap returns the cause.
func (r Rejected) Unwrap() error { return r.Cause }

// The errors of Keys.
var (
	// ErrUnknownKey: no key has this id, so whoever signed is not trusted.
	ErrUnknownKey = errors.New("unknown key")
	// ErrNoKeys: the keys cannot be had at the moment.
	ErrNoKeys = errors.New("the keys cannot be had")
)

// Keys finds the key that a token says it was signed with; the id may be empty.
type Keys interface {
	Key(ctx context.Context, id string) (any, error)
}

// Rules say which tokens are believed.
type Rules struct {
	// Algorithm is the only one that is accepted, whatever the token says.
	Algorithm string
	Issuer    string
	Audience  string
	// Leeway is by how much clocks may differ.
	Leeway time.Duration
}

// Verifier checks tokens.
type Verifier struct {
	keys   Keys
	parser *jwt.Parser
}

// NewVerifier returns a verifier that believes tokens signed with keys that keep the rules, at the time now tells.
func NewVerifier(keys Keys, rules Rules, now func() time.Time) *Verifier {
	return &Verifier{keys: keys, parser: jwt.NewParser(
		jwt.WithValidMethods([]string{rules.Algorithm}),
		jwt.WithIssuer(rules.Issuer),
		jwt.WithAudience(rules.Audience),
		jwt.WithLeeway(rules.Leeway),
		jwt.WithExpirationRequired(),
		jwt.WithTimeFunc(now),
	)}
}

// maxTokenLength keeps nonsense from being decoded; real tokens are a tenth of it.
const maxTokenLength = 16 << 10

type claims struct {
	jwt.RegisteredClaims
	// Scope is a list with spaces between, as OAuth has it.
	Scope string `json:"scope"`
}

// A subject becomes a header and a key of the rate limit.
var acceptableSubject = regexp.MustCompile(`^[[:graph:]]{1,200}$`)

// Verify returns the identity that the request's bearer token proves. The error is a Rejected.
func (v *Verifier) Verify(request *http.Request) (Identity, error) {
	scheme, token, found := strings.Cut(request.Header.Get("Authorization"), " ")
	if !found || !strings.EqualFold(scheme, "Bearer") || token == "" {
		return Identity{}, Rejected{Reason: ReasonMissing}
	}
	if len(token) > maxTokenLength {
		return Identity{}, Rejected{Reason: ReasonMalformed}
	}
	var claimed claims
	_, err := v.parser.ParseWithClaims(token, &claimed, func(parsed *jwt.Token) (any, error) {
		id, _ := parsed.Header["kid"].(string)
		return v.keys.Key(request.Context(), id)
	})
	if err != nil {
		return Identity{}, Rejected{Reason: reasonOf(err), Cause: err}
	}
	if !acceptableSubject.MatchString(claimed.Subject) {
		return Identity{}, Rejected{Reason: ReasonClaims, Cause: errors.New("the subject is missing or not plain text")}
	}
	return Identity{Subject: claimed.Subject, Scopes: strings.Fields(claimed.Scope)}, nil
}

func reasonOf(err error) Reason {
	switch {
	case errors.Is(err, ErrNoKeys):
		return ReasonUnavailable
	case errors.Is(err, jwt.ErrTokenMalformed):
		return ReasonMalformed
	case errors.Is(err, ErrUnknownKey), errors.Is(err, jwt.ErrTokenSignatureInvalid), errors.Is(err, jwt.ErrTokenUnverifiable):
		return ReasonSignature
	case errors.Is(err, jwt.ErrTokenExpired):
		return ReasonExpired
	default:
		return ReasonClaims
	}
}
