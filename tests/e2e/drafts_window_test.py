"""What is typed into a small form stays until the work that it is for has succeeded, and never covers what is newer."""
import unittest

from canbo import PASSWORD, query
from screen import ScreenCase, Window


class DraftsWindow(ScreenCase):
    def open(self, place):
        window = Window(self.screen, self.admin.folder, self.office.now(), "--open", place)
        self.addCleanup(window.kill)
        return window

    def kept(self, draft):
        return [value for file in self.admin.databases for (value,) in
                query(file, "SELECT value FROM setting WHERE name LIKE ? AND value <> ''", f"form.%.{draft}%")]

    def said(self, window, name, words):
        window.wait(lambda node: node.get_accessible_id() == name and window.shows(node) and
                    words in (node.get_name() or ""), f"{name}: {words}")

    def test_what_the_office_did_not_take_need_not_be_typed_again(self):
        window = self.open("office/accounts")
        window.press("accounts.add")
        window.type("form.name", "moi.syt")
        window.type("form.display_name", "Cán bộ mới Sở Y tế")
        window.choose("form.agency", "Sở Y tế")
        window.type("form.password", PASSWORD)
        self.office.stop()
        window.press("form.do")
        window.by_id("notice.text")
        self.assertTrue(self.kept("office.account"))
        self.office.start(self.clock)
        window.press("accounts.add")
        self.assertEqual(window.text("form.name"), "moi.syt")
        self.assertEqual(window.text("form.display_name"), "Cán bộ mới Sở Y tế")
        window.type("form.password", PASSWORD)
        window.press("form.do")
        self.said(window, "notice.text", "moi.syt")
        window.press("accounts.add")
        self.assertEqual(window.text("form.name"), "")
        window.press("form.cancel")
        self.assertEqual(self.kept("office.account"), [])

    def change(self, window):
        window.wait(lambda node: node.get_accessible_id() == "agencies.rows" and node.get_n_rows() > 0, "the agencies")
        table = window.by_id("agencies.rows")
        self.assertTrue(table.is_row_selected(0) or table.add_row_selection(0))
        window.press("agencies.change")

    def test_draft_over_something_that_changed_since_says_so_and_keeps_both(self):
        self.admin.sync()
        window = self.open("office/agencies")
        self.change(window)
        code = window.by_id("agencies.rows").get_accessible_at(0, 0).get_name()
        window.by_id("form.symbol")
        window.type("form.symbol", "KÝ-HIỆU-GÕ")
        window.by_id("form.cancel").grab_focus()
        window.wait(lambda node: self.kept("office.agency"), "what was typed on the disk")
        window.kill()
        self.admin.json("agency", "set", code, "--symbol", "MỚI-HƠN")
        self.admin.sync()

        window = self.open("office/agencies")
        self.change(window)
        window.by_id("form.newer")
        self.assertEqual(window.text("form.symbol"), "KÝ-HIỆU-GÕ")
        window.press("form.other")
        self.assertEqual(window.text("form.symbol"), "MỚI-HƠN")
        window.press("form.other")
        self.assertEqual(window.text("form.symbol"), "KÝ-HIỆU-GÕ")
        window.press("form.do")
        self.said(window, "notice.text", "")
        self.change(window)
        self.assertEqual(window.text("form.symbol"), "KÝ-HIỆU-GÕ")
        self.assertIsNone(window.look(lambda node: node.get_accessible_id() == "form.newer"))


if __name__ == "__main__":
    unittest.main()
