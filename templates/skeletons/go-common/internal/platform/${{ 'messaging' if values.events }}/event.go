package messaging

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Event is a CloudEvent (version 1.0, JSON format): what happened, to what, when, as told by whom.
type Event struct {
	SpecVersion     string          `json:"specversion"`
	ID              string          `json:"id"`
	Type            string          `json:"type"`
	Source          string          `json:"source"`
	Subject         string          `json:"subject,omitempty"`
	Time            time.Time       `json:"time"`
	DataContentType string          `json:"datacontenttype"`
	Data            json.RawMessage `json:"data"`
}

// ErrMalformed says that a message is no event and will not become one by trying again.
var ErrMalformed = errors.New("malformed event")

// NewEvent describes an occurrence. The id must be the same whenever the same occurrence is described.
func NewEvent(id, eventType, service, subject string, at time.Time, data any) (Event, error) {
	encoded, err := json.Marshal(data)
	if err != nil {
		return Event{}, fmt.Errorf("encoding the data of %s: %w", eventType, err)
	}
	return Event{
		SpecVersion:     "1.0",
		ID:              id,
		Type:            eventType,
		Source:          "/" + service,
		Subject:         subject,
		Time:            at.UTC(),
		DataContentType: "application/json",
		Data:            encoded,
	}, nil
}

// ParseEvent reads an event; the error wraps ErrMalformed.
func ParseEvent(payload []byte) (Event, error) {
	var event Event
	if err := json.Unmarshal(payload, &event); err != nil {
		return Event{}, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	switch {
	case event.SpecVersion != "1.0":
		return Event{}, fmt.Errorf("%w: specversion %q is not 1.0", ErrMalformed, event.SpecVersion)
	case event.ID == "", event.Type == "", event.Source == "":
		return Event{}, fmt.Errorf("%w: id, type and source are required", ErrMalformed)
	}
	return event, nil
}
