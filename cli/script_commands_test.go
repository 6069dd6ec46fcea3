package cli

import (
	"errors"
	"os/exec"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdExit runs podlife and checks the exit code: exit CODE podlife ARG…
func cmdExit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	err = ts.Exec(args[1], args[2:]...)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d\nstderr: %s", code, want, ts.ReadFile("stderr"))
	}
	stderr := ts.ReadFile("stderr")
	if strings.Contains(stderr, "goroutine ") {
		ts.Fatalf("a stack trace:\n%s", stderr)
	}
	if want != 0 && (stderr == "" || strings.Count(stderr, "\n") > 2) {
		ts.Fatalf("an error has one or two lines, not:\n%s", stderr)
	}
}

// cmdLines checks how many lines a file has: lines FILE N
func cmdLines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: lines FILE N")
	}
	if got := strings.Count(ts.ReadFile(args[0]), "\n"); strconv.Itoa(got) != args[1] {
		ts.Fatalf("%s has %d lines, want %s", args[0], got, args[1])
	}
}

// cmdPlaintext checks that a file has no control codes: plaintext FILE
func cmdPlaintext(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: plaintext FILE")
	}
	plain := !strings.ContainsFunc(ts.ReadFile(args[0]), func(r rune) bool {
		return r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0)
	})
	if plain == neg {
		ts.Fatalf("%s: control codes: %v", args[0], !plain)
	}
}
