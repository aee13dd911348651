package idempotency

import (
	"errors"
	"strings"
	"testing"
)

type content struct {
	Name       string            `json:"name"`
	Attributes map[string]string `json:"attributes"`
}

func TestFingerprintsTellContentsApart(t *testing.T) {
	fingerprint := func(value content) string {
		request, err := NewRequest("ada", "key", value)
		if err != nil {
			t.Fatal(err)
		}
		return request.Fingerprint
	}
	first := fingerprint(content{"a", map[string]string{"x": "1", "y": "2"}})
	if first != fingerprint(content{"a", map[string]string{"y": "2", "x": "1"}}) {
		t.Error("the order of keys changes the fingerprint")
	}
	for _, other := range []content{{"b", map[string]string{"x": "1", "y": "2"}}, {"a", map[string]string{"x": "1"}}, {"a", nil}} {
		if first == fingerprint(other) {
			t.Errorf("%v has the same fingerprint", other)
		}
	}
}

func TestKeys(t *testing.T) {
	for key, want := range map[string]bool{
		"a": true, "550e8400-e29b-41d4-a716-446655440000": true, "!~": true, strings.Repeat("k", 200): true,
		"": false, strings.Repeat("k", 201): false, "a b": false, "a\n": false, "é": false,
	} {
		_, err := NewRequest("ada", key, nil)
		if (err == nil) != want || (err != nil && !errors.Is(err, ErrMalformedKey)) {
			t.Errorf("%q: got error %v", key, err)
		}
	}
}

func TestWhatCannotBeEncoded(t *testing.T) {
	if _, err := NewRequest("ada", "key", func() {}); err == nil {
		t.Error("a function has a fingerprint")
	}
}
