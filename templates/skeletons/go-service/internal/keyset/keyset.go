// Package keyset pages through records by the position of the last one seen. Unlike an offset, a page costs the
// same wherever it lies, and records made meanwhile shift nothing.
package keyset

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"time"

	"github.com/google/uuid"
)

// Cursor is a record's position in the order "newest first, then by id". The zero value is before the first.
type Cursor struct {
	CreatedAt time.Time
	ID        uuid.UUID
}

// Page asks for at most Limit records after After.
type Page struct {
	After Cursor
	Limit int
}

// ErrMalformed says that a text is no cursor.
var ErrMalformed = errors.New("malformed cursor")

// cursorLength is 8 bytes of microseconds since 1970 and 16 of the id.
const cursorLength = 8 + 16

// IsZero reports whether the cursor is before the first record.
func (c Cursor) IsZero() bool { return c == Cursor{} }

// Precedes reports whether the record at (createdAt, id) comes after the cursor.
func (c Cursor) Precedes(createdAt time.Time, id uuid.UUID) bool {
	if c.IsZero() {
		return true
	}
	if !createdAt.Equal(c.CreatedAt) {
		return createdAt.Before(c.CreatedAt)
	}
	return bytes.Compare(id[:], c.ID[:]) < 0
}

// String returns the cursor for a client, to whom it means nothing.
func (c Cursor) String() string {
	if c.IsZero() {
		return ""
	}
	encoded := make([]byte, 0, cursorLength)
	encoded = binary.BigEndian.AppendUint64(encoded, uint64(c.CreatedAt.UnixMicro())) //nolint:gosec // the same bits come back
	return base64.RawURLEncoding.EncodeToString(append(encoded, c.ID[:]...))
}

// Parse reads what String wrote. The empty text is the zero cursor.
func Parse(text string) (Cursor, error) {
	if text == "" {
		return Cursor{}, nil
	}
	decoded, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(decoded) != cursorLength {
		return Cursor{}, ErrMalformed
	}
	micros := int64(binary.BigEndian.Uint64(decoded[:8])) //nolint:gosec // the same bits as went in
	at := time.UnixMicro(micros).UTC()
	// PostgreSQL knows no year beyond 294276; a cursor of ours never has one.
	if at.Year() < 1970 || at.Year() > 9999 {
		return Cursor{}, ErrMalformed
	}
	return Cursor{CreatedAt: at, ID: uuid.UUID(decoded[8:])}, nil
}
