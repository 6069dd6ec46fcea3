package message

import "strings"

// HookError returns why a postStart hook failed, from the waiting message, the
// only place that says it: 'Exec lifecycle hook ([sh -c /init]) for Container
// "app" in Pod "p_ns(uid)" failed - error: command 'sh -c /init' exited with 7:
// no db , message: "no db\n"'.
func HookError(msg string) string {
	_, why, ok := strings.Cut(msg, " failed - error: ")
	if !ok {
		return ""
	}
	if i := strings.LastIndex(why, ", message: "); i >= 0 {
		why = why[:i]
	}
	const exited = "' exited with "
	if i := strings.LastIndex(why, exited); i >= 0 {
		code, said, _ := strings.Cut(why[i+len(exited):], ": ")
		return strings.TrimSuffix("exit "+code+": "+strings.TrimSpace(said), ": ")
	}
	if i := strings.LastIndex(why, `": `); i >= 0 { // of what: an address, the ID of an exec
		why = why[i+3:]
	}
	return Innermost(why)
}
