"""The record of an office held against the receipts of its desks; an office backed up while it works, and restored."""
import contextlib
import json
import shutil
import sqlite3
import subprocess
import threading
import time
import unittest
import uuid

from canbo import BIN, FRIDAY, PATIENCE, Office, OfficeCase, entries, entry, environment, run


class AuditTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL"), "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.restart(FRIDAY, *cls.desks.values())
        cls.sdl = cls.desks["dm.sdl"]
        cls.report = cls.sdl.send_report(entries(entry(39), entry(13)))
        cls.desks["vp"].sync()
        cls.desks["vp"].json("inbox", "accept", cls.report)
        cls.sdl.sync()
        cls.held = cls.folder / "held"
        cls.written = cls.sdl.json("audit", "receipts", "--output", cls.held)

    def copy(self, name):
        """The office's folder as it is, to be tampered with."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        done = subprocess.run([BIN / "canbo-office", "backup", "--data", self.office.folder, "--to", folder],
                              capture_output=True, text=True, timeout=PATIENCE, env=environment())
        self.assertEqual(done.returncode, 0, done.stderr)
        return folder

    def verify(self, folder, *more, expect=0):
        done = run("audit", "verify", *more, data=folder, json_too=True)
        self.assertEqual(done.code, expect, done)
        return done.json

    def tamper(self, folder, *statements):
        with contextlib.closing(sqlite3.connect(folder / "office.db")) as connection:
            for table in ("entry", "audit", "chain"):
                for what in ("changed", "deleted", "replaced"):
                    connection.execute(f"DROP TRIGGER {table}_is_never_{what}")
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    def test_record_of_a_working_office_is_intact_and_fits_its_desks_receipts(self):
        self.assertGreaterEqual(self.written["receipts"], 2)
        found = self.verify(self.office.folder, "--receipts", self.held)
        self.assertEqual((found["intact"], found["findings"]), (True, []))
        self.assertEqual(found["receipts"], self.written["receipts"])
        self.assertGreater(found["events"], 2)
        alone = self.verify(self.office.folder, self.office.folder / "office.db", "--office-key",
                            self.held / "office.pub")
        self.assertEqual(alone["head"], found["head"])

    def test_changed_report_is_named(self):
        folder = self.copy("changed")
        self.tamper(folder, "UPDATE entry SET canonical = replace(canonical, '40', '90') WHERE kind = 'report'")
        done = run("audit", "verify", data=folder)
        self.assertEqual(done.code, 1, done)
        self.assertIn(("digest-mismatch", "The record was changed"), [e[:2] for e in done.errors()])
        self.assertIn("Nội dung của bản ghi này đã bị sửa", done.out)

    def test_removed_event_and_removed_newest_entry_are_found(self):
        folder = self.copy("event")
        self.tamper(folder, "DELETE FROM audit WHERE sequence = 2")
        self.assertEqual([f["where"] for f in self.verify(folder, expect=1)["findings"]], ["event 2"])
        folder = self.copy("newest")
        self.tamper(folder, "DELETE FROM chain WHERE place >= (SELECT max(place) FROM chain WHERE what = 'entry')",
                    "DELETE FROM entry WHERE sequence = (SELECT max(sequence) FROM entry)",
                    "DELETE FROM audit WHERE sequence > (SELECT max(sequence) FROM chain WHERE what = 'event')")
        self.assertTrue(self.verify(folder)["intact"])  # by itself it shows nothing
        found = self.verify(folder, "--receipts", self.held, expect=1)
        self.assertEqual([f["sentence"] for f in found["findings"]],
                         ["There is a receipt for this entry, but the entry is missing"])

    def test_folder_without_an_office_and_receipts_from_nowhere_are_refused(self):
        self.assertEqual(run("audit", "verify", data=self.folder / "nothing").code, 1)
        done = run("audit", "verify", "--receipts", self.folder / "nowhere", data=self.office.folder)
        self.assertEqual(done.errors()[-1][0], "not-found")


class RestoreTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL")}

    def program(self, *arguments, expect=0):
        done = subprocess.run([BIN / "canbo-office", *map(str, arguments)], capture_output=True, text=True,
                              timeout=PATIENCE, env=environment())
        self.assertEqual(done.returncode, expect, done.stderr)
        return done.stderr

    def test_backup_taken_while_the_office_works_is_restored_whole(self):
        token = self.office.token("dm.sdl")
        ending, given = threading.Event(), {}

        def write():
            number = 0
            while not ending.is_set():
                number += 1
                body = plan(number)
                status, _, receipt = self.office.request("PUT", "/api/v1/entries/" + body["id"], json.dumps(body), token)
                assert status == 201, receipt
                given[body["id"]] = receipt

        writer = threading.Thread(target=write)
        writer.start()
        try:
            while len(given) < 20:
                time.sleep(0.01)
            before = dict(given)
            self.program("backup", "--data", self.office.folder, "--to", self.folder / "backup")
        finally:
            ending.set()
            writer.join()
        self.office.kill()
        self.program("restore", "--from", self.folder / "backup", "--data", self.folder / "restored")
        self.assertIn("error: conflict: ", self.program("restore", "--from", self.folder / "backup", "--data",
                                                        self.folder / "restored", expect=1))
        restored = Office(self.folder / "restored")
        restored.start(self.clock)
        try:
            for identifier, receipt in before.items():  # acknowledged before the backup: there, with the same receipt
                status, _, body = restored.request("GET", "/api/v1/entries/" + identifier, token=token)
                self.assertEqual(status, 200)
                self.assertEqual(json.loads(body)["receipt"], json.loads(receipt))
            events = json.loads(restored.request("GET", "/api/v1/audit", token=restored.token("quan.tri"))[2])
            self.assertIn("office.restored", [event["action"] for event in events["events"]])
        finally:
            restored.stop()
        done = run("audit", "verify", data=self.folder / "restored", json_too=True)
        self.assertTrue(done.json["intact"], done)
        self.office.start(self.clock)

    def test_backup_that_was_changed_is_not_restored(self):
        self.program("backup", "--data", self.office.folder, "--to", self.folder / "bad")
        with contextlib.closing(sqlite3.connect(self.folder / "bad" / "office.db")) as connection:
            connection.execute("DROP TRIGGER audit_is_never_changed")
            connection.execute("UPDATE audit SET actor = 'khac' WHERE sequence = 1")
            connection.commit()
        said = self.program("restore", "--from", self.folder / "bad", "--data", self.folder / "new", expect=1)
        self.assertIn("error: digest-mismatch: ", said)
        self.assertFalse((self.folder / "new").exists())

    def test_configuration_file_is_read_and_an_unknown_key_is_refused(self):
        good, bad = self.folder / "good.conf", self.folder / "bad.conf"
        bad.write_text("thread = 8\n", encoding="utf-8")
        said = self.program("--config", bad, "--data", self.office.folder, expect=2)
        self.assertIn("thread", said)
        good.write_text("# as small as it goes\nthreads = 1\n", encoding="utf-8")
        self.assertIn("error: usage: ", self.program("--config", good, "--data", self.office.folder, expect=2))


def plan(number):
    body = {"model": 39, "note": f"Bản {number}", "people": ["Phòng Quản lý Du lịch"], "indicators": [],
            "milestones": [{"id": "m1", "name": "Mốc công việc", "from": None, "due": "2024-06-30",
                            "responsible": "Phòng Quản lý Du lịch"}]}
    return {"id": str(uuid.uuid4()), "kind": "plan", "agency": "SDL", "subject": "model-39", "revision": 1,
            "body": body, "author": "dm.sdl", "time": "2024-02-16T02:00:00.000Z"}


if __name__ == "__main__":
    unittest.main()
