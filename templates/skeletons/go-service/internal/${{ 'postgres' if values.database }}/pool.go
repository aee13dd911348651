// Package postgres keeps records in PostgreSQL.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
)

// Options say how to use the database.
type Options struct {
	URL            string
	Name           string
	MaxConnections int
	// StatementTimeout is the server's own limit, for statements whose client has disappeared.
	StatementTimeout time.Duration
}

// Open returns a pool that connects when it is needed first: an absent database is no reason to refuse a start.
func Open(ctx context.Context, options Options) (*pgxpool.Pool, error) {
	settings, err := pgxpool.ParseConfig(options.URL)
	if err != nil {
		// The cause may quote the URL with its password.
		return nil, errors.New("DATABASE_URL is not accepted by the database driver")
	}
	settings.MaxConns = int32(options.MaxConnections) //nolint:gosec // checked to be at most 1000
	// Connections are renewed so that a moved primary or a rebalanced proxy is noticed, but not all at once.
	settings.MaxConnLifetime = 30 * time.Minute
	settings.MaxConnLifetimeJitter = 5 * time.Minute
	settings.MaxConnIdleTime = 5 * time.Minute
	settings.ConnConfig.ConnectTimeout = 5 * time.Second
	settings.ConnConfig.Tracer = queryTracer{}
	parameters := settings.ConnConfig.RuntimeParams
	parameters["application_name"] = options.Name
	parameters["statement_timeout"] = strconv.FormatInt(options.StatementTimeout.Milliseconds(), 10)
	parameters["idle_in_transaction_session_timeout"] = strconv.FormatInt((2 * options.StatementTimeout).Milliseconds(), 10)
	pool, err := pgxpool.NewWithConfig(ctx, settings)
	if err != nil {
		return nil, fmt.Errorf("making the database pool: %w", err)
	}
	return pool, nil
}

// Measure registers the pool's metrics. A pool without idle connections and with growing waits is too small.
func Measure(registerer prometheus.Registerer, pool *pgxpool.Pool) {
	gauge := func(state string, value func(*pgxpool.Stat) int32) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name:        "database_pool_connections",
			Help:        "Connections of the database pool.",
			ConstLabels: prometheus.Labels{"state": state},
		}, func() float64 { return float64(value(pool.Stat())) })
	}
	registerer.MustRegister(
		gauge("acquired", (*pgxpool.Stat).AcquiredConns),
		gauge("idle", (*pgxpool.Stat).IdleConns),
		gauge("max", (*pgxpool.Stat).MaxConns),
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "database_pool_waits_total",
			Help: "Times that a request had to wait for a connection.",
		}, func() float64 { return float64(pool.Stat().EmptyAcquireCount()) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "database_pool_wait_seconds_total",
			Help: "Time that requests waited for a connection.",
		}, func() float64 { return pool.Stat().EmptyAcquireWaitTime().Seconds() }),
	)
}
