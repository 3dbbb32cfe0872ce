"""Every course in content/courses keeps the rules for content: its schemas here, everything else by `course check`.

usage: check_courses.py ROOT CANBOCTL
"""
import json
import os
import pathlib
import subprocess
import sys

import jsonschema

root, canboctl = pathlib.Path(sys.argv[1]), sys.argv[2]
problems, courses = [], sorted(p.parent for p in (root / "content" / "courses").glob("*/course.json"))
courses += [p for p in (root / "content" / "courses").glob("*/") if p not in courses]
schemas = {name: json.loads((root / "content" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
           for name in ("course", "mailbox")}
for schema in schemas.values():
    jsonschema.Draft202012Validator.check_schema(schema)
for course in courses:
    for name, file in (("course", course / "course.json"), ("mailbox", course / "drills" / "mailbox.json")):
        if not file.exists():
            continue
        for error in jsonschema.Draft202012Validator(schemas[name]).iter_errors(json.loads(file.read_text(encoding="utf-8"))):
            problems.append(f"{file.relative_to(root)}: {error.json_path}: {error.message}")
    done = subprocess.run([canboctl, "course", "check", str(course), "--json"], capture_output=True, text=True,
                          env={**os.environ, "CANBO_LANG": "en"})
    if done.returncode != 0:
        problems += [f"{course.relative_to(root)}: {line}" for line in done.stderr.splitlines()]
    elif json.loads(done.stdout)["slug"] != course.name:
        problems.append(f"{course.relative_to(root)}: its folder is not named as the course")
print("\n".join(problems) or f"{len(courses)} courses checked")
sys.exit(1 if problems else 0)
