"""The workspace Check a card on a screen, with cards read through the machine's real PC/SC service.

Runs under with_reader.sh, which gives it a loopback and a /run of its own.
"""
import json
import sqlite3
import subprocess
import time
import unittest

from canbo import BIN, PASSWORD, PATIENCE, run
from card_reader_test import AT_ONCE, Card, ReaderCase
from scanner import Scanner
from screen import ScreenCase, Window

NAME, NUMBER = "Nguyễn Văn Thử Nghiệm", "001090000001"


class CardWindow(ScreenCase, ReaderCase):
    people = {"gt.mot": ("invigilator", None), "hv.mot": ("learner", None), "qt.hai": ("admin", None)}

    def open(self, account):
        folder = self.folder / f"window-{self._testMethodName}-{account}"
        run("login", "--server", self.office.url, "--user", account, "--password-stdin", data=folder,
            stdin=PASSWORD + "\n", clock=self.office.now())
        window = Window(self.screen, folder, self.office.now())
        self.addCleanup(window.kill)
        return window, folder

    def open_cards(self, account="gt.mot"):
        window, folder = self.open(account)
        window.press("side.identity")
        window.by_id("identity.entry")
        return window, folder

    def says(self, window, control, *words):
        """Waits until the control says all of them. @returns the seconds that took"""
        begin = time.monotonic()
        window.wait(lambda node: node.get_accessible_id() == control and window.shows(node) and
                    all(word in node.get_name() for word in words), f"{control} with {words}")
        return time.monotonic() - begin

    def gone(self, window, control):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if window.look(lambda node: node.get_accessible_id() == control and window.shows(node)) is None:
                return
            time.sleep(0.1)
        raise AssertionError(f"{control} stays")

    def assert_nobody(self, window, folder):
        """Nothing of the person stands on the screen or in the data folder."""
        for node in window._nodes():
            self.assertNotIn(NUMBER, node.get_name())
            self.assertNotIn("Thử Nghiệm", node.get_name())
        for path in folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                for word in (NUMBER, NAME, "010000001", "090000001"):
                    self.assertNotIn(word.encode(), content, path)

    def test_an_invigilator_checks_a_card(self):
        root = self.folder / "root.cer"
        window, folder = self.open_cards()
        self.says(window, "identity.reader", "không có thẻ")
        with self.card("--root", root) as card:
            self.assertLess(self.says(window, "identity.reader", "có thẻ"), AT_ONCE)
            window.type("identity.entry", card.about["qr"])
            window.press("identity.read")
            self.says(window, "identity.headline", "chưa có chứng thư gốc nào")
            self.says(window, "identity.field.1.chip", NAME)
            self.says(window, "identity.field.0.chip", NUMBER)
            self.says(window, "identity.step.2", "✓")
            self.says(window, "identity.step.3", "chưa chứng minh")
            window.by_id("identity.photo")
            self.assertEqual(window.text("identity.entry"), "")
            window.press("identity.clear")
            self.gone(window, "identity.photo")
            self.says(window, "identity.headline", "Thẻ đã nằm trên đầu đọc")
            self.assert_nobody(window, folder)
            # the administrators admit the root, and the same card is genuine
            for account in ("quan.tri", "qt.hai"):
                desk = self.desk(account, "trust")
                if account == "quan.tri":
                    print_ = desk.json("cccd", "trust", "import", root)["fingerprint"]
                else:
                    desk.json("cccd", "trust", "confirm", print_)
            (folder / "cccd-trust.json").write_bytes((self.folder / "desks" / "trust" / "cccd-trust.json").read_bytes())
            window.type("identity.entry", card.about["can"])
            window.press("identity.read")
            self.says(window, "identity.headline", "Thẻ thật")
            self.says(window, "identity.step.4", "✓")
            window.press("side.learning")  # who leaves, leaves nobody behind
            window.press("side.identity")
            self.gone(window, "identity.photo")
            self.assert_nobody(window, folder)
        rows = self.history(folder)
        self.assertEqual([row["verdict"] for row in rows], ["genuine", "consistent"])
        self.assertEqual(set(rows[0]), {"at", "verdict", "codes"})

    def history(self, folder):
        for path in folder.rglob("*.db"):
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
                for table in ("setting", "settings"):
                    try:
                        found = database.execute(f"SELECT value FROM {table} WHERE name = 'identity.checks'").fetchone()
                    except sqlite3.OperationalError:
                        continue
                    if found:
                        return json.loads(found[0])
        raise AssertionError(f"no history in {sorted(folder.iterdir())}")

    def test_a_forged_card_is_refused_in_words(self):
        window, folder = self.open_cards()
        with self.card("--fault", "clone") as card:
            window.type("identity.entry", card.about["can"])
            window.press("identity.read")
            self.says(window, "identity.headline", "bị từ chối")
            self.says(window, "identity.advice", "Không chấp nhận thẻ")
            self.says(window, "identity.finding.0", "bản gốc")
            self.says(window, "identity.step.2", "✓")
            self.says(window, "identity.step.4", "✕")
            window.press("identity.clear")
            window.type("identity.entry", card.about["qr"].replace("Thử", "Giả"))
            window.press("identity.read")
            self.says(window, "identity.field.1.print", "≠", "Giả")

    def test_a_card_taken_away_while_it_is_read_is_shown_within_a_second_and_the_next_works(self):
        window, folder = self.open_cards()
        with self.card("--fault", "slow") as card:
            window.type("identity.entry", card.about["can"])
            window.press("identity.read")
            self.says(window, "identity.headline", "Đang đọc thẻ")
            time.sleep(1)  # in the middle: the whole takes five
            card.take_away()
            self.assertLess(self.says(window, "identity.headline", "Mất tiếp xúc"), AT_ONCE)
        with self.card():
            self.says(window, "identity.headline", "chưa có chứng thư gốc nào")  # by what was entered before
        self.assertIn(NAME, window.by_id("identity.field.1.chip").get_name())

    def test_reading_is_stopped_by_a_button(self):
        window, folder = self.open_cards()
        with self.card("--fault", "slow") as card:
            window.type("identity.entry", card.about["can"])
            window.press("identity.read")
            window.press("identity.cancel")
            self.assertLess(self.says(window, "identity.headline", "Đã dừng đọc thẻ"), AT_ONCE)

    def test_without_a_card_the_code_is_shown_and_proves_nothing(self):
        window, folder = self.open_cards()
        about = json.loads(subprocess.run([BIN / "virtual-cccd", "--files", self.folder / "files"], check=True,
                                          capture_output=True, text=True, encoding="utf-8").stdout)
        window.type("identity.entry", about["qr"])
        window.press("identity.read")
        self.says(window, "identity.headline", "chưa chứng minh được gì")
        self.says(window, "identity.field.1.print", NAME)
        window.type("identity.entry", "12345")
        window.press("identity.read")
        self.says(window, "identity.problem", "không phải sáu số cuối")

    def test_a_scanner_opens_the_card_wherever_the_focus_is(self):
        window, folder = self.open_cards()
        scanner = Scanner()
        self.addCleanup(scanner.close)
        with self.card() as card:
            self.says(window, "identity.reader", "có thẻ")
            for elsewhere, code in (("identity.entry", card.about["qr"]), ("side.identity", card.about["qr"]),
                                    ("side.identity", "\n".join(card.about["mrz"][i:i + 30] for i in (0, 30, 60)))):
                window.by_id(elsewhere).grab_focus()
                scanner.scan(code)
                self.says(window, "identity.headline", "chưa có chứng thư gốc nào")
                self.says(window, "identity.field.1.chip", NAME)
                self.assertEqual(window.text("identity.entry"), "")
                window.press("identity.clear")
                self.gone(window, "identity.photo")
        self.assert_nobody(window, folder)

    def test_only_who_receives_people_sees_the_workspace(self):
        window, folder = self.open("hv.mot")
        window.by_id("side.learning")
        self.assertNotIn("side.identity", window.names())

    def test_every_control_of_the_workspace_has_a_name(self):
        window, folder = self.open_cards()
        asked = {"push button", "text", "combo box", "check box", "table", "tree table", "toggle button",
                 "progress bar"}
        nameless = [node.get_accessible_id() or node.get_role_name() for node in window._nodes()
                    if node.get_role_name() in asked and window.shows(node) and not node.get_name()]
        self.assertEqual(nameless, [])


if __name__ == "__main__":
    unittest.main()
