package kube

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"k8s.io/client-go/rest"
)

// plugin is what a credential plugin of the kubeconfig (users[].user.exec) has
// in common with podlife: the terminal. Until Detach it may ask and complain
// there, as under kubectl; afterwards, when it only renews what it has, it gets
// no key and prints nothing.
type plugin struct {
	writer *os.File // the plugin's stderr; nil: there is no plugin
	reader *os.File
	muted  atomic.Bool
	clean  func(string) string // nil: as it is
	copied sync.WaitGroup
}

// transport makes config's HTTP client. client-go gives a plugin os.Stderr as
// it is when the client is made (plugin/pkg/client/auth/exec/exec.go:
// newAuthenticator), and has no other way to say where its stderr goes.
func (p *plugin) transport(config *rest.Config) (*http.Client, error) {
	if config.ExecProvider == nil {
		return rest.HTTPClientFor(config)
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("make a pipe for the credential plugin: %w", err)
	}
	stderr := os.Stderr //nolint:forbidigo // see above
	os.Stderr = writer  //nolint:forbidigo // see above
	client, err := rest.HTTPClientFor(config)
	os.Stderr = stderr //nolint:forbidigo // see above
	p.reader, p.writer = reader, writer
	p.copied.Go(func() {
		_, _ = io.Copy(&valve{stderr, &p.muted, p.clean}, reader) // ends with close
	})
	return client, err
}

// lastWords is how long a plugin's last lines are waited for when something
// that it left running keeps its stderr open.
const lastWords = 100 * time.Millisecond

func (p *plugin) close() {
	if p.writer == nil {
		return
	}
	p.writer.Close()
	_ = p.reader.SetReadDeadline(time.Now().Add(lastWords)) // where there are none, it waits
	p.copied.Wait()
	p.reader.Close()
}

// valve passes what is written on to w, cleaned, until it is shut.
type valve struct {
	w     io.Writer
	shut  *atomic.Bool
	clean func(string) string
}

// Write implements io.Writer. A prompt does not wait for the end of its line.
func (v *valve) Write(b []byte) (int, error) {
	if v.shut.Load() {
		return len(b), nil
	}
	text := string(b)
	if v.clean != nil {
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			if lines[i] = v.clean(line); strings.HasSuffix(line, " ") {
				lines[i] += " " // "Password: "
			}
		}
		text = strings.Join(lines, "\n")
	}
	_, err := io.WriteString(v.w, text)
	return len(b), err
}

// Detach takes the terminal from the kubeconfig's credential plugin: call it
// before a screen is drawn.
func (c *Client) Detach() {
	if c.Config.ExecProvider != nil {
		c.Config.ExecProvider.StdinUnavailable = true // client-go looks when it runs the plugin
		c.plugin.muted.Store(true)
	}
}

// Close ends what the Client started. Nothing may use it afterwards.
func (c *Client) Close() {
	c.HTTP.CloseIdleConnections()
	c.plugin.close()
}
