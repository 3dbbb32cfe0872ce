#!/usr/bin/env python3
"""Reads the plan's own text and compares content/plan-395 with it, without using how that content was made.

Usage: CANBO_PLAN=<file or folder> check_plan.py ROOT. Exit 1 on a difference, 77 when there is no plan to read.
"""
import json
import os
import pathlib
import re
import sys
import unicodedata

CATALOGUE, AGENCIES = "content/plan-395/catalogue.json", "content/plan-395/agencies.json"
MODEL = re.compile(r"^(\d)\.(\d+)\. Mô hình (\d+): ?")
GROUP = re.compile(r"^(\d)\. Nhóm ")
# Ways the plan writes an agency besides the name in agencies.json; compared without case.
ALIASES = {
    "VPUB": ["VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"],
    "C06": ["Cục Cảnh sát QLHC về TTXH"],
    "SLDTBXH": ["Sở Lao động TB và XH"],
    "BQLKKT": ["Ban Quản lý Khu kinh tế"],
    "TTPVHCC": ["Trung tâm phục vụ Hành chính công của tỉnh"],
    "TT-SBN": ["Các sở, ngành, địa phương"],
    "TT-CQDV": ["Các cơ quan, đơn vị"],
    "TT-HUYEN": ["UBND cấp huyện"],
    "TT-MOTCUA": ["Bộ phận một cửa"],
    "TT-SATHACH": ["Các Trung tâm đào tạo, sát hạch"],
    "TT-TRUONG": ["các trường trên địa bàn"],
    "TT-NHAXE": ["nhà xe"],
}
# Where the wording alone would give another role than the one the project decided on: (model, agency) -> role.
DECIDED = {
    (3, "TT-SBN"): "coordinate",  # named as knowing its list of procedures; its one verb is "chủ động phối hợp"
    (32, "CAT"): "implement",     # nobody leads; "phối hợp với Sở Tư pháp triển khai giải pháp"
    (33, "SYT"): "implement",     # nobody leads; "phối hợp với Công an tỉnh triển khai"
    (33, "SLDTBXH"): "implement",
    (33, "STTTT"): "implement",
}
VERBS = re.compile(r":| (chủ trì|phối hợp|là đầu mối|chủ động|hướng dẫn|triển khai|thực hiện|khởi tạo|rà soát|đánh giá|được xác định)\b")
ITEM = re.compile(r"\((i|ii|iii|iv|1)\) ")
ORDINALS = {"i": 1, "1": 1, "ii": 2, "iii": 3, "iv": 4}
WAIT = re.compile(r"\(sau khi [^)]*\)")


class Check:
    def __init__(self):
        self.facts, self.problems = 0, []

    def same(self, path, where, found, expected):
        self.facts += 1
        if found != expected:
            self.problems.append(f"{path}: {where}: the file says {found!r}, the plan {expected!r}.")

    def that(self, ok, path, where, sentence):
        self.facts += 1
        if not ok:
            self.problems.append(f"{path}: {where}: {sentence}")


def plan_lines(root_variable):
    """The plan's lines, or None when it is not there."""
    if not root_variable:
        return None
    path = pathlib.Path(root_variable)
    for each in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
        if each.is_file():
            text = unicodedata.normalize("NFC", each.read_text(encoding="utf-8"))
            if "395/KH-UBND" in text:
                return text.split("\n")
    return None


def joined(lines):
    return re.sub(r"\s+", " ", " ".join(lines)).strip()


def window_of(time):
    """(kind, from, to) as the plan words it."""
    years = re.match(r"Năm (\d{4}) ?- ?(\d{4})\.?$", time)
    if years:
        return "years", f"{years[1]}-01-01", f"{years[2]}-12-31"
    quarter = re.match(r"Trong Quý (I|II|III|IV)/(\d{4})", time)
    if quarter:
        month = 3 * ("I", "II", "III", "IV").index(quarter[1]) + 1
        return "quarter", f"{quarter[2]}-{month:02d}-01", f"{quarter[2]}-{month + 2:02d}-{30 if month in (4, 7) else 31}"
    if "hực hiện thường xuyên" in time:
        return "regular", None, None
    return ("roadmap" if not time else "after-guidance" if re.match("(Sau k|K)hi có hướng dẫn", time) else "unknown"), None, None


class Model:
    """One model as the plan's text gives it."""

    def __init__(self, lines, first, last):
        self.first, self.last = first, last
        head = MODEL.match(lines[first - 1])
        self.group, self.ordinal, self.number = int(head[1]), int(head[2]), int(head[3])
        body = first + 1
        while not lines[body - 1].startswith(("- ", "Triển khai đồng bộ")):
            body += 1
        name = MODEL.sub("", joined(lines[first - 1:body - 1]))
        self.name = name if name.endswith("...") else name.rstrip(".")
        self.bullets, self.time, section = [], "", ""
        for number in range(body, last + 1):
            line = lines[number - 1]
            title = re.match(r"^- (Mục tiêu|Công cụ triển khai|Lực lượng triển khai|Phân công nhiệm vụ|Thời gian thực hiện):? ?", line)
            if title:  # "- Bộ Công an …" and "- 2025" are wrapped text, not titles
                section, line = title[1], line[title.end():]
            if section == "Phân công nhiệm vụ":
                if line.startswith("+ ") or (title and line):
                    self.bullets.append([number, number, line.removeprefix("+ ")])
                elif line:
                    self.bullets[-1][1:] = [number, joined([self.bullets[-1][2], line])]
            elif section == "Thời gian thực hiện":
                self.time = joined([self.time, line])

    def duties(self, codes_in):
        """(agency, role, ordinal, waits, first line, last line) of the subject of every bullet and numbered part."""
        for first, last, text in self.bullets:
            verb = VERBS.search(text)
            subject, rest = text[:verb.start()], text[verb.start():]
            parts = ITEM.split(rest)
            items = [(ORDINALS[parts[i]], parts[i + 1]) for i in range(1, len(parts), 2)] or [(None, "")]
            for ordinal, item in items:
                said = WAIT.sub("", item) if role_of(WAIT.sub("", item)) else WAIT.sub("", parts[0] + item)
                for agency in codes_in(subject):
                    role = DECIDED.get((self.number, agency)) if "là đầu mối" not in said else None
                    yield agency, role or role_of(said) or "implement", ordinal, bool(WAIT.search(item if ordinal else rest)), first, last


def role_of(text):
    if re.search("đánh giá (mức độ|các giải pháp)", text):
        return "assess"
    if "là đầu mối phối hợp" in text:
        return "contact"
    if "chủ trì" in text:
        return "lead"
    return "coordinate" if re.match(r"[:, ]*(chủ động )?phối hợp", text) else None


def names_by_code(agencies):
    return {row["code"]: [name.lower() for name in [row["name"], *ALIASES.get(row["code"], [])]] for row in agencies}


def check_model(check, plan, model, codes_in, collective):
    where = f"model {plan.number}"

    def same(what, found, expected):
        check.same(CATALOGUE, f"{where}: {what}", found, expected)

    same("group", model["group"], plan.group)
    same("name", re.sub(r"\s+", " ", model["name"]), plan.name)
    same("lines", model["lines"], [plan.first, plan.last])
    window = model["window"]
    same("window", (window["kind"], window["from"], window["to"]), window_of(plan.time))
    same("second wait in the window", bool(window["also"]), "(sau khi" in plan.time)
    whole = window["kind"] == "after-guidance"
    waits = whole or "(sau khi" in plan.time or any(WAIT.search(text) for _, _, text in plan.bullets)
    same("has gates", bool(model["gates"]), waits)
    duties, tasks = list(plan.duties(codes_in)), model["tasks"]
    for role in ("lead", "assess", "contact"):
        same(role, sorted((task["agency"], task["ordinal"] or 0) for task in tasks if task["role"] == role),
             sorted((agency, ordinal or 0) for agency, what, ordinal, *_ in duties if what == role))
    for agency, role, ordinal, gated, first, last in duties:
        own = [task for task in tasks if (task["agency"], task["role"], task["ordinal"]) == (agency, role, ordinal)]
        check.that(own, CATALOGUE, where, f"{agency} has no {role} task with ordinal {ordinal} (lines {first}-{last}).")
        inside = [task for task in own if first <= task["lines"][0] <= last or first <= task["lines"][1] <= last]
        check.that(inside or not own, CATALOGUE, where, f"the {role} task of {agency} is not on lines {first}-{last}.")
        if role != "coordinate" and not whole:
            for task in inside:
                same(f"{task['id']} waits", task["gate"] is not None, gated)
        elif role == "coordinate" and gated:
            check.that(any(task["gate"] for task in inside), CATALOGUE, where, f"{agency} coordinates only after guidance (lines {first}-{last}).")
    for task in tasks if plan.bullets else []:
        touched = [text for first, last, text in plan.bullets if first <= task["lines"][1] and task["lines"][0] <= last]
        check.that(any(task["agency"] in codes_in(text) for text in touched), CATALOGUE, f"{where}: {task['id']}",
                   f"the plan does not name {task['agency']} on lines {task['lines'][0]}-{task['lines'][1]}.")
    for first, last, text in plan.bullets:
        partners = codes_in(WAIT.sub("", text)) - (collective - {"TT-HUYEN"}) - {"C06", "BCA", "UBND"} - codes_in(text[:VERBS.search(text).start()])
        for code in partners if "phối hợp" in text and ("chủ trì" in text or role_of(text) == "assess") else ():
            check.that(any((task["agency"], task["role"]) == (code, "coordinate") for task in tasks), CATALOGUE, where,
                       f"{code} is a partner on lines {first}-{last} and has no coordinate task.")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: check_plan.py ROOT")
    lines = plan_lines(os.environ.get("CANBO_PLAN"))
    if lines is None:
        print("skipped: 43 models not checked (CANBO_PLAN not set)")
        sys.exit(77)
    root, check = pathlib.Path(sys.argv[1]), Check()
    catalogue = json.loads((root / CATALOGUE).read_text(encoding="utf-8"))
    agencies = json.loads((root / AGENCIES).read_text(encoding="utf-8"))
    names = names_by_code(agencies)
    collective = {row["code"] for row in agencies if row["collective"]}

    def codes_in(text):
        return {code for code, known in names.items() if any(name in text.lower() for name in known)}

    end = next(number for number, line in enumerate(lines, 1) if line.startswith("III. TỔ CHỨC"))
    start = next(number for number, line in enumerate(lines, 1) if line.startswith("II. CÁC NHIỆM VỤ"))
    groups = [number for number in range(start, end) if GROUP.match(lines[number - 1])]
    heads = [number for number in range(start, end) if MODEL.match(lines[number - 1])]
    stops = sorted(groups + heads + [end])
    plans = [Model(lines, first, min(stop for stop in stops if stop > first) - 1) for first in heads]
    check.same(CATALOGUE, "model numbers", [model["number"] for model in catalogue["models"]], [plan.number for plan in plans])
    check.same(CATALOGUE, "models", len(plans), 43)
    for group, first, stop in zip(catalogue["groups"], groups, groups[1:] + [end]):
        title = joined(lines[first - 1:min(head for head in heads if head > first) - 1])
        count = int(re.search(r"\((?:bao gồm )?(\d+) mô hình\)", title)[1])
        check.same(CATALOGUE, f"group {group['number']}: title", group["title"], re.sub(r"^\d\. | ?\([^)]*mô hình\)$", "", title))
        check.same(CATALOGUE, f"group {group['number']}: lines", group["lines"], [first, stop - 1])
        check.same(CATALOGUE, f"group {group['number']}: models", [m["group"] for m in catalogue["models"]].count(group["number"]), count)
    for plan, model in zip(plans, catalogue["models"]):
        check_model(check, plan, model, codes_in, collective)
    front = joined(lines[:start])
    day, month, year = re.search(r"Lào Cai, ngày (\d+) tháng (\d+) năm (\d+)", front).groups()
    check.same(CATALOGUE, "plan: issued", catalogue["plan"]["issued"], f"{year}-{month}-{day}")
    check.that(f"Số: {catalogue['plan']['symbol']}" in front, CATALOGUE, "plan: symbol", "is not the plan's.")
    check.that(catalogue["plan"]["title"].upper() in front.upper(), CATALOGUE, "plan: title", "is not the plan's.")
    for duty in catalogue["duties"]:
        first, last = duty["lines"]
        check.that(end < first <= last < len(lines), CATALOGUE, duty["id"], "is not in Part III.")
        if duty["due"]:
            year, month, day = duty["due"].split("-")
            check.that(f"chậm nhất là ngày {day}/{month}/{year}" in joined(lines[first - 1:last]), CATALOGUE, duty["id"], "its due day is not on its lines.")
    stated = [f"{y}-{m}-{d}" for d, m, y in re.findall(r"chậm nhất là ngày (\d+)/(\d+)/(\d+)", joined(lines[end:]))]
    check.same(CATALOGUE, "duties: due", [duty["due"] for duty in catalogue["duties"] if duty["due"]], stated)
    for row in agencies:
        where = re.search(r"(?:name: )?lines ([\d, -]+) of the plan", row["source"])
        for first, last in re.findall(r"(\d+)(?:-(\d+))?", where[1]) if where else []:
            text = joined(lines[int(first) - 1:int(last or first) + 1]).lower()  # a name may end on the next line
            check.that(any(name in text for name in names[row["code"]]), AGENCIES, row["code"], f"is not named on line {first}.")
    print("\n".join(check.problems + [f"{check.facts} facts checked, {len(plans)} models"]))
    sys.exit(1 if check.problems else 0)


if __name__ == "__main__":
    main()
