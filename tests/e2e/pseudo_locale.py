"""A run in a language that does not exist: every sentence a third longer and in brackets, so that what is put together
from pieces, never translated, or too long for its place shows itself.

    /usr/bin/python3 tests/e2e/pseudo_locale.py [--output build/pseudo]

Walks every workspace from outside (AT-SPI). Fails on a control whose name is put together from words and a translated
piece, on one of the program's own that is not translated, and on one that reaches out of the window. Pictures of every stop go to the output folder, to be looked at for what is
cut off. Needs what screenshots.py needs.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import canbo
import screenshots
from screen import Screen, Window

# Names of these roles are the program's own words; others may be what people wrote.
OWN_WORDS = ("push button", "check box", "radio button", "page tab", "menu", "menu item", "toggle button")
LETTERS = re.compile(r"[^\W\d_]{2,}")
# What stays as it is in every language: names of languages, formats and keys.
SAME_EVERYWHERE = re.compile(r"^(PDF|XLSX|CSV|JSON|Canbo|CAT|vi|en|OK|[A-Z0-9]+)$")


def pseudo(text):
    """The sentence a third longer, in brackets; {} and line breaks stay."""
    return "⟦" + text + " " + "ĩ" * max(2, len(text) // 3) + "⟧"


def make_catalogue(folder):
    """The translation file of the language that does not exist, from the msgids of the Vietnamese one."""
    source = (canbo.ROOT / "content" / "locale" / "vi.po").read_text(encoding="utf-8")
    header, *blocks = source.split("\n\n")
    out = [header]
    for block in blocks:
        found = re.search(r'^msgid "(.+)"$', block, re.M)
        if found is None or 'msgid ""' in block or "msgctxt" in block or "msgid_plural" in block:
            continue
        out.append(f'msgid "{found.group(1)}"\nmsgstr "{pseudo(found.group(1))}"')
    folder.mkdir(parents=True)
    po = folder / "canbo.po"
    po.write_text("\n\n".join(out) + "\n", encoding="utf-8")
    subprocess.run(["msgfmt", "-o", folder / "canbo.mo", po], check=True)


def put_together(name):
    """Does a translated piece stand beside other words without a mark between them? Sentences inside others, and lists
    parted by a point or a colon, are whole sentences each."""
    while "⟦" in name and "⟧" in name:
        inside_out = re.sub(r"⟦[^⟦⟧]*⟧", "¤", name)
        if inside_out == name:
            break
        name = inside_out
    return re.search(r"\w\s*¤|¤\s*\w", name) is not None


def faults(window):
    """What is wrong with what is shown now: (what, id, name)."""
    found = []
    frame = None
    for node in window._nodes():
        name, role = node.get_name() or "", node.get_role_name()
        if role == "frame":
            frame = node.get_extents(0)
        if not window.shows(node) or not name:
            continue
        if put_together(name):
            found.append(("put together", node.get_accessible_id(), name))
        if role in OWN_WORDS and "⟦" not in name and LETTERS.search(name) and not SAME_EVERYWHERE.match(name):
            found.append(("not translated", node.get_accessible_id(), name))
        box = node.get_extents(0)
        if frame and role in OWN_WORDS and box.width > 0 and \
                (box.x + box.width > frame.x + frame.width + 1 or box.y + box.height > frame.y + frame.height + 1) and \
                role not in ("menu", "menu item"):
            found.append(("out of the window", node.get_accessible_id(), name))
    return found


def main():
    parser = argparse.ArgumentParser(description="A run in a language that does not exist.")
    parser.add_argument("--output", type=pathlib.Path, default=canbo.ROOT / "build" / "pseudo")
    output = parser.parse_args().output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="canbo-pseudo-"))
    programs = work / "bin"
    programs.mkdir()
    for name in ("canbo", "canboctl", "canbo-office"):
        shutil.copy2(canbo.BIN / name, programs)
    make_catalogue(work / "share" / "locale" / "vi" / "LC_MESSAGES")
    os.environ["CANBO_SHARE"] = str(canbo.ROOT)
    import screen as screen_module
    screen_module.BIN = programs
    screen = Screen()
    problems = set()
    stops = 0
    try:
        for role, places in screenshots.PLACES.items():
            folder = work / role
            screenshots.dress(folder, "vi", "light")
            screenshots.first_run(screen, folder, role, None).kill()
            for place in places:
                window = Window(screen, folder, None, "--open", place)
                window.by_id("side.mark")
                screenshots.settle(window)
                screenshots.picture(output / f"{role}-{place.replace('/', '-')}.png")
                problems |= set(faults(window))
                stops += 1
                window.kill()
    finally:
        screen.close()
        shutil.rmtree(work, ignore_errors=True)
    for what, where, name in sorted(problems):
        print(f"{what}: {where}: {name}")
    print(f"{stops} stops, {len(problems)} problems; pictures in {output}")
    return 1 if problems else 0


if __name__ == "__main__":
    os.environ.pop("CANBO_CLOCK", None)
    sys.exit(main())
