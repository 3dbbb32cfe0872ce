"""modules/README.md is the map: a row per module, with its true layer, dependencies and libraries.

usage: check_map.py ROOT GRAPH
"""
import pathlib
import sys

root, graph = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
rows = {}
for line in (root / "modules" / "README.md").read_text(encoding="utf-8").splitlines():
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if line.startswith("| `") and len(cells) == 5:
        rows[cells[0].strip("`")] = cells[1:]


def folder_of(name):
    """A feature's windows stand in <feature>/ui."""
    return root / "modules" / (name[:-3] + "/ui" if name.endswith("_ui") else name)


problems = []
for line in graph.read_text().splitlines():
    name, layer, depends, uses = line.split("|")
    if name not in rows:
        problems.append(f"modules/README.md: no row for module '{name}'")
        continue
    row_layer, _purpose, row_depends, row_uses = rows.pop(name)
    listed = {word.strip() for word in row_depends.replace("–", "").split(",") if word.strip()}
    if row_layer != layer:
        problems.append(f"modules/README.md: '{name}' is in layer {layer}, not {row_layer}")
    if listed != set(filter(None, depends.split(","))):
        problems.append(f"modules/README.md: '{name}' depends on {depends or 'nothing'}")
    listed = {word.strip() for word in row_uses.replace("–", "").split(",") if word.strip()}
    if listed != set(filter(None, uses.split(","))):
        problems.append(f"modules/README.md: '{name}' uses {uses or 'no library'}")
    if not (folder_of(name) / "CMakeLists.txt").read_text(encoding="utf-8").startswith("# "):
        problems.append(f"modules/{name}/CMakeLists.txt: does not begin with what the module is for")
problems += [f"modules/README.md: module '{name}' does not exist" for name in rows
             if not (folder_of(name) / "CMakeLists.txt").exists()]  # a build without windows has no graph of theirs
for folder in sorted(p for p in (root / "modules").iterdir() if p.is_dir() and p.name != "cmake"):
    if not (folder / "CMakeLists.txt").exists() and not (folder / "ui" / "CMakeLists.txt").exists():
        problems.append(f"modules/{folder.name}: a folder without a module")
print("\n".join(problems) or "the map is true")
sys.exit(1 if problems else 0)
