package delivery

import "time"

// Message is what a handler gets.
type Message struct {
	// ID is the same in every delivery of the same message, also when its sender sent it twice.
	ID      string
	Subject string
	Payload []byte
	// PublishedAt is when the stream stored it.
	PublishedAt time.Time
	// Attempt counts deliveries, this one included, from 1.
	Attempt int
}
