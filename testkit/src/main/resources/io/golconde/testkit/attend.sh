# Runs a command in a process group of its own (a Ctrl-C in the terminal does not reach it), sends it the signals
# named on standard input, and terminates it with the signal $1 when standard input ends, which the death of the
# parent process brings about too. KILL goes to the whole group: what the command has started cannot be told to end.
# Ctrl-C is ignored here and not trapped: bash can lose a child that ends while a trap interrupts wait.
#
# usage: bash attend.sh SIGNAL COMMAND [ARGUMENT...]
set -m
trap '' INT TERM
last_signal=$1
shift
exec 3<&0
(trap - INT TERM; exec "$@") </dev/null 3<&- &
child=$!
exec 2>/dev/null
send() {
    if [ "$1" = KILL ]; then kill -s KILL -- "-$child"; else kill -s "$1" "$child"; fi
}
{
    while read -r signal; do send "$signal"; done
    send "$last_signal"
} <&3 &
reader=$!
exec 3<&-
wait "$child"
status=$?
kill -s KILL "$reader"
wait "$reader"
exit "$status"
