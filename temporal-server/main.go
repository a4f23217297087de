// Temporal-server hosts the official Temporal server and its Web UI in one process, on PostgreSQL.
//
// It exists so that `npm start` and `npm test` need no container and no installed Temporal: the parent starts it with
// the addresses to use, waits for the line {"ready":true,…} on standard output, and ends it by closing its standard
// input (or by SIGTERM). Production runs the official images instead; see docker-compose.yml.
//
// The namespace and the search attributes are set up by the parent, over the API, in the same way for every server.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// options are what the parent chooses. Everything listens on 127.0.0.1 only.
type options struct {
	port        int
	uiPort      int
	metricsPort int
	database    database
	shards      int
	logLevel    string
	withParent  bool
}

func main() {
	if err := run(parseOptions()); err != nil {
		fmt.Fprintln(os.Stderr, "temporal-server:", err)
		os.Exit(1)
	}
}

func parseOptions() options {
	var o options
	flag.IntVar(&o.port, "port", 7233, "gRPC port of the frontend")
	flag.IntVar(&o.uiPort, "ui-port", 0, "port of the Web UI; 0 leaves it out")
	flag.IntVar(&o.metricsPort, "metrics-port", 0, "port of the Prometheus metrics; 0 leaves them out")
	flag.StringVar(&o.database.host, "db-host", "127.0.0.1", "PostgreSQL host")
	flag.IntVar(&o.database.port, "db-port", 5432, "PostgreSQL port")
	flag.StringVar(&o.database.user, "db-user", "temporal", "owner of both databases; its password is read from TEMPORAL_DB_PASSWORD")
	flag.StringVar(&o.database.main, "db-name", "temporal", "database of workflow state")
	flag.StringVar(&o.database.visibility, "db-visibility-name", "temporal_visibility", "database of the search index")
	flag.IntVar(&o.shards, "shards", 4, "history shards; fixed for the life of the databases")
	flag.StringVar(&o.logLevel, "log-level", "warn", "debug, info, warn or error")
	flag.BoolVar(&o.withParent, "exit-with-stdin", false, "exit when standard input ends, so that no server outlives its parent")
	flag.Parse()
	o.database.password = os.Getenv("TEMPORAL_DB_PASSWORD")
	return o
}

func run(o options) error {
	if err := o.database.prepare(); err != nil {
		return err
	}
	server, err := newServer(o)
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return fmt.Errorf("the server did not start: %w", err)
	}
	defer server.Stop()
	if err := waitUntilServing(o.address()); err != nil {
		return err
	}
	failed := make(chan error, 1)
	if o.uiPort > 0 {
		go func() { failed <- serveUI(o) }()
	}
	announce(o)
	select {
	case <-stopRequested(o.withParent):
		return nil
	case err := <-failed:
		return fmt.Errorf("the Web UI stopped: %w", err)
	}
}

func (o options) address() string { return fmt.Sprintf("127.0.0.1:%d", o.port) }

// announce tells the parent, in one line of JSON, that workflows can be started.
func announce(o options) {
	_ = json.NewEncoder(os.Stdout).Encode(map[string]any{"ready": true, "address": o.address(), "uiPort": o.uiPort})
}

// stopRequested is closed by SIGINT, SIGTERM or, if asked for, by the end of standard input.
func stopRequested(withParent bool) <-chan struct{} {
	done := make(chan struct{}, 2)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() { <-signals; done <- struct{}{} }()
	if withParent {
		go func() { _, _ = io.Copy(io.Discard, os.Stdin); done <- struct{}{} }()
	}
	return done
}
