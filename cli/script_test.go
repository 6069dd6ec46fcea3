package cli

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// programs are those that scripts find besides what is installed.
var programs = map[string]func(){"podlife": program, "kubectl-podlife": program, "kubectl": kubectl, "gh": gh, "pbpaste": pbpaste}

func TestMain(m *testing.M) { testscript.Main(unconfigured{m}, programs) }

// scriptsAtOnce is how many scripts a processor has under way: most of their time they
// wait for a program, or for a moment to come.
const scriptsAtOnce = 4

// unconfigured runs the tests without the configuration file of whoever runs them.
type unconfigured struct{ *testing.M }

func (u unconfigured) Run() int {
	if err := os.Setenv("XDG_CONFIG_HOME", os.DevNull); err != nil {
		panic(err)
	}
	if err := flag.Set("test.parallel", strconv.Itoa(scriptsAtOnce*runtime.GOMAXPROCS(0))); err != nil { // unless the command says otherwise
		panic(err)
	}
	return u.M.Run()
}

// program runs podlife, under whatever name it was started.
func program() {
	app := App{Name: os.Args[0], In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if os.Getenv(endWatch) != "" {
		out := &witness{Writer: os.Stdout}
		app.Out, ctx = out, interrupted(ctx, os.Args[1:], out)
	}
	os.Exit(app.Execute(ctx, os.Args[1:]))
}

// TestScripts runs testdata/script: command lines, and what a person gets.
func TestScripts(t *testing.T) {
	recordings, err := filepath.Abs("../testdata/recordings")
	if err != nil {
		t.Fatal(err)
	}
	packaging, err := filepath.Abs("../packaging")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("RECORDINGS", recordings)
			env.Setenv("PACKAGING", packaging)
			env.Setenv("KUBECONFIG", "")
			env.Setenv("KUBERNETES_SERVICE_HOST", "")
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" { // may read any file
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("no condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exit":      cmdExit,
			"lines":     cmdLines,
			"apiserver": cmdAPIServer,
			"await":     cmdAwait,
			"plaintext": cmdPlaintext,
		},
	})
}
