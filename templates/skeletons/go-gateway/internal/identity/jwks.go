package identity

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/rs/zerolog"
)

const (
	// keysMaxAge is how long keys are used until they are asked for again.
	keysMaxAge = 10 * time.Minute
	// keysMinAge keeps tokens with invented key ids from making the gateway ask without end.
	keysMinAge   = 15 * time.Second
	fetchTimeout = 5 * time.Second
	maxKeysBytes = 1 << 20
)

// Published are the keys that an identity provider publishes as a JSON Web Key Set. Keys once had are used for as
// long as the provider is away: a key that it has withdrawn meanwhile is the smaller evil.
type Published struct {
	url    string
	client *http.Client
	now    func() time.Time
	logger zerolog.Logger

	// fetching lets one request at a time ask the provider.
	fetching sync.Mutex
	mutex    sync.RWMutex
	keys     map[string]any
	asked    time.Time
	fetched  time.Time
}

// NewPublished returns the keys at url, which are asked for when the first token comes.
func NewPublished(url string, client *http.Client, now func() time.Time, logger zerolog.Logger) *Published {
	return &Published{url: url, client: client, now: now, logger: logger}
}

// Key returns the key with the id. When it is unknown the provider is asked, since it may have a new one. A token
// without an id gets the only key there is. The error is ErrUnknownKey or ErrNoKeys.
func (p *Published) Key(ctx context.Context, id string) (any, error) {
	key, known, age := p.lookUp(id)
	if known && age < keysMaxAge {
		return key, nil
	}
	p.refresh(ctx, known)
	key, known, _ = p.lookUp(id)
	if known {
		return key, nil
	}
	p.mutex.RLock()
	defer p.mutex.RUnlock()
	if p.fetched.IsZero() {
		return nil, ErrNoKeys
	}
	return nil, ErrUnknownKey
}

func (p *Published) lookUp(id string) (key any, known bool, age time.Duration) {
	p.mutex.RLock()
	defer p.mutex.RUnlock()
	age = p.now().Sub(p.fetched)
	if id == "" && len(p.keys) == 1 {
		for _, only := range p.keys {
			return only, true, age
		}
	}
	key, known = p.keys[id]
	return key, known, age
}

// refresh asks the provider, unless that was done a moment ago. Who has a key already does not wait for another
// request's answer.
func (p *Published) refresh(ctx context.Context, hasKey bool) {
	if hasKey {
		if !p.fetching.TryLock() {
			return
		}
	} else {
		p.fetching.Lock()
	}
	defer p.fetching.Unlock()
	p.mutex.Lock()
	recent := p.now().Sub(p.asked) < keysMinAge
	if !recent {
		p.asked = p.now()
	}
	p.mutex.Unlock()
	if recent {
		return
	}
	// The caller may leave; the keys are for everybody.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), fetchTimeout)
	defer cancel()
	keys, err := p.fetch(ctx)
	if err != nil {
		p.logger.Error().Err(err).Msg("the identity provider's keys could not be fetched")
		return
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.keys, p.fetched = keys, p.now()
}

func (p *Published) fetch(ctx context.Context) (map[string]any, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url, nil)
	if err != nil {
		return nil, fmt.Errorf("asking for keys: %w", err)
	}
	response, err := p.client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("asking for keys: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("asking for keys: the identity provider answered %s", response.Status)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxKeysBytes))
	if err != nil {
		return nil, fmt.Errorf("reading keys: %w", err)
	}
	return parseKeySet(body)
}

func parseKeySet(body []byte) (map[string]any, error) {
	var set struct {
		Keys []webKey `json:"keys"`
	}
	if err := json.Unmarshal(body, &set); err != nil {
		return nil, fmt.Errorf("reading keys: %w", err)
	}
	keys := map[string]any{}
	for _, published := range set.Keys {
		// A set may hold keys for other purposes and of kinds still to be invented.
		if key, err := published.publicKey(); err == nil {
			keys[published.ID] = key
		}
	}
	if len(keys) == 0 {
		return nil, errors.New("the identity provider publishes no usable signing key")
	}
	return keys, nil
}
