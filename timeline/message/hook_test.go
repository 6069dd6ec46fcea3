package message

import "testing"

// TestHookError reads waiting messages as Kubernetes 1.35 writes them.
func TestHookError(t *testing.T) {
	const hook = `lifecycle hook (…) for Container "app" in Pod "p_ns(uid)" failed - error: `
	for msg, want := range map[string]string{
		"Exec " + hook + `command '/bin/sh -c exit 7' exited with 7: , message: ""`:                                                                                             "exit 7",
		"Exec " + hook + `command 'sh -c echo nope >&2; exit 7' exited with 7: nope , message: "nope\n"`:                                                                        "exit 7: nope",
		"Http " + hook + `Get "http://10.1.2.3:9999/x": dial tcp 10.1.2.3:9999: connect: connection refused`:                                                                    "dial tcp 10.1.2.3:9999: connect: connection refused",
		"Exec " + hook + `rpc error: code = Unknown desc = failed to exec in container: failed to create exec "5680768e": cannot exec in a stopped state: unknown, message: ""`: "cannot exec in a stopped state",
		"back-off 10s restarting failed container=app":                                                                                                                          "",
	} {
		if got := HookError(msg); got != want {
			t.Errorf("%s\n got %q\nwant %q", msg, got, want)
		}
	}
}
