"""Domain, base, drawing, documents, formats and ui/ stay free of POSIX-only headers: a Windows build comes next.

In ui/ no file says `using base::tr`, either: files may be compiled together, and where another one looks up the window's tr,
which gives the toolkit's text, it would be given octets, which the toolkit shows as nothing.

One file is left out, because the standard library has no word for what it does; it has a branch for Windows, which is
checked.

usage: check_portable.py ROOT GRAPH
"""
import pathlib
import re
import sys

POSIX = re.compile(r"#\s*include\s*<(unistd\.h|sys/|fcntl\.h|signal\.h|pthread\.h|dirent\.h|pwd\.h|poll\.h|dlfcn\.h)")
ALSO = {"documents", "formats", "drawing"}
GUARDED = "modules/base/src/private_file.cpp"

root, graph = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
problems, count = [], 0
for line in graph.read_text().splitlines():
    name, layer, _, _ = line.split("|")
    for path in sorted((root / "modules" / name).rglob("*")):
        if path.suffix not in (".h", ".cpp") or not (layer in ("base", "domain") or name in ALSO or "ui" in path.parts):
            continue
        count += 1
        if str(path.relative_to(root)) == GUARDED:
            if "#ifdef _WIN32" not in path.read_text(encoding="utf-8"):
                problems.append(f"{GUARDED}: has no branch for Windows")
            continue
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if POSIX.search(text) or "ui" in path.parts and text.startswith("using base::tr;"):
                problems.append(f"{path.relative_to(root)}:{number}: {text.strip()}")
print("\n".join(problems) or f"{count} files are portable")
sys.exit(1 if problems or count == 0 else 0)
