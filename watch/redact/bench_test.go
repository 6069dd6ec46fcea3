package redact

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
)

// recorded returns the Pods and Events of a recording, and its length in bytes.
func recorded(tb testing.TB, name string) ([]any, int) {
	tb.Helper()
	b, err := os.ReadFile("../../testdata/recordings/" + name + ".jsonl")
	if err != nil {
		tb.Fatal(err)
	}
	var out []any
	size := 0
	for s := bufio.NewScanner(bytes.NewReader(b)); s.Scan(); {
		var line struct{ Object json.RawMessage }
		var meta struct{ Kind string }
		if json.Unmarshal(s.Bytes(), &line) != nil || json.Unmarshal(line.Object, &meta) != nil {
			continue
		}
		var object any
		switch meta.Kind {
		case "Pod":
			object = &corev1.Pod{}
		case "Event":
			object = &corev1.Event{}
		default:
			continue
		}
		if err := json.Unmarshal(line.Object, object); err != nil {
			tb.Fatal(err)
		}
		out = append(out, object)
		size += len(line.Object)
	}
	return out, size
}

// BenchmarkObject redacts a recorded rollout; MB/s are of its JSON.
func BenchmarkObject(b *testing.B) {
	objects, size := recorded(b, "rollout")
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, o := range objects {
			Object(o)
		}
	}
}

// BenchmarkText reads a log of ordinary lines, with few secrets.
func BenchmarkText(b *testing.B) {
	log := strings.Repeat(strings.Repeat("2026-11-22T07:30:08Z INFO request_id=7f3e9a1c path=/api/v1/orders/42 status=200 tokens=512 user=bob took 12ms\n", 50)+
		`{"level":"fatal","msg":"dial","db_password":"aB3dE5fG7!x"}`+"\n", 20)
	b.SetBytes(int64(len(log)))
	for b.Loop() {
		Text(log)
	}
}

func BenchmarkSecrets(b *testing.B) {
	f, err := os.ReadFile("testdata/secrets.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(f)))
	for b.Loop() {
		Text(string(f))
	}
}

// hostile are texts that make a careless scanner quadratic, or worse.
var hostile = []string{`password="`, `token='`, "://", "a:b@", "key=", "?key=&", "-----BEGIN PRIVATE KEY-----\n", "$(", "`", `\"`, "eyJ", "eyJa.", "a.", "mysql -p", "sk-", "sk_live_",
	"Authorization: ", "cookie=", "Bearer ", "IDENTIFIED BY ", "<password>", "-p '", `\\\\`, "%22", "password: |\n  ", "facebook=", "{\"env\":[", "\x00--token", "echo x | ", "A", "aB3", "aaaa:", "[redacted]", "x=y;", "AUTH ", `{pw, "`, "auth(\"a\",", "hooks.slack.com/services/", "--token \\\n", "\"name\":\"token\",\"value\":"}

// BenchmarkHostile reads each of them at two sizes: nanoseconds a byte that grow
// with the size are time that is not linear.
func BenchmarkHostile(b *testing.B) {
	for _, piece := range hostile {
		for _, size := range []int{16 << 10, 64 << 10} {
			text := strings.Repeat(piece, size/len(piece))
			b.Run(fmt.Sprintf("%q/%dkB", piece, size>>10), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					Text(text)
					Command([]string{"sh", "-c", text})
				}
			})
		}
	}
}
