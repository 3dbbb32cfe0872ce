"""A code file over 600 lines, or a top CMakeLists.txt over 60, has more than one subject.

usage: check_sizes.py ROOT
"""
import pathlib
import re
import sys

LIMITS = {".h": 600, ".cpp": 600, ".py": 600, ".sh": 600, ".cmake": 600, ".txt": 600}
TOP = {"apps", "modules", "content", "reports", "tests", "installer"}

root = pathlib.Path(sys.argv[1])
problems = []
for folder in sorted(TOP - {"content", "reports"}):
    for path in sorted((root / folder).rglob("*")):
        if path.suffix in LIMITS and "golden" not in path.parts and "data" not in path.parts:
            text = path.read_text(encoding="utf-8")
            lines = text.count("\n")
            if path.suffix == ".cpp" and re.search(r'TEST_CASE\("[^"]*;', text):
                problems.append(f"{path.relative_to(root)}: a ';' in a test's name makes CTest lose it")
            if lines > LIMITS[path.suffix]:
                problems.append(f"{path.relative_to(root)}: {lines} lines, at most {LIMITS[path.suffix]}")
lines = (root / "CMakeLists.txt").read_text().count("\n")
if lines >= 60:
    problems.append(f"CMakeLists.txt: {lines} lines, under 60 wanted")
allowed = TOP | {"CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "build"}
for path in sorted(root.iterdir()):
    if path.name not in allowed and not path.name.startswith("."):
        problems.append(f"{path.name}: does not belong at the top")
print("\n".join(problems) or "every file keeps its size")
sys.exit(1 if problems else 0)
