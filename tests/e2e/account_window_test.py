"""Accounts in the windows: a password of one's own, a second factor at the login, one's devices, another's sign-in."""
import datetime
import unittest

from canbo import FRIDAY, PASSWORD, run
from one_time_code import code
from screen import ScreenCase, Window

OWN = "năm con vịt bơi qua ao"


class AccountWindow(ScreenCase):
    people = {"dm.syt": ("focal", "SYT")}

    def open(self, folder, *arguments):
        window = Window(self.screen, folder, self.office.now(), *arguments)
        self.addCleanup(window.kill)
        return window

    def add(self, name, role):
        self.admin.json("account", "add", name, "--role", role, "--agency", "SDL", "--must-change", "--password-stdin",
                        stdin=PASSWORD + "\n")

    def log_in(self, window, name):
        for button in ("start.job.focal", "start.next"):
            window.press(button)
        window.type("start.server", self.office.url)
        window.press("start.next")
        window.type("start.name", name)
        window.type("start.password", PASSWORD)
        window.press("start.log-in")

    def choose_password(self, window):
        window.type("start.new-password", "Matkhau@2024!")
        window.type("start.new-password-again", "Matkhau@2024!")
        window.press("start.next")
        window.by_id("start.problem")
        window.type("start.new-password", OWN)
        window.type("start.new-password-again", OWN)
        window.press("start.next")

    def test_first_login_chooses_a_password_before_anything_else(self):
        self.add("moi.sdl", "focal")
        folder = self.folder / "first"
        window = self.open(folder)
        self.log_in(window, "moi.sdl")
        window.by_id("start.new-password")
        self.assertFalse((folder / "session.json").exists())
        self.choose_password(window)
        window.by_id("side.reporting")

    def test_role_that_needs_a_second_factor_sets_it_up_in_the_window(self):
        self.office.options = ["--second-factor", "leader"]
        self.office.start(FRIDAY)
        self.add("ld.sdl", "leader")
        window = self.open(self.folder / "leader")
        self.log_in(window, "ld.sdl")
        window.by_id("start.qr")
        secret = window.text("start.key")
        window.type("start.first-code", code(secret, now=self.seconds()))
        window.press("start.next")
        window.wait(lambda node: node.get_accessible_id() == "start.recovery" and window.shows(node), "the codes")
        self.assertEqual(len(window.text("start.recovery").split()), 10)
        window.press("start.next")
        self.choose_password(window)
        window.by_id("side.reporting")

    def seconds(self):
        return datetime.datetime.fromisoformat(self.office.now()).timestamp()

    def test_own_devices_are_listed_and_others_logged_out(self):
        folder, elsewhere = self.folder / "here", self.folder / "elsewhere"
        for place in (folder, elsewhere):
            run("login", "--server", self.office.url, "--user", "dm.syt", "--password-stdin", data=place,
                stdin=PASSWORD + "\n", clock=self.office.now())
        window = self.open(folder)
        window.by_id("side.reporting")
        window.wait(lambda node: node.get_role_name() == "menu item" and node.get_name() == "Tài khoản của tôi",
                    "the menu's command").do_action(0)
        window.wait(lambda node: node.get_accessible_id() == "account.factor" and "dm.syt" in node.get_name(),
                    "the account")
        window.press("account.end-others")
        window.wait(lambda node: node.get_accessible_id() == "account.said", "that it is done")
        done = run("sync", data=elsewhere, clock=self.office.now())
        self.assertEqual(done.errors()[0][0], "unauthenticated")


if __name__ == "__main__":
    unittest.main()
