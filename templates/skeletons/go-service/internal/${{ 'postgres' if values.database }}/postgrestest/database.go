// Package postgrestest gives each test a PostgreSQL schema of its own.
package postgrestest

import (
	"context"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Variable names the database in which tests may create schemas, as a URL.
const Variable = "TEST_DATABASE_URL"

// Database returns the URL of an empty schema that exists for the time of the test. Without TEST_DATABASE_URL the
// test is skipped on a developer's machine, and fails where CI is set: there it must not be left out unnoticed.
func Database(t *testing.T) string {
	t.Helper()
	address := os.Getenv(Variable)
	if address == "" {
		if os.Getenv("CI") != "" {
			t.Fatal(Variable + " is not set")
		}
		t.Skip(Variable + " is not set")
	}
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(Variable + " is not a URL")
	}
	schema := "test_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	execute(t, address, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { execute(t, address, "DROP SCHEMA "+schema+" CASCADE") })
	query := parsed.Query()
	query.Set("search_path", schema)
	// A space is written as a plus in forms, which pgx takes for one: a path in a parameter may have spaces.
	parsed.RawQuery = strings.ReplaceAll(query.Encode(), "+", "%20")
	return parsed.String()
}

func execute(t *testing.T, address, statement string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	connection, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatalf("connecting to %s: %v", Variable, err)
	}
	defer func() { _ = connection.Close(ctx) }()
	if _, err := connection.Exec(ctx, statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}
