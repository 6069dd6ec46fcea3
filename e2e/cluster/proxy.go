package cluster

import (
	"net"
	"strings"
	"sync"
	"sync/atomic"
)

// Proxy passes TCP connections on to one address, counts what comes back, and
// fails on command.
type Proxy struct {
	URL string // https://127.0.0.1:PORT

	target   *net.TCPAddr
	listener *net.TCPListener
	received atomic.Int64
	wg       sync.WaitGroup

	mu      sync.Mutex
	conns   map[*net.TCPConn]bool
	down    bool
	stalled chan struct{} // closed: not stalled
}

// NewProxy listens on a free port of loopback, until Close.
func NewProxy(url string) (*Proxy, error) {
	target, err := net.ResolveTCPAddr("tcp", strings.TrimPrefix(url, "https://"))
	if err != nil {
		return nil, err
	}
	l, err := net.ListenTCP("tcp", loopback)
	if err != nil {
		return nil, err
	}
	p := &Proxy{
		URL: "https://" + l.Addr().String(), target: target,
		listener: l, conns: map[*net.TCPConn]bool{}, stalled: make(chan struct{}),
	}
	close(p.stalled)
	p.wg.Go(p.accept)
	return p, nil
}

// Close ends the proxy and every connection.
func (p *Proxy) Close() {
	_ = p.listener.Close() // accept ends
	p.Stall(false)
	p.Down(true)
	p.wg.Wait()
}

// Cut resets every connection; new ones are welcome.
func (p *Proxy) Cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.conns {
		_ = c.SetLinger(0) // a reset, not a goodbye
		_ = c.Close()
	}
}

// Down cuts everything and lets nobody in, or lets them in again.
func (p *Proxy) Down(down bool) {
	p.mu.Lock()
	p.down = down
	p.mu.Unlock()
	if down {
		p.Cut()
	}
}

// Stall stops passing anything on without closing a connection, as a network
// does that has lost its way, or goes on.
func (p *Proxy) Stall(stall bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.stalled:
		if stall {
			p.stalled = make(chan struct{})
		}
	default:
		if !stall {
			close(p.stalled)
		}
	}
}

// Received is how many bytes the target has sent.
func (p *Proxy) Received() int64 { return p.received.Load() }

func (p *Proxy) accept() {
	for {
		client, err := p.listener.AcceptTCP()
		if err != nil {
			return // closed
		}
		server, err := net.DialTCP("tcp", nil, p.target)
		if err != nil || !p.keep(client, server) {
			_ = client.Close()
			if err == nil {
				_ = server.Close()
			}
			continue
		}
		p.wg.Go(func() { p.pass(server, client, nil) })
		p.wg.Go(func() { p.pass(client, server, &p.received) })
	}
}

// keep remembers a pair of connections, unless none is let in.
func (p *Proxy) keep(conns ...*net.TCPConn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.down {
		return false
	}
	for _, c := range conns {
		p.conns[c] = true
	}
	return true
}

// pass copies until either side ends, and then ends both.
func (p *Proxy) pass(to, from *net.TCPConn, count *atomic.Int64) {
	b := make([]byte, 64<<10)
	for {
		n, err := from.Read(b)
		p.mu.Lock()
		stalled := p.stalled
		p.mu.Unlock()
		<-stalled
		if count != nil {
			count.Add(int64(n))
		}
		if _, e := to.Write(b[:n]); e != nil || err != nil {
			break
		}
	}
	p.mu.Lock()
	delete(p.conns, to)
	delete(p.conns, from)
	p.mu.Unlock()
	_, _ = to.Close(), from.Close()
}
