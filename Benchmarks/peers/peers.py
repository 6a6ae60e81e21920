"""Who is measured, how each is started, and what it promises. A new peer is one more entry of PEERS."""

import os
import sys
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable


@dataclass
class Peer:
    name: str
    guarantee: str
    state: str
    records: int  # of one round; some seconds' worth, at most 200,000: noida-db answers a fetch with all it has
    packages: tuple = ()
    command: callable = None  # of a Place: argument list
    topics: tuple = ()  # beside input and output: (name, compacted)
    prepare: callable = None  # of a Place: argument list of a command that runs before
    checks: str = "scores"  # scores: every output is recomputed; ids: every input has one output; bytes: the input itself
    environment: dict = field(default_factory=dict)

    def versions(self):
        try:
            return ", ".join(f"{p} {version(p)}" for p in self.packages)
        except PackageNotFoundError as missing:
            return f"not installed: {missing}"


@dataclass
class Place:
    """Where one run happens."""

    bootstrap: str
    prefix: str
    state: str
    records: int
    accounts: int
    commit_ms: int
    prahari: str


def ours(*arguments):
    def command(place):
        return [
            place.prahari, *[str(a(place)) if callable(a) else a for a in arguments], "--bootstrap", place.bootstrap,
            "--prefix", place.prefix, "--set", f"group.prefix={place.prefix}", "--set",
            "instance.id=" + place.prefix.replace(".", ""), "--set", f"state.dir={place.state}", "--set",
            f"commit.interval.ms={place.commit_ms}"
        ]

    return command


def script(name):
    return lambda place: [PYTHON, str(HERE / name)]


def stage_topics(stage):
    return ((f"{stage}.changelog.v1", True), (f"{stage}.deadletters.v1", False), (f"{stage}.late.v1", False))


def records_of(place):
    return place.records


def accounts_of(place):
    return place.accounts


fill = ours("bench", "--part", "fill", "--accounts", accounts_of)

PEERS = {
    peer.name: peer
    for peer in (
        Peer(
            "raw-c", "exactly once", "none: forwards the bytes", 200_000,
            command=ours("bench", "--part", "raw", "--records", records_of), checks="bytes"),
        Peer(
            "prahari-simple", "exactly once", "memory + changelog + SQLite", 200_000,
            command=ours("bench", "--part", "baseline", "--records", records_of), topics=stage_topics("baseline")),
        Peer(
            "prahari-anomaly", "exactly once", "memory + changelog + SQLite", 150_000,
            command=ours("run", "anomaly", "--set", "http.port=-1", "--set", "log.level=warning"),
            topics=stage_topics("anomaly") + (("anomaly.drift.v1", False), ("ref.models.v1", True)), checks="ids"),
        Peer(
            "confluent-loop", "exactly once", "dictionary + changelog, no restore", 100_000, ("confluent-kafka", ),
            script("confluent_loop.py")),
        Peer(
            "pathway", "at least once", "memory + snapshots of the input", 60_000, ("pathway", ),
            script("pathway_job.py")),
        Peer(
            "bytewax", "at least once", "memory + SQLite snapshots each 10 s", 30_000, ("bytewax", "confluent-kafka"),
            lambda place: [
                PYTHON, "-m", "bytewax.run", "bytewax_flow:flow", "-r", place.state, "-s", "10", "-b", "0"
            ], prepare=lambda place: [PYTHON, "-m", "bytewax.recovery", place.state, "1"]),
        Peer(
            "quix", "exactly once", "RocksDB + changelog", 20_000, ("quixstreams", "confluent-kafka"),
            script("quix_streams.py")),
        *(
            Peer(
                name, guarantee, "RocksDB + changelog", records,
                ("faust-streaming", "aiokafka", "faust-streaming-rocksdb", "uvloop"),
                lambda place:
                [PYTHON, str(HERE / "faust_app.py"), "--loop", "uvloop", "worker", "--loglevel", "warn"],
                environment=settings)
            for name, guarantee, records, settings in (
                ("faust", "exactly once", 1_500, {"FAUST_GUARANTEE": "exactly_once"}),
                ("faust-2.8s", "exactly once, commits at its default of 2.8 s", 2_000,
                 {"FAUST_GUARANTEE": "exactly_once", "FAUST_COMMIT_SECONDS": "2.8"}),
                ("faust-alo", "at least once, commits at its default of 2.8 s", 3_000,
                 {"FAUST_GUARANTEE": "at_least_once", "FAUST_COMMIT_SECONDS": "2.8"}),
            )),
    )
}


def environment(peer, place):
    own = dict(os.environ)
    own.update(
        PEER_BOOTSTRAP=place.bootstrap, PEER_INPUT=place.prefix + "bank.transactions.v1",
        PEER_OUTPUT=place.prefix + "scored.transactions.v1", PEER_CHANGELOG=place.prefix + "peer.changelog.v1",
        PEER_ID=place.prefix + "peer", PEER_STATE=place.state, PEER_COMMIT_MS=str(place.commit_ms),
        PYTHONDONTWRITEBYTECODE="1", PATHWAY_TELEMETRY_SERVER="", **peer.environment)
    return own
