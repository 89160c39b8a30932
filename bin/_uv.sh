# Sourced by the commands beside it. Sets `root` and leaves uv in "$uv": the machine's own, or one
# installed into .uv/ with the machine's own Python.

root=$(cd "$(dirname "$0")/.." && pwd -P)

find_uv() {
    for uv in "$(command -v uv || true)" "$root/.uv/bin/uv" "${HOME:-/root}/.local/bin/uv"; do
        if [ -n "$uv" ] && "$uv" --version >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

install_uv() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        command -v "$python" >/dev/null 2>&1 || continue
        # Debian keeps venv's pip in a package of its own; pip by itself will do as well.
        if "$python" -m venv "$root/.uv" >/dev/null 2>&1 &&
            "$root/.uv/bin/python" -m pip install --quiet --disable-pip-version-check uv; then
            return 0
        fi
        rm -rf "$root/.uv"
        if "$python" -m pip install --quiet --disable-pip-version-check \
            --target "$root/.uv" uv 2>/dev/null; then
            return 0
        fi
        rm -rf "$root/.uv"
    done
    return 1
}

if ! find_uv; then
    echo "Installing uv into $root/.uv …" >&2
    if ! install_uv || ! find_uv; then
        echo "uv could not be installed: install uv, or Python 3.11 with venv or pip." >&2
        exit 1
    fi
fi

# The environment uv works in; not that of a shell that happens to have another one activated.
unset VIRTUAL_ENV
environment=$root/.venv
case ${UV_PROJECT_ENVIRONMENT:-} in
"") ;;
/*) environment=$UV_PROJECT_ENVIRONMENT ;;
*) environment=$root/$UV_PROJECT_ENVIRONMENT ;;
esac
