"""Measures the peers of peers.py one after the other, in rounds; ops/bench-peers starts it and tells its arguments."""

import argparse
import bisect
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import orjson
from confluent_kafka import Consumer, IsolationLevel, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic, OffsetSpec

import job
from peers import HERE, PEERS, Place, environment, fill

TICKS = os.sysconf("SC_CLK_TCK")
IDLE_SECONDS = 60  # without progress, then the run is given up
WARM_RECORDS = 2_000  # before the measurement
SETTLED_SECONDS = 1.5  # without progress after the last output that was expected


def tell(text):
    print(text, file=sys.stderr, flush=True)


# ------------------------------------------------------------------ processes


def tree(pid):
    """A process and all that it started."""
    found, wanted = [], [pid]
    while wanted:
        one = wanted.pop()
        found.append(one)
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                with open(f"/proc/{one}/task/{task}/children") as file:
                    wanted += [int(child) for child in file.read().split()]
        except OSError:
            pass
    return found


def usage(pid):
    """CPU seconds so far and peak resident MiB of a process and its children, also of those that ended."""
    seconds = mebibytes = 0.0
    for one in tree(pid):
        try:
            with open(f"/proc/{one}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
            seconds += sum(int(fields[i]) for i in (11, 12, 13, 14)) / TICKS
            with open(f"/proc/{one}/status") as file:
                mebibytes += sum(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024
        except OSError:
            pass
    return seconds, mebibytes


class Process:
    """The peer under measurement, its output in a file."""

    def __init__(self, peer, place, log):
        self.log = log
        own = environment(peer, place)
        if peer.prepare:
            with open(log, "w") as file:
                subprocess.run(peer.prepare(place), env=own, cwd=HERE, stdout=file, stderr=file, check=True)
        with open(log, "a") as file:
            self.child = subprocess.Popen(
                peer.command(place), env=own, cwd=HERE, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                start_new_session=True)
        self.code = None
        self.last = (0.0, 0.0)

    def usage(self):
        """As `usage`; after the end what the kernel counted for it in all."""
        if self.code is None:
            self.last = max(self.last, usage(self.child.pid))
            pid, status, spent = os.wait4(self.child.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
                self.child.returncode = self.code
                self.last = (spent.ru_utime + spent.ru_stime, max(self.last[1], spent.ru_maxrss / 1024))
        return self.last

    def signal(self, sign):
        os.killpg(self.child.pid, sign)

    def stop(self):
        self.usage()
        for sign, seconds in ((signal.SIGTERM, 8), (signal.SIGKILL, 8)):
            end = time.monotonic() + seconds
            while self.code is None and time.monotonic() < end:
                try:
                    self.signal(signal.SIGCONT)
                    self.signal(sign)
                except ProcessLookupError:
                    pass
                self.usage()
                time.sleep(0.1)

    def words(self):
        with open(self.log, errors="replace") as file:
            lines = [line.strip() for line in file if line.strip()]
        return " / ".join(lines[-3:])[-400:]


# ------------------------------------------------------------------ broker


class Broker:
    """A broker of its own for every run, so that no run pays for another's data."""

    def __init__(self, port, data):
        self.root, self.port, self.data = HERE.parent.parent, str(port), data
        self.bootstrap = f"127.0.0.1:{port}"

    def call(self, action):
        subprocess.run(
            [self.root / "ops/broker", action, "--quiet", "--port", self.port, "--data", self.data], check=True,
            stdout=subprocess.DEVNULL)

    def wipe(self):
        try:  # what it would save on the way out is thrown away
            with open(os.path.join(self.data, "broker.pid")) as file:
                os.kill(int(file.read()), signal.SIGKILL)
        except (OSError, ValueError):
            pass
        self.call("wipe")

    def fresh(self):
        self.wipe()
        self.call("start")

    def make_topics(self, peer, place, partitions):
        names = [("bank.transactions.v1", False), ("scored.transactions.v1", False), ("peer.changelog.v1", True)]
        names += list(peer.topics)
        topics = [
            NewTopic(
                place.prefix + name, num_partitions=1 if name.startswith("ref.") else partitions, replication_factor=1,
                config={"cleanup.policy": "compact" if compacted else "delete", "retention.ms": "-1"})
            for name, compacted in names
        ]
        admin = AdminClient({"bootstrap.servers": self.bootstrap})  # must outlive its answers
        for made in admin.create_topics(topics).values():
            made.result(30)


class Progress:
    """How far the output is committed, partition by partition."""

    def __init__(self, bootstrap, topic, partitions):
        self.admin = AdminClient({"bootstrap.servers": bootstrap})
        self.request = {TopicPartition(topic, p): OffsetSpec.latest() for p in range(partitions)}

    def now(self):
        answers = self.admin.list_offsets(self.request, isolation_level=IsolationLevel.READ_COMMITTED)
        return {place.partition: answer.result(10).offset for place, answer in answers.items()}


def read_all(bootstrap, topic, partitions):
    """Every committed record of a topic: partition, offset, timestamp, key, value."""
    consumer = Consumer({
        "bootstrap.servers": bootstrap, "group.id": "reader", "isolation.level": "read_committed",
        "enable.partition.eof": True, "enable.auto.commit": False, "receive.message.max.bytes": 1_000_000_000
    })
    consumer.assign([TopicPartition(topic, p, 0) for p in range(partitions)])
    records, left = [], set(range(partitions))
    while left:
        for message in consumer.consume(10_000, timeout=0.2):
            if message.error():
                left.discard(message.partition())
            else:
                records.append((
                    message.partition(), message.offset(), message.timestamp()[1], message.key(), message.value()))
    consumer.close()
    return records


# ------------------------------------------------------------------ verification


def verify(peer, inputs, outputs):
    """What is wrong with the outputs, as text; empty when each input has its one and right output."""
    if peer.checks == "bytes":
        same = sorted((r[3], r[4]) for r in inputs) == sorted((r[3], r[4]) for r in outputs)
        return "" if same else f"{len(outputs)} outputs are not the {len(inputs)} inputs"
    states, expected = {}, {}
    for record in inputs:  # each partition in its order
        booking = orjson.loads(record[4])
        states[record[3]], output = job.step(states.get(record[3]), booking)
        expected[output["transaction_id"]] = output["score"]
    seen, wrong, misplaced = {}, 0, 0
    home = {record[3]: record[0] for record in inputs}
    for partition, _, _, key, value in outputs:
        output = orjson.loads(value)
        name = output["transaction_id"]
        seen[name] = seen.get(name, 0) + 1
        misplaced += home.get(key) != partition
        if peer.checks == "scores":
            wrong += abs(float(output["score"]) - expected.get(name, 9)) > 0.001
    faults = {
        "lost": len(expected.keys() - seen.keys()),
        "doubled": sum(count - 1 for count in seen.values()),
        "wrong": wrong,
        "not on the partition of their account": misplaced,
    }
    return ", ".join(f"{count} {what}" for what, count in faults.items() if count)


# ------------------------------------------------------------------ one run


def warm_up(process, count_outputs, seconds=IDLE_SECONDS):
    """Waits until the peer has given the scores of the first bookings: it is up, joined and compiled."""
    end = time.monotonic() + seconds
    while count_outputs() < WARM_RECORDS and time.monotonic() < end:
        process.usage()
        if process.code is not None:
            return False
        time.sleep(0.1)
    return count_outputs() >= WARM_RECORDS


def follow(process, progress, wanted, count_outputs):
    """Samples (time, CPU, committed offsets) until everything is out or nothing moves any more."""
    samples, moved, before = [], time.monotonic(), None
    while True:
        now = time.monotonic()
        cpu, memory = process.usage()
        offsets = progress.now()
        samples.append((now, cpu, offsets))
        if offsets != before:
            before, moved = offsets, now
        still = now - moved
        if sum(offsets.values()) >= wanted and still > SETTLED_SECONDS and count_outputs() >= wanted:
            return samples, memory
        if still > IDLE_SECONDS or (process.code is not None and still > SETTLED_SECONDS):
            return samples, memory
        time.sleep(0.05 if still < 1 else 0.2)


def steady(samples, outputs):
    """Records a second and CPU microseconds a record, from the first sample to the first that has all outputs."""
    offsets = {}
    for partition, offset, *_ in outputs:
        offsets.setdefault(partition, []).append(offset)
    for each in offsets.values():
        each.sort()
    counts = [sum(bisect.bisect_left(offsets.get(p, []), end) for p, end in ends.items()) for _, _, ends in samples]
    last = max(1, counts.index(max(counts)))
    (t0, c0, _), (t1, c1, _) = samples[0], samples[last]
    done = counts[last] - WARM_RECORDS
    return done / (t1 - t0), (c1 - c0) * 1e6 / max(1, done)


def measure_speed(peer, options, broker, folder):
    """The peer starts on a few bookings, is stopped (SIGSTOP) while the others are filled in, and goes on (SIGCONT)."""
    records = max(1_000, int(peer.records * options.scale))
    broker.fresh()
    place = place_of(options, broker, folder, WARM_RECORDS + records)
    broker.make_topics(peer, place, options.partitions)
    load(place, 0, WARM_RECORDS)
    topic = place.prefix + "scored.transactions.v1"

    def count():
        return len(read_all(broker.bootstrap, topic, options.partitions))

    process = Process(peer, place, os.path.join(folder, "peer.log"))
    try:
        if not warm_up(process, count):
            return {"error": f"{count()} of {WARM_RECORDS} first outputs; " + process.words(), "records": records}
        time.sleep(0.5)
        process.signal(signal.SIGSTOP)
        load(place, WARM_RECORDS, records)
        progress = Progress(broker.bootstrap, topic, options.partitions)
        progress.now()
        process.signal(signal.SIGCONT)
        samples, memory = follow(process, progress, place.records, count)
    finally:
        process.stop()
    outputs = read_all(broker.bootstrap, topic, options.partitions)
    inputs = read_all(broker.bootstrap, place.prefix + "bank.transactions.v1", options.partitions)
    if len(outputs) <= WARM_RECORDS:
        return {"error": f"nothing after the first outputs; ended with {process.code}: {process.words()}", "records": records}
    rate, cpu = steady(samples, outputs)
    faults = verify(peer, inputs, outputs)
    if faults and process.code not in (0, -signal.SIGTERM, -signal.SIGKILL):
        faults += f" (ended with {process.code}: {process.words()})"
    return {
        "records": records, "outputs": len(outputs), "faults": faults, "records_per_s": rate, "cpu_us": cpu,
        "rss_mib": memory, "wall_s": records / rate
    }


def measure_latency(peer, options, broker, folder):
    """From the timestamp of a booking to a read-committed reader of its score, at a fixed rate, after a warm-up."""
    total = options.rate * options.seconds
    broker.fresh()
    place = place_of(options, broker, folder, WARM_RECORDS + total)
    broker.make_topics(peer, place, options.partitions)
    load(place, 0, WARM_RECORDS)
    process = Process(peer, place, os.path.join(folder, "peer.log"))
    arrivals, stop = [], threading.Event()
    reader = threading.Thread(
        target=read_arrivals, args=(broker.bootstrap, place.prefix + "scored.transactions.v1", options, arrivals, stop))
    reader.start()
    try:
        if warm_up(process, lambda: len(arrivals)):
            load(place, WARM_RECORDS, total, options.rate)
            end = time.monotonic() + 20
            while len(arrivals) < WARM_RECORDS + total and time.monotonic() < end:
                time.sleep(0.05)
    finally:
        stop.set()
        reader.join()
        process.stop()
    inputs = read_all(broker.bootstrap, place.prefix + "bank.transactions.v1", options.partitions)
    sent = {orjson.loads(record[4])["transaction_id"]: record[2] for record in inputs}
    recent = max(sent.values()) - options.seconds * 800  # the first fifth is warm-up, too
    delays = sorted(at - sent[name] for at, value in arrivals
                    for name in [orjson.loads(value)["transaction_id"]] if recent <= sent[name] <= at + 1_000)
    if len(delays) < total * 0.7:
        return {"error": f"{len(delays)} outputs in time; " + process.words()}
    return {"p50_ms": delays[len(delays) // 2], "p99_ms": delays[len(delays) * 99 // 100]}


def load(place, first, records, rate=0):
    subprocess.run(
        fill(place) + ["--first", str(first), "--records", str(records), "--fill-rate", str(rate)], check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def read_arrivals(bootstrap, topic, options, arrivals, stop):
    consumer = Consumer({
        "bootstrap.servers": bootstrap, "group.id": "reader", "isolation.level": "read_committed",
        "enable.auto.commit": False, "fetch.wait.max.ms": 10
    })
    consumer.assign([TopicPartition(topic, p, 0) for p in range(options.partitions)])
    while not stop.is_set():
        messages = consumer.consume(1_000, timeout=0.005)
        now = time.time() * 1_000
        arrivals += [(now, message.value()) for message in messages if not message.error()]
    consumer.close()


def place_of(options, broker, folder, records):
    state = tempfile.mkdtemp(prefix="state-", dir=folder)
    return Place(
        broker.bootstrap, f"peers-{int(time.time())}.", state, records, options.accounts, options.commit_ms,
        options.prahari)


# ------------------------------------------------------------------ the report


def table(results, options, base):
    """One row a peer: medians over the rounds; ratios are medians of the rounds' own."""
    rows = [
        "| | promises | state | records/s | CPU us a record | peak MiB | p50 / p99 ms | "
        f"{base} to it: records/s | CPU | outputs |", "|---|---|---|---|---|---|---|---|---|---|"
    ]

    def middle(values, digits=0):
        return f"{statistics.median(values):,.{digits}f}" if values else "-"

    for name in options.peers:
        peer, runs = PEERS[name], results[name]["rounds"]
        good = [run for run in runs if "error" not in run]
        pairs = [(run, own) for run, own in zip(runs, results.get(base, {}).get("rounds", []))
                 if "error" not in run and "error" not in own]
        delay = results[name].get("latency", {})
        faults = sorted({run.get("faults") or run.get("error") or "" for run in runs} - {""})
        outputs = "; ".join(faults) or f"{good[0]['outputs']:,} verified" if runs else "-"
        spread = ""
        if len(good) > 1:
            rates = [run["records_per_s"] for run in good]
            spread = f" ({min(rates):,.0f}-{max(rates):,.0f})"
        versions = f" ({peer.versions()})" if peer.packages else ""
        rows.append(
            f"| {name}{versions} | {peer.guarantee} | {peer.state} | {middle([r['records_per_s'] for r in good])}{spread} "
            f"| {middle([r['cpu_us'] for r in good], 1)} | {middle([r['rss_mib'] for r in good])} "
            f"| {delay.get('p50_ms', 0):.0f} / {delay.get('p99_ms', 0):.0f} " .replace("| 0 / 0 ", "| - ") +
            f"| {middle([own['records_per_s'] / run['records_per_s'] for run, own in pairs], 2)} "
            f"| {middle([own['cpu_us'] / run['cpu_us'] for run, own in pairs], 3)} | {outputs.replace('|', '/')} |")
    return "\n".join(rows)


def arguments():
    parser = argparse.ArgumentParser(prog="ops/bench-peers", description="Other stream processors beside this one.")
    parser.add_argument("--peers", default=",".join(PEERS), help="comma-separated, in order (default: all)")
    parser.add_argument("--rounds", type=int, default=3, help="all peers once a round (default 3)")
    parser.add_argument("--accounts", type=int, default=10_000, help="accounts of the bookings (default 10000)")
    parser.add_argument("--scale", type=float, default=1.0, help="times the records of every peer (default 1)")
    parser.add_argument("--commit-ms", type=int, default=100, help="commit interval (default 100)")
    parser.add_argument("--rate", type=int, default=500, help="records/s of the latency run (default 500)")
    parser.add_argument("--seconds", type=int, default=15, help="of the latency run; 0 leaves it out (default 15)")
    parser.add_argument("--partitions", type=int, default=8, help=argparse.SUPPRESS)
    parser.add_argument("--json", help="also write everything to this file")
    parser.add_argument("--port", type=int, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--data", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--prahari", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.peers = [name for name in options.peers.split(",") if name]
    for name in options.peers:
        if name not in PEERS:
            parser.error(f"--peers: no peer '{name}'; there are {', '.join(PEERS)}")
    return options


def attempt(measure, *parts):
    try:
        return measure(*parts)
    except Exception as fault:  # one peer's failure is a result, not the end of the others
        return {"error": f"{type(fault).__name__}: {fault}"[:300]}


def save(results, options):
    if options.json:
        with open(options.json, "w") as file:
            json.dump(results, file, indent=1)


def main():
    options = arguments()
    broker = Broker(options.port, options.data)
    results = {name: {"rounds": [], "versions": PEERS[name].versions()} for name in options.peers}
    with tempfile.TemporaryDirectory(prefix="prahari-peers-") as folder:
        try:
            for number in range(options.rounds):
                for name in options.peers:
                    result = attempt(measure_speed, PEERS[name], options, broker, folder)
                    result["load"] = os.getloadavg()[0]
                    results[name]["rounds"].append(result)
                    tell(f"round {number + 1} {name}: {json.dumps(result)}")
                    save(results, options)
            for name in options.peers if options.seconds > 0 else []:
                results[name]["latency"] = attempt(measure_latency, PEERS[name], options, broker, folder)
                tell(f"latency {name}: {json.dumps(results[name]['latency'])}")
        finally:
            broker.wipe()
    save(results, options)
    base = "prahari-simple" if "prahari-simple" in options.peers else options.peers[0]
    print(table(results, options, base))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    main()
