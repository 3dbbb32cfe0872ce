"""Letters of urging from the window: the folder that its dialog asks for gets one PDF for each agency that owes."""
import os
import time
import unittest
import unittest.mock

from canbo import pdf_text
from screen import ScreenCase, Window


class LettersWindowTest(ScreenCase):
    people = {"vp": ("office", "CAT")}

    def test_letters_are_written_into_the_folder_that_was_chosen(self):
        folder = self.folder / "thu-don-doc"
        folder.mkdir()
        self.desks["vp"].sync()
        self.enterContext(unittest.mock.patch.dict(os.environ, {"HOME": str(folder)}))  # its documents
        window = Window(self.screen, self.desks["vp"].folder, self.office.now(), "--open", "office/completeness")
        self.addCleanup(window.kill)
        window.press("completeness.letters")
        choose = window.wait(lambda node: node.get_role_name() == "push button" and window.shows(node) and
                             node.get_name() in ("Open", "Select", "Mở", "Chọn"), "the folder dialog")
        self.assertEqual(list(folder.glob("*.pdf")), [])  # nothing before somebody chose
        self.assertTrue(choose.do_action(0))
        for _ in range(300):
            written = list(folder.glob("*.pdf"))
            if written and window.look(lambda node: "thu-don-doc" in (node.get_name() or "") and window.shows(node)):
                break
            time.sleep(0.1)
        self.assertTrue(written, window.names())
        self.assertIn("báo cáo", pdf_text(written[0]))


if __name__ == "__main__":
    unittest.main()
