package main

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql"
	sqltool "go.temporal.io/server/tools/sql"
)

// database names the two databases, which the parent has created with `user` as their owner.
type database struct {
	host, user, password, main, visibility string
	port                                   int
}

// prepare brings both schemas to the version that this server wants.
func (d database) prepare() error {
	if err := d.migrate(d.main, "postgresql/v12/temporal"); err != nil {
		return err
	}
	return d.migrate(d.visibility, "postgresql/v12/visibility")
}

func (d database) migrate(name, schema string) error {
	versioned, err := d.hasTable(name, "schema_version")
	if err != nil {
		return fmt.Errorf("database %s cannot be reached: %w", name, err)
	}
	if !versioned {
		if err := d.tool(name, "setup-schema", "--version", "0.0"); err != nil {
			return fmt.Errorf("database %s: set-up of the schema: %w", name, err)
		}
	}
	if err := d.tool(name, "update-schema", "--schema-name", schema); err != nil {
		return fmt.Errorf("database %s: update of the schema: %w", name, err)
	}
	return nil
}

func (d database) hasTable(name, table string) (bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	connection, err := pgx.Connect(ctx, d.url(name))
	if err != nil {
		return false, err
	}
	defer connection.Close(ctx)
	var found bool
	err = connection.QueryRow(ctx, "SELECT to_regclass($1) IS NOT NULL", table).Scan(&found)
	return found, err
}

// tool runs temporal-sql-tool, which is linked in, on one database.
func (d database) tool(name string, command ...string) error {
	arguments := []string{"temporal-sql-tool", "--plugin", postgresql.PluginNamePGX, "--ep", d.host, "--port", strconv.Itoa(d.port),
		"--user", d.user, "--password", d.password, "--database", name, "--quiet"}
	return sqltool.RunTool(append(arguments, command...))
}

func (d database) url(name string) string {
	u := url.URL{Scheme: "postgresql", User: url.UserPassword(d.user, d.password), Host: net.JoinHostPort(d.host, strconv.Itoa(d.port)), Path: name}
	return u.String()
}

func (d database) persistence(shards int) config.Persistence {
	return config.Persistence{
		DefaultStore:     "default",
		VisibilityStore:  "visibility",
		NumHistoryShards: int32(shards),
		DataStores: map[string]config.DataStore{
			"default":    {SQL: d.store(d.main)},
			"visibility": {SQL: d.store(d.visibility)},
		},
	}
}

func (d database) store(name string) *config.SQL {
	return &config.SQL{
		PluginName:      postgresql.PluginNamePGX,
		DatabaseName:    name,
		ConnectAddr:     net.JoinHostPort(d.host, strconv.Itoa(d.port)),
		ConnectProtocol: "tcp",
		User:            d.user,
		Password:        d.password,
		MaxConns:        20,
		MaxIdleConns:    20,
		MaxConnLifetime: time.Hour,
	}
}
