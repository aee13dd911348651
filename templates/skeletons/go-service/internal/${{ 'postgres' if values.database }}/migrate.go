package postgres

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// ErrPendingMigrations says that the schema is older than this binary.
var ErrPendingMigrations = errors.New("the database schema is older than this version: apply the migrations first")

// How often, in seconds, and how many times a replica tries to get the lock: a migration may take five minutes.
const (
	lockInterval = 1
	lockTries    = 300
)

// Migrate brings the schema up to date and returns how many migrations that took; 0 and no error mean that there
// was nothing to do. An advisory lock lets one replica at a time do it, the others wait. Unless apply, it changes
// nothing and returns ErrPendingMigrations where something is missing.
//
// During a rolling update the previous version runs on the new schema: a migration may only add, and what it
// makes superfluous goes in a later release.
func Migrate(ctx context.Context, databaseURL string, apply bool) (int, error) {
	// A connection of its own, without the pool's limit on the duration of a statement.
	database, err := sql.Open("pgx", databaseURL)
	if err != nil {
		return 0, errors.New("DATABASE_URL is not accepted by the database driver")
	}
	defer func() { _ = database.Close() }()
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return 0, fmt.Errorf("reading the migrations: %w", err)
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(lockInterval, lockTries))
	if err != nil {
		return 0, fmt.Errorf("preparing the migration lock: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, database, files, goose.WithSessionLocker(locker))
	if err != nil {
		return 0, fmt.Errorf("preparing the migrations: %w", err)
	}
	if !apply {
		pending, err := provider.HasPending(ctx)
		if err == nil && pending {
			err = ErrPendingMigrations
		}
		return 0, translate(err)
	}
	applied, err := provider.Up(ctx)
	if err != nil {
		return len(applied), fmt.Errorf("migrating the database: %w", translate(err))
	}
	return len(applied), nil
}
