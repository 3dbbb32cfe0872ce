"""Accounts: passwords of one's own, devices, second factors; what an administrator does about them."""
import datetime
import json
import subprocess
import unittest

from canbo import BIN, PASSWORD, Desk, OfficeCase, environment
from one_time_code import code

FIRST = "chín con ong bay qua vườn"
OWN = "năm con vịt bơi qua ao"


class AccountTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL"), "vp": ("office", "CAT")}

    def add(self, name):
        """Somebody whose first password an administrator knows."""
        self.admin.json("account", "add", name, "--role", "focal", "--agency", "SYT", "--must-change",
                        "--password-stdin", stdin=FIRST + "\n")
        return Desk(self.folder / "desks" / name, self.office, name)

    def log_in(self, desk, *lines, more=()):
        return desk.run("login", "--server", self.office.url, "--user", desk.name, *more, "--password-stdin",
                        stdin="".join(line + "\n" for line in lines))

    def now(self):
        return datetime.datetime.fromisoformat(self.office.now()).timestamp()

    def test_common_password_is_refused_with_what_to_do(self):
        for password in ("Matkhau@2024!", "LaoCai123456", "x.easy đi"):
            done = self.admin.run("account", "add", "x.easy", "--role", "office", "--password-stdin",
                                  stdin=password + "\n")
            self.assertEqual([(c, w) for c, _, w in done.errors()], [("invalid-input", "password")], done)
        self.assertNotIn("x.easy", [a["name"] for a in self.admin.json("account", "list")])

    def test_first_login_asks_for_a_password_of_ones_own(self):
        desk = self.add("moi.syt")
        done = self.log_in(desk, FIRST)
        self.assertEqual(done.code, 1, done)
        self.assertEqual(done.errors()[0][0], "invalid-input")
        self.assertIn("A password of your own is asked for", done.err)
        self.assertFalse(desk.session_file.exists())
        self.assertEqual(self.log_in(desk, FIRST, "Matkhau@2024!").code, 1)
        self.assertEqual(self.log_in(desk, FIRST, OWN).code, 0)
        self.assertEqual(desk.sync()["refused"], 0)
        self.assertEqual(self.log_in(desk, FIRST).errors()[0][0], "unauthenticated")
        self.assertEqual(self.log_in(desk, OWN).code, 0)

    def test_own_password_is_changed_and_other_devices_are_out(self):
        here = self.add("hai.syt")
        there = Desk(self.folder / "desks" / "hai.syt.2", self.office, "hai.syt")
        self.assertEqual(self.log_in(here, FIRST, OWN).code, 0)
        self.assertEqual(self.log_in(there, OWN).code, 0)
        other = "bảy cây tre đứng bên đường"
        self.assertEqual(here.run("me", "password", "--password-stdin", stdin=f"sai mật khẩu\n{other}\n").code, 1)
        done = here.run("me", "password", "--password-stdin", stdin=f"{OWN}\n{other}\n")
        self.assertEqual(done.code, 0, done)
        here.sync()
        self.assertEqual(there.run("sync").errors()[0][0], "unauthenticated")
        self.assertEqual(self.log_in(there, other).code, 0)

    def test_administrator_gives_a_new_password_or_asks_for_another(self):
        desk = self.add("ba.syt")
        self.log_in(desk, FIRST, OWN)
        given = "tám con cò đậu trên cành"
        account = self.admin.json("account", "password", "ba.syt", "--password-stdin", stdin=given + "\n")
        self.assertTrue(account["must_change_password"])
        self.assertEqual(desk.run("sync").code, 1)
        self.assertEqual(self.log_in(desk, given, FIRST).code, 0)
        self.admin.json("account", "force-change", "ba.syt")
        self.assertEqual(self.log_in(desk, FIRST).code, 1)
        self.assertEqual(self.log_in(desk, FIRST, OWN).code, 0)
        _, _, body = self.office.request("GET", "/api/v1/audit?after=0", token=self.office.token("quan.tri"))
        audit = [e["action"] for e in json.loads(body)["events"] if e["subject"] == "ba.syt"]
        self.assertEqual([a for a in audit if a.startswith("password")],
                         ["password.change", "password.set", "password.change", "password.must-change",
                          "password.change"])

    def test_devices_are_listed_and_ended(self):
        here = self.add("bon.syt")
        there = Desk(self.folder / "desks" / "bon.syt.2", self.office, "bon.syt")
        self.log_in(here, FIRST, OWN)
        self.log_in(there, OWN)
        sessions = here.json("me", "devices")
        self.assertEqual(len(sessions), 2)
        self.assertEqual([s["current"] for s in sessions].count(True), 1)
        self.assertTrue(all(s["device"] for s in sessions))
        self.assertEqual({s["id"] for s in self.admin.json("account", "devices", "bon.syt")},
                         {s["id"] for s in sessions})
        other = next(s["id"] for s in sessions if not s["current"])
        here.json("me", "end-session", "--session", other)
        self.assertEqual(there.run("sync").errors()[0][0], "unauthenticated")
        self.assertEqual(here.run("me", "end-session", "--session", other).errors()[0][0], "not-found")
        self.admin.json("account", "end-session", "bon.syt", "--all")
        self.assertEqual(here.run("sync").errors()[0][0], "unauthenticated")

    def test_second_factor_from_setting_up_to_reset(self):
        desk = self.add("nam.syt")
        self.log_in(desk, FIRST, OWN)
        process = subprocess.Popen([BIN / "canboctl", "me", "add-factor", "--qr", "--password-stdin", "--data",
                                    desk.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                   env=environment(self.office.now()))
        process.stdin.write(OWN + "\n")
        process.stdin.flush()
        process.stdout.readline()
        secret = process.stdout.readline().strip()
        self.assertIn(f"secret={secret}&", process.stdout.readline())
        self.assertIn("██", process.stdout.readline())
        rest, _ = process.communicate(code(secret, now=self.now()) + "\n", timeout=60)
        self.assertEqual(process.returncode, 0)
        recovery = [line.strip() for line in rest.splitlines() if line.count("-") == 3]
        self.assertEqual(len(recovery), 10)
        shown = desk.json("me", "show")
        self.assertTrue(shown["second_factor"])
        self.assertEqual(shown["recovery_codes"], 10)

        self.assertEqual(self.log_in(desk, OWN).errors()[0][0], "invalid-input")  # no code came
        self.assertEqual(self.log_in(desk, OWN, "000000").code, 1)
        used = code(secret, ahead=1, now=self.now())
        self.assertEqual(self.log_in(desk, OWN, used).code, 0)
        self.assertEqual(self.log_in(desk, OWN, more=("--code", used)).code, 1)
        self.assertEqual(self.log_in(desk, OWN, more=("--code", recovery[0])).code, 0)
        self.assertEqual(self.log_in(desk, OWN, more=("--code", recovery[0])).code, 1)
        self.admin.json("account", "reset-factor", "nam.syt")
        self.assertEqual(self.log_in(desk, OWN).code, 0)
        self.assertFalse(desk.json("me", "show")["second_factor"])


if __name__ == "__main__":
    unittest.main()
