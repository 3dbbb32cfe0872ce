"""What the end-to-end tests share: a real canbo-office on loopback, desks with data folders of their own, set clocks.

$CANBO_BIN is the folder of the programs (default: build/release/bin). Nothing is left behind: OfficeCase ends its
processes and removes its folders.
"""
import contextlib
import datetime
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("CANBO_BIN", ROOT / "build" / "release" / "bin")).resolve()
DATA = ROOT / "tests" / "data" / "e2e"
DEMO = ROOT / "content" / "demo"
PASSWORD = "mật khẩu đủ dài"
PATIENCE = 60  # seconds: nothing here takes that long on a machine that works

WEEK = "2024-W07"  # 12 to 18 February 2024, due on Friday 16 February, 17:00
REGISTRATION = "2023-11-15T08:00:00+07:00"
FRIDAY = "2024-02-16T09:00:00+07:00"
MONDAY = "2024-02-19T08:30:00+07:00"

UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
# error: <code>: <sentence>, or with (where) at its end; a warning may have no code
DIAGNOSTIC = re.compile(r"^(?:(error): ([a-z-]+): |(warning): (?:([a-z-]+): )?)(.+?)(?: \(([^()]*)\))?$")


def environment(clock=None, **more):
    env = {**os.environ, "LC_ALL": "C.UTF-8", **more}
    for name in ("CANBO_CLOCK", "CANBO_HOME", "CANBO_LANG"):
        if name not in more:
            env.pop(name, None)
    if clock:
        env["CANBO_CLOCK"] = clock
    if "CANBO_SECRETS" not in more and env.get("CANBO_SECRETS") != "passphrase":
        env["CANBO_SECRETS"] = "file"  # never the keyring of whoever runs the tests
    return env


class Done:
    """A command that ended."""

    def __init__(self, command, code, out, err):
        self.command, self.code, self.out, self.err = command, code, out, err

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def diagnostics(self):
        """[(severity, code, sentence, where or None)]; a line of another shape is an error of ours."""
        found = []
        for line in self.err.splitlines():
            match = DIAGNOSTIC.match(line)
            if not match:
                raise AssertionError(f"not a diagnostic line: {line!r}\n{self}")
            error, its_code, warning, code, sentence, where = match.groups()
            found.append((error or warning, its_code or code, sentence, where))
        return found

    def errors(self):
        return [(code, sentence, where) for severity, code, sentence, where in self.diagnostics if severity == "error"]

    def __str__(self):
        return f"{' '.join(map(str, self.command))}\nexit {self.code}\n{self.out[:2000]}\n{self.err[:4000]}"


def run(*arguments, data=None, stdin="", clock=None, json_too=False, timeout=PATIENCE, **env):
    command = [BIN / "canboctl", *map(str, arguments)]
    if data is not None:
        command += ["--data", data]
    if json_too:
        command += ["--json"]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=timeout,
                          env=environment(clock, **env))
    return Done(command[1:], done.returncode, done.stdout, done.stderr)


class Office:
    """canbo-office as a process that can be stopped, killed and started again at another time."""

    def __init__(self, folder, database=None):
        """database: postgresql://…, else office.db of the folder"""
        self.folder = pathlib.Path(folder)
        self.on = ["--database", database] if database else []
        self.address = "127.0.0.1:0"
        self.options = []  # more of canbo-office's own
        self.process = None
        self.clock, self.started = REGISTRATION, time.monotonic()

    def now(self, ahead=0.5):
        """The office's time as a desk's $CANBO_CLOCK: each command would else begin anew at the office's start."""
        shown = datetime.datetime.fromisoformat(self.clock)
        shown += datetime.timedelta(seconds=time.monotonic() - self.started + ahead)
        return shown.isoformat(timespec="milliseconds")

    def init(self, admin="quan.tri", clock=REGISTRATION):
        done = run("office", "init", "--admin", admin, "--password-stdin", *self.on, data=self.folder,
                   stdin=PASSWORD + "\n", clock=clock, json_too=True)
        assert done.code == 0, done
        return done

    def start(self, clock=None):
        self.stop()
        command = [BIN / "canbo-office", "--data", self.folder, "--listen", self.address, *self.on,
                   *self.options]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                        env=environment(clock))
        said = []
        for line in self.process.stderr:
            said.append(line)
            if line.startswith("listening on "):
                self.address = line.split("//")[1].strip()
                self.clock, self.started = clock or datetime.datetime.now().astimezone().isoformat(), time.monotonic()
                # Nobody reads on: a full pipe must not stop the office.
                threading.Thread(target=self.process.stderr.read, daemon=True).start()
                return
        self.stop()
        raise AssertionError("the office did not start: " + "".join(said))

    def stop(self, with_signal=signal.SIGTERM):
        if self.process:
            self.process.send_signal(with_signal)
            self.process.wait(timeout=PATIENCE)
            with contextlib.suppress(ValueError, OSError):
                self.process.stderr.close()
            self.process = None

    def kill(self):
        self.stop(signal.SIGKILL)

    @property
    def url(self):
        return f"http://{self.address}"

    def request(self, method, path, body=None, token=None, timeout=20):
        """One HTTP request. @returns (status, headers, body)"""
        connection = http.client.HTTPConnection(self.address, timeout=timeout)
        try:
            headers = {"Content-Type": "application/json"}
            if token:
                headers["Authorization"] = "Bearer " + token
            if isinstance(body, str):
                body = body.encode("utf-8")
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def token(self, name, password=PASSWORD):
        status, _, body = self.request("POST", "/api/v1/login", json.dumps({"name": name, "password": password}))
        assert status == 200, body
        return json.loads(body)["access_token"]


class Desk:
    """One person's data folder. Its clock goes with the office's unless a command is given another."""

    def __init__(self, folder, office, name):
        self.folder, self.office, self.name = pathlib.Path(folder), office, name

    def run(self, *arguments, stdin="", clock=None, **more):
        return run(*arguments, data=self.folder, stdin=stdin, clock=clock or self.office.now(), **more)

    def json(self, *arguments, expect=0, **more):
        """Runs with --json, wants that exit status. @returns the document"""
        done = self.run(*arguments, json_too=True, **more)
        assert done.code == expect, f"expected exit {expect}\n{done}"
        return done.json if done.out else None

    def login(self):
        return self.json("login", "--server", self.office.url, "--user", self.name, "--password-stdin",
                         stdin=PASSWORD + "\n")

    def sync(self, expect=0):
        return self.json("sync", expect=expect)

    def new(self, period=WEEK, agency=None):
        kind = "weekly" if "W" in period else "monthly"
        agency = agency or self.session["agency"]
        return self.json("report", "new", "--kind", kind, "--period", period, "--agency", agency)["id"]

    def fill(self, report, entries, expect=0):
        """Fills from a file (a path) or from a value."""
        if isinstance(entries, (dict, list)):
            path = self.folder / "entries.json"
            path.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
            entries = path
        return self.json("report", "fill", report, "--file", entries, expect=expect)

    def submit(self, report, entries=None, send=True):
        if entries is not None:
            self.fill(report, entries)
        self.json("report", "submit", report)
        if send:
            self.sync()
        return report

    def send_report(self, entries, period=WEEK, send=True):
        return self.submit(self.new(period), entries, send)

    def show(self, report):
        return self.json("report", "show", report)

    @property
    def session_file(self):
        return self.folder / "session.json"

    @property
    def session(self):
        return json.loads(self.session_file.read_text(encoding="utf-8"))

    @property
    def databases(self):
        return sorted((self.folder / "desk").glob("*.db"))

    def check_databases(self):
        """Every database of the desk is whole."""
        for file in self.databases:
            check_database(file)


def check_database(file):
    with contextlib.closing(sqlite3.connect(file, timeout=20)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        assert found == [("ok",)], f"{file}: {found}"
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        assert not orphans, f"{file}: {orphans}"


def query(file, sql, *values):
    with contextlib.closing(sqlite3.connect(file, timeout=20)) as connection:
        return connection.execute(sql, values).fetchall()


def pdf_text(file, *, page=None):
    pages = ["-f", str(page), "-l", str(page)] if page else []
    done = subprocess.run(["pdftotext", "-layout", *pages, file, "-"], capture_output=True, text=True, check=True,
                          timeout=PATIENCE)
    assert not done.stderr, done.stderr
    return done.stdout


def words(text):
    """Without line breaks and the spaces of the layout."""
    return " ".join(text.split())


def entry(model, **more):
    """A whole entry of `report fill` about one model, nothing to complain about but its plan and indicators."""
    return {"model": model, "status": "on-track", "confidence": "green", "percent": 40, "indicators": {},
            "results": f"Kết quả của mô hình {model}.", "next": f"Việc tiếp theo của mô hình {model}.", **more}


def entries(*models, summary="Đánh giá chung của tuần."):
    return {"summary": summary, "models": list(models)}


class FolderCase(unittest.TestCase):
    """A class of tests with one temporary folder."""
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="canbo-e2e-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)

    def file(self, name, content):
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
            path.write_text(text, encoding="utf-8")
        return path

    def assert_refused(self, done, code, sentence=None, where=None, exit_code=1):
        """The command ended so, and the last line of its diagnostics says so."""
        self.assertEqual(done.code, exit_code, done)
        errors = done.errors()
        self.assertTrue(errors, done)
        self.assertEqual(errors[-1][0], code, done)
        if sentence is not None:
            self.assertEqual(errors[-1][1], sentence, done)
        if where is not None:
            self.assertEqual(errors[-1][2], where, done)


class OfficeCase(FolderCase):
    """A class of tests with one office and its people.

    people: account name -> (role, agency); each gets a desk and is logged in at `clock`.
    """
    clock = FRIDAY
    people = {}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.make_office()
        cls.office.init()
        cls.office.start(cls.clock)
        cls.addClassCleanup(cls.office.stop)
        cls.desks = {}
        cls.admin = cls.desk("quan.tri")
        for name, (role, agency) in cls.people.items():
            cls.add_account(name, role, agency)
            cls.desk(name)

    @classmethod
    def make_office(cls):
        return Office(cls.folder / "office")

    @classmethod
    def add_account(cls, name, role, agency=None):
        of = ["--agency", agency] if agency else []
        return cls.admin.json("account", "add", name, "--role", role, *of, "--display-name", f"Cán bộ {name}",
                              "--password-stdin", stdin=PASSWORD + "\n")

    @classmethod
    def desk(cls, name, folder=None):
        """A desk where that person is logged in."""
        desk = Desk(cls.folder / "desks" / (folder or name), cls.office, name)
        desk.login()
        cls.desks[folder or name] = desk
        return desk

    @classmethod
    def restart(cls, clock, *desks):
        """The office at another time; these desks log in again."""
        cls.office.start(clock)
        for desk in desks:
            desk.login()
