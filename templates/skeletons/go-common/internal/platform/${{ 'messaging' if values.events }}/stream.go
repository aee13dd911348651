package messaging

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

const (
	// streamMaxAge is how long a stream made here keeps its messages: longer than a long weekend's outage.
	streamMaxAge = 7 * 24 * time.Hour
	// duplicateWindow is how long a stream made here remembers message ids.
	duplicateWindow = 10 * time.Minute
)

// EnsureStream makes the stream if it does not exist, for every subject with the first token of subject. An
// existing stream is somebody's decision and is left as it is; one that does not take subject is an error.
func EnsureStream(ctx context.Context, stream jetstream.JetStream, name, subject string, replicas int) error {
	existing, err := stream.Stream(ctx, name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		existing, err = stream.CreateStream(ctx, jetstream.StreamConfig{
			Name:       name,
			Subjects:   []string{family(subject)},
			Storage:    jetstream.FileStorage,
			Replicas:   replicas,
			MaxAge:     streamMaxAge,
			Duplicates: duplicateWindow,
		})
		if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) {
			// Another service was faster.
			existing, err = stream.Stream(ctx, name)
		}
	}
	if err != nil {
		return fmt.Errorf("stream %s: %w", name, err)
	}
	subjects := existing.CachedInfo().Config.Subjects
	for _, pattern := range subjects {
		if covers(pattern, subject) {
			return nil
		}
	}
	return fmt.Errorf("stream %s takes %v, which does not cover %s: add the subject to the stream", name, subjects, subject)
}

// family returns the pattern of all subjects with the first token of subject.
func family(subject string) string {
	first, _, _ := strings.Cut(subject, ".")
	return first + ".>"
}

// covers reports whether every message on subject, which may hold wildcards itself, matches pattern.
func covers(pattern, subject string) bool {
	patternTokens, subjectTokens := strings.Split(pattern, "."), strings.Split(subject, ".")
	for n, token := range patternTokens {
		if token == ">" {
			return len(subjectTokens) > n
		}
		if n >= len(subjectTokens) || subjectTokens[n] == ">" {
			return false
		}
		if token != "*" && token != subjectTokens[n] {
			return false
		}
	}
	return len(patternTokens) == len(subjectTokens)
}
