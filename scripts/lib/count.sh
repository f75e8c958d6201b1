# shellcheck shell=bash
# Counts what passes and what fails, for the scripts that run many checks: `.ci/run` and `scripts/on-demand.sh` source it.

passed=0
failed=0
failures=()
times=()
results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT

# A step that counts once.
step() {
  local title="$1" began="$SECONDS"
  shift
  echo "== $title"
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    failures+=("$title failed")
  fi
  times+=("$((SECONDS - began)) s: $title")
}

# A suite whose tests count each; one that could not even start counts as failed.
suite() {
  local title="$1" report="$results/$2.json" began="$SECONDS"
  shift 2
  echo "== $title"
  local status=0
  "$@" --reporter=default --reporter=json --outputFile.json="$report" || status=$?
  times+=("$((SECONDS - began)) s: $title")
  local counts
  if ! counts="$(node -e '
    const { numPassedTests, numFailedTests, success } = JSON.parse(require("fs").readFileSync(process.argv[1]))
    const failures = Math.max(numFailedTests, success ? 0 : 1)
    console.log(numPassedTests, failures)
  ' "$report")"; then
    failed=$((failed + 1))
    failures+=("$title did not run")
    return
  fi
  read -r suite_passed suite_failed <<<"$counts"
  # Vitest also fails for errors outside of any test.
  if [ "$status" -ne 0 ] && [ "$suite_failed" -eq 0 ]; then suite_failed=1; fi
  if [ "$suite_failed" -ne 0 ]; then failures+=("$title:" "$(failed_tests "$report")"); fi
  passed=$((passed + suite_passed))
  failed=$((failed + suite_failed))
}

# The names of a report's failed tests and files, each with the beginning of what it said.
failed_tests() {
  node -e '
    const { testResults } = JSON.parse(require("fs").readFileSync(process.argv[1]))
    const line = (name, text) => console.log(`  ${name}: ${(text ?? "").slice(0, 500).replaceAll("\n", "\n    ")}`)
    for (const { name, status, message, assertionResults } of testResults) {
      const failed = assertionResults.filter((result) => result.status === "failed")
      for (const result of failed) line(`${name} > ${result.fullName}`, result.failureMessages[0])
      if (status === "failed" && failed.length === 0) line(name, message)
    }
  ' "$1"
}

# The last line, `N passed, N failed`; what failed stands right before it, since the end is what is read of a long log.
# Before that, what took how long. Its status is that of the whole script.
report() {
  printf '%s\n' "${times[@]}"
  if [ "$failed" -gt 0 ]; then printf '!! %s\n' "${failures[@]}"; fi
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
