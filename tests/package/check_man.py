"""Every command and option that a program's --help names stands in its man page, and the page invents none.

usage: check_man.py SOURCE BIN
"""
import os
import pathlib
import re
import subprocess
import sys

SOURCE, BIN = map(pathlib.Path, sys.argv[1:3])
PAGES = {"canboctl": "canboctl.1", "canbo-office": "canbo-office.8", "canbo": "canbo.1", "canbo-station": "canbo-station.1"}
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
FROM_OTHERS = {"canboctl": set(), "canbo": set(), "canbo-station": set(), "canbo-office": {"--admin", "--password-stdin"}}  # in examples


def help_of(program, *words):
    done = subprocess.run([BIN / program, *words, "--help"], capture_output=True, text=True, check=True,
                          env={**os.environ, "CANBO_LANG": "en"})
    return done.stdout


def walk(program, words=()):
    """(command, its options) of the program and everything below it."""
    text = help_of(program, *words)
    before, _, verbs = text.partition("Commands:")
    yield " ".join(words), set(OPTION.findall(before))
    for line in verbs.splitlines():
        if line.startswith("  ") and line.strip() and not line.startswith("   "):
            yield from walk(program, (*words, line.split()[0]))


def problems_of(program, page):
    text = (SOURCE / "installer" / "man" / page).read_text(encoding="utf-8").replace("\\-", "-")
    known = set()
    for command, options in walk(program):
        known |= options
        if command and not re.search(rf"(?m)^(\\fB|\.SS ){re.escape(command)}", text):
            yield f"{page}: {command} is missing"
        missing = {option for option in options if option not in text}
        yield from (f"{page}: {command or program}: {option} is missing" for option in sorted(missing))
    for option in sorted(set(OPTION.findall(text)) - known - FROM_OTHERS[program]):
        yield f"{page}: {program} does not know {option}"


problems = [problem for program, page in PAGES.items() if (BIN / program).exists()
            for problem in problems_of(program, page)]
print("\n".join(problems) or "the man pages are true")
sys.exit(1 if problems else 0)
