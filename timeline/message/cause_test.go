package message

import "testing"

func TestPullCauses(t *testing.T) {
	for msg, want := range map[string]string{
		`Failed to pull image "a:b": rpc error: code = NotFound desc = failed to pull and unpack image "a:b": a:b: not found`: "not found",
		`pull access denied for x, repository does not exist or may require authorization`:                                    "access denied, or no such repository",
		`dial tcp: lookup registry.invalid on 10.0.0.10:53: no such host`:                                                     "the registry's host name does not resolve",
		`Back-off pulling image "a:b"`:                                              "",
		`Failed to pull image "a:b": rpc error: code = Unknown desc = disk on fire`: "disk on fire",
	} {
		if got := PullCause(msg); got != want {
			t.Errorf("%s: %q, want %q", msg, got, want)
		}
	}
}

func TestImageNames(t *testing.T) {
	for image, want := range map[string]string{
		"busybox": "busybox",
		"registry.example.com:5000/shop/checkout:1.42.0": "checkout:1.42.0",
		"shop/checkout@sha256:0123456789abcdef":          "checkout@0123456",
	} {
		if got := ImageName(image); got != want {
			t.Errorf("%s: %s, want %s", image, got, want)
		}
	}
}
