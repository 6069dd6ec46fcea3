package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/podlife/podlife/cli"
)

// manPages writes one page a command, compressed as packages have them.
func manPages(root *cobra.Command, date time.Time, dir string) error {
	for _, cmd := range pages(root) {
		err := write(dir, pageName(cmd)+".1.gz", func(w io.Writer) error {
			z := gzip.NewWriter(w)
			fmt.Fprint(z, manPage(cmd, date))
			return z.Close()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// pages returns a command and those below it, without what help does not list.
func pages(cmd *cobra.Command) []*cobra.Command {
	found := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			found = append(found, pages(c)...)
		}
	}
	return found
}

func pageName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manPage returns a command's help in the macros of man(7).
func manPage(cmd *cobra.Command, date time.Time) string {
	var p page
	p.line(".TH %s 1 %s podlife %s", strings.ToUpper(pageName(cmd)), date.Format(time.DateOnly), `"User Commands"`)
	p.line(".SH NAME")
	p.line(`%s \- %s`, roff(pageName(cmd)), roff(cmd.Short))
	p.line(".SH SYNOPSIS")
	p.synopsis(cmd)
	if cmd.Long != "" {
		p.line(".SH DESCRIPTION")
		p.prose(cmd.Long)
	}
	p.commands(cmd)
	p.flags(cmd)
	if cmd.HasExample() {
		p.line(".SH EXAMPLES")
		p.verbatim(cmd.Example)
	}
	p.environment(cmd)
	p.seeAlso(cmd)
	return p.String()
}

// page is roff text.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) { fmt.Fprintf(&p.Builder, format+"\n", args...) }

// roff escapes text: it is no request, and a hyphen can be copied and pasted.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}

func (p *page) synopsis(cmd *cobra.Command) {
	use := "[COMMAND]"
	if !cmd.HasAvailableSubCommands() {
		_, use, _ = strings.Cut(cmd.Use, " ")
	}
	for form := range strings.SplitSeq(use, " | ") {
		form = strings.TrimPrefix(form, cmd.Name()+" ") // "report TARGET | report -f FILE"
		p.line(`.B %s`, roff(cmd.CommandPath()))
		p.line(`%s`, roff(strings.TrimSpace(form+" [FLAGS]")))
		p.line(".br")
	}
}

// prose keeps paragraphs, and the lines of those that are indented.
func (p *page) prose(text string) {
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		if strings.HasPrefix(paragraph, " ") || strings.HasPrefix(paragraph, "\t") {
			p.verbatim(paragraph)
			continue
		}
		p.line(".PP")
		for line := range strings.SplitSeq(paragraph, "\n") {
			p.line("%s", roff(line))
		}
	}
}

func (p *page) verbatim(text string) {
	p.line(".PP\n.nf\n.RS 2")
	for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		p.line("%s", roff(strings.TrimSpace(line)))
	}
	p.line(".RE\n.fi")
}

func (p *page) commands(cmd *cobra.Command) {
	if !cmd.HasAvailableSubCommands() {
		return
	}
	p.line(".SH COMMANDS")
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			p.line(".TP\n.BR %s (1)\n%s", roff(pageName(c)), roff(c.Short))
		}
	}
}

// flags lists a command's own flags first, as its help does.
func (p *page) flags(cmd *cobra.Command) {
	sections := []struct {
		title      string
		connection bool
	}{{"OPTIONS", false}, {"CONNECTION OPTIONS, AS IN KUBECTL", true}}
	for _, s := range sections {
		titled := false
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if _, ok := f.Annotations[cli.ConnectionFlag]; ok != s.connection || f.Hidden || f.Name == "help" {
				return
			}
			if !titled {
				p.line(".SH %q", s.title)
				titled = true
			}
			p.flag(f)
		})
	}
}

func (p *page) flag(f *pflag.Flag) {
	value, usage := pflag.UnquoteUsage(f)
	name := `\fB` + roff("--"+f.Name) + `\fR`
	if f.Shorthand != "" {
		name = `\fB` + roff("-"+f.Shorthand) + `\fR, ` + name
	}
	if value != "" && f.Value.Type() != "bool" {
		name += ` \fI` + roff(value) + `\fR`
	}
	switch f.DefValue {
	case "", "false", "0s", "[]":
	default:
		usage += fmt.Sprintf(" (default %s)", f.DefValue)
	}
	p.line(".TP\n%s\n%s", name, roff(usage))
}

// environment writes the section on environment variables, which only the main
// page has.
func (p *page) environment(cmd *cobra.Command) {
	if cmd.HasParent() {
		return
	}
	p.line(".SH ENVIRONMENT")
	for _, v := range cli.Environment {
		p.line(".TP\n.B %s\n%s", roff(v.Name), roff(v.Means))
	}
}

func (p *page) seeAlso(cmd *cobra.Command) {
	see := []string{`.BR kubectl (1)`}
	if cmd.HasParent() {
		see = []string{fmt.Sprintf(`.BR %s (1)`, roff(pageName(cmd.Parent())))}
	}
	p.line(".SH SEE ALSO")
	p.line("%s", strings.Join(see, ",\n"))
}
