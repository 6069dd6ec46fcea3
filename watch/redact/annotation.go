package redact

import (
	"bytes"
	"encoding/json"
	"strings"
)

// annotation returns the value of an annotation, redacted. What is JSON is read
// as such, for the lists of variables in it.
func annotation(name, value string) (string, int) {
	if strings.HasPrefix(value, "{") || strings.HasPrefix(value, "[") {
		if out, n := jsonVariables(value); n > 0 {
			text, more := Value(name, out)
			return text, n + more
		}
	}
	return Value(name, value)
}

// jsonVariables takes the values out of lists of variables, {"env":[{"name":"A",
// "value":"…"}]}, at any depth of a JSON text.
func jsonVariables(text string) (string, int) {
	if !strings.Contains(text, `"env"`) {
		return text, 0
	}
	var v any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return text, 0
	}
	n := variables(v, "")
	if n == 0 {
		return text, 0
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return Redacted, n
	}
	return strings.TrimSuffix(b.String(), "\n"), n
}

// variables redacts the values of the list env in v, which is called name.
func variables(v any, name string) int {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		for k, item := range v {
			n += variables(item, k)
		}
	case []any:
		for _, item := range v {
			n += variables(item, "")
			m, ok := item.(map[string]any)
			if text, isText := m["value"].(string); ok && isText && name == "env" && text != "" && text != Redacted {
				m["value"] = Redacted
				n++
			}
		}
	}
	return n
}
