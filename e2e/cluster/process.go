package cluster

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Process is a program that a test runs, can kill, and start again.
type Process struct {
	Name string
	Log  string // a file that its output is appended to

	path string
	args []string
	env  []string
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended
}

// command makes a command that no context ends: a cluster outlives those of its test.
func command(path string, args ...string) *exec.Cmd {
	return exec.Command(path, args...) //nolint:gosec,noctx // to run programs is what this package is for; Stop ends them
}

// Start starts it; it must not be running.
func (p *Process) Start() error {
	log, err := os.OpenFile(p.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	p.cmd = command(p.path, p.args...)
	p.cmd.Stdout, p.cmd.Stderr = log, log
	p.cmd.Env = append(os.Environ(), p.env...)
	// A test that dies takes what it started along.
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := p.cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", p.Name, err)
	}
	p.done = make(chan struct{})
	go func(cmd *exec.Cmd, done chan struct{}) {
		defer close(done)
		_ = cmd.Wait() // how it ended is in its log
	}(p.cmd, p.done)
	return nil
}

// Stop asks it to end, and kills it when it has not after patience.
func (p *Process) Stop(patience time.Duration) {
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // it may have ended
	select {
	case <-p.done:
	case <-time.After(patience):
		p.Kill()
	}
}

// Kill ends it at once, as a crash or a power cut would.
func (p *Process) Kill() {
	_ = p.cmd.Process.Kill()
	<-p.done
}

// Signal sends it sig, such as SIGSTOP.
func (p *Process) Signal(sig os.Signal) error { return p.cmd.Process.Signal(sig) }

// Tail is the end of its log.
func (p *Process) Tail(lines int) string { return p.About("", lines) }

// About is the end of what its log says of something.
func (p *Process) About(word string, lines int) string {
	b, err := os.ReadFile(p.Log)
	if err != nil {
		return err.Error()
	}
	all := slices.DeleteFunc(strings.Split(strings.TrimSpace(string(b)), "\n"), func(line string) bool { return !strings.Contains(line, word) })
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}

// wait polls ready until it says so, the process ends, or ctx does.
func (p *Process) wait(ctx context.Context, ready func() error) error {
	for {
		err := ready()
		if err == nil {
			return nil
		}
		select {
		case <-p.done:
			return fmt.Errorf("%s ended before it was ready:\n%s", p.Name, p.Tail(15))
		case <-ctx.Done():
			return fmt.Errorf("%s is not ready: %w (%w)\n%s", p.Name, err, context.Cause(ctx), p.Tail(15))
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// waitFor polls an address until somebody listens.
func (p *Process) waitFor(ctx context.Context, network, address string) error {
	return p.wait(ctx, func() error {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		if err != nil {
			return err
		}
		return conn.Close()
	})
}

// loopback is where everything listens, on a port that is free.
var loopback = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}

// freePorts finds ports of loopback that nobody listens on. Somebody else may
// take one before it is used; on a test machine nobody does.
func freePorts(n int) ([]int, error) {
	var ports []int
	for range n {
		l, err := net.ListenTCP("tcp", loopback)
		if err != nil {
			return nil, err
		}
		defer func() { _ = l.Close() }() // all of them are held until all are known: no port twice
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}
