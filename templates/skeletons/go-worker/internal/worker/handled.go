package worker

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// handled remembers the ids of messages that were handled, in a key-value bucket that all replicas share.
type handled struct{ bucket jetstream.KeyValue }

func openHandled(ctx context.Context, client jetstream.JetStream, consumer string, retention time.Duration, replicas int) (*handled, error) {
	bucket, err := client.CreateOrUpdateKeyValue(ctx, jetstream.KeyValueConfig{
		Bucket:      consumer + "-handled",
		Description: "ids of messages that " + consumer + " has handled",
		TTL:         retention,
		Replicas:    replicas,
	})
	if err != nil {
		return nil, fmt.Errorf("bucket of handled messages: %w", err)
	}
	return &handled{bucket: bucket}, nil
}

func (h *handled) has(ctx context.Context, id string) (bool, error) {
	_, err := h.bucket.Get(ctx, keyOf(id))
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("asking whether the message was handled: %w", err)
	}
	return true, nil
}

func (h *handled) add(ctx context.Context, id string) error {
	if _, err := h.bucket.Put(ctx, keyOf(id), nil); err != nil {
		return fmt.Errorf("remembering that the message was handled: %w", err)
	}
	return nil
}

// keyOf makes a key of any id: a sender may use characters that keys cannot have.
func keyOf(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:])
}
