"""How far the loader looks for the names that a program and its libraries ask for, and which libraries should stand
first (canbo_search_first() in modules/cmake/CanboModule.cmake).

    python3 tests/bench/search_order.py [PROGRAM]

A step is one library asked for one name. The loader goes through the program's own libraries in the order in which it
names them, then through theirs (ld.so(8), "Conventions" of the System V ABI: breadth first), until one has the name.
"""
import collections
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ASKED = re.compile(r"R_X86_64_(64|GLOB_DAT|JUMP_SLOT?|COPY|DTPMOD64)$")


def read(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout


class Library:
    def __init__(self, file):
        facts = read("readelf", "-dW", file)
        self.needs = re.findall(r"\(NEEDED\).*\[(.+)\]", facts)
        at_once = "BIND_NOW" in facts or re.search(r"FLAGS.*\bNOW\b", facts)
        symbols = [line.split() for line in read("readelf", "-W", "--dyn-syms", file).splitlines()]
        self.has = {row[7].split("@")[0] for row in symbols if len(row) >= 8 and row[4] != "LOCAL" and row[6] != "UND"}
        self.asks = []  # the loader keeps the last answer: the same name again costs nothing
        for line in read("readelf", "-rW", file).splitlines():
            row = line.split()
            if len(row) < 5 or not ASKED.match(row[2]) or (row[2].startswith("R_X86_64_JUMP") and not at_once):
                continue
            name = row[4].split("@")[0]
            if not self.asks or self.asks[-1] != name:
                self.asks.append(name)


def scope(program):
    """The libraries in the order in which the loader asks them, the program first."""
    files = dict(re.findall(r"^\s*(\S+) => (/\S+)", read(program, env={**os.environ, "LD_TRACE_LOADED_OBJECTS": "1"}), re.M))
    found = {program.name: Library(program)}
    waiting = [found[program.name]]
    for library in waiting:  # grows meanwhile: breadth first
        for name in library.needs:
            if name in files and name not in found:
                found[name] = Library(files[name])
                waiting.append(found[name])
    return found


def steps(libraries, order):
    first = {}
    for place, name in enumerate(order, 1):
        for symbol in libraries[name].has:
            first.setdefault(symbol, place)
    return sum(first.get(symbol, len(order)) for library in libraries.values() for symbol in library.asks)


def main():
    program = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "release" / "bin" / "canbo"
    libraries = scope(program)
    order = list(libraries)
    owner = {}
    for name in order:
        for symbol in libraries[name].has:
            owner.setdefault(symbol, name)
    answers = collections.Counter(owner[s] for one in libraries.values() for s in one.asks if s in owner)
    best = order[:1] + sorted(order[1:], key=lambda name: -answers[name])
    names = sum(len(one.asks) for one in libraries.values())
    now, least = steps(libraries, order), steps(libraries, best)
    print(f"{len(order)} libraries, {names:,} names asked for")
    print(f"steps now {now:,} ({now / names:.0f} a name); with the most asked first {least:,} ({least / names:.0f})")
    for name in best[1:31]:
        print(f"  {answers[name]:6,} answers, stands at {order.index(name):3}: {name}")


if __name__ == "__main__":
    main()
