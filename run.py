"""
Everything that a newcomer or the CI runs, each with all its own set-up in ``.venv``; needs only Python 3.11 or later.

    python3 run.py example             convert examples/keco-2019.txt and show the result
    python3 run.py tests [ARGUMENTS]   run the tests; the arguments go to pytest
    python3 run.py checks              everything else that CI asks: style, types, layers, docs, accuracy
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CORPUS = ROOT.parent / "shared" / "corpus"


def example():
    """Convert the first example, and show what became of it."""
    install()
    source = Path("examples", "keco-2019.txt")
    return announce(["agenda-ical", "convert", str(source)]) or announce(
        ["agenda-ical", "show", "--quiet", str(source)]
    )


def tests(*arguments):
    """Run the tests."""
    install("test")
    return announce(["pytest", *arguments])


def checks():
    """Run every check but the tests; return the exit code of the first that fails."""
    install("test", "check", "docs")
    commands = [
        ["ruff", "check"],
        ["ruff", "format", "--check"],
        ["mypy"],
        ["mypy", "tests/typing"],
        ["lint-imports"],
        ["python", ".ci/generate_names.py", "--check"],
        ["sphinx-build", "-W", "-q", "-b", "html", "docs", "docs/_build/html"],
    ]
    if CORPUS.is_dir():
        commands.append(["python", "benchmarks/accuracy.py", str(CORPUS)])
    for command in commands:
        code = announce(command)
        if code:
            return code
    return 0


def install(*groups):
    """Have the package and the dependency *groups* of pyproject.toml in ``.venv``; nothing to do where they are."""
    project = (ROOT / "pyproject.toml").read_bytes()
    state = hashlib.sha256(project).hexdigest()
    wanted = [name for name in ("", *groups) if not is_installed(name, state)]
    if not wanted:
        return
    say("Setting up .venv (once; this takes a minute) ...")
    if not PYTHON.exists():
        make_venv()
    requirements = [line for name in wanted if name for line in requirements_of(name)]
    run(
        [
            "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--editable",
            ".[all]" if "test" in wanted else ".",
            *requirements,
        ],
        check=True,
    )
    for name in wanted:
        stamp_of(name).write_text(state, encoding="ascii")


def make_venv():
    """Make ``.venv`` with the Python that runs this."""
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        sys.exit("No virtual environment could be made; on Debian and Ubuntu: apt install python3-venv")


def requirements_of(group):
    """Return the requirements of a dependency group (PEP 735), those of the groups within it included."""
    import tomllib  # noqa: PLC0415 - not there in a Python that is too old to go on

    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    found = []
    for entry in groups[group]:
        found += requirements_of(entry["include-group"]) if isinstance(entry, dict) else [entry]
    return found


def is_installed(name, state):
    """Say whether a group was installed as pyproject.toml now has it."""
    stamp = stamp_of(name)
    return PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == state


def stamp_of(name):
    """Return the file that tells what was installed."""
    return VENV / f"installed-{name or 'package'}"


def announce(command):
    """Run a program of ``.venv``, say so first, and return its exit code."""
    say("\n$ " + " ".join(command))
    return run(command).returncode


def run(command, *, check=False):
    """Run a program of ``.venv`` in the project's folder, the others in its reach."""
    program = str(BIN / command[0]) + (".exe" if os.name == "nt" else "")
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "VIRTUAL_ENV": str(VENV)}
    return subprocess.run([program, *command[1:]], cwd=ROOT, env=environment, check=check)


def say(text):
    """Print at once, so that it stands before what the command prints."""
    print(text, flush=True)


def main(arguments):
    """Do what the first argument names."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have an older one
        return f"agenda-ical needs Python 3.11 or later; this is {sys.version.split()[0]}"
    known = {"example": example, "tests": tests, "checks": checks}
    if not arguments or arguments[0] not in known or (arguments[1:] and arguments[0] != "tests"):
        return __doc__.strip()
    try:
        return known[arguments[0]](*arguments[1:])
    except subprocess.CalledProcessError as error:
        return f"This failed: {' '.join(map(str, error.cmd))}"
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
