"""What must hold of an exam's room whatever its stations, its network and itself went through."""
import collections

from exam_fixture import journal


class Kept:
    """The answers of a sealed room against what each station was told. `kept`: what exam answers prints."""

    def __init__(self, kept, folder, stations):
        self.kept, self.folder, self.stations = kept, folder, stations
        self.stored = {(a["candidate"], a["sequence"]): (a["slot"], a["response"]) for a in kept}

    def doubled(self):
        counted = collections.Counter((a["candidate"], a["sequence"]) for a in self.kept)
        return [key for key, count in counted.items() if count > 1]

    def lost(self):
        """[(candidate, sequence)] of what was acknowledged and is not there, and how many were acknowledged."""
        lost, acknowledged = [], 0
        for number in range(1, self.stations + 1):
            candidate, answers, told = journal(self.folder, number)
            for sequence, word in told.items():
                if word in ("stored", "again"):
                    acknowledged += 1
                    if self.stored.get((candidate, sequence)) != answers[sequence]:
                        lost.append((candidate, sequence))
        return lost, acknowledged

    def older_wins(self):
        """Candidates of whom another answer counts than the newest that the station kept."""
        wrong = []
        for number in range(1, self.stations + 1):
            candidate, answers, _ = journal(self.folder, number)
            newest = {}
            for sequence in sorted(answers):
                newest[answers[sequence][0]] = answers[sequence][1]
            counted = {}
            for answer in sorted((a for a in self.kept if a["candidate"] == candidate), key=lambda a: a["sequence"]):
                counted[answer["slot"]] = answer["response"]
            if counted != newest:
                wrong.append(candidate)
        return wrong
