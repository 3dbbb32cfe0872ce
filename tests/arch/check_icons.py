"""The icons are one family: one grid, one stroke, one ink that the kit replaces, and only what its renderer can draw.

usage: check_icons.py ROOT

nanosvg draws them (wxBitmapBundle::FromSVG): no CSS, no currentColor, no text, no filter. app.svg is the mark of the
programme in its own colours on a grid of 48.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as Tree

NAMES = set("""app progress reports office people training exam identity help settings search refresh sync online offline
outbox add edit delete save export print pdf xlsx attach approve send withdraw revise return accept lock unlock calendar
chart list matrix gate milestone flag history back forward up down close check warning error info copy eye filter conflict
login logout palette theme""".split())
SHAPES = {"path", "line", "circle", "rect", "polyline"}
INK, WIDTH, GRID = "#3C4654", "1.75", 24
SVG = "{http://www.w3.org/2000/svg}"
PAINT = {"fill", "stroke"}
ALLOWED = PAINT | {"d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "width", "height", "points",
                   "stroke-width", "stroke-linecap", "stroke-linejoin"}


def shape_problems(element, family):
    name = element.tag.removeprefix(SVG)
    if name not in SHAPES | {"g"}:
        yield f"<{name}> is not one of {', '.join(sorted(SHAPES))}"
    for key, value in element.attrib.items():
        if key not in ALLOWED:
            yield f"<{name}> has the attribute {key}"
        if key in PAINT and value != "none" and not re.fullmatch("#[0-9A-F]{6}", value):
            yield f"{key} is {value}, not a literal colour"
        if family and key in PAINT and value not in ("none", INK):
            yield f"{key} is {value}, not the ink {INK}"
        if family and key == "stroke-width" and value != WIDTH:
            yield f"a stroke is {value} wide, not {WIDTH}"
    for key in ("x1", "y1", "x2", "y2", "cx", "cy", "x", "y"):
        if family and not 1 <= float(element.get(key, "1")) <= GRID - 1:
            yield f"<{name}> leaves the grid at {key}={element.get(key)}"
    if element.text and element.text.strip():
        yield f"<{name}> holds text"


def problems_of(path):
    family = path.stem != "app"
    grid = GRID if family else 48
    root = Tree.parse(path).getroot()
    expected = {"width": str(grid), "height": str(grid), "viewBox": f"0 0 {grid} {grid}"}
    if root.attrib != expected:
        yield f"the drawing is not on a grid of {grid}: {root.attrib}"
    drawn = [each for each in root.iter() if each is not root]
    if not any(each.tag.removeprefix(SVG) in SHAPES for each in drawn):
        yield "nothing is drawn"
    for each in drawn:
        yield from shape_problems(each, family)
    if family:
        group = list(root)
        style = {"fill": "none", "stroke": INK, "stroke-width": WIDTH, "stroke-linecap": "round", "stroke-linejoin": "round"}
        if len(group) != 1 or group[0].attrib != style:
            yield "the shapes do not stand in one group with the family's stroke"


folder = pathlib.Path(sys.argv[1]) / "content" / "icons"
found = {path.stem: path for path in sorted(folder.glob("*.svg"))}
problems = [f"content/icons/{name}.svg: does not exist" for name in sorted(NAMES - found.keys())]
problems += [f"content/icons/{name}.svg: is not in the list of check_icons.py" for name in sorted(found.keys() - NAMES)]
problems += [f"content/icons/{path.name}: is not an SVG file" for path in folder.glob("*") if path.suffix != ".svg"]
for name, path in found.items():
    try:
        problems += [f"content/icons/{name}.svg: {sentence}" for sentence in problems_of(path)]
    except (Tree.ParseError, ValueError) as error:
        problems.append(f"content/icons/{name}.svg: cannot be read: {error}")
print("\n".join(problems) or f"{len(found)} icons keep the rules")
sys.exit(1 if problems else 0)
