// Package kube is the way to a cluster: kubectl's connection flags and
// kubeconfig become clients, a TARGET becomes pods, and whatever goes wrong
// on the way becomes an error that says what was tried, on what, and what to
// do next.
//
// It knows the API server and the user's rights. It must not know timelines,
// recordings or screens. Texts that come from a server are passed on as they
// are: whoever shows an error cleans it.
package kube

import (
	"io"
	"log"

	"k8s.io/client-go/rest"
	"k8s.io/klog/v2"
)

// Silence discards what client-go, klog and net/http print by themselves, which
// holds what servers say as they say it. Call it before anything is drawn: a log
// line in the middle of a screen cannot be taken back.
func Silence() {
	klog.SetLogger(klog.Logger{}) // SetOutput alone leaves errors on stderr
	log.SetOutput(io.Discard)
	rest.SetDefaultWarningHandler(rest.NoWarnings{})
}
