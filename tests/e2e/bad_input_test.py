"""Bad files, sessions and entries: each is told by code, sentence and place, and the data is intact."""
import json
import unicodedata
import unittest
import uuid

from canbo import OfficeCase, PASSWORD, entries, entry, pdf_text, words

GOOD = entries(entry(39, percent=30), entry(13, percent=20))


class FillTest(OfficeCase):
    """Bad files for one draft that is good and must stay so."""
    people = {"dm.sdl": ("focal", "SDL"), "dm.syt": ("focal", "SYT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sdl, cls.syt = cls.desks["dm.sdl"], cls.desks["dm.syt"]
        cls.draft = cls.sdl.new()

    def setUp(self):
        self.sdl.fill(self.draft, GOOD)
        self.before = self.sdl.show(self.draft)

    def refused(self, content, code, sentence=None, where=None):
        """Filling from this file is refused so, and the draft is as it was."""
        done = self.sdl.run("report", "fill", self.draft, "--file", self.file("bad.json", content), json_too=True)
        self.assert_refused(done, code, sentence, where)
        self.assertEqual(done.out, "")
        self.assert_intact()

    def assert_intact(self):
        self.assertEqual(self.sdl.show(self.draft), self.before)
        self.sdl.check_databases()

    def checked(self, model, code, where, sentence):
        """Such an entry is kept as a draft, but named by check and refused by submit."""
        self.sdl.fill(self.draft, entries(model))
        done = self.sdl.run("report", "check", self.draft, json_too=True)
        self.assertEqual(done.code, 1, done)
        errors = [(i["code"], i["where"]) for i in done.json if i["severity"] == "error"]
        self.assertEqual(errors, [(code, where)])
        submitted = self.sdl.run("report", "submit", self.draft)
        self.assertEqual(submitted.code, 1, submitted)
        self.assertIn((code, sentence, where), submitted.errors())
        self.assertEqual(self.sdl.show(self.draft)["state"], "draft")
        self.assertEqual(self.sdl.json("outbox", "list"), [])
        self.sdl.check_databases()

    # The file

    def test_file_that_is_not_json_is_refused_with_the_place(self):
        self.refused('{"summary": "x", "models": [', "invalid-input", "The text is not valid JSON", "byte 29")

    def test_empty_file_is_refused(self):
        self.refused("", "invalid-input", "The text is not valid JSON")

    def test_file_that_is_not_utf8_is_refused(self):
        self.refused(b'{"summary": "B\xe1o c\xe1o"}', "invalid-input")

    def test_object_that_names_a_key_twice_is_refused(self):
        self.refused('{"summary": "a", "summary": "b"}', "invalid-input", "A JSON object names the same key twice",
                     "summary")

    def test_deeply_nested_file_is_refused(self):
        self.refused('{"models": ' + "[" * 5000 + "]" * 5000 + "}", "too-large", "The JSON text is nested too deeply")

    def test_list_instead_of_an_object_is_refused(self):
        self.refused("[]", "invalid-input")

    def test_unknown_key_is_refused_by_name(self):
        self.refused({"summary": "a", "sumary": "b"}, "invalid-input", None, "sumary")

    def test_unknown_key_of_a_model_is_refused_by_name(self):
        self.refused(entries({**entry(39), "result": "x"}), "invalid-input", None, "models[39].result")

    def test_text_instead_of_a_number_is_refused_at_the_field(self):
        self.refused(entries({**entry(39), "percent": "40%"}), "invalid-input", None, "models[39].percent")

    def test_every_problem_of_a_file_is_named_not_only_the_first(self):
        file = self.file("bad.json",
                         entries({**entry(39), "percent": "40%", "results": 7}, {**entry(13), "x": 1}))
        done = self.sdl.run("report", "fill", self.draft, "--file", file)
        self.assertEqual({where for _, _, where in done.errors()},
                         {"models[39].percent", "models[39].results", "models[13].x"})
        self.assert_intact()

    def test_too_long_a_text_is_refused_at_the_field(self):
        self.refused(entries(entry(39, results="ế" * 20_001)), "too-large", "The text is too long", "models[39].results")

    def test_longest_text_is_kept_whole(self):
        text = "ế" * 20_000
        self.sdl.fill(self.draft, entries(entry(39, results=text)))
        models = {m["model"]: m for m in self.sdl.show(self.draft)["report"]["models"]}
        self.assertEqual(models[39]["results"], text)

    def test_control_character_is_refused(self):
        self.refused(entries(entry(39, results="a\x07b")), "invalid-input", None, "models[39].results")

    def test_number_beyond_all_bounds_is_refused(self):
        self.refused('{"models": [{"model": 39, "percent": 1e999}]}', "invalid-input")

    def test_model_number_beyond_all_bounds_is_refused(self):
        self.refused('{"models": [{"model": 99999999999999999999}]}', "invalid-input")

    def test_model_named_twice_is_refused(self):
        self.refused(entries(entry(39, percent=10), entry(39, percent=90)), "invalid-input", None, "models[39].model")

    def test_file_of_50_megabytes_is_refused(self):
        big = self.folder / "big.json"
        with open(big, "wb") as out:
            out.truncate(50_000_000)
        done = self.sdl.run("report", "fill", self.draft, "--file", big)
        self.assert_refused(done, "too-large", "The file is too large", str(big))
        self.assert_intact()

    def test_attachment_of_50_megabytes_is_refused(self):
        big = self.folder / "big.bin"
        with open(big, "wb") as out:
            out.truncate(50_000_000)
        done = self.sdl.run("report", "attach", self.draft, big)
        self.assert_refused(done, "too-large")
        self.assert_intact()

    def test_attachment_of_the_same_name_is_refused(self):
        file = self.file("bang.csv", "a;b")
        draft = self.sdl.new("2024-W06")
        self.sdl.json("report", "attach", draft, file)
        self.file("bang.csv", "c;d")
        self.assert_refused(self.sdl.run("report", "attach", draft, file), "conflict")
        self.assertEqual([a["size"] for a in self.sdl.show(draft)["report"]["attachments"]], [3])

    def test_file_that_does_not_exist_is_not_found(self):
        missing = self.folder / "missing.json"
        done = self.sdl.run("report", "fill", self.draft, "--file", missing)
        self.assert_refused(done, "not-found", "The file does not exist", str(missing))

    def test_folder_instead_of_a_file_is_not_found(self):
        self.assert_refused(self.sdl.run("report", "fill", self.draft, "--file", self.folder), "not-found")

    # What it says

    def test_unknown_model_is_named(self):
        self.checked({"model": 44}, "not-found", "models[44].model",
                     "There is no model with this number; the plan has 1 to 43")
        self.start_anew()

    def test_model_without_duty_is_named(self):
        self.checked(entry(34), "forbidden", "models[34].model", "The agency has no task in this model")
        self.start_anew()

    def test_percentage_of_140_is_named(self):
        self.checked(entry(39, percent=140), "invalid-input", "models[39].percent",
                     "A percentage lies between 0 and 100")

    def test_negative_percentage_is_named(self):
        self.checked(entry(39, percent=-1), "invalid-input", "models[39].percent",
                     "A percentage lies between 0 and 100")

    def test_unknown_status_is_named(self):
        self.checked(entry(39, status="ok"), "invalid-input", "models[39].status", "There is no such status")

    def test_unknown_indicator_is_named(self):
        self.checked(entry(39, indicators={"m39-khac": 1}), "not-found", "models[39].indicators.m39-khac",
                     "The model has no indicator with this code")
        self.start_anew()

    def test_character_that_no_font_has_is_named_with_its_place(self):
        self.sdl.fill(self.draft, entries(entry(39, results="Kết quả \U00013000 của tuần")))
        checked = self.sdl.run("report", "check", self.draft, json_too=True)
        self.assertEqual(checked.code, 1, checked)
        found = [issue for issue in checked.json if issue["code"] == "missing-glyph"]
        self.assertEqual(len(found), 1, checked)
        self.assertTrue(found[0]["where"], checked)
        submitted = self.sdl.run("report", "submit", self.draft)
        self.assertEqual(submitted.code, 1)
        self.assertIn("missing-glyph", [code for code, _, _ in submitted.errors()])
        self.assertEqual(self.sdl.show(self.draft)["state"], "draft")
        paper = self.folder / "glyph.pdf"
        self.assert_refused(self.sdl.run("report", "pdf", self.draft, "--output", paper), "missing-glyph")
        self.assertFalse(paper.exists())

    def test_decomposed_text_is_kept_composed(self):
        text = "Kết quả thực hiện của Sở Du lịch"
        decomposed = unicodedata.normalize("NFD", text)
        self.assertNotEqual(text, decomposed)
        self.sdl.fill(self.draft, entries(entry(39, results=decomposed), summary=decomposed))
        report = self.sdl.show(self.draft)["report"]
        self.assertEqual(report["summary"], text)
        self.assertEqual({m["model"]: m["results"] for m in report["models"]}[39], text)
        paper = self.folder / "nfd.pdf"
        self.sdl.json("report", "pdf", self.draft, "--output", paper)
        self.assertIn(text, words(pdf_text(paper)))

    def test_decomposed_file_name_is_kept_composed(self):
        name = "Phụ lục.csv"
        file = self.file(unicodedata.normalize("NFD", name), "a;b")
        draft = self.sdl.new("2024-W05")
        self.sdl.json("report", "attach", draft, file)
        self.assertEqual([a["name"] for a in self.sdl.show(draft)["report"]["attachments"]], [name])

    def test_text_like_markdown_prints_as_typed(self):
        self.sdl.fill(self.draft, entries(entry(39, results="# 1 việc *rất* {{gấp}} <b>")))
        paper = self.folder / "markdown.pdf"
        self.sdl.json("report", "pdf", self.draft, "--output", paper)
        self.assertIn("# 1 việc *rất* {{gấp}} <b>", words(pdf_text(paper)))

    # Periods and agencies

    def test_periods_that_do_not_exist_are_refused(self):
        for period in ("2023-W53", "2024-W00", "2024-13", "2024-00", "24-W07", "2024W07", "", "tuần 7", "2024-W7",
                       "9999-W01"):
            with self.subTest(period=period):
                done = self.sdl.run("report", "new", "--period", period, "--agency", "SDL")
                self.assert_refused(done, "invalid-input", "There is no such period; write 2024-W07 or 2024-02")

    def test_period_of_another_kind_is_refused(self):
        done = self.sdl.run("report", "new", "--kind", "weekly", "--period", "2024-02", "--agency", "SDL")
        self.assert_refused(done, "invalid-input", None, "2024-02")

    def test_report_of_another_agency_cannot_be_started(self):
        done = self.sdl.run("report", "new", "--period", "2024-W07", "--agency", "SYT")
        self.assert_refused(done, "forbidden", "This report belongs to another agency", "agency")

    def test_agency_that_does_not_exist_is_not_found(self):
        done = self.sdl.run("report", "new", "--period", "2024-W07", "--agency", "XYZ")
        self.assert_refused(done, "not-found", "There is no such agency", "agency")

    def test_draft_of_another_agency_cannot_be_seen_or_filled(self):
        file = self.file("good.json", GOOD)
        for command in (["show", self.draft], ["check", self.draft], ["fill", self.draft, "--file", file],
                        ["submit", self.draft], ["attach", self.draft, file]):
            with self.subTest(command=command[0]):
                self.assert_refused(self.syt.run("report", *command), "not-found")
        self.assert_intact()

    def test_report_id_that_is_none_is_not_found(self):
        for identifier in ("x", str(uuid.uuid4()), "'; DROP TABLE draft; --", "a" * 5000):
            with self.subTest(identifier=identifier[:40]):
                self.assert_refused(self.sdl.run("report", "show", identifier), "not-found", "There is no such report")
        self.assert_intact()

    def start_anew(self):
        """Models stay in a draft once named: the next test begins with another one."""
        cls = type(self)
        weeks = [f"2024-W0{n}" for n in range(4, 0, -1)] + [f"2023-W{n}" for n in range(52, 43, -1)]
        taken = {row["period"] for row in self.sdl.json("report", "list")}
        cls.draft = self.sdl.new(next(week for week in weeks if week not in taken))


class TooLargeTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL")}

    def test_report_over_a_megabyte_is_refused_when_submitted_and_stays_a_draft(self):
        sdl = self.desks["dm.sdl"]
        draft = sdl.new()
        text = "ế" * 20_000  # the longest a field may be: 60 kB
        sdl.fill(draft, entries(*[entry(m, results=text, difficulties=text, proposals=text, next=text)
                                  for m in (9, 13, 22, 26, 27, 39)]))
        before = sdl.show(draft)
        self.assert_refused(sdl.run("report", "submit", draft), "too-large", "The entry is larger than one megabyte")
        self.assertEqual(sdl.show(draft), before)
        self.assertEqual(sdl.json("outbox", "list"), [])


class SessionTest(OfficeCase):
    """What may happen to session.json."""
    people = {"dm.sdl": ("focal", "SDL"), "dm.syt": ("focal", "SYT")}

    def setUp(self):
        self.sdl = self.desks["dm.sdl"]
        self.sdl.login()
        self.addCleanup(self.sdl.login)

    def write(self, **changes):
        self.sdl.session_file.write_text(json.dumps({**self.sdl.session, **changes}), encoding="utf-8")

    def test_session_file_is_for_its_owner_only(self):
        self.assertEqual(self.sdl.session_file.stat().st_mode & 0o777, 0o600)

    def test_without_a_session_a_command_says_to_log_in(self):
        self.sdl.session_file.unlink()
        for command in (["sync"], ["report", "list"], ["status"], ["outbox", "list"]):
            with self.subTest(command=command):
                self.assert_refused(self.sdl.run(*command), "unauthenticated",
                                    "Nobody is logged in on this desk; run canboctl login", str(self.sdl.folder))

    def test_session_that_is_not_json_is_refused_and_a_login_mends_it(self):
        report = self.sdl.new("2024-W06")
        self.sdl.session_file.write_text('{"server": "http', encoding="utf-8")
        self.assert_refused(self.sdl.run("sync"), "invalid-input", "The desk's session file is damaged; log in again",
                            "session.json")
        self.sdl.login()
        self.assertEqual(self.sdl.show(report)["state"], "draft")

    def test_session_without_a_role_is_refused(self):
        self.write(role="king")
        self.assert_refused(self.sdl.run("sync"), "invalid-input", "The desk's session file is damaged; log in again",
                            "session.json")

    def test_garbled_access_token_is_renewed_by_the_other(self):
        self.write(access_token="eyJhbGciOiJub25lIn0.e30.")
        self.sdl.sync()
        self.assertNotEqual(self.sdl.session["access_token"], "eyJhbGciOiJub25lIn0.e30.")

    def test_garbled_tokens_need_a_login_and_what_waits_is_kept(self):
        report = self.sdl.send_report(GOOD, "2024-W05", send=False)
        self.write(access_token="x", refresh_token="y")
        self.assert_refused(self.sdl.run("sync"), "unauthenticated")
        self.assertEqual(self.sdl.show(report)["state"], "queued")
        self.sdl.login()
        self.sdl.sync()
        self.assertEqual(self.sdl.show(report)["state"], "received")

    def test_refresh_token_is_good_for_one_use(self):
        self.write(access_token="x")
        old = self.sdl.session
        self.sdl.sync()
        self.sdl.session_file.write_text(json.dumps(old), encoding="utf-8")
        self.assert_refused(self.sdl.run("sync"), "unauthenticated")

    def test_pretending_to_be_of_another_agency_gains_nothing(self):
        self.write(agency="SYT")
        report = self.sdl.send_report(entries(entry(6)), "2024-W04", send=False)
        done = self.sdl.run("sync")
        self.assert_refused(done, "forbidden")
        self.assertEqual(self.sdl.show(report)["state"], "refused")
        token = self.office.token("dm.syt")
        _, _, body = self.office.request("GET", "/api/v1/changes?after=0", token=token)
        self.assertNotIn(report, body.decode("utf-8"))

    def test_another_key_of_the_office_is_not_accepted_silently(self):
        self.write(office_key="A" * 43 + "=")
        done = self.sdl.run("login", "--server", self.office.url, "--user", "dm.sdl", "--password-stdin",
                            stdin=PASSWORD + "\n")
        self.assert_refused(done, "digest-mismatch")
        self.sdl.session_file.unlink()  # as the sentence says

    def test_wrong_password_is_refused_and_the_session_stays(self):
        before = self.sdl.session
        done = self.sdl.run("login", "--server", self.office.url, "--user", "dm.sdl", "--password-stdin",
                            stdin="sai rồi\n")
        self.assert_refused(done, "unauthenticated")
        self.assertEqual(self.sdl.session, before)

    def test_login_without_a_password_is_refused(self):
        done = self.sdl.run("login", "--server", self.office.url, "--user", "dm.sdl", "--password-stdin")
        self.assert_refused(done, "invalid-input", "The password is expected on standard input")

    def test_plain_http_to_another_machine_is_refused(self):
        done = self.sdl.run("login", "--server", "http://192.0.2.1:80", "--user", "a", "--password-stdin",
                            stdin=PASSWORD + "\n")
        self.assert_refused(done, "invalid-input", "An office on another machine is reached by https only", "server")

    def test_disabled_account_is_out(self):
        self.add_account("tam.sdl", "focal", "SDL")
        desk = self.desk("tam.sdl")
        self.admin.json("account", "disable", "tam.sdl")
        self.assert_refused(desk.run("sync"), "unauthenticated")


class ForgeryTest(OfficeCase):
    """Entries that no desk of ours would send."""
    people = {"dm.sdl": ("focal", "SDL"), "dm.syt": ("focal", "SYT"), "vp": ("office", "CAT")}

    def put(self, name, entry_json):
        status, _, body = self.office.request("PUT", "/api/v1/entries/" + entry_json["id"],
                                              json.dumps(entry_json), self.office.token(name))
        return status, json.loads(body)

    def report_entry(self, agency, author, period, **body):
        return {"id": str(uuid.uuid4()), "kind": "report", "agency": agency, "subject": period, "revision": 1,
                "author": author, "time": "2024-02-16T02:00:00.000Z",
                "body": {"period": period, "agency": agency, "revision": 1, "bases": [], "reason": "",
                         "approved_by": "", "summary": "x", "models": [], "attachments": [], **body}}

    def test_good_entry_is_taken(self):
        status, body = self.put("dm.sdl", self.report_entry("SDL", "dm.sdl", "2024-W06"))
        self.assertEqual(status, 201, body)

    def test_report_of_another_agency_is_forbidden(self):
        status, body = self.put("dm.syt", self.report_entry("SDL", "dm.syt", "2024-W05"))
        self.assertEqual((status, body["type"]), (403, "urn:canbo:error:forbidden"))

    def test_report_in_the_name_of_somebody_else_is_forbidden(self):
        status, body = self.put("dm.syt", self.report_entry("SDL", "dm.sdl", "2024-W05"))
        self.assertEqual((status, body["type"]), (403, "urn:canbo:error:forbidden"))

    def test_approval_by_nobody_is_forbidden(self):
        self.admin.json("agency", "set", "SDL", "--needs-approval")
        try:
            for forged in ("dm.sdl", "ai.do", "vp"):
                with self.subTest(approved_by=forged):
                    status, body = self.put("dm.sdl", self.report_entry("SDL", "dm.sdl", "2024-W04",
                                                                        approved_by=forged))
                    self.assertEqual((status, body.get("type")), (403, "urn:canbo:error:forbidden"))
        finally:
            self.admin.json("agency", "set", "SDL", "--no-approval")

    def test_attachment_that_was_not_sent_is_refused(self):
        forged = self.report_entry("SDL", "dm.sdl", "2024-W03",
                                   attachments=[{"name": "a", "sha256": "0" * 64, "size": 1}])
        status, body = self.put("dm.sdl", forged)
        self.assertEqual((status, body["type"]), (404, "urn:canbo:error:not-found"))

    def test_attachment_that_is_no_digest_is_refused(self):
        forged = self.report_entry("SDL", "dm.sdl", "2024-W03",
                                   attachments=[{"name": "../../a", "sha256": "../../etc/passwd", "size": 1}])
        self.assertIn(self.put("dm.sdl", forged)[0], (400, 404, 422))

    def test_focal_point_cannot_decide_about_a_report(self):
        report = self.report_entry("SYT", "dm.syt", "2024-W02")
        self.assertEqual(self.put("dm.syt", report)[0], 201)
        decision = {**report, "id": str(uuid.uuid4()), "kind": "report-decision",
                    "body": {"report": report["id"], "decision": "accepted", "remark": ""}}
        self.assertEqual(self.put("dm.syt", decision)[0], 403)


if __name__ == "__main__":
    unittest.main()
