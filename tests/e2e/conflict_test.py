"""Two people of one agency write at the same time: nothing is lost, a person chooses."""
import unittest

from canbo import OfficeCase, UUID, WEEK, entries, entry


class ConflictTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL"), "dm2.sdl": ("focal", "SDL"), "dm.syt": ("focal", "SYT"),
              "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one, cls.two, cls.syt, cls.vp = (cls.desks[name] for name in cls.people)
        cls.syt.send_report(entries(entry(6)))
        cls.first = cls.one.send_report(entries(entry(39, results="Bản của người thứ nhất.")), send=False)
        cls.second = cls.two.send_report(entries(entry(39, results="Bản của người thứ hai.")), send=False)
        cls.sent = [cls.one.sync(), cls.two.sync()]
        cls.one.sync()
        cls.vp.sync()
        cls.views = [cls.one.show(cls.first), cls.one.show(cls.second)]
        cls.lists = {name: cls.desks[name].json("report", "conflicts") for name in cls.people}
        cls.before = cls.vp.json("period", "completeness", WEEK)
        cls.unknown = cls.one.run("report", "resolve", "00000000-0000-4000-8000-000000000000")
        cls.foreign = cls.syt.run("report", "resolve", cls.first)
        cls.draft = cls.one.json("report", "resolve", cls.second)["id"]
        cls.draft_view = cls.one.show(cls.draft)
        cls.twice = cls.one.run("report", "resolve", cls.second)
        cls.one.submit(cls.draft)
        for desk in (cls.two, cls.vp):
            desk.sync()
        cls.after = {report: cls.two.show(report) for report in (cls.first, cls.second, cls.draft)}

    def test_both_reports_are_taken(self):
        self.assertEqual([(s["sent"], s["refused"]) for s in self.sent], [(1, 0), (1, 0)])
        self.assertEqual([view["state"] for view in self.views], ["received", "received"])

    def test_both_texts_are_kept(self):
        self.assertEqual([view["report"]["models"][0]["results"] for view in self.views],
                         ["Bản của người thứ nhất.", "Bản của người thứ hai."])

    def test_conflicts_lists_both_for_the_agency_and_the_office(self):
        for name in ("dm.sdl", "vp"):
            self.assertEqual({row["id"] for row in self.lists[name]}, {self.first, self.second}, name)
            self.assertTrue(all(row["conflict"] for row in self.lists[name]))

    def test_agency_without_a_conflict_sees_none(self):
        self.assertEqual(self.lists["dm.syt"], [])

    def test_completeness_says_conflict(self):
        self.assertEqual([row["state"] for row in self.before["agencies"] if row["agency"] == "SDL"], ["conflict"])

    def test_resolve_makes_a_draft_that_revises_both(self):
        self.assertRegex(self.draft, UUID)
        self.assertEqual((self.draft_view["state"], self.draft_view["revision"]), ("draft", 2))
        self.assertEqual(set(self.draft_view["report"]["bases"]), {self.first, self.second})
        self.assertTrue(self.draft_view["report"]["reason"])

    def test_resolved_draft_has_the_content_of_the_chosen_one(self):
        self.assertEqual(self.draft_view["report"]["models"][0]["results"], "Bản của người thứ hai.")

    def test_resolving_twice_names_the_draft_that_exists(self):
        self.assert_refused(self.twice, "conflict", "A draft that revises this report exists already", self.draft)

    def test_unknown_report_cannot_be_resolved(self):
        self.assert_refused(self.unknown, "not-found")

    def test_report_of_another_agency_cannot_be_resolved(self):
        self.assert_refused(self.foreign, "not-found")  # it is not even shown there

    def test_after_it_is_sent_one_head_is_left(self):
        self.assertEqual([self.after[r]["state"] for r in (self.first, self.second, self.draft)],
                         ["superseded", "superseded", "received"])
        self.assertEqual(self.two.json("report", "conflicts"), [])
        self.assertEqual(self.vp.json("report", "conflicts"), [])

    def test_nothing_is_lost_after_it_is_resolved(self):
        self.assertEqual([self.after[r]["report"]["models"][0]["results"] for r in (self.first, self.second)],
                         ["Bản của người thứ nhất.", "Bản của người thứ hai."])

    def test_resolved_report_can_be_accepted_and_is_counted_once(self):
        self.vp.json("inbox", "accept", self.draft)
        completeness = self.vp.json("period", "completeness", WEEK)
        self.assertEqual([row["state"] for row in completeness["agencies"] if row["agency"] == "SDL"], ["accepted"])
        self.assertEqual(completeness["received"], 2)

    def test_superseded_report_cannot_be_accepted(self):
        self.assert_refused(self.vp.run("inbox", "accept", self.first), "conflict")

    def test_resolved_report_has_no_conflict_to_resolve(self):
        self.assert_refused(self.one.run("report", "resolve", self.draft), "not-found",
                            "There is no conflict about this report", self.draft)


class DecisionConflictTest(OfficeCase):
    """Two people of the office decide about one report."""
    people = {"dm.sdl": ("focal", "SDL"), "vp1": ("office", "CAT"), "vp2": ("office", "CAT")}

    def test_second_decision_made_without_knowing_the_first_is_refused(self):
        sdl, vp1, vp2 = (self.desks[name] for name in self.people)
        report = sdl.send_report(entries(entry(39)))
        vp1.sync()
        vp2.sync()
        vp1.json("inbox", "accept", report)
        done = vp2.run("inbox", "return", report, "--remark", "Cần sửa")
        self.assert_refused(done, "conflict", "Somebody has decided about this report meanwhile")
        self.assertEqual(vp2.json("outbox", "list"), [])
        vp2.sync()
        self.assertEqual(vp2.show(report)["state"], "accepted")
        vp2.json("inbox", "return", report, "--remark", "Cần sửa")  # knowing it, a person may decide anew
        sdl.sync()
        self.assertEqual((sdl.show(report)["state"], sdl.show(report)["remark"]), ("returned", "Cần sửa"))


if __name__ == "__main__":
    unittest.main()
