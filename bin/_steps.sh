# Sourced by bin/lint and .ci/run: runs named steps, all of them, and sums up.

failed=
passed=0

step() {
    name=$1
    shift
    printf '\n── %s\n' "$name"
    if "$@"; then
        passed=$((passed + 1))
    else
        failed="$failed$name; "
        printf '── %s: FAILED\n' "$name"
    fi
}

sum_up() {
    if [ -n "$failed" ]; then
        printf '\n%s: %d steps passed; FAILED: %s\n' "$1" "$passed" "${failed%; }"
        return 1
    fi
    printf '\n%s: all %d steps passed\n' "$1" "$passed"
}
