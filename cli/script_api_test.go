package cli

import "github.com/rogpeppe/go-internal/testscript"

func cmdAPIServer(ts *testscript.TestScript, _ bool, _ []string) { ts.Fatalf("not yet") }
