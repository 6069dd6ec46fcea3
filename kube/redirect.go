package kube

import (
	"errors"
	"fmt"
	"net/http"
)

const maxRedirects = 10 // as net/http

// checkRedirect refuses an answer that leads elsewhere: client-go gives every
// request the user's credentials, also one to another host, or to anybody who
// listens where there is no TLS.
func checkRedirect(next *http.Request, before []*http.Request) error {
	first := before[0].URL
	switch {
	case next.URL.Host != first.Host:
		return fmt.Errorf("the server redirects to another host, %s, which must not get the credentials; if that is the API server, name it in the kubeconfig", next.URL.Host)
	case next.URL.Scheme != "https" && next.URL.Scheme != first.Scheme:
		return fmt.Errorf("the server redirects to %s without TLS, which must not get the credentials", next.URL.Host)
	case len(before) >= maxRedirects:
		return errors.New("the server redirects in a circle")
	}
	return nil
}
