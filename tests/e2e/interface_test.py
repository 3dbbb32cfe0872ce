"""What scripts rely on: JSON shapes, exit statuses, help, language, and what goes to which stream."""
import http.server
import json
import re
import subprocess
import threading
import time
import unittest

from canbo import (BIN, DEMO, FRIDAY, PASSWORD, PATIENCE, UUID, WEEK, Desk, FolderCase, Office, OfficeCase, entries,
                   entry, environment, run)

STATUSES = {"not-started", "on-track", "at-risk", "late", "done", "waiting"}
NOBODY = "http://127.0.0.1:1"  # nothing listens there


def subcommands(help_text):
    """Names under "Commands:" of a Vietnamese help text."""
    _, _, part = help_text.partition("Lệnh:")
    return re.findall(r"^  ([\w-]+)", part, re.MULTILINE)


class ProgramTest(FolderCase):
    """Without an office and without a desk."""

    def test_help_of_every_command_exits_0_and_shows_its_usage(self):
        commands, seen = [[]], []
        while commands:
            command = commands.pop()
            done = run(*command, "--help")
            self.assertEqual((done.code, done.err), (0, ""), done)
            self.assertIn("Cách dùng: canboctl" + "".join(" " + c for c in command), done.out)
            seen.append(" ".join(command))
            commands += [command + [name] for name in subcommands(done.out)]
        for expected in ("catalogue models", "gate open", "office init", "login", "account disable", "agency import",
                         "plan register", "plan completeness", "calendar set", "report new", "report fill",
                         "report resolve", "sync", "inbox return", "period consolidate", "period unlock", "status"):
            self.assertIn(expected, seen)

    def test_help_speaks_one_language(self):
        vietnamese = run("report", "new", "--help").out
        for word in ("Usage", "Options", "REQUIRED", "Positionals"):
            self.assertNotIn(word, vietnamese)
        self.assertIn("Usage: canboctl report new [OPTIONS]", run("report", "new", "--help", CANBO_LANG="en").out)

    def test_version_is_told(self):
        done = run("--version")
        self.assertEqual(done.code, 0)
        self.assertRegex(done.out, r"\d+\.\d+")

    def test_office_tells_help_and_version(self):
        for option in ("--help", "--version"):
            done = subprocess.run([BIN / "canbo-office", option], capture_output=True, text=True, timeout=PATIENCE)
            self.assertEqual(done.returncode, 0, option)
            self.assertIn("office", done.stdout)

    def test_wrong_usage_exits_2_with_one_line_and_nothing_on_standard_output(self):
        wrong = [[], ["report"], ["nonsense"], ["report", "nonsense"], ["report", "new"], ["report", "show"],
                 ["report", "new", "--period", WEEK], ["report", "new", "--kind", "daily", "--period", WEEK, "--agency",
                                                       "SDL"],
                 ["report", "fill", "x"], ["report", "revise", "x"], ["report", "list", "--nonsense"],
                 ["plan", "show", "--model", "bảy"], ["plan", "register", "--agency", "SDL"],
                 ["inbox", "return", "x"], ["inbox", "accept"], ["sync", "--every", "0"],
                 ["period", "consolidate", WEEK, "--sequence", "0"], ["period", "completeness"],
                 ["gate", "open", "4-1"], ["office", "init", "--admin", "a"], ["login", "--user", "a"],
                 ["status", "--model"], ["catalogue", "models", "more"]]
        for command in wrong:
            with self.subTest(command=command):
                done = run(*command, data=self.folder, json_too=True)
                self.assertEqual((done.code, done.out), (2, ""), done)
                self.assertRegex(done.err, r"^error: usage: [^\n]+\n$")

    def test_wrong_usage_of_the_office_exits_2(self):
        for options in (["--nonsense"], ["--listen", "nowhere"], ["--listen", "0.0.0.0:0"], ["--tls-cert", "a.pem"]):
            with self.subTest(options=options):
                done = subprocess.run([BIN / "canbo-office", "--data", self.folder, *options], capture_output=True,
                                      text=True, timeout=PATIENCE)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertRegex(done.stderr, r"^error: usage: [^\n]+\n$")

    def test_catalogue_holds_43_models_in_the_agreed_shape(self):
        models = run("catalogue", "models", json_too=True).json
        self.assertEqual([model["number"] for model in models], list(range(1, 44)))
        for model in models:
            self.assertEqual(set(model), {"number", "group", "name", "objective", "tools", "forces", "window", "tasks",
                                          "gates", "indicators", "lists", "lines"}, model["number"])
            self.assertEqual(set(model["window"]), {"kind", "from", "to", "also"})
            for also in model["window"]["also"]:
                self.assertLessEqual({"what", "kind", "gate"}, set(also))
            for task in model["tasks"]:
                self.assertEqual(set(task), {"id", "agency", "role", "text", "ordinal", "gate"})
            for gate in model["gates"]:
                self.assertEqual(set(gate), {"id", "awaits", "from"})
            for indicator in model["indicators"]:
                self.assertEqual(set(indicator), {"code", "name", "unit", "target", "numerator", "denominator",
                                                  "by_agency"})
            self.assertEqual(len(model["lines"]), 2)
            self.assertIn(model["group"], range(1, 6))

    def test_catalogue_of_agencies_is_a_list_with_codes_and_names(self):
        agencies = run("catalogue", "agencies", json_too=True).json
        self.assertLessEqual({"SDL", "SYT", "CAT", "UBND"}, {agency["code"] for agency in agencies})
        for agency in agencies:
            self.assertLessEqual({"code", "name", "parent", "letter"}, set(agency))

    def test_gates_are_listed_closed_without_a_desk(self):
        gates = run("gate", "list", data=self.folder, json_too=True).json
        self.assertIn("4-1", [gate["id"] for gate in gates])
        for gate in gates:
            self.assertEqual(set(gate), {"id", "model", "awaits", "from", "opened_on", "document"})
            self.assertIsNone(gate["opened_on"])

    def test_calendar_has_holidays_and_regimes(self):
        calendar = run("calendar", "show", data=self.folder, json_too=True).json
        self.assertIn("2024-02-12", calendar["holidays"])
        self.assertEqual({regime["kind"] for regime in calendar["regimes"]}, {"weekly", "monthly"})

    def test_text_is_vietnamese_by_default(self):
        done = run("catalogue", "models")
        self.assertEqual((done.code, done.err), (0, ""))
        self.assertIn("Mô hình", done.out.splitlines()[0])

    def test_text_is_english_when_asked_for(self):
        heading = run("catalogue", "models", CANBO_LANG="en").out.splitlines()[0]
        self.assertIn("Model", heading)
        self.assertNotIn("Mô hình", heading)

    def test_diagnostics_are_english_in_either_language(self):
        for language in ("vi", "en"):
            done = run("report", "list", data=self.folder, CANBO_LANG=language)
            self.assert_refused(done, "unauthenticated", "Nobody is logged in on this desk; run canboctl login")

    def test_office_that_cannot_be_reached_exits_3(self):
        done = run("login", "--server", NOBODY, "--user", "a", "--password-stdin", data=self.folder,
                   stdin=PASSWORD + "\n", json_too=True)
        self.assert_refused(done, "unreachable", exit_code=3)
        self.assertEqual(done.out, "")

    def test_address_that_is_none_exits_1(self):
        for address in ("ftp://127.0.0.1", "127.0.0.1:80", "http://", "http://a@127.0.0.1", "http://127.0.0.1/x"):
            with self.subTest(address=address):
                done = run("login", "--server", address, "--user", "a", "--password-stdin", data=self.folder,
                           stdin=PASSWORD + "\n")
                self.assert_refused(done, "invalid-input", None, "server")

    def test_office_init_tells_folder_and_administrator(self):
        office = Office(self.folder / "made")
        self.assertEqual(office.init().json, {"data": str(office.folder), "admin": "quan.tri"})

    def test_keys_of_an_office_are_for_its_owner_only(self):
        office = Office(self.folder / "keys")
        office.init()
        for name in ("office.key", "token.key", "office.db"):
            self.assertEqual((office.folder / name).stat().st_mode & 0o077, 0, name)


class JsonTest(OfficeCase):
    """Every command with --json: one document on standard output, nothing else there."""
    people = {"dm.sdl": ("focal", "SDL"), "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sdl, cls.vp = cls.desks["dm.sdl"], cls.desks["vp"]
        cls.report = cls.sdl.send_report(entries(entry(39, percent=62.5), entry(13)))
        cls.vp.sync()

    def assert_shape(self, json_object, *keys):
        self.assertLessEqual(set(keys), set(json_object), json_object)

    def test_login_tells_who_it_is(self):
        self.assertEqual(self.sdl.login(), {"name": "dm.sdl", "role": "focal", "agency": "SDL"})

    def test_account_add_list_and_disable(self):
        added = self.add_account("moi.sdl", "leader", "SDL")
        expected = {"name": "moi.sdl", "display_name": "Cán bộ moi.sdl", "role": "leader", "agency": "SDL",
                    "disabled": False, "must_change_password": False, "second_factor": False}
        self.assertEqual(added, expected)
        self.assertIn(expected, self.admin.json("account", "list"))
        self.assertEqual(self.admin.json("account", "disable", "moi.sdl"), {**expected, "disabled": True})

    def test_account_of_a_role_or_agency_that_does_not_exist_is_refused(self):
        password = {"stdin": PASSWORD + "\n"}
        done = self.admin.run("account", "add", "x.y", "--role", "vua", "--password-stdin", **password)
        self.assert_refused(done, "invalid-input", "There is no such role", "vua")
        done = self.admin.run("account", "add", "x.y", "--role", "focal", "--agency", "XYZ", "--password-stdin",
                              **password)
        self.assert_refused(done, "not-found", "There is no such agency", "XYZ")

    def test_account_that_exists_is_not_added_again(self):
        done = self.admin.run("account", "add", "dm.sdl", "--role", "focal", "--agency", "SDL", "--password-stdin",
                              stdin=PASSWORD + "\n")
        self.assert_refused(done, "conflict")

    def test_only_administrators_keep_accounts_and_agencies(self):
        self.assert_refused(self.sdl.run("account", "add", "x.y", "--role", "focal", "--agency", "SDL",
                                         "--password-stdin", stdin=PASSWORD + "\n"), "forbidden")
        self.assert_refused(self.sdl.run("account", "list"), "forbidden")
        self.assert_refused(self.vp.run("agency", "set", "SDL", "--signer", "A"), "forbidden")

    def test_agency_import_counts_rows_and_dry_run_changes_nothing(self):
        file = self.file("new.csv", "code,name,parent,tier\nCQM,Cơ quan mới,UBND,department\n")
        dry = self.admin.json("agency", "import", file, "--dry-run")
        self.assertEqual((dry["rows"], dry["imported"]), (1, 0))
        self.assertNotIn("CQM", [agency["code"] for agency in self.admin.json("agency", "list")])
        wet = self.admin.json("agency", "import", file)
        self.assertEqual((wet["rows"], wet["imported"], wet["issues"]), (1, 1, []))
        self.assertEqual(wet["changes"], [{"code": "CQM", "new": True, "fields": []}])
        self.assertIn("CQM", [agency["code"] for agency in self.admin.json("agency", "list")])

    def test_agency_import_changes_only_what_its_rows_say(self):
        self.admin.json("agency", "set", "SCT", "--signer", "Nguyễn Thị Hạnh Phúc", "--needs-approval")
        before = next(one for one in self.admin.json("agency", "list") if one["code"] == "SCT")
        file = self.file("change.csv", "code,name,short_name,parent,tier\n"
                                       f"SCT,Sở Công Thương tỉnh,{before['short_name']},{before['parent']},department\n"
                                       "STP,Sở Tư pháp,Sở Tư pháp,UBND,department\n")
        done = self.admin.json("agency", "import", file)
        self.assertEqual((done["rows"], done["imported"]), (2, 1))
        self.assertEqual(done["changes"], [{"code": "SCT", "new": False, "fields": ["name"]}])
        after = next(one for one in self.admin.json("agency", "list") if one["code"] == "SCT")
        self.assertEqual({**after, "name": before["name"], "source": before["source"]}, before)

    def test_agency_set_prints_an_id(self):
        self.assertRegex(self.admin.json("agency", "set", "STP", "--place", "Lào Cai")["id"], UUID)

    def test_gate_open_prints_an_id(self):
        self.assertRegex(self.vp.json("gate", "open", "4-1", "--document", "CV 1", "--date", "2024-01-02")["id"], UUID)

    def test_gate_cannot_be_opened_in_the_future(self):
        done = self.vp.run("gate", "open", "4-2", "--document", "CV 1", "--date", "2024-03-01")
        self.assert_refused(done, "invalid-input", "A gate cannot have been opened in the future")
        self.assertEqual(self.vp.json("outbox", "list"), [])

    def test_plan_commands(self):
        made = self.sdl.json("plan", "register", "--agency", "SDL", "--model", "22", "--file",
                             DEMO / "plans" / "SDL-22.json")
        self.assertRegex(made["id"], UUID)
        shown = self.sdl.json("plan", "show", "--model", "22")
        self.assertEqual(set(shown), {"model", "name", "plans", "adjustments"})
        self.assert_shape(shown["plans"][0], "agency", "revision", "received_at", "author", "milestones", "indicators",
                          "people", "note", "versions")
        self.assert_shape(self.vp.json("plan", "completeness"), "due", "expected", "registered", "on_time", "plans")

    def test_calendar_set_adds_a_holiday(self):
        file = self.file("calendar.json", {"holidays": [{"date": "2024-03-15", "name": "Ngày nghỉ riêng"}]})
        self.assertRegex(self.vp.json("calendar", "set", "--file", file)["id"], UUID)
        self.assertIn("2024-03-15", self.vp.json("calendar", "show")["holidays"])

    def test_report_commands_print_the_id(self):
        draft = self.sdl.new("2024-W06")
        self.assertRegex(draft, UUID)
        self.assertEqual(self.sdl.fill(draft, entries(entry(39))), {"id": draft})
        self.assertEqual(self.sdl.json("report", "attach", draft, self.file("a.csv", "a")), {"id": draft})
        self.assertEqual(self.sdl.json("report", "submit", draft), {"id": draft})

    def test_ids_are_printed_alone_without_json(self):
        done = self.sdl.run("report", "new", "--period", "2024-W05", "--agency", "SDL")
        self.assertRegex(done.out, UUID.pattern[:-1] + r"\n$")

    def test_report_check_lists_issues(self):
        draft = self.sdl.new("2024-W04")
        self.sdl.fill(draft, entries(entry(39, results="")))
        issues = self.sdl.json("report", "check", draft)
        for issue in issues:
            self.assertEqual(set(issue), {"severity", "code", "where", "sentence"})
        self.assertIn("models[39].results", [issue["where"] for issue in issues])
        self.sdl.fill(draft, entries(entry(39, percent=101)))
        issues = self.sdl.json("report", "check", draft, expect=1)
        self.assertIn(("error", "models[39].percent"), [(i["severity"], i["where"]) for i in issues])

    def test_report_check_speaks_english_to_scripts_and_the_chosen_language_to_people(self):
        draft = self.sdl.new("2024-W03")
        sentence = "The overall assessment is missing"
        for language in ("vi", "en"):
            sentences = [i["sentence"] for i in self.sdl.json("report", "check", draft, CANBO_LANG=language)]
            self.assertIn(sentence, sentences)
        self.assertIn(sentence, self.sdl.run("report", "check", draft, CANBO_LANG="en").out)
        self.assertNotIn(sentence, self.sdl.run("report", "check", draft).out)

    def test_report_show_has_head_and_content(self):
        view = self.sdl.show(self.report)
        self.assert_shape(view, "id", "kind", "agency", "period", "revision", "state", "received_at", "late", "author",
                          "digest", "decided_by", "report")
        self.assert_shape(view["report"], "summary", "models", "attachments", "bases", "reason", "approved_by")
        self.assert_shape(view["report"]["models"][0], "model", "status", "confidence", "percent", "indicators",
                          "results", "difficulties", "proposals", "next")

    def test_report_pdf_tells_file_and_pages(self):
        paper = self.folder / "a.pdf"
        made = self.sdl.json("report", "pdf", self.report, "--output", paper)
        self.assertEqual(made["output"], str(paper))
        self.assertGreaterEqual(made["pages"], 1)

    def test_sync_counts(self):
        self.assertEqual(set(self.sdl.sync()), {"sent", "refused", "waiting", "received"})

    def test_inbox_list_has_the_agreed_shape(self):
        row = next(row for row in self.vp.json("inbox", "list", "--period", WEEK) if row["id"] == self.report)
        self.assertEqual(set(row) - {"remark", "conflict"},
                         {"id", "kind", "agency", "period", "revision", "state", "received_at", "late"})

    def test_deciding_about_several_reports_prints_one_document(self):
        reports = [self.sdl.send_report(entries(entry(39)), period) for period in ("2023-W47", "2023-W48")]
        self.vp.sync()
        done = self.vp.run("inbox", "accept", *reports, json_too=True)
        self.assertEqual(done.code, 0, done)
        self.assertEqual(len(re.findall(UUID.pattern[1:-1], json.dumps(done.json))), 2)

    def test_deciding_about_several_reports_names_the_one_that_cannot_be(self):
        report = self.sdl.send_report(entries(entry(39)), "2023-W46")
        self.vp.sync()
        unknown = "00000000-0000-4000-8000-000000000000"
        done = self.vp.run("inbox", "accept", unknown, report)
        self.assertEqual([error for error in done.errors() if error[2] == unknown][0][0], "not-found")
        self.assertEqual(done.code, 1)
        self.assertEqual(self.vp.show(report)["state"], "accepted")  # it does not hold up the other

    def test_watching_sync_prints_one_line_each_round(self):
        watch = subprocess.Popen([BIN / "canboctl", "sync", "--watch", "--every", "1", "--json", "--data",
                                  self.sdl.folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                 env=environment(FRIDAY))
        time.sleep(3)
        watch.terminate()
        out, _ = watch.communicate(timeout=PATIENCE)
        lines = out.splitlines()
        self.assertGreaterEqual(len(lines), 2)
        for line in lines:
            self.assertIn("sent", json.loads(line))

    def test_completeness_has_the_agreed_shape(self):
        found = self.vp.json("period", "completeness", WEEK)
        self.assert_shape(found, "period", "expected", "received", "on_time", "late", "missing", "agencies")
        for row in found["agencies"]:
            self.assert_shape(row, "agency", "state", "received_at", "late")
        self.assertEqual(found["expected"], 13)
        self.assertEqual(found["received"] + len(found["missing"]), 13)

    def test_status_lists_43_models_with_known_statuses(self):
        for desk in (self.sdl, self.vp):
            found = desk.json("status")
            self.assertEqual([model["model"] for model in found], list(range(1, 44)))
            self.assertLessEqual({model["status"] for model in found}, STATUSES)
        (one,) = self.vp.json("status", "--model", "39", "--agency", "SDL")
        (line,) = one["agencies"]
        self.assert_shape(line, "agency", "agency_view", "office_view", "differs")
        self.assertEqual(line["agency_view"]["percent"], 62.5)

    def test_status_of_a_model_or_agency_that_does_not_exist_is_not_found(self):
        self.assert_refused(self.vp.run("status", "--model", "44"), "not-found", None, "model")
        self.assert_refused(self.vp.run("status", "--agency", "XYZ"), "not-found", None, "XYZ")

    def test_period_lock_and_unlock(self):
        self.assertEqual(self.vp.json("period", "lock", "2023-W50"), {"period": "2023-W50", "locked": True})
        unlocked = self.vp.json("period", "unlock", "2023-W50")
        self.assertEqual((unlocked["period"], unlocked["locked"]), ("2023-W50", False))

    def test_period_consolidate_has_the_agreed_shape(self):
        made = self.vp.json("period", "consolidate", "2023-W49", "--output", self.folder / "c.pdf", "--xlsx",
                            self.folder / "c.xlsx")
        self.assert_shape(made, "id", "period", "sequence", "reports", "late", "missing", "output", "pages", "xlsx")

    def test_refusal_with_json_leaves_standard_output_empty(self):
        for command in (["report", "show", "x"], ["report", "new", "--period", "2023-W53", "--agency", "SDL"],
                        ["inbox", "list"], ["period", "lock", WEEK]):
            with self.subTest(command=command):
                done = self.sdl.run(*command, json_too=True)
                self.assertEqual((done.code, done.out), (1, ""), done)
                self.assertEqual(len(done.errors()), 1)

    def test_options_may_stand_before_the_command(self):
        done = run("--json", "--data", self.sdl.folder, "report", "show", self.report, clock=FRIDAY)
        self.assertEqual(done.json["id"], self.report)

    def test_data_folder_may_come_from_the_environment(self):
        done = run("report", "show", self.report, json_too=True, clock=FRIDAY, CANBO_HOME=str(self.sdl.folder))
        self.assertEqual(done.json["id"], self.report)

    def test_text_for_people_has_vietnamese_dates_and_decimals(self):
        shown = self.sdl.run("report", "show", self.report).out
        self.assertIn("16/02/2024", shown)
        self.assertIn("62,5%", shown)

    def test_tables_for_people_are_in_the_chosen_language(self):
        for command in (["report", "list"], ["inbox", "list"], ["status"], ["period", "completeness", WEEK],
                        ["plan", "completeness"], ["gate", "list"], ["agency", "list"], ["outbox", "list"]):
            with self.subTest(command=command):
                vietnamese = self.vp.run(*command)
                english = self.vp.run(*command, CANBO_LANG="en")
                self.assertEqual((vietnamese.code, vietnamese.err, english.err), (0, "", ""))
                self.assertNotEqual(vietnamese.out.splitlines()[0], english.out.splitlines()[0])


class OfflineTest(OfficeCase):
    """What works without the office, and what says 3."""
    people = {"dm.sdl": ("focal", "SDL"), "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sdl, cls.vp = cls.desks["dm.sdl"], cls.desks["vp"]
        cls.report = cls.sdl.send_report(entries(entry(39)))
        for desk in (cls.sdl, cls.vp, cls.admin):
            desk.sync()
        cls.office.stop()

    def test_reading_works_offline(self):
        for command in (["status"], ["report", "list"], ["inbox", "list"], ["period", "completeness", WEEK],
                        ["plan", "completeness"], ["gate", "list"], ["agency", "list"], ["calendar", "show"]):
            with self.subTest(command=command):
                self.vp.json(*command)

    def test_what_the_office_must_do_exits_3_and_leaves_nothing_queued(self):
        holiday = self.file("holiday.json", {"holidays": [{"date": "2024-03-15", "name": "Nghỉ"}]})
        commands = [(self.vp, ["period", "lock", WEEK]), (self.vp, ["period", "unlock", WEEK]),
                    (self.vp, ["period", "consolidate", WEEK]), (self.vp, ["calendar", "set", "--file", holiday]),
                    (self.vp, ["agency", "expect", "CTK", "--from", "2024-01-01"]), (self.vp, ["sync"]),
                    (self.admin, ["agency", "set", "SDL", "--signer", "A"]), (self.admin, ["account", "list"]),
                    (self.admin, ["account", "disable", "dm.sdl"])]
        for desk, command in commands:
            with self.subTest(command=command):
                before = [item["id"] for item in desk.json("outbox", "list")]
                done = desk.run(*command, json_too=True)
                self.assert_refused(done, "unreachable", exit_code=3)
                self.assertEqual(done.out, "")
                self.assertEqual([item["id"] for item in desk.json("outbox", "list")], before)

    def test_plan_registered_offline_waits(self):
        done = self.sdl.run("plan", "register", "--agency", "SDL", "--model", "13", "--file",
                            DEMO / "plans" / "SDL-13.json", json_too=True)
        self.assertEqual(done.code, 0, done)
        self.assertRegex(done.json["id"], UUID)
        self.assertIn(("warning", "unreachable"), [d[:2] for d in done.diagnostics])
        self.assertIn(done.json["id"], [item["id"] for item in self.sdl.json("outbox", "list")])

    def test_decision_made_offline_waits(self):
        done = self.vp.run("inbox", "accept", self.report, json_too=True)
        self.assertEqual(done.code, 0, done)
        items = {item["id"]: item["state"] for item in self.vp.json("outbox", "list")}
        self.assertEqual(items[done.json["id"]], "queued")

    def test_submit_exits_0_without_an_office(self):
        report = self.sdl.send_report(entries(entry(39)), "2024-W06", send=False)
        self.assertEqual(self.sdl.show(report)["state"], "queued")
        self.assert_refused(self.sdl.run("sync"), "unreachable", exit_code=3)
        self.assertEqual(self.sdl.show(report)["state"], "queued")

    def test_something_else_at_the_address_is_no_office(self):
        class Hotel(http.server.BaseHTTPRequestHandler):
            """Answers 501 to whatever a desk asks, as a page of its own."""

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hotel)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            desk = Desk(self.folder / "hotel", self.office, "dm.sdl")
            done = desk.run("login", "--server", f"http://127.0.0.1:{server.server_port}", "--user", "a",
                            "--password-stdin", stdin=PASSWORD + "\n")
            self.assert_refused(done, "unreachable", exit_code=3)
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


if __name__ == "__main__":
    unittest.main()
