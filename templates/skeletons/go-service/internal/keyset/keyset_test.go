package keyset

import (
	"encoding/base64"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
)

var (
	at  = time.Date(2026, 5, 4, 12, 0, 0, 123456000, time.UTC)
	low = uuid.MustParse("00000000-0000-0000-0000-000000000001")
	top = uuid.MustParse("ffffffff-0000-0000-0000-000000000001")
)

func TestCursorsComeBackAsTheyWere(t *testing.T) {
	for _, cursor := range []Cursor{{}, {CreatedAt: at, ID: low}, {CreatedAt: time.Unix(0, 0).UTC(), ID: top}} {
		got, err := Parse(cursor.String())
		if err != nil || got != cursor {
			t.Errorf("%v became %v, %v", cursor, got, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	valid := Cursor{CreatedAt: at, ID: low}.String()
	beyond := base64.RawURLEncoding.EncodeToString(append([]byte{0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, low[:]...))
	before := base64.RawURLEncoding.EncodeToString(append([]byte{0x80, 0, 0, 0, 0, 0, 0, 0}, low[:]...))
	for _, text := range []string{"x", "!", valid + "AAAA", valid[:10], valid + "=", beyond, before} {
		if _, err := Parse(text); !errors.Is(err, ErrMalformed) {
			t.Errorf("%q: got error %v", text, err)
		}
	}
}

func TestPrecedes(t *testing.T) {
	cursor := Cursor{CreatedAt: at, ID: top}
	cases := map[string]struct {
		cursor Cursor
		at     time.Time
		id     uuid.UUID
		want   bool
	}{
		"the beginning":         {Cursor{}, at, low, true},
		"an older one":          {cursor, at.Add(-time.Microsecond), top, true},
		"a newer one":           {cursor, at.Add(time.Microsecond), low, false},
		"of the same time":      {cursor, at, low, true},
		"the same one":          {cursor, at, top, false},
		"of the same time, new": {Cursor{CreatedAt: at, ID: low}, at, top, false},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			if got := test.cursor.Precedes(test.at, test.id); got != test.want {
				t.Errorf("got %t", got)
			}
		})
	}
}
