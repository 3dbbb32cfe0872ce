"""What leaves the office for others: audit events to a collector of syslog over TLS, progress as open data."""
import csv
import io
import json
import re
import socket
import ssl
import subprocess
import threading
import unittest

import jsonschema

from canbo import ROOT, OfficeCase, entries, entry, run

MESSAGE = re.compile(r'<(\d+)>1 (\S+) (\S+) canbo-office - (\S+) '
                     r'\[event@32473 sequence="(\d+)" actor="((?:[^"\\\]]|\\.)*)" subject="((?:[^"\\\]]|\\.)*)"\]')


class Collector:
    """Takes what comes over TLS, message by message (RFC 5425)."""

    def __init__(self, folder):
        self.certificate, key = folder / "collector.pem", folder / "collector.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", key, "-out", self.certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost"], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.certificate, key)
        self.context, self.messages = context, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = "localhost:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                plain, _ = self.listener.accept()
            except OSError:
                return
            try:
                with self.context.wrap_socket(plain, server_side=True) as line:
                    self.take(line)
            except OSError:
                plain.close()

    def take(self, line):
        text = b""
        while part := line.recv(65536):
            text += part
        while text:
            length, _, rest = text.partition(b" ")
            self.messages.append(rest[: int(length)].decode("utf-8"))
            text = rest[int(length):]


class OutsideTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL"), "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.request("POST", "/api/v1/login", json.dumps({"name": "dm.sdl", "password": "sai"}))
        cls.collector = Collector(cls.folder)
        cls.addClassCleanup(cls.collector.listener.close)
        cls.first = cls.forward()
        cls.again = cls.forward()
        cls.add_account("them.mot", "focal", "SDL")
        cls.later = cls.forward()
        cls.anew = ["--cursor", cls.folder / "another.cursor"]  # everything is to be sent again
        cls.stranger = cls.forward(*cls.anew, ca=[])
        cls.nobody = cls.forward(*cls.anew, to="localhost:1")
        cls.sdl, cls.vp = cls.desks["dm.sdl"], cls.desks["vp"]
        cls.secret = "Bà Nguyễn Thị Bí Mật nộp hồ sơ"
        cls.sdl.send_report(entries(entry(39, results=cls.secret, percent=40)))
        cls.vp.sync()

    @classmethod
    def forward(cls, *more, to=None, ca=None):
        ca = ["--ca", cls.collector.certificate] if ca is None else ca
        return run("audit", "forward", "--to", cls.collector.address if to is None else to, *ca, *more,
                   data=cls.office.folder, json_too=True)

    def test_every_event_is_sent_once_in_its_order(self):
        self.assertEqual([done.code for done in (self.first, self.again, self.later)], [0, 0, 0], self.first)
        self.assertEqual(self.again.json["sent"], 0)
        self.assertEqual(self.later.json["sent"], 1)
        sequences = [int(MESSAGE.fullmatch(text)[5]) for text in self.collector.messages]
        self.assertEqual(sequences, list(range(1, self.later.json["cursor"] + 1)))

    def test_messages_say_who_did_what(self):
        found = [MESSAGE.fullmatch(text) for text in self.collector.messages]
        added = found[-1]
        self.assertEqual((added[1], added[4], added[6], added[7]), ("110", "account.add", "quan.tri", "them.mot"))
        self.assertEqual({match[1] for match in found if match[4] == "login.refused"}, {"108"})

    def test_a_collector_that_cannot_prove_itself_is_told_nothing(self):
        self.assert_refused(self.stranger, "unreachable", "There is no secure connection to the collector", exit_code=3)
        self.assertEqual(len(self.collector.messages), self.later.json["cursor"])

    def test_no_collector_is_said_and_nothing_is_counted_as_sent(self):
        self.assert_refused(self.nobody, "unreachable", "The collector cannot be reached", exit_code=3)
        self.assertFalse(self.anew[1].exists())

    def test_an_address_that_is_none_is_refused(self):
        for address in ("", ":6514", "soc:0", "soc:70000", "a b"):
            self.assertIn(self.forward(to=address).code, (1, 2), address)

    def open_data(self, desk, name):
        return desk.run("open-data", "--output", self.folder / name, json_too=True)

    def test_open_data_is_by_its_schema(self):
        self.assertEqual(self.open_data(self.vp, "tien-do.json").code, 0)
        data = json.loads((self.folder / "tien-do.json").read_text(encoding="utf-8"))
        schema = json.loads((ROOT / "content/schema/open-data.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(data, schema)
        row = next(row for row in data["rows"] if (row["model"], row["agency"]) == (39, "SDL"))
        self.assertEqual((row["percent"], row["confidence"], row["period"]), (40, "green", "2024-W07"))
        self.assertEqual({row["model"] for row in data["rows"]}, set(range(1, 44)))

    def test_open_data_holds_nothing_that_somebody_wrote(self):
        for name in ("mo.json", "mo.csv"):
            self.assertEqual(self.open_data(self.vp, name).code, 0)
            text = (self.folder / name).read_text(encoding="utf-8")
            for secret in (self.secret, "Bí Mật", "dm.sdl", "Cán bộ", "Kết quả của mô hình"):
                self.assertNotIn(secret, text)

    def test_office_serves_what_a_desk_writes(self):
        self.assertEqual(self.open_data(self.vp, "may.json").code, 0)
        written = json.loads((self.folder / "may.json").read_text(encoding="utf-8"))
        self.assertEqual(self.office.request("GET", "/api/v1/open-data")[0], 401)
        status, headers, body = self.office.request("GET", "/api/v1/open-data", token=self.office.token("dm.sdl"))
        self.assertEqual((status, headers["Cache-Control"]), (200, "private, max-age=60"))
        self.assertEqual(json.loads(body)["rows"], written["rows"])
        self.office.options = ["--open-data"]
        self.office.start(self.office.now())
        status, headers, body = self.office.request("GET", "/api/v1/open-data.csv")
        self.assertEqual((status, headers["Cache-Control"]), (200, "public, max-age=60"))
        rows = list(csv.DictReader(io.StringIO(body.decode("utf-8"))))
        self.assertEqual([row["status"] for row in rows], [row["status"] for row in written["rows"]])
        self.assertTrue(headers["ETag"])
        self.office.options = []
        self.office.start(self.office.now())

    def test_csv_says_the_same(self):
        self.open_data(self.vp, "a.csv")
        self.open_data(self.vp, "a.json")
        rows = list(csv.DictReader(io.StringIO((self.folder / "a.csv").read_text(encoding="utf-8"))))
        data = json.loads((self.folder / "a.json").read_text(encoding="utf-8"))["rows"]
        for column in ("model", "model_name", "agency", "agency_name", "status", "confidence", "period"):
            self.assertEqual([row[column] for row in rows], [str(row[column] or "") for row in data], column)

    def test_an_agency_has_no_open_data_of_the_province(self):
        self.assert_refused(self.open_data(self.sdl, "b.csv"), "forbidden")

    def test_a_file_of_another_kind_is_refused(self):
        self.assert_refused(self.open_data(self.vp, "b.pdf"), "invalid-input")


if __name__ == "__main__":
    unittest.main()
