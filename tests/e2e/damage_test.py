"""Kills, full disks and foreign data: each is told by code and sentence, and the data is intact."""
import json
import os
import random
import shutil
import signal
import subprocess
import time
import unittest

from canbo import (BIN, DEMO, FRIDAY, Office, OfficeCase, PASSWORD, PATIENCE, check_database, entries, entry,
                   environment, query, run)

GOOD = entries(entry(39, percent=30), entry(13, percent=20))


class KillTest(OfficeCase):
    """canboctl killed with SIGKILL at random moments."""
    people = {"dm.sdl": ("focal", "SDL")}
    kills = 10

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sdl = cls.desks["dm.sdl"]
        cls.random = random.Random(395)

    def killed(self, *arguments, within):
        """True when the command was still running when it was killed."""
        process = subprocess.Popen([BIN / "canboctl", *map(str, arguments), "--data", self.sdl.folder],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=environment(self.office.now()))
        time.sleep(self.random.uniform(0, within))
        process.send_signal(signal.SIGKILL)
        return process.wait(timeout=PATIENCE) == -signal.SIGKILL

    def duration(self, *arguments):
        started = time.monotonic()
        self.sdl.json(*arguments)
        return time.monotonic() - started

    def test_killed_while_filling_the_draft_is_old_or_new(self):
        draft = self.sdl.new()
        files, states = [], []
        for name in ("a", "b"):
            content = entries(*[entry(m, results=f"Bản {name}. " * 300) for m in (9, 13, 22, 39)],
                              summary=f"Bản {name}")
            files.append(self.file(name + ".json", content))
            within = self.duration("report", "fill", draft, "--file", files[-1])
            states.append(self.sdl.show(draft)["report"])
        hits, seen = 0, []
        for number in range(self.kills):
            hits += self.killed("report", "fill", draft, "--file", files[number % 2], within=within)
            self.sdl.check_databases()
            seen.append(self.sdl.show(draft)["report"])
            self.assertIn(seen[-1], states, f"kill {number + 1}")
        self.assertGreater(hits, 0)
        self.sdl.fill(draft, files[0])
        self.assertEqual(self.sdl.show(draft)["report"], states[0])

    def test_killed_while_submitting_it_is_a_draft_or_queued_never_both_nor_none(self):
        within = None
        for number in range(self.kills):
            draft = self.sdl.new(f"2023-W{44 + number % 9}" if number < 9 else "2024-W01")
            self.sdl.fill(draft, GOOD)
            if within is None:
                within = self.duration("report", "submit", draft)
                continue
            self.killed("report", "submit", draft, within=within)
            self.sdl.check_databases()
            found = [row["state"] for row in self.sdl.json("report", "list") if row["id"] == draft]
            self.assertIn(found, (["draft"], ["queued"]), f"kill {number + 1}")


class FullDiskTest(OfficeCase):
    """Desks and an office on a disk of two megabytes."""
    people = {"dm.sdl": ("focal", "SDL")}

    @classmethod
    def setUpClass(cls):
        if os.geteuid() != 0:
            raise unittest.SkipTest("only root may mount a small disk")
        super().setUpClass()
        cls.disk = cls.folder / "disk"
        cls.disk.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", cls.disk], capture_output=True,
                              text=True)
        if done.returncode != 0:
            raise unittest.SkipTest("a small disk cannot be mounted: " + done.stderr.strip())
        cls.addClassCleanup(subprocess.run, ["umount", "-l", cls.disk], check=False)

    def setUp(self):
        self.filler = self.disk / "filler"
        self.addCleanup(self.empty)

    def empty(self):
        for path in self.disk.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def fill_up(self):
        with open(self.filler, "wb", buffering=0) as out:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        out.write(b"x" * size)
                except OSError:
                    pass

    def small_desk(self):
        return self.desk("dm.sdl", "../disk/desk")

    def test_filling_on_a_full_disk_fails_and_the_draft_is_as_before(self):
        desk = self.small_desk()
        draft = desk.new()
        desk.fill(draft, GOOD)
        before = desk.show(draft)
        more = self.file("more.json", entries(*[entry(m, results="Dài. " * 3900) for m in (9, 13, 22, 39)]))
        self.fill_up()
        done = desk.run("report", "fill", draft, "--file", more)
        self.assert_refused(done, "storage", exit_code=3)
        self.filler.unlink()
        self.assertEqual(desk.show(draft), before)
        desk.check_databases()
        desk.fill(draft, more)
        self.assertNotEqual(desk.show(draft), before)

    def test_attachment_on_a_full_disk_fails_and_is_not_there(self):
        desk = self.small_desk()
        draft = desk.new("2024-W06")
        file = self.file("large.bin", os.urandom(300_000))
        self.fill_up()
        self.assert_refused(desk.run("report", "attach", draft, file), "storage", exit_code=3)
        self.filler.unlink()
        self.assertEqual(desk.show(draft)["report"]["attachments"], [])
        desk.check_databases()

    def test_paper_on_a_full_disk_fails_and_leaves_no_piece(self):
        sdl = self.desks["dm.sdl"]
        draft = sdl.new("2024-W05")
        sdl.fill(draft, GOOD)
        self.fill_up()
        done = sdl.run("report", "pdf", draft, "--output", self.disk / "a.pdf")
        self.assert_refused(done, "storage", "The file could not be written", str(self.disk / "a.pdf"), exit_code=3)
        self.assertEqual([p.name for p in self.disk.iterdir()], ["filler"])

    def test_login_on_a_full_disk_fails_and_the_session_before_stays(self):
        desk = self.small_desk()
        before = desk.session
        self.fill_up()
        done = desk.run("login", "--server", self.office.url, "--user", "dm.sdl", "--password-stdin",
                        stdin=PASSWORD + "\n")
        self.assert_refused(done, "storage", exit_code=3)
        self.assertEqual(desk.session, before)

    def test_office_with_a_full_disk_gives_no_receipt_and_takes_the_report_later(self):
        office = Office(self.disk / "office")
        office.init()
        office.start(FRIDAY)
        try:
            admin = type(self.admin)(self.folder / "small-admin", office, "quan.tri")
            admin.login()
            admin.json("account", "add", "dm.sdl", "--role", "focal", "--agency", "SDL",
                       "--password-stdin", stdin=PASSWORD + "\n")
            desk = type(self.admin)(self.folder / "small-desk", office, "dm.sdl")
            desk.login()
            text = "Dài. " * 3900
            report = desk.send_report(entries(*[entry(m, results=text, next=text.strip(), proposals=text)
                                                for m in (9, 13, 22, 39)]), send=False)
            self.fill_up()
            self.assertEqual(desk.run("sync").code, 3)
            self.assertEqual(desk.show(report)["state"], "queued")
            self.filler.unlink()
            desk.sync()
            self.assertEqual(desk.show(report)["state"], "received")
        finally:
            office.stop()
        check_database(office.folder / "office.db")

    def test_office_cannot_be_made_on_a_full_disk_and_leaves_nothing(self):
        self.fill_up()
        done = run("office", "init", "--admin", "quan.tri", "--password-stdin", data=self.disk / "office",
                   stdin=PASSWORD + "\n")
        self.assertEqual(done.code, 3, done)
        self.assertEqual(done.errors()[-1][0], "storage")
        self.filler.unlink()
        Office(self.disk / "office").init()


class FolderOfTheOfficeTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL")}

    def office_program(self, folder, **env):
        return subprocess.run([BIN / "canbo-office", "--data", folder, "--listen", "127.0.0.1:0"], capture_output=True,
                              text=True, timeout=PATIENCE, env=environment(**env))

    def test_office_is_not_made_twice_in_one_folder(self):
        done = run("office", "init", "--admin", "khac", "--password-stdin", data=self.office.folder,
                   stdin=PASSWORD + "\n")
        self.assert_refused(done, "conflict")
        self.admin.json("account", "list")

    def test_two_offices_cannot_work_on_one_folder(self):
        done = self.office_program(self.office.folder)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("error: conflict: Another program works on this folder already", done.stderr)
        self.admin.json("account", "list")

    def test_folder_without_an_office_is_refused(self):
        empty = self.folder / "empty"
        empty.mkdir(exist_ok=True)
        done = self.office_program(empty)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stderr, r"^error: not-found: ")
        self.assertEqual(list(empty.iterdir()), [])

    def test_database_of_a_newer_office_is_left_alone(self):
        office = Office(self.folder / "newer-office")
        office.init()
        newer(office.folder / "office.db")
        before = (office.folder / "office.db").read_bytes()
        done = self.office_program(office.folder)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("error: newer-version: This data was written by a newer version of Canbo", done.stderr)
        self.assertEqual((office.folder / "office.db").read_bytes(), before)

    def test_database_of_a_newer_desk_is_left_alone(self):
        desk = self.desk("dm.sdl", "newer-desk")
        desk.new()
        (file,) = desk.databases
        newer(file)
        before = file.read_bytes()
        for command in (["report", "list"], ["sync"], ["report", "new", "--period", "2024-W06", "--agency", "SDL"]):
            with self.subTest(command=command):
                self.assert_refused(desk.run(*command), "newer-version",
                                    "This data was written by a newer version of Canbo; install that version")
        self.assertEqual(file.read_bytes(), before)
        self.assertEqual(len(query(file, "SELECT id FROM draft")), 1)

    def test_file_that_is_no_database_is_left_alone(self):
        desk = self.desk("dm.sdl", "broken-desk")
        desk.new()
        (file,) = desk.databases
        file.write_bytes(b"khong phai CSDL " * 100)
        before = file.read_bytes()
        self.assert_refused(desk.run("report", "list"), "storage", exit_code=3)
        self.assertEqual(file.read_bytes(), before)

    def test_clock_that_is_no_time_is_refused(self):
        self.assert_refused(self.admin.run("report", "list", clock="hôm qua"), "invalid-input", None, "CANBO_CLOCK")

    def test_plan_with_a_milestone_that_ends_before_it_begins_is_refused(self):
        plan = json.loads((DEMO / "plans" / "SDL-13.json").read_text(encoding="utf-8"))
        plan["milestones"][0]["due"] = "2023-01-01"
        done = self.desks["dm.sdl"].run("plan", "register", "--agency", "SDL", "--model", "13", "--file",
                                        self.file("plan.json", plan))
        self.assertEqual(done.code, 1)
        self.assertIn(("invalid-input", "The milestone ends before it begins", "milestones[0].due"), done.errors())

    def test_agencies_of_a_bad_file_are_not_imported_at_all(self):
        file = self.file("agencies.csv", "code,name,parent,tier\nMOI1,Cơ quan mới,UBND,department\n"
                                         "MOI2,Cơ quan khác,KHONGCO,department\n")
        done = self.admin.run("agency", "import", file)
        self.assertEqual(done.code, 1, done)
        codes = {agency["code"] for agency in self.admin.json("agency", "list")}
        self.assertFalse({"MOI1", "MOI2"} & codes)


def newer(file):
    """As a later version of the suite would leave it."""
    subprocess.run(["sqlite3", file, "INSERT INTO canbo_migration VALUES (99, 'future', '9.9')"], check=True)


if __name__ == "__main__":
    unittest.main()
