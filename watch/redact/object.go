package redact

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/podlife/podlife/timeline"
)

// Object returns object as it may be shown in public, and how many values were
// taken out of it: the values of env variables and of probes' and hooks' HTTP
// headers, copies of the manifest in annotations, and whatever looks like a
// credential in any other text of it but those that identify (see identities).
// Of a kind that it does not know it keeps nothing.
//
// It never changes object; parts without secrets may be shared with it.
func Object(object any) (any, int) {
	r := &redactor{}
	switch o := object.(type) {
	case *corev1.Pod, *corev1.Event, *eventsv1.Event, *policyv1.PodDisruptionBudget,
		*appsv1.Deployment, *appsv1.ReplicaSet, *appsv1.StatefulSet, *appsv1.DaemonSet, *batchv1.Job:
		c := o.(runtime.Object).DeepCopyObject()
		r.walk(reflect.ValueOf(c).Elem(), "")
		return c, r.n
	case *unstructured.Unstructured:
		c := r.other(o)
		return c, r.n
	case *discoveryv1.EndpointSlice:
		c := *o
		c.Annotations = r.annotations(o.Annotations)
		return &c, r.n
	case *metav1.Status:
		c := *o
		c.Message = r.text(o.Message)
		c.Details = nil
		return &c, r.n
	case *timeline.Reconstructed:
		c := *o
		c.Object, r.n = Object(o.Object)
		return &c, r.n
	case *timeline.Gap:
		c := *o
		c.Reason = r.text(o.Reason)
		return &c, r.n
	case *timeline.ProbeSample, nil:
		return object, 0
	}
	return json.RawMessage(`{"redacted":true}`), 0
}

// identities are the fields that say which object, container, node or reason it
// is, by their names in Go. They stay as they are: what is shared must still fit
// together. Enumerations (phases, types, policies) and UIDs have types of their
// own and stay too, as do the keys of labels.
var identities = set(`Name GenerateName Namespace ResourceVersion SelfLink Kind APIVersion NodeName NominatedNodeName ServiceAccountName
	DeprecatedServiceAccount SchedulerName PriorityClassName RuntimeClassName Hostname Subdomain SetHostnameAsFQDN ContainerID Reason Key Keys
	HostIP PodIP IP ClaimName SecretName StorageClassName VolumeName Driver FSType TopologyKey FieldPath Controller Component Host
	ReportingController ReportingInstance DeprecatedSource Action Resource ResourceName Devices Finalizers ManagedFields OwnerReferences`)

// redactor redacts an object in place, which it owns, and counts.
type redactor struct{ n int }

func (r *redactor) text(s string) string {
	out, n := Text(s)
	r.n += n
	return out
}

// walk redacts what v holds; field is the name of the field that it is.
func (r *redactor) walk(v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			r.walk(v.Elem(), field)
		}
	case reflect.Struct:
		r.object(v)
	case reflect.Slice:
		for i := range v.Len() {
			r.walk(v.Index(i), field)
		}
	case reflect.Map:
		if m, ok := reflect.TypeAssert[map[string]string](v); ok && len(m) > 0 {
			v.Set(reflect.ValueOf(r.attributes(field, m)))
		}
	case reflect.String:
		if v.Type() == stringType && v.Len() > 0 {
			v.SetString(r.text(v.String()))
		}
	default:
	}
}

var stringType = reflect.TypeFor[string]()

// object redacts a struct: some as a whole, the others field by field.
func (r *redactor) object(v reflect.Value) {
	switch o := v.Addr().Interface().(type) {
	case *metav1.Time, *metav1.MicroTime:
		return
	case *corev1.Container:
		r.command(&o.Command, &o.Args)
	case *corev1.EphemeralContainerCommon:
		r.command(&o.Command, &o.Args)
	case *corev1.ExecAction:
		r.command(&o.Command, &[]string{})
		return
	case *corev1.EnvVar:
		r.whole(&o.Value)
		return
	case *corev1.HTTPHeader:
		r.whole(&o.Value)
		return
	}
	t := v.Type()
	for i := range t.NumField() {
		f := t.Field(i)
		if !identities[f.Name] && f.Name != "Command" && f.Name != "Args" && f.IsExported() {
			r.walk(v.Field(i), f.Name)
		}
	}
}

// whole takes out a value whatever it is.
func (r *redactor) whole(s *string) {
	if *s != "" && *s != Redacted {
		*s = Redacted
		r.n++
	}
}

// command redacts a command and its args, which are one line.
func (r *redactor) command(command, args *[]string) {
	words := append(append([]string{}, *command...), *args...)
	if len(words) == 0 {
		return
	}
	out, n := Command(words)
	if r.n += n; n == 0 {
		return
	}
	split := len(*command)
	if split > 0 {
		*command = out[:split:split]
	}
	if split < len(out) {
		*args = out[split:]
	}
}

// attributes redacts a map of texts: annotations, labels, options of volumes.
func (r *redactor) attributes(field string, in map[string]string) map[string]string {
	if field == "Labels" || field == "MatchLabels" || field == "NodeSelector" {
		out := make(map[string]string, len(in))
		for k, v := range in {
			out[k] = r.text(v)
		}
		return out
	}
	return r.annotations(in)
}

func (r *redactor) annotations(in map[string]string) map[string]string {
	if in == nil {
		return nil
	}
	out := make(map[string]string, len(in))
	for k, v := range in {
		if isManifest(k) {
			r.whole(&v)
		} else {
			text, n := annotation(k, v)
			r.n += n
			v = text
		}
		out[k] = v
	}
	return out
}

// isManifest reports whether an annotation holds a copy of the manifest, with
// the values of variables in it: kubectl's, and those of others that apply.
func isManifest(name string) bool {
	name = lowered(name)
	return strings.Contains(name, "last-applied") || strings.HasSuffix(name, "/applied") || strings.HasSuffix(name, "/original") ||
		strings.HasSuffix(name, "last-config") || strings.HasSuffix(name, "/manifest") || strings.HasSuffix(name, "/last-configuration")
}

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
