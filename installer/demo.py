"""The main job on the demo week of content/demo: what installer/run.sh does after building.

Real programs, a real office on loopback with its SQLite, every desk with a data folder of its own. The clock is set
(CANBO_CLOCK) so that the week is the demo's week; everything else is as in a department.
"""
import argparse
import json
import os
import pathlib
import secrets
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = pathlib.Path(os.environ.get("CANBO_BIN", ROOT / "build" / "release" / "bin"))
DEMO = pathlib.Path(os.environ.get("CANBO_DEMO", ROOT / "content" / "demo"))
MANIFEST = json.loads((DEMO / "manifest.json").read_text(encoding="utf-8"))
PERIOD = MANIFEST["period"]

REGISTRATION = "2023-11-15T08:00:00+07:00"
GUIDANCE = "2024-02-01T08:00:00+07:00"
FRIDAY = "2024-02-16T09:00:00+07:00"  # the week's deadline is 17:00 of this day
MONDAY = "2024-02-19T08:30:00+07:00"


class Office:
    """canbo-office as a process that can be stopped and started again at another time of the demo."""

    def __init__(self, folder):
        self.folder = folder
        self.address = "127.0.0.1:0"
        self.process = None

    def start(self, clock):
        self.stop()
        self.process = subprocess.Popen([BIN / "canbo-office", "--data", self.folder, "--listen", self.address],
                                        stderr=subprocess.PIPE, text=True, env={**os.environ, "CANBO_CLOCK": clock})
        for line in self.process.stderr:
            if line.startswith("listening on "):
                self.address = line.split("//")[1].strip()
                return
        raise SystemExit("error: the office did not start")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=30)
            self.process.stderr.close()
            self.process = None


class Desk:
    """One person's data folder."""

    def __init__(self, folder, office, name, password):
        self.folder, self.office, self.name, self.password = folder, office, name, password
        self.clock = FRIDAY

    def run(self, *arguments, stdin=None, expect=(0,), as_json=True):
        command = [BIN / "canboctl", *arguments, "--data", self.folder] + (["--json"] if as_json else [])
        done = subprocess.run(command, input=stdin, capture_output=True, text=True,
                              env={**os.environ, "CANBO_CLOCK": self.clock, "CANBO_SECRETS": "file"})  # invented people
        if done.returncode not in expect:
            raise SystemExit(f"error: {self.name}: canboctl {' '.join(map(str, arguments))}: exit {done.returncode}\n"
                             f"{done.stderr}")
        return json.loads(done.stdout) if as_json and done.stdout.strip() else done.stdout

    def login(self, clock):
        self.clock = clock
        self.run("login", "--server", f"http://{self.office.address}", "--user", self.name, "--password-stdin",
                 stdin=self.password + "\n")

    def report(self, agency, source, send=True):
        """Starts, fills, checks and submits a report. Returns its id."""
        report = self.run("report", "new", "--kind", "weekly", "--period", PERIOD, "--agency", agency)["id"]
        self.fill_and_submit(report, source, send)
        return report

    def fill_and_submit(self, report, source, send=True):
        self.run("report", "fill", report, "--file", source)
        self.run("report", "check", report)
        self.run("report", "submit", report)
        if send:
            self.run("sync")


def say(text):
    print(text, flush=True)


def prepare(folder):
    """An empty folder of ours; anything else in the way is somebody's data and is left alone."""
    mark = folder / ".canbo-demo"
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise SystemExit(f"error: {folder} is not empty and not a demo folder; give another --data")
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    mark.write_text("made by installer/run.sh; may be removed\n")


def set_up(folder):
    office = Office(folder / "office")
    admin = next(a for a in MANIFEST["accounts"] if a["role"] == "admin")
    passwords = {account["name"]: secrets.token_urlsafe(12) for account in MANIFEST["accounts"]}
    desks = {a["name"]: Desk(folder / "desks" / a["name"], office, a["name"], passwords[a["name"]])
             for a in MANIFEST["accounts"]}
    maker = Desk(office.folder, office, admin["name"], passwords[admin["name"]])
    maker.clock = REGISTRATION
    maker.run("office", "init", "--admin", admin["name"], "--password-stdin", stdin=maker.password + "\n")
    office.start(REGISTRATION)
    desks[admin["name"]].login(REGISTRATION)
    for account in MANIFEST["accounts"]:
        if account["role"] == "admin":
            continue
        agency = ["--agency", account["agency"]] if account["agency"] else []
        desks[admin["name"]].run("account", "add", account["name"], "--role", account["role"], *agency,
                                 "--display-name", account["display_name"],
                                 "--password-stdin",
                                 stdin=passwords[account["name"]] + "\n")
    return office, desks


def focal_desks(desks):
    return {a["agency"]: desks[a["name"]] for a in MANIFEST["accounts"] if a["role"] == "focal"}


def register_plans(focal):
    count = 0
    for agency, desk in focal.items():
        desk.login(REGISTRATION)
        for plan in sorted((DEMO / "plans").glob(f"{agency}-??.json")):
            desk.run("plan", "register", "--agency", agency, "--model", str(int(plan.stem[-2:])), "--file", plan)
            count += 1
    return count


def fill_lists(focal, standing):
    """The services that the office lists, and the facilities of one agency. @returns what they say, as lines."""
    standing.run("list", "fill", "--model", "1", "--list", "m01-danh-muc", "--file", DEMO / "lists" / "m01-danh-muc.csv")
    health = focal["SYT"]
    health.login(GUIDANCE)
    health.run("list", "fill", "--model", "6", "--list", "m06-co-so", "--file", DEMO / "lists" / "SYT-m06-co-so.csv")
    standing.run("sync")
    lines = []
    for model in ("1", "6"):
        for filled in standing.run("list", "show", "--model", model)["lists"]:
            said = ", ".join(f"{figure['done']}/{figure['total']}" for figure in filled["figures"][:1])
            lines.append(f"  model {model}: {filled['name']}: {said}")
    return lines


def report_week(office, focal, standing, ids):
    office.start(FRIDAY)
    late, returned, offline = MANIFEST["late"], MANIFEST["returned"]["agency"], MANIFEST["offline"]
    week = DEMO / "week" / PERIOD
    for agency, desk in focal.items():
        desk.login(FRIDAY)
        if agency in (late, offline):
            continue
        source = week / (f"{agency}-returned.json" if agency == returned else f"{agency}.json")
        ids[agency] = desk.report(agency, source)
    office.stop()  # the line is cut
    ids[offline] = focal[offline].report(offline, week / f"{offline}.json", send=False)
    focal[offline].run("sync", expect=(3,))
    say(f"  {offline}: submitted while the office was down, waits in the outbox")
    office.start(FRIDAY)
    focal[offline].run("sync")

    standing.login(FRIDAY)
    standing.run("sync")
    standing.run("inbox", "return", ids[returned], "--remark", MANIFEST["returned"]["remark"])
    desk = focal[returned]
    desk.run("sync")
    ids[returned] = desk.run("report", "revise", ids[returned], "--reason", "Theo ý kiến của Cơ quan thường trực")["id"]
    desk.fill_and_submit(ids[returned], week / f"{returned}.json")
    say(f"  {returned}: returned with a remark, revised and sent again")

    office.start(MONDAY)
    focal[late].login(MONDAY)
    ids[late] = focal[late].report(late, week / f"{late}.json")
    say(f"  {late}: sent after the deadline, taken and marked late")


def consolidate(folder, office, standing, focal, ids):
    standing.login(MONDAY)
    standing.run("sync")
    for row in standing.run("inbox", "list", "--period", PERIOD, "--state", "received"):
        standing.run("inbox", "accept", row["id"])
    summary = folder / "office-summary.md"
    summary.write_text(MANIFEST["office_summary"], encoding="utf-8")
    result = standing.run("period", "consolidate", PERIOD, "--output", folder / "consolidated.pdf", "--xlsx",
                          folder / "consolidated.xlsx", "--summary-file", summary, "--number", "52", "--date",
                          "2024-02-19")
    standing.run("period", "late", PERIOD, "--output", folder / "late-agencies.pdf", "--number", "53", "--date",
                 "2024-02-19")
    for number, (agency, desk) in enumerate(sorted(focal.items()), 5):
        desk.login(MONDAY)
        desk.run("sync")
        desk.run("report", "pdf", ids[agency], "--output", folder / f"weekly-{agency}.pdf", "--number", str(number),
                 "--date", "2024-02-19" if agency == MANIFEST["late"] else "2024-02-16")
    focal["STTTT"].run("plan", "pdf", "--agency", "STTTT", "--output", folder / "plan-STTTT.pdf", "--number", "101",
                       "--date", "2023-11-15")
    return result


def main():
    parser = argparse.ArgumentParser(description="Do the main job on the demo week.")
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "build" / "demo")
    folder = parser.parse_args().data.resolve()
    started = time.monotonic()
    prepare(folder)
    os.environ.pop("CANBO_SHARE", None)
    say("Canbo: the main job on the demo week")
    office, desks = set_up(folder)
    try:
        focal = focal_desks(desks)
        standing = next(desks[a["name"]] for a in MANIFEST["accounts"] if a["role"] == "office")
        say(f"  {len(MANIFEST['accounts'])} accounts, {register_plans(focal)} plans registered by {len(focal)} agencies")
        office.start(GUIDANCE)
        standing.login(GUIDANCE)
        for gate in MANIFEST["gates_opened"]:
            standing.run("gate", "open", gate["gate"], "--document", gate["document"], "--date", gate["date"])
        say(f"  {len(MANIFEST['gates_opened'])} gates opened by documents")
        for line in fill_lists(focal, standing):
            say(line)
        ids = {}
        report_week(office, focal, standing, ids)
        result = consolidate(folder, office, standing, focal, ids)
        say("")
        say(standing.run("period", "completeness", PERIOD, as_json=False))
        status = standing.run("status")
    finally:
        office.stop()
    counts = {}
    for model in status:
        counts[model["status"]] = counts.get(model["status"], 0) + 1
    say("43 models: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    say(f"consolidated: {result['reports']} reports up to sequence {result['sequence']}, {result['pages']} pages, "
        f"late {', '.join(result['late']) or '-'}, missing {', '.join(result['missing']) or '-'}")
    for file in sorted(folder.glob("*.pdf")) + sorted(folder.glob("*.xlsx")):
        say(f"  {file}  {file.stat().st_size // 1024} kB")
    say(f"done in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
