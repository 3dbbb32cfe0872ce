"""The desktop program from outside, as a person with a screen reader drives it: log in, write a report, lose power,
find it again, submit without a network, and the office has it once the network is back."""
import os
import subprocess
import time
import unittest

from canbo import BIN, FRIDAY, PASSWORD, WEEK, entries, entry, run, words
from screen import ScreenCase, Window
from x_client import XClient

SUMMARY = "Toàn ngành trực thông suốt; đã tiếp nhận 95 % hồ sơ bằng CCCD gắn chíp."


class Desktop(ScreenCase):
    people = {"dm.syt": ("focal", "SYT"), "dm.sdl": ("focal", "SDL"), "dm.sct": ("focal", "SCT"),
              "vp.cqtt": ("office", "CAT")}

    def open(self, folder, *arguments):
        window = Window(self.screen, folder, self.office.now(), *arguments)
        self.addCleanup(window.kill)
        return window

    def first_run(self, window, job="focal"):
        """What a new person is asked before the login."""
        window.press(f"start.job.{job}")
        window.press("start.next")
        window.type("start.server", self.office.url)
        window.press("start.check")
        window.wait(lambda node: node.get_accessible_id() == "start.said" and "✓" in node.get_name(), "the office")
        window.press("start.next")

    def log_in(self, window, name, password=PASSWORD):
        window.type("start.name", name)
        window.type("start.password", password)
        window.press("start.log-in")

    def test_a_focal_points_friday(self):
        folder = self.folder / "window"
        window = self.open(folder)
        self.first_run(window)
        self.log_in(window, "dm.syt", "sai mật khẩu rồi")
        window.by_id("start.problem")
        self.log_in(window, "dm.syt")
        window.press("side.reporting")
        window.press("reporting.new_week")
        window.type("report_form.summary", SUMMARY)
        window.press("report_form.back")  # leaves the field, and the form
        window.by_id("reporting.new_week")
        window.kill()  # the power goes

        window = self.open(folder)
        window.press("side.reporting")
        window.press("reporting.new_week")  # the draft is opened again, not begun anew
        window.wait(lambda node: node.get_accessible_id() == "report_form.summary" and
                    node.get_text(0, node.get_character_count()) == SUMMARY, "the summary as it was left")

        self.office.stop()  # the network goes
        window.press("tool.reporting.submit")
        window.wait(lambda node: node.get_role_name() == "push button" and node.get_name() in ("Gửi báo cáo", "Có") and
                    node.get_accessible_id() != "tool.reporting.submit" and window.shows(node),
                    "the question").do_action(0)
        window.wait(lambda node: node.get_accessible_id() == "status.network" and "1 mục chờ gửi" in node.get_name(),
                    "one waiting in the status line")
        self.office.start(FRIDAY)  # and comes back
        window.press("status.sync")
        window.wait(lambda node: node.get_accessible_id() == "status.network" and "Trực tuyến" in node.get_name() and
                    "chờ gửi" not in node.get_name(), "online, nothing waiting")
        office = self.desks["vp.cqtt"]
        office.sync()
        inbox = office.json("inbox", "list")
        self.assertEqual([(one["agency"], one["period"]) for one in inbox], [("SYT", WEEK)])
        window.kill()
        self.standing_office()

    def standing_office(self):
        """Accepts what came in and consolidates the week, in a window of its own."""
        window = self.open(self.folder / "standing")
        self.first_run(window, "office")
        self.log_in(window, "vp.cqtt")
        window.press("side.office")
        window.wait(lambda node: node.get_accessible_id() == "inbox.reports" and node.get_n_rows() == 1, "the report")
        window.press("tool.office.accept")
        window.wait(lambda node: node.get_accessible_id() == "notice.text" and "Đã duyệt 1" in node.get_name(),
                    "what came of it")
        window.press("office.consolidation")
        window.choose("consolidation.period", "07/2024")
        window.wait(lambda node: node.get_accessible_id() == "consolidation.lists" and
                    "Sở Y tế" not in node.get_text(0, node.get_character_count()), "the week")
        window.type("consolidation.summary", "Tuần này một cơ quan báo cáo đúng hạn.")
        window.press("tool.office.consolidate")
        paper = window.wait(lambda node: node.get_accessible_id() == "pdf.pages" and window.shows(node) and
                            node.get_description(), "the paper").get_description()
        for said in ("Tổng hợp kết quả thực hiện các mô hình của Đề án 06 tuần 07/2024",
                     "đã nhận: 1, trong đó đúng hạn: 1, gửi chậm: 0; chưa gửi: 12"):
            self.assertIn(said, words(paper))
        self.assertEqual(self.states(WEEK, ["consolidated"]), ["consolidated"])

    def test_who_tries_the_sample_works_at_once_and_finds_it_again(self):
        folder = self.folder / "sample"
        window = self.open(folder)
        window.press("start.job.office")
        window.press("start.next")
        window.press("start.sample")
        window.press("start.next")
        window.press("start.log-in")  # the standing office's person is chosen already
        window.press("side.office")
        window.by_id("inbox.reports")
        window.by_id("side.mark")
        window.kill()

        window = self.open(folder)  # goes on as the same person, with the sample's office
        self.assertEqual(window.by_id("side.person").get_name(), "vp.cqtt")
        window.wait(lambda node: node.get_accessible_id() == "status.network" and "Trực tuyến" in node.get_name(),
                    "the sample's office")
        window.press("notice.action")  # leave it
        window.by_id("start.next")
        self.assertFalse((folder / "session.json").exists())

    def as_person(self, folder, name):
        """The data folder of somebody who has logged in there before."""
        run("login", "--server", self.office.url, "--user", name, "--password-stdin", data=folder,
            stdin=PASSWORD + "\n", clock=self.office.now())
        return folder

    def test_windows_load_no_database_servers_library(self):
        """A start pays for each library: of those that only an office needs, none is loaded with a window."""
        for program in ("canbo", "canbo-station"):
            loaded = subprocess.run(["ldd", BIN / program], capture_output=True, text=True, check=True).stdout
            self.assertIn("libwx", loaded)
            self.assertNotIn("libpq", loaded, program)

    def test_a_second_start_shows_the_first_window_and_ends(self):
        folder = self.as_person(self.folder / "twice", "dm.sct")
        first = self.open(folder, "--open", "reporting")
        first.by_id("reporting.periods")
        second = Window(self.screen, folder, self.office.now(), "--open", "log")
        self.addCleanup(second.kill)
        self.assertEqual(second.process.wait(timeout=30), 0)
        first.by_id("log.diagnostics")  # it went where the second start wanted to go
        self.assertIsNone(first.process.poll())

    def test_a_folder_whose_window_does_not_answer_is_refused(self):
        folder = self.folder / "taken"
        first = self.open(folder)
        first.by_id("start.next")
        (folder / "canbo.window").unlink()
        second = Window(self.screen, folder, self.office.now())
        self.addCleanup(second.kill)
        self.assertNotEqual(second.process.wait(timeout=30), 0)
        second.log.seek(0)
        self.assertIn("error: conflict: Another program works on this folder already", second.log.read().decode())

    def test_several_reports_are_accepted_at_once(self):
        for name, model in (("dm.sdl", 39), ("dm.sct", 22)):
            self.desks[name].send_report(entries(entry(model)), "2024-W06")
        window = self.open(self.as_person(self.folder / "bulk", "vp.cqtt"), "--open", "office/inbox")
        window.type("inbox.search", "06/2024")
        window.wait(lambda node: node.get_accessible_id() == "inbox.reports" and node.get_n_rows() == 2, "two reports")
        table = window.by_id("inbox.reports")
        for row in range(2):
            self.assertTrue(table.is_row_selected(row) or table.add_row_selection(row))  # the first is chosen already
        window.press("tool.office.accept")
        window.wait(lambda node: node.get_accessible_id() == "notice.text" and "Đã duyệt 2" in node.get_name(),
                    "what came of it")
        self.assertEqual(self.states("2024-W06", ["accepted", "accepted"]), ["accepted", "accepted"])

    def states(self, period, wanted):
        """Of the reports of a period, as soon as they are as wanted."""
        office = self.desks["vp.cqtt"]
        for _ in range(100):
            office.sync()
            states = [one["state"] for one in office.json("inbox", "list", "--period", period)]
            if states == wanted:
                break
            time.sleep(0.1)
        return states

    def test_a_command_is_found_by_letters_without_marks(self):
        window = self.open(self.as_person(self.folder / "palette", "dm.sct"), "--open", "reporting")
        window.by_id("reporting.periods")
        keyboard = XClient()
        self.addCleanup(keyboard.close)
        keyboard.key("k", "Control_L")
        window.by_id("palette.search")
        self.assertGreater(window.by_id("palette.list").get_n_rows(), 10)
        keyboard.type("nhat ky chuong")  # Xem nhật ký chương trình
        window.wait(lambda node: node.get_accessible_id() == "palette.list" and node.get_n_rows() == 1, "one command")
        self.assertEqual(window.by_id("palette.list").get_accessible_at(0, 0).get_name(), "Xem nhật ký chương trình")
        keyboard.key("Return")
        window.by_id("log.level")
        keyboard.key("k", "Control_L")  # once more, and thought better of it
        window.by_id("palette.search")
        keyboard.type("khong co lenh nay")
        window.wait(lambda node: node.get_accessible_id() == "palette.list" and node.get_n_rows() == 0,
                    "no command")
        keyboard.key("Return")
        keyboard.key("Escape")
        window.wait(lambda node: window.look(lambda one: one.get_accessible_id() == "palette.search") is None,
                    "the window without the palette")
        window.by_id("log.level")

    def test_a_login_behind_a_passphrase_is_opened_once_a_start(self):
        folder = self.folder / "passphrase"
        os.environ["CANBO_SECRETS"] = "passphrase"
        self.addCleanup(os.environ.pop, "CANBO_SECRETS", None)
        words = "bốn từ dễ nhớ"
        window = self.open(folder)
        self.first_run(window)
        window.type("start.new-passphrase", words)
        window.type("start.again", words + "?")
        self.log_in(window, "dm.sct")
        self.assertIn("khác nhau", window.by_id("start.problem").get_name())
        window.type("start.again", words)
        window.press("start.log-in")
        window.press("side.reporting")
        window.wait(lambda node: node.get_accessible_id() == "status.network" and "Trực tuyến" in node.get_name(),
                    "online")
        window.kill()
        self.assertNotIn("access_token", (folder / "session.json").read_text(encoding="utf-8"))

        window = self.open(folder)
        window.type("start.passphrase", "đoán mò thôi")
        window.press("start.open")
        window.by_id("start.problem")
        window.type("start.passphrase", words)
        window.press("start.open")
        window.by_id("side.reporting")
        window.wait(lambda node: node.get_accessible_id() == "status.network" and "Trực tuyến" in node.get_name(),
                    "online")
        window.kill()

        window = self.open(folder)  # forgotten
        window.press("start.log-in-again")
        window.by_id("start.new-passphrase")
        self.assertFalse((folder / "session.json").exists())

    def test_the_log_is_shown_and_diagnostics_name_nobody(self):
        folder = self.as_person(self.folder / "log", "dm.sct")
        window = self.open(folder, "--open", "log")
        window.by_id("log.level")
        window.press("log.diagnostics")
        window.wait(lambda node: node.get_accessible_id() == "notice.text" and "chẩn đoán" in node.get_name(), "a word")

    def test_every_control_of_a_workspace_has_a_name(self):
        folder = self.folder / "names"
        window = self.open(self.as_person(folder, "dm.syt"))
        window.press("side.reporting")
        window.by_id("reporting.periods")
        asked = {"push button", "text", "combo box", "check box", "table", "tree table", "toggle button"}
        nameless = [node.get_accessible_id() or node.get_role_name() for node in window._nodes()
                    if node.get_role_name() in asked and window.shows(node) and not node.get_name()]
        self.assertEqual(nameless, [])


if __name__ == "__main__":
    unittest.main()
