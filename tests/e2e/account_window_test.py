"""Accounts in the windows: a password of one's own, a second factor at the login, one's devices, another's sign-in."""
import datetime
import json
import time
import unittest

from canbo import FRIDAY, PASSWORD, run
from one_time_code import code
from screen import PATIENCE, ScreenCase, Window

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

    def was_here(self, folder):
        run("login", "--server", self.office.url, "--user", "dm.syt", "--password-stdin", data=folder,
            stdin=PASSWORD + "\n", clock=self.office.now())

    def open_own_account(self, folder):
        self.was_here(folder)
        window = self.open(folder)
        window.by_id("side.reporting")
        window.wait(lambda node: node.get_role_name() == "menu item" and node.get_name() == "Tài khoản của tôi",
                    "the menu's command").do_action(0)
        window.wait(lambda node: node.get_accessible_id() == "account.factor" and "dm.syt" in node.get_name(),
                    "the account")
        return window

    def test_own_devices_are_listed_and_others_logged_out(self):
        folder, elsewhere = self.folder / "here", self.folder / "elsewhere"
        self.was_here(elsewhere)
        window = self.open_own_account(folder)
        window.press("account.end-others")
        window.wait(lambda node: node.get_accessible_id() == "account.said", "that it is done")
        done = run("sync", data=elsewhere, clock=self.office.now())
        self.assertEqual(done.errors()[0][0], "unauthenticated")

    def within_patience(self, done):
        until = time.monotonic() + PATIENCE
        while not done():
            self.assertLess(time.monotonic(), until)
            time.sleep(0.1)

    def save_as(self, window, file):
        """Answers the dialog that asks where to write."""
        def inside(node, role, names):
            if node.get_role_name() == role and window.shows(node) and node.get_name() in names:
                return node
            found = (inside(node.get_child_at_index(i), role, names) for i in range(min(node.get_child_count(), 20)))
            return next((one for one in found if one is not None), None)

        dialog = window.wait(lambda node: node.get_role_name() == "file chooser" and node.get_child_count() > 1,
                             "the dialog")
        self.assertTrue(inside(dialog, "text", ("",)).set_text_contents(str(file)))
        self.assertTrue(inside(dialog, "push button", ("Save", "Lưu")).do_action(0))

    def test_a_persons_data_are_taken_out_by_themselves_and_erased_by_an_administrator(self):
        self.add("ra.di", "focal")
        folder, own, copy = self.folder / "own", self.folder / "own.json", self.folder / "copy.json"
        window = self.open_own_account(folder)
        window.press("account.save-data")
        self.save_as(window, own)
        window.wait(lambda node: node.get_accessible_id() == "account.said" and "own.json" in node.get_name(), "the file")
        self.assertEqual(json.loads(own.read_text())["account"]["name"], "dm.syt")
        self.assertEqual(own.stat().st_mode & 0o077, 0)
        window.kill()

        window = self.open(self.admin.folder)
        window.press("side.office")
        window.press("office.accounts")
        table = window.by_id("accounts.rows")
        row = next(i for i in range(table.get_n_rows()) if table.get_accessible_at(i, 0).get_name() == "ra.di")
        self.assertTrue(table.is_row_selected(row) or table.add_row_selection(row))
        window.press("accounts.personal-data")
        window.press("form.do")
        self.save_as(window, copy)
        self.within_patience(copy.exists)
        self.assertEqual(json.loads(copy.read_text())["account"]["name"], "ra.di")
        window.press("accounts.personal-data")
        window.choose("form.what", "Xóa hẳn người này")
        window.type("form.again", "ra.di")
        window.type("form.reason", "Đơn số 12 ngày 16/02/2024")
        window.press("form.do")
        self.within_patience(lambda: "ra.di" not in [one["name"] for one in self.admin.json("account", "list")])


if __name__ == "__main__":
    unittest.main()
