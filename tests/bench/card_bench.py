"""How long a whole card takes through the real PC/SC service: pcscd, vsmartcard's reader, virtual-cccd.

Runs under tests/e2e/with_reader.sh; prints one line of JSON with the median of nine readings, in milliseconds, and the
commands each took (chip authentication included, which the bar on commands does not count).
"""
import json
import pathlib
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from card_reader_test import Card, ReaderCase, run  # noqa: E402

ROUNDS = 9


def median(arguments, folder):
    rounds = []
    for _ in range(ROUNDS):
        done = run("cccd", "read", *arguments, data=folder, json_too=True)
        assert done.code == 0, done
        rounds.append((done.json["milliseconds"], done.json["apdus"]))
    return statistics.median(time for time, _ in rounds), rounds[0][1]


ReaderCase.setUpClass()
try:
    figures = {}
    for name, fault in (("extended", []), ("short", ["--fault", "no-extended"])):
        card = Card(*fault)
        try:
            for access, arguments in (("bac", ["--mrz-info", card.about["mrz_information"], "--protocol", "bac"]),
                                      ("pace", ["--can", card.about["can"]])):
                time, apdus = median(arguments, ReaderCase.folder / "empty")
                figures[f"{access}_{name}"] = {"milliseconds": time, "apdus": apdus}
        finally:
            card.close()
    print(json.dumps(figures))
finally:
    ReaderCase.doClassCleanups()
