"""Plans, guidance and the plan's adjustments: what was registered when, and what it does to the status."""
import json
import unittest

from canbo import DEMO, FRIDAY, OfficeCase, REGISTRATION, UUID, pdf_text, words


class PlanTest(OfficeCase):
    clock = REGISTRATION
    people = {"dm.sdl": ("focal", "SDL"), "dm.syt": ("focal", "SYT"), "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sdl, cls.syt, cls.vp = (cls.desks[name] for name in cls.people)
        cls.sdl.json("plan", "register", "--agency", "SDL", "--model", "13", "--file", DEMO / "plans" / "SDL-13.json")
        cls.restart(FRIDAY, cls.sdl, cls.syt, cls.vp, cls.admin)
        plan = json.loads((DEMO / "plans" / "SDL-13.json").read_text(encoding="utf-8"))
        plan["milestones"][0]["due"] = "2024-06-30"
        second = cls.folder / "plan.json"
        second.write_text(json.dumps(plan), encoding="utf-8")
        cls.second = cls.sdl.json("plan", "register", "--agency", "SDL", "--model", "13", "--file", second)
        cls.sdl.sync()
        cls.vp.sync()

    def due(self, *more):
        plans = self.sdl.json("plan", "show", "--model", "13", "--agency", "SDL", *more)["plans"]
        return [(plan["revision"], plan["milestones"][0]["due"]) for plan in plans]

    def test_plan_registered_again_is_its_next_version(self):
        self.assertEqual(self.due(), [(2, "2024-06-30")])

    def test_plan_is_shown_as_it_stood_on_an_earlier_day(self):
        self.assertEqual(self.due("--as-of", "2023-12-01"), [(1, "2024-03-31")])

    def test_before_it_was_registered_there_was_no_plan(self):
        self.assertEqual(self.due("--as-of", "2023-11-01"), [])

    def test_plan_completeness_counts_what_is_registered_in_time(self):
        done = self.sdl.json("plan", "completeness")
        self.assertEqual((done["expected"], done["registered"], done["on_time"]), (3, 1, 1))  # 13, 22, 39
        self.assertEqual([row["versions"] for row in done["plans"] if row["model"] == 13], [2])

    def test_plan_letter_lists_the_milestones(self):
        paper = self.folder / "plan.pdf"
        self.sdl.json("plan", "pdf", "--agency", "SDL", "--output", paper)
        self.assertIn("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", words(pdf_text(paper, page=1)))
        self.assertIn("30/06/2024", pdf_text(paper))

    def test_letter_of_the_plan_as_of_an_earlier_day_has_the_earlier_date(self):
        paper = self.folder / "plan-before.pdf"
        self.sdl.json("plan", "pdf", "--agency", "SDL", "--output", paper, "--as-of", "2023-12-01")
        self.assertIn("31/03/2024", pdf_text(paper))

    def test_adjustment_moves_the_window_and_with_it_the_status(self):
        before = self.vp.json("status", "--model", "6", "--agency", "SYT")[0]["agencies"][0]["office_view"]
        self.assertEqual(before["status"], "late")  # its window ended with 2023
        made = self.vp.json("plan", "adjust", "--model", "6", "--document", "Quyết định số 88/QĐ-UBND", "--date",
                            "2024-02-01", "--to", "2024-06-30", "--note", "Lùi thời hạn")
        self.assertRegex(made["id"], UUID)
        after = self.vp.json("status", "--model", "6", "--agency", "SYT")[0]["agencies"][0]["office_view"]
        self.assertEqual(after["status"], "not-started")
        self.syt.sync()
        seen = self.syt.json("plan", "show", "--model", "6")["adjustments"]
        self.assertEqual([(a["document"], a["window_to"]) for a in seen], [("Quyết định số 88/QĐ-UBND", "2024-06-30")])
        self.assertEqual(self.syt.json("plan", "show", "--model", "6", "--as-of", "2024-02-10")["adjustments"], [])

    def test_desk_whose_clock_is_behind_sees_what_it_has_read(self):
        behind = "2024-02-15T09:00:00+07:00"
        plans = self.sdl.json("plan", "show", "--model", "13", "--agency", "SDL", clock=behind)["plans"]
        self.assertEqual([plan["revision"] for plan in plans], [2])

    def test_focal_point_may_not_adjust_the_plan(self):
        done = self.sdl.run("plan", "adjust", "--model", "13", "--document", "QĐ 1", "--date", "2024-02-01", "--to",
                            "2024-06-30")
        self.assert_refused(done, "forbidden")
        self.assertEqual(self.sdl.json("outbox", "list"), [])

    def test_opened_gate_ends_the_waiting(self):
        before = self.vp.json("status", "--model", "41")[0]
        self.assertEqual(before["status"], "waiting")
        self.assertEqual(before["agencies"][0]["office_view"]["waiting_for"], ["41-1"])
        self.vp.json("gate", "open", "41-1", "--document", "Công văn số 7 của C06", "--date", "2024-01-10")
        after = self.vp.json("status", "--model", "41")[0]
        self.assertEqual(after["status"], "not-started")
        self.sdl.sync()
        gate = next(gate for gate in self.sdl.json("gate", "list") if gate["id"] == "41-1")
        self.assertEqual((gate["opened_on"], gate["document"]), ("2024-01-10", "Công văn số 7 của C06"))

    def test_gate_that_does_not_exist_cannot_be_opened(self):
        done = self.vp.run("gate", "open", "99-1", "--document", "Công văn", "--date", "2024-01-10")
        self.assert_refused(done, "not-found", "There is no gate with this id", "99-1")

    def test_plan_for_a_model_without_duty_is_refused(self):
        done = self.sdl.run("plan", "register", "--agency", "SDL", "--model", "34", "--file",
                            DEMO / "plans" / "STNMT-34.json")
        self.assertEqual(done.code, 1)
        self.assertIn(("forbidden", "The agency has no task in this model", "model"), done.errors())


if __name__ == "__main__":
    unittest.main()
