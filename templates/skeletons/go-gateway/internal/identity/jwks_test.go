package identity

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/rs/zerolog"
)

// provider is an identity provider whose keys, health and time a test decides.
type provider struct {
	*httptest.Server
	asked   atomic.Int64
	mutex   sync.Mutex
	answer  []byte
	status  int
	elapsed time.Duration
}

func newProvider(t *testing.T, keys ...webKey) *provider {
	t.Helper()
	p := &provider{status: http.StatusOK}
	p.publish(t, keys...)
	p.Server = httptest.NewServer(http.HandlerFunc(func(writer http.ResponseWriter, _ *http.Request) {
		p.asked.Add(1)
		p.mutex.Lock()
		defer p.mutex.Unlock()
		writer.WriteHeader(p.status)
		_, _ = writer.Write(p.answer)
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *provider) publish(t *testing.T, keys ...webKey) {
	t.Helper()
	encoded, err := json.Marshal(map[string]any{"keys": keys})
	if err != nil {
		t.Fatal(err)
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.answer = encoded
}

func (p *provider) fail(status int) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.status = status
}

func (p *provider) wait(duration time.Duration) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.elapsed += duration
}

func (p *provider) now() time.Time {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return now.Add(p.elapsed)
}

func (p *provider) keys() *Published {
	return NewPublished(p.URL, p.Client(), p.now, zerolog.New(io.Discard))
}

func encode(number []byte) string { return base64.RawURLEncoding.EncodeToString(number) }

func webRSA(id string, key *rsa.PrivateKey) webKey {
	return webKey{ID: id, Type: "RSA", Use: "sig", N: encode(key.N.Bytes()), E: encode(big.NewInt(int64(key.E)).Bytes())}
}

func webEC(t *testing.T, id string, key *ecdsa.PrivateKey) webKey {
	t.Helper()
	point, err := key.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return webKey{ID: id, Type: "EC", Curve: "P-256", X: encode(point[1:33]), Y: encode(point[33:])}
}

func TestPublishedKeysVerifyTokens(t *testing.T) {
	ownRSA, ownEC := rsaKey(t, 2048), ecKey(t, elliptic.P256())
	p := newProvider(t, webRSA("rsa", ownRSA), webEC(t, "ec", ownEC))
	keys := p.keys()
	for algorithm, token := range map[string]string{
		"RS256": sign(t, jwt.SigningMethodRS256, ownRSA, "rsa", valid()),
		"ES256": sign(t, jwt.SigningMethodES256, ownEC, "ec", valid()),
	} {
		for range 3 {
			if _, err := NewVerifier(keys, rules(algorithm), clock).Verify(bearing("Bearer " + token)); err != nil {
				t.Errorf("%s: %v", algorithm, err)
			}
		}
	}
	if asked := p.asked.Load(); asked != 1 {
		t.Errorf("the provider was asked %d times, want once", asked)
	}
}

func TestANewKeyIsFound(t *testing.T) {
	first, second := rsaKey(t, 2048), rsaKey(t, 2048)
	p := newProvider(t, webRSA("first", first))
	keys := p.keys()
	if _, err := keys.Key(t.Context(), "first"); err != nil {
		t.Fatal(err)
	}
	p.publish(t, webRSA("first", first), webRSA("second", second))
	p.wait(keysMinAge)
	if _, err := keys.Key(t.Context(), "second"); err != nil {
		t.Errorf("the new key is not known: %v", err)
	}
}

func TestInventedKeyIDsDoNotMakeTheGatewayAskWithoutEnd(t *testing.T) {
	p := newProvider(t, webRSA("first", rsaKey(t, 2048)))
	keys := p.keys()
	for range 100 {
		if _, err := keys.Key(t.Context(), "invented"); !errors.Is(err, ErrUnknownKey) {
			t.Fatalf("got error %v", err)
		}
	}
	if asked := p.asked.Load(); asked != 1 {
		t.Errorf("the provider was asked %d times, want once", asked)
	}
}

func TestOldKeysServeWhileTheProviderIsAway(t *testing.T) {
	p := newProvider(t, webRSA("first", rsaKey(t, 2048)))
	keys := p.keys()
	if _, err := keys.Key(t.Context(), "first"); err != nil {
		t.Fatal(err)
	}
	p.fail(http.StatusInternalServerError)
	p.wait(time.Hour)
	if _, err := keys.Key(t.Context(), "first"); err != nil {
		t.Errorf("the key is forgotten: %v", err)
	}
	if asked := p.asked.Load(); asked != 2 {
		t.Errorf("the provider was asked %d times, want twice", asked)
	}
}

func TestWithdrawnKeysAreForgotten(t *testing.T) {
	first, second := rsaKey(t, 2048), rsaKey(t, 2048)
	p := newProvider(t, webRSA("first", first))
	keys := p.keys()
	if _, err := keys.Key(t.Context(), "first"); err != nil {
		t.Fatal(err)
	}
	p.publish(t, webRSA("second", second))
	p.wait(keysMaxAge)
	if _, err := keys.Key(t.Context(), "first"); !errors.Is(err, ErrUnknownKey) {
		t.Errorf("got error %v, want ErrUnknownKey", err)
	}
}

func TestNoKeysAtAll(t *testing.T) {
	p := newProvider(t, webRSA("first", rsaKey(t, 2048)))
	p.fail(http.StatusServiceUnavailable)
	keys := p.keys()
	if _, err := keys.Key(t.Context(), "first"); !errors.Is(err, ErrNoKeys) {
		t.Errorf("got error %v, want ErrNoKeys", err)
	}
	p.fail(http.StatusOK)
	p.wait(keysMinAge)
	if _, err := keys.Key(t.Context(), "first"); err != nil {
		t.Errorf("the provider is back, and still: %v", err)
	}
}

func TestATokenWithoutKeyIDGetsTheOnlyKey(t *testing.T) {
	only := rsaKey(t, 2048)
	keys := newProvider(t, webRSA("only", only)).keys()
	if _, err := keys.Key(t.Context(), ""); err != nil {
		t.Error(err)
	}
	keys = newProvider(t, webRSA("one", only), webRSA("two", only)).keys()
	if _, err := keys.Key(t.Context(), ""); !errors.Is(err, ErrUnknownKey) {
		t.Errorf("got error %v, want ErrUnknownKey", err)
	}
}

func TestUnfitPublishedKeys(t *testing.T) {
	good := rsaKey(t, 2048)
	encryption := webRSA("k", good)
	encryption.Use = "enc"
	offCurve := webEC(t, "k", ecKey(t, elliptic.P256()))
	offCurve.Y = encode(make([]byte, 32))
	for name, key := range map[string]webKey{
		"for encryption":   encryption,
		"weak":             webRSA("k", rsaKey(t, 1024)),
		"off the curve":    offCurve,
		"of another kind":  {ID: "k", Type: "oct"},
		"without modulus":  {ID: "k", Type: "RSA", E: "AQAB"},
		"without exponent": {ID: "k", Type: "RSA", N: encode(good.N.Bytes())},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := newProvider(t, key).keys().Key(t.Context(), "k"); err == nil {
				t.Error("it was taken")
			}
		})
	}
}

func TestManyAtOnceAskOnce(t *testing.T) {
	p := newProvider(t, webRSA("first", rsaKey(t, 2048)))
	keys := p.keys()
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if _, err := keys.Key(t.Context(), "first"); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if asked := p.asked.Load(); asked != 1 {
		t.Errorf("the provider was asked %d times, want once", asked)
	}
}
