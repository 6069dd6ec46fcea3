package cli

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const completionHelp = `Print the script that completes podlife's words in a shell: commands and flags,
pods, namespaces, contexts and containers of the live cluster, and recordings.`

// shells are how each shell takes its script: for now, and for every session.
var shells = map[string]string{
	"bash": `  source <(podlife completion bash)
  echo 'source <(podlife completion bash)' >>~/.bashrc`,
	"zsh": `  autoload -Uz compinit && compinit && source <(podlife completion zsh)
  echo 'source <(podlife completion zsh)' >>~/.zshrc  # after compinit`,
	"fish": `  podlife completion fish | source
  podlife completion fish >~/.config/fish/completions/podlife.fish`,
	"powershell": `  podlife completion powershell | Out-String | Invoke-Expression
  podlife completion powershell >>$PROFILE`,
}

// bareBash stands in for the package bash-completion, of which cobra's script for
// bash calls these two functions: where it is not installed, every tab key would
// print an error into the line instead of completing it.
const bareBash = `if ! declare -F _get_comp_words_by_ref >/dev/null; then
    _get_comp_words_by_ref()
    {
        local line=${COMP_LINE:0:COMP_POINT}
        read -ra words <<<"$line"
        if [[ -z $line || $line == *[[:space:]] ]]; then
            words+=("")
        fi
        cword=$((${#words[@]} - 1))
        cur=${words[cword]} prev=${words[cword - 1]-}
    }
    # The files that end like one of $1, such as "jsonl|json|", or all; of -d none.
    _filedir()
    {
        local file ends=.
        if [[ -n ${1-} ]]; then
            ends="[.](${1%|})$"
        fi
        compopt -o filenames 2>/dev/null
        while read -r file; do
            if [[ -d $file || $file =~ $ends ]]; then
                COMPREPLY+=("$file")
            fi
        done < <(compgen -f -- "$cur")
    }
fi

`

// describeCompletion gives cobra's command for the scripts podlife's own help.
func describeCompletion(root *cobra.Command) {
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		c.Args, c.RunE = cobra.ArbitraryArgs, needShell
		c.Short, c.Long = "Print the completion script of a shell", completionHelp
		c.Example = "  source <(podlife completion bash)\n  podlife completion zsh --help  # how to make it stay"
		for _, shell := range c.Commands() {
			shell.Short = "Print the completion script of " + shell.Name()
			shell.Long = completionHelp + "\n\nThe first example is for this session, the second one for every session."
			shell.Example = shells[shell.Name()]
			if generate := shell.RunE; shell.Name() == "bash" {
				shell.RunE = func(cmd *cobra.Command, args []string) error {
					if _, err := io.WriteString(cmd.OutOrStdout(), bareBash); err != nil {
						return err
					}
					return generate(cmd, args)
				}
			}
			shell.Flags().VisitAll(func(f *pflag.Flag) { f.Usage = "Offer words without what they mean" })
		}
	}
}

// needShell answers "completion" without a shell that it knows.
func needShell(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	slices.Sort(names)
	return usagef("completion knows no shell %q; choose one of %s", args[0], strings.Join(names, ", "))
}
