// Package messaging connects to NATS JetStream and defines what is sent over it.
package messaging

import (
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/rs/zerolog"
)

// Connect returns a connection that is made, and made again, in the background for as long as it takes: an absent
// NATS is no reason to refuse a start. Connected tells whether it stands.
func Connect(settings Settings, name string, logger zerolog.Logger) (*nats.Conn, error) {
	options := []nats.Option{
		nats.Name(name),
		nats.RetryOnFailedConnect(true),
		nats.MaxReconnects(-1),
		nats.ReconnectWait(time.Second),
		nats.ReconnectJitter(500*time.Millisecond, time.Second),
		nats.PingInterval(20 * time.Second),
		nats.MaxPingsOutstanding(3),
		nats.ConnectHandler(func(connection *nats.Conn) {
			logger.Info().Str("server", connection.ConnectedServerName()).Msg("connected to NATS")
		}),
		nats.DisconnectErrHandler(func(connection *nats.Conn, err error) {
			if connection.IsClosed() {
				return // asked for
			}
			logger.Warn().Err(err).Msg("disconnected from NATS, reconnecting")
		}),
		nats.ReconnectHandler(func(connection *nats.Conn) {
			logger.Info().Str("server", connection.ConnectedServerName()).Msg("reconnected to NATS")
		}),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
			logger.Error().Err(err).Msg("NATS reported an error")
		}),
	}
	if settings.CredentialsFile != "" {
		options = append(options, nats.UserCredentials(settings.CredentialsFile))
	}
	connection, err := nats.Connect(settings.address(), options...)
	if err != nil {
		return nil, fmt.Errorf("connecting to NATS: %w", err)
	}
	return connection, nil
}

// ErrDisconnected says that NATS cannot be reached at the moment.
var ErrDisconnected = errors.New("not connected to NATS")

// Connected returns ErrDisconnected unless connection stands.
func Connected(connection *nats.Conn) error {
	if !connection.IsConnected() {
		return ErrDisconnected
	}
	return nil
}
