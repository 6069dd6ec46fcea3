#!/bin/sh
# The steps of action.yml, which passes its inputs as environment variables:
#   action.sh install   puts podlife on the PATH of the next steps
#   action.sh wait      waits, and keeps what is uploaded; never fails because the condition is not met
#   action.sh finish    writes the job's summary, and ends as the wait did
set -eu

fail() {
	printf '::error title=podlife::%s\n' "$1"
	exit 1
}

install_podlife() {
	directory=$RUNNER_TEMP/podlife-bin
	mkdir -p "$directory"
	if [ -n "$INPUT_PATH" ]; then
		[ -x "$INPUT_PATH" ] || fail "path: $INPUT_PATH is no program"
		cp "$INPUT_PATH" "$directory/podlife"
	else
		download "$directory"
	fi
	echo "$directory" >>"$GITHUB_PATH"
	"$directory/podlife" version
}

# download puts a release's podlife into a directory, after its checksum was compared.
download() {
	case $RUNNER_OS in
	Linux) os=linux ;;
	macOS) os=darwin ;;
	*) fail "podlife is installed on Linux and macOS; on $RUNNER_OS, install it before, and set path" ;;
	esac
	case $RUNNER_ARCH in
	X64) arch=amd64 ;;
	ARM64) arch=arm64 ;;
	*) fail "there is no podlife for $RUNNER_ARCH" ;;
	esac
	version=$INPUT_VERSION
	if [ -z "$version" ]; then
		case $ACTION_REF in
		v[0-9]*.[0-9]*.[0-9]*) version=$ACTION_REF ;;
		esac
	fi
	from=$INPUT_RELEASES/latest/download
	[ -z "$version" ] || from=$INPUT_RELEASES/download/$version
	curl --fail --silent --show-error --location --retry 3 --output "$1/checksums.txt" "$from/checksums.txt" ||
		fail "no release at $from: set version to one of $INPUT_RELEASES"
	line=$(grep "  podlife_[^ ]*_${os}_${arch}\.tar\.gz\$" "$1/checksums.txt") || fail "the release has no podlife for $os/$arch"
	archive=${line##* }
	curl --fail --silent --show-error --location --retry 3 --output "$1/$archive" "$from/$archive" || fail "cannot download $from/$archive"
	(cd "$1" && printf '%s\n' "$line" | if command -v sha256sum >/dev/null; then sha256sum -c -; else shasum -a 256 -c -; fi) ||
		fail "$archive is not what its checksum says"
	tar -xzf "$1/$archive" -C "$1" podlife
}

wait_for() {
	named_artifact
	directory=$RUNNER_TEMP/podlife/$INPUT_ARTIFACT
	[ ! -e "$directory" ] || fail "artifact: $INPUT_ARTIFACT was used before in this job: give each use a name of its own"
	mkdir -p "$directory"
	set -- --until "$INPUT_UNTIL" --timeout "$INPUT_TIMEOUT" --record "$directory/recording.jsonl" -o markdown
	[ -z "$INPUT_NAMESPACE" ] || set -- "$@" --namespace "$INPUT_NAMESPACE"
	[ -z "$INPUT_TOLERATE_RESTARTS" ] || set -- "$@" --tolerate-restarts "$INPUT_TOLERATE_RESTARTS"
	[ -z "$INPUT_TOLERATE_PENDING" ] || set -- "$@" --tolerate-pending "$INPUT_TOLERATE_PENDING"
	[ -z "$INPUT_LOGS" ] || set -- "$@" --logs "$INPUT_LOGS"
	set -f # a target is no pattern
	code=0
	# shellcheck disable=SC2086 # several targets are several words
	podlife watch "$@" -- $INPUT_TARGET >"$directory/summary.md" || code=$?
	timeline "$directory"
	echo "directory=$directory" >>"$GITHUB_OUTPUT"
	echo "exit-code=$code" >>"$GITHUB_OUTPUT"
}

# named_artifact refuses, before anything is waited for, what no artifact can be called.
named_artifact() {
	case $INPUT_ARTIFACT in
	'' | . | .. | *[[:cntrl:]]* | *[\":\<\>\|*?\\/]*) fail "artifact: a name without quotes, control characters or any of : < > | * ? / and backslash" ;;
	esac
}

# timeline draws what was recorded, where there is a pod to draw.
timeline() {
	[ -s "$1/recording.jsonl" ] || return 0
	podlife report -f "$1/recording.jsonl" -o svg >"$1/timeline.svg" || rm -f "$1/timeline.svg"
}

finish() {
	if [ -s "$DIRECTORY/summary.md" ]; then
		cat "$DIRECTORY/summary.md" >>"$GITHUB_STEP_SUMMARY"
	else
		echo "## ✗ podlife could not watch: its message is in the log of the step" >>"$GITHUB_STEP_SUMMARY"
	fi
	# shellcheck disable=SC2016 # backquotes are Markdown
	[ -z "$ARTIFACT_URL" ] || printf '\n[The recording and the timeline](%s): `podlife replay recording.jsonl` plays it again.\n' "$ARTIFACT_URL" >>"$GITHUB_STEP_SUMMARY"
	exit "$EXIT_CODE"
}

case $1 in
install) install_podlife ;;
wait) wait_for ;;
finish) finish ;;
*) fail "no step $1" ;;
esac
