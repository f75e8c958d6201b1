#!/usr/bin/env bash
# The slow suites, which every release needs but not every change: `npm run test:on-demand`. Needs `npm ci` before.
# Ends with the plain line "N passed, N failed", and fails if anything did.
#
# A new suite is one more line below: `suite "title" report-name command…` for one whose tests count each (its command takes
# Vitest's reporter options), `step "title" command…` for what counts once.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib/count.sh
. scripts/lib/count.sh

# Debian calls it firefox-esr. Without a browser its tests would be left out.
browsers_are_there() {
  command -v chromium >/dev/null && { command -v firefox-esr || command -v firefox; } >/dev/null && return 0
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium firefox-esr
}

unit() { npx vitest run --project unit "$@"; }
python() { npx vitest run --project python "$@"; }
long() { npx vitest run --project long "$@"; }

step "build" npm run --silent build
FUZZ_RUNS=100000 suite "100 000 random refusals" fuzz long test/troubleshooting/fuzz.test.ts
KILLS=200 suite "200 kills while the config is written" config-kills unit test/config/interrupted-writes.test.ts
KILLS=200 suite "200 kills during refreshes, at each kind of provider" refresh-kills long test/auth/lost-answer.test.ts
KILLS=20 suite "20 kills of the quickstart" quickstart-kills long test/cli/quickstart/kill.test.ts
TOXIC_CALLS=2000 suite "20 000 calls over networks that do harm" toxics long test/network/toxics.test.ts
SOAK_CALLS=30000 suite "a soak of 30 000 calls" soak long test/network/soak.test.ts
ANSWER_RUNS=100000 suite "100 000 random answers" answers long test/network/answers-fuzz.test.ts
NEMO_PLATFORM_VERSION=0.7.3 suite "the real platform 0.7.3" platform-0.7.3 npm run test:platform --
step "browsers" browsers_are_there
suite "every runtime" runtimes npx vitest run --project runtimes
SHARED_LOGIN=whole suite "mixed fleets beside the Python SDK, killed and stopped too" fleets python test/python/shared-login.test.ts
NEMO_PLATFORM_VERSION=0.8.1 suite "beside Python 0.8.1: fleets, one config file, requests of plugins" python-0.8.1 \
  python test/python/shared-login.test.ts test/python/config-exchange.test.ts test/python/beside-python-writer.test.ts \
  test/python/plugin-requests-differential.test.ts
suite "300 command lines through Python's nemo and this one" commands npx vitest run --project commands
NEMO_PLATFORM_VERSION=0.8.1 suite "the same with Python's nemo 0.8.1" commands-0.8.1 npx vitest run --project commands
step "every toolchain" node scripts/test-consumers.ts --all

report
