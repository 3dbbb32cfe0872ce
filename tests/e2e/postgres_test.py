"""An office on PostgreSQL: made there, moved there and back while it works, and what is refused."""
import shutil
import subprocess
import unittest

from canbo import (BIN, Done, FRIDAY, FolderCase, Office, OfficeCase, PASSWORD, PATIENCE, entries, entry, environment,
                   query, run)
from postgres import Postgres, is_installed

WEEK_BEFORE = "2024-W06"


def office_program(*arguments):
    """canbo-office for a job that ends."""
    done = subprocess.run([BIN / "canbo-office", *map(str, arguments)], capture_output=True, text=True,
                          timeout=PATIENCE, env=environment())
    return Done(arguments, done.returncode, done.stdout, done.stderr)


def tables(done):
    """{table: (rows, digest)} of what migrate printed."""
    rows = [line.split() for line in done.out.splitlines()]
    return {row[0]: (int(row[1]), row[2]) for row in rows if len(row) == 3 and len(row[2]) == 64}


@unittest.skipUnless(is_installed(), "PostgreSQL's server (postgresql-15) is not installed")
class MoveTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL"), "vp": ("office", "CAT")}

    def test_an_office_moves_to_postgresql_while_it_works_and_back(self):
        postgres = Postgres(self.folder / "postgres")
        self.addCleanup(postgres.stop)
        database = postgres.database("office")
        sdl, office = self.desks["dm.sdl"], self.desks["vp"]
        sdl.send_report(entries(entry(39)), WEEK_BEFORE)
        old = self.office.folder / "office.db"
        before = query(old, "SELECT sequence, id, digest, receipt FROM entry ORDER BY sequence")

        done = office_program("migrate", "--from", f"sqlite:{self.office.folder}", "--to", database)
        self.assertEqual(done.code, 0, done)
        self.assertEqual(tables(done)["entry"][0], len(before))
        self.assertEqual(postgres.ask("office", "SELECT COUNT(*) FROM entry"), str(len(before)))

        # The old one still runs and takes nothing: the desk keeps what it has until the office is there again.
        report = sdl.submit(sdl.new(), entries(entry(13)), send=False)
        sdl.run("sync")
        self.assertEqual(len(sdl.json("outbox", "list")), 1)
        self.assertEqual(query(old, "SELECT COUNT(*) FROM entry"), [(len(before),)])
        self.office.stop()
        again = office_program("--data", self.office.folder)
        self.assert_refused(again, "closed", "This office was moved to another database; start it with --database")

        self.office.on = ["--database", database]
        self.office.start(self.office.now())
        sdl.sync()
        self.assertEqual(sdl.json("outbox", "list"), [])
        office.sync()
        self.assertEqual(office.show(report)["state"], "received")
        now = postgres.ask("office", "SELECT sequence, id, digest, receipt FROM entry ORDER BY sequence LIMIT "
                           + str(len(before)))
        self.assertEqual(now.splitlines(), ["|".join(map(str, row)) for row in before])
        verified = run("audit", "verify", database, data=self.office.folder, json_too=True)
        self.assertTrue(verified.json["intact"], verified)
        self.assert_refused(office_program("backup", "--data", self.office.folder, "--database", database, "--to",
                                           self.folder / "backup"), "invalid-input")

        # And back, into a folder with the keys.
        self.office.stop()
        folder = self.folder / "back"
        folder.mkdir(mode=0o700)
        for name in ("office.key", "token.key", "data.key"):
            shutil.copy2(self.office.folder / name, folder / name)
        done = office_program("migrate", "--from", database, "--to", f"sqlite:{folder}")
        self.assertEqual(done.code, 0, done)
        self.assertEqual(tables(done)["entry"][0], len(before) + 1)
        self.assertTrue(run("audit", "verify", data=folder, json_too=True).json["intact"])
        self.assertNotEqual(office_program("--data", folder, "--database", database).code, 0)


@unittest.skipUnless(is_installed(), "PostgreSQL's server (postgresql-15) is not installed")
class PlaceTest(FolderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.postgres = Postgres(cls.folder / "postgres")
        cls.addClassCleanup(cls.postgres.stop)

    def init(self, folder, database):
        return run("office", "init", "--admin", "quan.tri", "--password-stdin", "--database", database,
                   data=self.folder / folder, stdin=PASSWORD + "\n", json_too=True)

    def test_one_office_in_a_database_and_its_keys_in_every_program(self):
        database = self.postgres.database("one")
        self.assertEqual(self.init("first", database).code, 0)
        self.assertFalse((self.folder / "first" / "office.db").exists())
        # Its keys stand elsewhere: without them nobody looks further.
        self.assert_refused(self.init("second", database), "storage",
                            "These data were sealed with another key; put the file data.key back", exit_code=3)
        self.assertFalse((self.folder / "second" / "token.key").exists())

        other = self.postgres.database("other")
        self.assertEqual(self.init("stranger", other).code, 0)
        shutil.copy2(self.folder / "first" / "data.key", self.folder / "stranger" / "data.key")
        self.assert_refused(office_program("--data", self.folder / "stranger", "--database", database),
                            "digest-mismatch", "The office in this database has another key; copy its office.key")
        (self.folder / "stranger" / "data.key").unlink()
        self.assert_refused(office_program("--data", self.folder / "stranger", "--database", database), "not-found")
        self.assertFalse((self.folder / "stranger" / "data.key").exists())

        replica = self.folder / "replica"
        replica.mkdir(mode=0o700)
        for name in ("office.key", "token.key", "data.key"):
            shutil.copy2(self.folder / "first" / name, replica / name)
        first, second = Office(self.folder / "first", database), Office(replica, database)
        for office in (first, second):
            office.start(FRIDAY)
            self.addCleanup(office.stop)
        token = first.token("quan.tri")
        self.assertEqual(second.request("GET", "/api/v1/changes?after=0&limit=1", token=token)[0], 200)

    def test_wrong_places_are_refused_in_a_sentence(self):
        folder = f"sqlite:{self.folder / 'nowhere'}"
        here = "postgresql://canbo@/x?host=/nowhere"
        for places in ((folder, folder), (here, here), ("x", here), (folder, "mysql://x")):
            with self.subTest(places=places):
                done = office_program("migrate", "--from", places[0], "--to", places[1])
                self.assertIn(done.code, (1, 3), done)
                self.assertEqual(len(done.errors()), 1, done)
        self.assert_refused(self.init("far", "postgresql://db.tinh.vn/x"), "invalid-input")
        self.assert_refused(self.init("away", here), "storage", exit_code=3)
        self.assertEqual(office_program("migrate").code, 2)


if __name__ == "__main__":
    unittest.main()
