# Runs a command in a process group of its own (a Ctrl-C in the terminal does not reach it), sends it the signals
# named on standard input, and terminates it with the signal $1 when standard input ends, which the death of the
# parent process brings about too.
#
# usage: bash attend.sh SIGNAL COMMAND [ARGUMENT...]
set -m
trap : INT TERM
last_signal=$1
shift
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
exec 2>/dev/null
{
    while read -r signal; do kill -s "$signal" "$child"; done
    kill -s "$last_signal" "$child"
} <&3 &
reader=$!
exec 3<&-
while kill -0 "$child"; do wait "$child"; done
wait "$child"
status=$?
kill -s KILL "$reader"
exit "$status"
