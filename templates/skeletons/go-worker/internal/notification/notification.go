// Package notification decides what somebody is told about an event. It knows neither NATS nor the clock.
package notification

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
)

// ErrUnusable says that an event does not hold what a notification needs. It never will.
var ErrUnusable = errors.New("the event cannot be turned into a notification")

// Notification is what somebody is told.
type Notification struct {
	Recipient string `json:"recipient"`
	Message   string `json:"message"`
	// Cause is the id of the event.
	Cause string `json:"cause"`
}

// Occurrence is an event as far as notifications are concerned.
type Occurrence struct {
	// ID is the event's.
	ID string
	// Type is the event's, such as orders.created.
	Type string
	// Data is the record concerned.
	Data json.RawMessage
}

// namespace makes ids of notifications different from any other ids derived from the same events.
var namespace = uuid.MustParse("7d2c1a57-1f04-5c1e-9a3c-0d6a2f6e1b11")

// ID returns the notification's id. The same event always leads to the same one, so that a repeated attempt is not
// a second notification.
func (n Notification) ID() string { return uuid.NewSHA1(namespace, []byte(n.Cause)).String() }

// From returns what the creator of the record is told. The error wraps ErrUnusable.
func From(occurrence Occurrence) (Notification, error) {
	var record struct {
		ID        string `json:"id"`
		Name      string `json:"name"`
		CreatedBy string `json:"createdBy"`
	}
	if err := json.Unmarshal(occurrence.Data, &record); err != nil {
		return Notification{}, fmt.Errorf("%w: %w", ErrUnusable, err)
	}
	if record.CreatedBy == "" {
		return Notification{}, fmt.Errorf("%w: createdBy is missing", ErrUnusable)
	}
	plural, action, found := strings.Cut(occurrence.Type, ".")
	if !found {
		return Notification{}, fmt.Errorf("%w: the type %q does not say what happened", ErrUnusable, occurrence.Type)
	}
	what := record.Name
	if what == "" {
		what = record.ID
	}
	return Notification{
		Recipient: record.CreatedBy,
		Message:   fmt.Sprintf("%s in %s: %s", strings.ReplaceAll(action, "_", " "), plural, what),
		Cause:     occurrence.ID,
	}, nil
}
