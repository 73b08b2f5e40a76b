#!/usr/bin/env bash
# Runs caravan and an installed PotreeConverter in turn on the same files and compares time, CPU, memory and size.
# It judges nothing: measuring is on request, on a quiet machine.
set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: compare-with-potree-converter.sh [options] POTREE_CONVERTER [IN...]
  POTREE_CONVERTER  path of the program
  IN                LAS or LAZ files, each measured on its own; default: a made-up landscape by `caravan sample`
Options:
  -c COMMAND   caravan's command; default: bin/caravan
  -m MODES     any of: poisson random brotli; default: all three ('poisson random brotli')
  -n ROUNDS    default: 3
  -p POINTS    of the made-up landscape; default: 10000000
  -w DIR       where outputs go, and the landscape; default: $TMPDIR or /tmp
USAGE
}

fail() {
  echo "error: $*" >&2
  exit 1
}

caravan=bin/caravan
modes='poisson random brotli'
rounds=3
points=10000000
work=${TMPDIR:-/tmp}
while getopts 'c:m:n:p:w:h' option; do
  case $option in
    c) caravan=$OPTARG ;;
    m) modes=$OPTARG ;;
    n) rounds=$OPTARG ;;
    p) points=$OPTARG ;;
    w) work=$OPTARG ;;
    h) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -ge 1 ] || { usage >&2 && exit 2; }
theirs=$1
shift

# Looked up by the shell, PotreeConverter aborts: it resolves its own name against the working directory.
[[ $theirs == */* ]] || theirs=./$theirs
[[ -f $theirs && -x $theirs ]] || fail "$theirs is no program; expected the path of PotreeConverter"
[[ $rounds =~ ^[1-9][0-9]*$ ]] || fail "-n $rounds: expected a number from 1 on"
read -ra ours <<<"$caravan"
version=$("${ours[@]}" --version 2>&1) || fail "'$caravan --version' fails: $version"
for mode in $modes; do
  [[ $mode =~ ^(poisson|random|brotli)$ ]] || fail "-m $mode: expected poisson, random or brotli"
done
if [ -x /usr/bin/time ] && /usr/bin/time -f %M true 2>/dev/null; then
  clock=gnu
elif command -v python3 >/dev/null; then
  clock=python
else
  fail "neither GNU time (/usr/bin/time) nor python3 is installed, to measure with"
fi

directory=$(mktemp -d "$work/compare.XXXXXX")
trap 'rm -rf "$directory"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# timed FILE COMMAND...: writes 'wall user sys peak-in-kB' to FILE; the exit code is the command's. CPU is that of the process
# and of its children, the peak that of the largest among them.
timed() {
  local file=$1
  shift
  if [ $clock = gnu ]; then
    /usr/bin/time -q -f '%e %U %S %M' -o "$file" "$@"
  else
    python3 -c '
import os, sys, time
begin = time.monotonic()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(child, 0)
wall = time.monotonic() - begin
with open(sys.argv[1], "w") as file:
    file.write("%.2f %.2f %.2f %d\n" % (wall, used.ru_utime, used.ru_stime, used.ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status) & 255)' "$file" "$@"
  fi
}

options() {
  case $1 in
    poisson) ;;
    random) echo -m random ;;
    brotli) echo --encoding BROTLI ;;
  esac
}

# run WHO MODE INPUT: one conversion; adds 'wall user sys peak bytes points' to its record. The proof that the octree is whole
# is not timed: PotreeConverter's exit code says success too often.
run() {
  local who=$1 mode=$2 input=$3 out=$directory/out status=0
  local -a command=("$theirs")
  [ "$who" = PotreeConverter ] || command=("${ours[@]}" convert)
  cat "$input" >/dev/null
  # shellcheck disable=SC2046 # options are words
  timed "$directory/time" "${command[@]}" "$input" -o "$out" $(options "$mode") >"$directory/log" 2>&1 || status=$?
  [ $status = 0 ] || fail "$who ($mode, $input) ended with $status: $(tail -n 3 "$directory/log")"
  if ! "${ours[@]}" verify "$out" >"$directory/log" 2>&1; then
    local words="$who ($mode, $input) says success, but: $(grep -v '^ok' "$directory/log")"
    # What PotreeConverter made of it is measured all the same.
    [ "$who" = PotreeConverter ] || fail "$words"
    echo "  $words"
  fi
  local bytes counted
  bytes=$(cat "$out/octree.bin" "$out/hierarchy.bin" | wc -c)
  counted=$(grep -o '"points": *[0-9]*' "$out/metadata.json" | head -n 1 | grep -o '[0-9]*$')
  rm -rf "$out"
  # What was deleted is still being tidied up for a moment, and who comes next would pay for it.
  sleep 2
  echo "$(cat "$directory/time") $bytes $counted" >>"$directory/$who"
  printf '  %-15s %-8s %s\n' "$who" "$mode" "$(tail -n 1 "$directory/$who")"
}

# median WHO COLUMN: of its record; column 2 stands for user + sys.
median() {
  awk -v column="$2" '{ print column == 2 ? $2 + $3 : $column }' "$directory/$1" | sort -n |
    awk '{ value[NR] = $1 } END { print NR % 2 ? value[(NR + 1) / 2] : (value[NR / 2] + value[NR / 2 + 1]) / 2 }'
}

figures() {
  echo "$(median "$1" 1) $(median "$1" 2) $(median "$1" 4) $(median "$1" 5) $(median "$1" 6)"
}

# table MODE INPUT: medians, and theirs divided by ours; above 1, caravan needs less.
table() {
  printf '\n%s, %s: medians of %s\n' "$2" "$1" "$rounds"
  { figures caravan && figures PotreeConverter; } | awk '
    BEGIN { printf "%-16s %9s %9s %11s %15s %12s\n", "", "wall s", "CPU s", "peak MB", "bytes", "points/s" }
    { name = NR == 1 ? "caravan" : "PotreeConverter"
      printf "%-16s %9.2f %9.2f %11.0f %15d %12.0f\n", name, $1, $2, $3 / 1024, $4, $5 / $1
      for (i = 1; i <= 4; i++) value[NR, i] = $i }
    END { printf "%-16s %9.2f %9.2f %11.2f %15.3f\n\n", "theirs / ours", value[2, 1] / value[1, 1],
      value[2, 2] / value[1, 2], value[2, 3] / value[1, 3], value[2, 4] / value[1, 4] }'
}

if [ $# = 0 ]; then
  "${ours[@]}" sample "$directory/sample-$points.las" --points "$points"
  set -- "$directory/sample-$points.las"
fi
for input in "$@"; do
  [[ -f $input && -r $input ]] || fail "$input is no file that can be read"
done

echo "${version//$'\n'/, }; $(nproc 2>/dev/null || echo '?') processors; load $(cut -d ' ' -f 1-3 /proc/loadavg 2>/dev/null || echo '?')"
echo "each run: wall s, user s, sys s, peak kB, bytes, points. PotreeConverter rounds its own time up to whole seconds."
for input in "$@"; do
  for mode in $modes; do
    rm -f "$directory/caravan" "$directory/PotreeConverter"
    for ((round = 1; round <= rounds; round++)); do
      # Who begins changes, so that neither has the warmer machine.
      first=caravan second=PotreeConverter
      ((round % 2)) || { first=PotreeConverter && second=caravan; }
      run $first "$mode" "$input"
      run $second "$mode" "$input"
    done
    table "$mode" "$input"
  done
done
