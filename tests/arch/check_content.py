#!/usr/bin/env python3
"""Checks content/plan-395 against its schemas, its cross references and the plan's known counts.

Usage: check_content.py ROOT. One line per problem, "path: where: sentence"; exit 1 when there is one.
"""
import json
import pathlib
import sys
import unicodedata
from collections import Counter
from datetime import date

import jsonschema

NAMES = ("catalogue", "agencies", "calendar")
GROUP_SIZES = {1: 5, 2: 17, 3: 11, 4: 3, 5: 7}
GATED = {3, 4, 5, *range(7, 25), 28, 31, 32, 33, 35, 41, 43}
NO_LEAD = {1, 16, 28, 32, 33}
SEVERAL_LEADS = {2, 3, 4, 18, 19, 21, 22, 23, 31, 34, *range(36, 41)}
WINDOWS = {
    ("years", "2023-01-01", "2025-12-31"): {3, 4, 9, 10, 11, 15, 19, 20, 28, 32, 33, *range(36, 41), 42},
    ("years", "2024-01-01", "2025-12-31"): {2, 8, 12, 13, 14, 16, 17, 18, 21, 22, 31, 34, 43},
    ("years", "2023-01-01", "2024-12-31"): {24, 25},
    ("quarter", "2023-10-01", "2023-12-31"): {6},
    ("regular", None, None): {23, 26, 27, 29, 30, 35},
    ("after-guidance", None, None): {5, 7, 41},
    ("roadmap", None, None): {1},
}
LISTS = {1: "services", 3: "services", **{n: "facilities" for n in (6, 8, 9, 10, 11, 16)}, 28: "learners", 42: "checklist"}
TARGETS = {1: 53, 3: 20, 6: 100, 8: 100, 23: 100, 34: 100, 36: 100, 42: 3}


class Check:
    def __init__(self):
        self.facts = 0
        self.problems = []

    def that(self, ok, path, where, sentence):
        self.facts += 1
        if not ok:
            self.problems.append(f"{path}: {where}: {sentence}")


def refuse_double_keys(pairs):
    doubled = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
    if doubled:
        raise ValueError(f"the key {doubled[0]} appears twice in one object")
    return dict(pairs)


def is_date(text):
    try:
        return date.fromisoformat(text) is not None
    except ValueError:
        return False


def dates_in(value, where=""):
    """Every (where, text) whose key holds a date."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("issued", "from", "to", "due", "valid_from", "valid_to", "date", "off", "work") and isinstance(inner, str) and inner[:2] == "20":
                yield f"{where}/{key}", inner
            yield from dates_in(inner, f"{where}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from dates_in(inner, f"{where}/{index}")


def load(root, check):
    """The three files that could be read, by name, each valid against its schema."""
    loaded = {}
    for name in NAMES:
        path, schema_path = f"content/plan-395/{name}.json", f"content/schema/{name}.schema.json"
        values = []
        for each in (path, schema_path):
            try:
                raw = (root / each).read_bytes()
                text = raw.decode("utf-8")
                values.append(json.loads(text, object_pairs_hook=refuse_double_keys))
            except (OSError, ValueError) as error:
                check.that(False, each, "file", f"cannot be read: {error}.")
                continue
            check.that(unicodedata.is_normalized("NFC", text), each, "file", "is not in NFC.")
            check.that(b"\r" not in raw and raw.endswith(b"\n") and b"\t" not in raw and not raw.startswith(b"\xef\xbb\xbf"), each, "file",
                       "has a carriage return, a tab, a byte order mark or no last line feed.")
        if len(values) < 2:
            continue
        try:
            jsonschema.Draft202012Validator.check_schema(values[1])
        except jsonschema.SchemaError as error:
            check.that(False, schema_path, "schema", f"is not a JSON Schema: {error.message}.")
            continue
        errors = list(jsonschema.Draft202012Validator(values[1]).iter_errors(values[0]))
        for error in errors:
            check.that(False, path, "/".join(map(str, error.absolute_path)) or "top", error.message[:200])
        check.that(not errors, path, "file", f"breaks its schema {len(errors)} times.")
        for where, text in dates_in(values[0]):
            check.that(is_date(text), path, where, f"{text} is not a day of the calendar.")
        if not errors:
            loaded[name] = values[0]
    return loaded


def unique(check, path, what, values):
    for value, count in Counter(values).items():
        check.that(count == 1, path, f"{what} {value}", f"appears {count} times.")


def check_agencies(agencies, check):
    path = "content/plan-395/agencies.json"
    rows = {row["code"]: row for row in agencies}
    unique(check, path, "code", [row["code"] for row in agencies])
    unique(check, path, "name", [row["name"] for row in agencies])
    check.that([row["code"] for row in agencies if row["tier"] == "province"] == ["UBND"], path, "tier", "UBND is not the only province.")
    for row in agencies:
        where = row["code"]
        for field in ("parent", "successor"):
            seen, code = set(), where
            while code is not None and code in rows and code not in seen:
                seen.add(code)
                code = rows[code][field]
            check.that(code is None or code in rows, path, where, f"{field} {code} does not exist.")
            check.that(code not in seen, path, where, f"{field} goes in a circle.")
        check.that(row["parent"] is not None or where in ("UBND", "BCA"), path, where, "has no parent.")
        if row["valid_from"] and row["valid_to"]:
            check.that(row["valid_from"] <= row["valid_to"], path, where, "ends before it begins.")
        heir = rows.get(row["successor"])
        if heir:
            gap = heir["valid_from"] and row["valid_to"] and (date.fromisoformat(heir["valid_from"]) - date.fromisoformat(row["valid_to"])).days
            check.that(gap == 1, path, where, f"its successor {heir['code']} does not begin on the next day.")
        links = row.get("reports_to", [])
        for link in links:
            named = {"office": "", "parent": row["parent"]}.get(link["to"], link["to"])
            check.that(named == "" or (named in rows and named != where and not rows[named]["collective"]), path, where, f"reports to {named}, which is no other agency.")
        begins = [link["from"] or "" for link in links]
        check.that(begins == sorted(set(begins)), path, where, "its reports_to do not rise by day.")
        check.that(row["letter"] is not None or row["tier"] in ("ministry", "collective"), path, where, "has no letter.")
        if row["letter"]:
            check.that(row["letter"]["recipients"][-1].startswith("Lưu: VT"), path, where, "its last recipient is not the archive (Lưu: VT).")
            check.that(row["source"].startswith("unverified:"), path, where, "its letter is not from the plan but is not marked unverified.")


def check_model(model, agencies, check):
    path, number, where = "content/plan-395/catalogue.json", model["number"], f"model {model['number']}"

    def that(ok, sentence):
        check.that(ok, path, where, sentence)

    tasks, gates = model["tasks"], [gate["id"] for gate in model["gates"]]
    that(gates == [f"{number}-{i}" for i in range(1, len(gates) + 1)], "its gates are not numbered N-1, N-2, ….")
    that([task["id"] for task in tasks] == [f"{number}-t{i}" for i in range(1, len(tasks) + 1)], "its tasks are not numbered N-t1, N-t2, ….")
    that(bool(gates) == (number in GATED), "has gates where the plan has no wait, or the other way round.")
    used = {task["gate"] for task in tasks} | {also["gate"] for also in model["window"]["also"]}
    that(used - {None} == set(gates), f"gates referenced {sorted(used - {None})} and defined {gates} differ.")
    first, last = model["lines"]
    that(first <= last, "its lines are reversed.")
    for task in tasks:
        that(task["agency"] in agencies, f"{task['id']}: agency {task['agency']} does not exist.")
        that(first <= task["lines"][0] <= task["lines"][1] <= last if "lines" in task else True, f"{task['id']}: its lines are outside the model.")
        that(not (task["role"] == "lead" and "an toàn thông tin" in task["text"]), f"{task['id']}: a safety assessment is marked lead.")
        that(task["role"] != "assess" or "đánh giá" in task["text"].lower(), f"{task['id']}: role assess without an assessment.")
        that(task["role"] != "contact" or task["agency"] == "CAT", f"{task['id']}: the contact with C06 is not CAT.")
    for key, count in Counter((task["agency"], task["role"], task["ordinal"], task["text"]) for task in tasks).items():
        that(count == 1, f"the task {key} appears {count} times.")
    for agency, count in Counter(task["agency"] for task in tasks if task["role"] == "coordinate" and task["ordinal"] is None).items():
        that(count == 1, f"{agency} has {count} coordinate tasks.")
    leads = [task for task in tasks if task["role"] == "lead"]
    that(bool(leads) != (number in NO_LEAD), "has a lead where the plan names none, or none where it names one.")
    that(len(leads) >= 2 or number not in SEVERAL_LEADS, "has fewer than two leads.")
    workers = [task for task in tasks if task["role"] in ("lead", "implement") and task["agency"] in agencies and not agencies[task["agency"]]["collective"]]
    that(bool(workers), "no single agency leads or implements.")
    window = model["window"]
    that(number in WINDOWS.get((window["kind"], window["from"], window["to"]), ()), "its window is not the plan's.")
    that([item["kind"] for item in model["lists"]] == ([LISTS[number]] if number in LISTS else []), "its lists are not the expected ones.")
    for item in model["lists"]:
        unique(check, path, f"{where}: {item['code']}: item", [each["code"] for each in item["items"]])
        that(item["kind"] != "checklist" or item["expected"] == len(item["items"]) > 0 and all("area" in each for each in item["items"]),
             "its checklist is empty, has another length than expected, or an item has no area.")
    for each in model["indicators"] + model["lists"]:
        that(each["code"].startswith(f"m{number:02d}-"), f"the code {each['code']} does not begin with the model's number.")
    for each in model["indicators"]:
        that(each["unit"] != "%" or each["target"] in (None, 100), f"{each['code']}: the plan states no such percentage.")
    if number in TARGETS:
        that(model["indicators"][0]["target"] == TARGETS[number], f"its first indicator has not the target {TARGETS[number]}.")
    that("note" in model or number != 1, "does not say that its agencies are a default.")


def check_catalogue(catalogue, agencies, check):
    path, models = "content/plan-395/catalogue.json", catalogue["models"]
    check.that(catalogue["plan"]["issuer"] in agencies, path, "plan", "its issuer does not exist.")
    check.that([model["number"] for model in models] == list(range(1, 44)), path, "models", "are not numbered 1 to 43.")
    check.that([group["number"] for group in catalogue["groups"]] == [1, 2, 3, 4, 5], path, "groups", "are not numbered 1 to 5.")
    check.that(Counter(model["group"] for model in models) == GROUP_SIZES, path, "groups", "do not have 5, 17, 11, 3 and 7 models.")
    groups = {group["number"]: group["lines"] for group in catalogue["groups"]}
    unique(check, path, "code", [each["code"] for model in models for each in model["indicators"] + model["lists"]])
    unique(check, path, "duty", [duty["id"] for duty in catalogue["duties"]])
    unique(check, path, "model", [model["name"] for model in models])
    for model in models:
        check_model(model, agencies, check)
        bounds = groups.get(model["group"], [0, 0])
        check.that(bounds[0] < model["lines"][0] <= model["lines"][1] <= bounds[1], path, f"model {model['number']}", "is outside its group's lines.")
    for before, after in zip(models, models[1:]):
        check.that(before["lines"][1] < after["lines"][0], path, f"model {after['number']}", "overlaps the model before it.")
    due = {duty["id"]: duty["due"] for duty in catalogue["duties"]}
    check.that(due.get("dang-ky-ke-hoach") == "2023-11-20", path, "duties", "the detailed plan is not due on 2023-11-20.")
    for name in ("bao-cao-tuan", "bao-cao-thang", "tong-hop", "dieu-chinh"):
        check.that(name in due, path, "duties", f"{name} is missing.")


def check_calendar(calendar, check):
    path = "content/plan-395/calendar.json"
    days = [each["date"] for each in calendar["holidays"]]
    check.that(days == sorted(set(days)), path, "holidays", "are not in order or appear twice.")
    check.that("unverified" in calendar["source"], path, "source", "does not say that the holidays are unverified.")
    weekday = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for swap in calendar["swapped"]:
        names = {key: weekday[date.fromisoformat(swap[key]).weekday()] for key in ("off", "work")}
        check.that(names["off"] not in calendar["weekend"] and swap["off"] not in days, path, swap["off"], "was no working day.")
        check.that(names["work"] in calendar["weekend"] and swap["work"] not in days, path, swap["work"], "is no weekend day.")
    check.that({each["kind"] for each in calendar["regimes"]} == {"weekly", "monthly"}, path, "regimes", "need a weekly and a monthly one.")
    for kind in ("weekly", "monthly"):
        spans = sorted((each["valid_from"], each["valid_to"] or "9999") for each in calendar["regimes"] if each["kind"] == kind)
        check.that(all(a[1] < b[0] for a, b in zip(spans, spans[1:])) and all(a <= b for a, b in spans), path, kind, "two regimes hold on one day.")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: check_content.py ROOT")
    check = Check()
    loaded = load(pathlib.Path(sys.argv[1]), check)
    agencies = {row["code"]: row for row in loaded.get("agencies", [])}
    if agencies:
        check_agencies(loaded["agencies"], check)
    if "catalogue" in loaded and agencies:
        check_catalogue(loaded["catalogue"], agencies, check)
    if "calendar" in loaded:
        check_calendar(loaded["calendar"], check)
    print("\n".join(check.problems + [f"{check.facts} facts checked"]))
    sys.exit(1 if check.problems else 0)


if __name__ == "__main__":
    main()
