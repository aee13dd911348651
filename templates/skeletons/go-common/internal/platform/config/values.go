package config

import (
	"errors"
	"fmt"
	"net/url"
	"reflect"
)

const mask = "********"

// Secret is a value that is never printed.
type Secret string

// String hides the value, so that no log line or error can give it away.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return mask
}

// GoString hides the value from %#v.
func (s Secret) GoString() string { return s.String() }

// MarshalText hides the value from encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Reveal returns the value itself, for the one place that needs it.
func (s Secret) Reveal() string { return string(s) }

// URL is an absolute URL whose user information and query, where passwords live, are not printed.
type URL struct{ address *url.URL }

// UnmarshalText reads an absolute URL with a host.
func (u *URL) UnmarshalText(text []byte) error {
	parsed, err := url.Parse(string(text))
	// The cause quotes the URL, password included, and is therefore not wrapped.
	if err != nil || parsed.Scheme == "" || parsed.Host == "" {
		return errors.New("not an absolute URL")
	}
	u.address = parsed
	return nil
}

// IsZero reports whether no URL was given.
func (u URL) IsZero() bool { return u.address == nil }

// Scheme returns the part before "://", or nothing.
func (u URL) Scheme() string {
	if u.address == nil {
		return ""
	}
	return u.address.Scheme
}

// Reveal returns the whole URL, for the one place that connects to it.
func (u URL) Reveal() string {
	if u.address == nil {
		return ""
	}
	return u.address.String()
}

// String returns the URL without password and query.
func (u URL) String() string {
	if u.address == nil {
		return ""
	}
	shown := *u.address
	shown.RawQuery, shown.Fragment = "", ""
	return shown.Redacted()
}

// GoString hides the password from %#v.
func (u URL) GoString() string { return u.String() }

// MarshalText hides the password from encoders.
func (u URL) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// Masked lists each variable of settings with the value in force, secrets hidden, for the first log line.
func Masked(settings any) map[string]any {
	value := reflect.ValueOf(settings)
	shown := map[string]any{}
	for _, field := range reflect.VisibleFields(value.Type()) {
		if variable := variableName(field); variable != "" && field.IsExported() {
			shown[variable] = fmt.Sprint(value.FieldByIndex(field.Index).Interface())
		}
	}
	return shown
}
